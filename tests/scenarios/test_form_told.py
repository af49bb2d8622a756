"""What a form is told besides the answers: its log, and a name only from those who agree."""

from __future__ import annotations

import asyncio
from io import BytesIO
from zipfile import ZipFile

import pytest
from pydantic import SecretStr

from forms.xform.xmltree import read_xml
from locales.texts import Language
from storage.questionnaires import pushes
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator
from tests.scenarios.papers import documents
from tests.scenarios.steps import rows
from tests.scenarios.test_form_results import ending
from tests.scenarios.xlsforms import KK, RU, begins, said, sends_form, volunteer, xlsx
from tests.transport.openrosa_receiver import Receiver, receiving

SURVEY = (
    {"type": "username", "name": "who"},
    {"type": "audit", "name": "audit"},
    {"type": "text", "name": "word", KK: "Не көрдіңіз?", RU: "Что вы увидели?", "required": "yes"},
)
ASKING = {"attribute::username": "ask"}


async def publishes(world: World, language: Language, asking: bool) -> Someone:
    """A coordinator with this form in use."""
    someone = await coordinator(world, "Сәуле", "Астана", language=language)
    await sends_form(someone, xlsx(SURVEY, more=ASKING if asking else {}))
    await someone.taps("forms-publish")
    return someone


async def taken(world: World, someone: Someone) -> tuple[str, dict[str, bytes]]:
    """The instance in the zip of results, and the files beside it."""
    await someone.says("/forms")
    await someone.taps_label(f"✅ {said(someone, 'Аула', 'Двор')}")
    await someone.taps("exports-button")
    await someone.taps("exports-zip")
    with ZipFile(BytesIO(ending(documents(world, someone), ".zip"))) as archive:
        found = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist() if "instances/" in name}
    return found.pop("submission.xml").decode(), found


@pytest.mark.parametrize("agrees", [True, False])
async def test_the_name_is_asked_for_and_told_only_with_a_yes(world: World, language: Language, agrees: bool) -> None:
    saule = await publishes(world, language, asking=True)
    dau = await volunteer(world, "Дәулет", language)
    await begins(dau, said(dau, "Аула", "Двор"))
    assert dau.words("form-name-about", name="Дәулет") in dau.all_text
    await dau.says("Сынған есік")  # typed too early: nothing is taken, and the question stands
    assert dau.can_tap("form-name-yes")
    await dau.taps("form-name-yes" if agrees else "form-name-no")
    assert said(dau, "Не көрдіңіз?", "Что вы увидели?") in dau.all_text
    await dau.says("Сынған есік")
    await dau.taps("form-send")
    instance, _ = await taken(world, saule)
    name = read_xml(instance).find("who")
    assert name is not None
    assert (name.text == "Дәулет") is agrees
    assert agrees or name.text.startswith("anon-")


async def test_a_form_whose_owner_did_not_ask_gets_no_name_and_its_log_goes_along(
    world: World, language: Language
) -> None:
    saule = await publishes(world, language, asking=False)
    await world.stop()
    receiver = Receiver(authorization="Token abc123", forms={("yard", "1")})
    async with receiving(receiver) as url:
        server = {"openrosa_url": url, "openrosa_token": SecretStr("abc123")}
        world.settings = world.settings.model_copy(update=server)
        await world.start()
        dau = await volunteer(world, "Дәулет", language)
        await begins(dau, said(dau, "Аула", "Двор"))
        await dau.says("Сынған есік")
        await dau.taps("form-send")
        instance, files = await taken(world, saule)
        async with asyncio.timeout(5):
            while ("sent",) not in rows(world, "SELECT state FROM openrosa_push"):  # noqa: ASYNC110 - done by the bot
                await asyncio.sleep(0.01)
        await world.stop()
    assert "<audit>audit.csv</audit>" in instance
    assert "Дәулет" not in instance
    log = files["audit.csv"].decode()
    assert log.startswith("event,node,start,end\nform start,,")
    assert "question,/data/word," in log
    (kept,) = receiver.kept.values()
    assert kept.files["audit.csv"][1] == files["audit.csv"]
    await world.start()


async def test_what_the_server_refused_is_sent_again_or_left(world: World, language: Language) -> None:
    await publishes(world, language, asking=False)
    dau = await volunteer(world, "Дәулет", language)
    for word in ("Бірінші", "Екінші"):
        await begins(dau, said(dau, "Аула", "Двор"))
        await dau.says(word)
        await dau.taps("form-send")
    async with world.app.store.write() as connection:
        await pushes.queue(connection, [1, 2], world.clock())
        for number in (1, 2):
            await pushes.refuse(
                connection, world.app.store.vault, number, reason="404", answer="No such form.", at=world.clock()
            )
    admin = world.admin()
    await admin.says("/forms")
    await admin.taps("pushes-button", count=2)
    assert admin.words("pushes-one", number=2, form="yard", reason="404", answer="No such form.") in admin.text
    await admin.taps("pushes-again")
    await admin.taps("pushes-leave")
    assert admin.words("pushes-none") in admin.text
    assert rows(world, "SELECT state FROM openrosa_push ORDER BY submission_id") == [("given up",), ("queued",)]
