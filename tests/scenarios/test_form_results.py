"""Results of a checklist: filled by a volunteer, taken away by a coordinator, opened again and compared."""

from __future__ import annotations

import asyncio
import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.reader.excel import load_workbook
from pydantic import SecretStr

from forms.xform.xmltree import read_xml
from locales.texts import Language
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.papers import documents
from tests.scenarios.steps import rows
from tests.scenarios.xlsforms import begins, said, sends_form, volunteer, xlsx
from tests.transport.openrosa_receiver import Receiver, receiving

EVIL = "=1+1"


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana who has published the checklist."""
    someone = await coordinator(world, "Сәуле", "Астана", language=language)
    await sends_form(someone, xlsx())
    await someone.taps("forms-publish")
    return someone


async def fills(someone: Someone) -> None:
    """The whole checklist: two entries of the repeat, the first like a formula, and a photo."""
    await begins(someone, said(someone, "Аула", "Двор"))
    await someone.taps("form-acknowledge")
    await someone.taps_label("Астана")
    await someone.taps_label(said(someone, "Абай көшесі", "улица Абая"))
    await someone.says(EVIL)
    await someone.says("250")
    await someone.taps("form-add")
    await someone.says("Сүт")
    await someone.says("500")
    await someone.taps("form-go-on")
    await someone.taps_label(said(someone, "Иә, бар", "Да, есть"))
    await someone.does(lambda: someone.phone.send_photo(photo()))
    await someone.says("Сатының тақтайы")
    await someone.taps("form-send")


async def opens(someone: Someone) -> None:
    """The page of results."""
    await someone.says("/forms")
    await someone.taps_label(f"✅ {said(someone, 'Аула', 'Двор')}")
    await someone.taps("exports-button")


def ending(files: dict[str, bytes], wanted: str) -> bytes:
    """The file with this ending."""
    (name,) = [name for name in files if name.endswith(wanted)]
    return files[name]


def cells(sheet: Any) -> list[list[Any]]:
    """All cells of a sheet."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


async def test_the_workbook_is_what_was_answered(world: World, saule: Someone, language: Language) -> None:
    await fills(await volunteer(world, "Дәулет", language))
    await opens(saule)
    assert saule.words("exports-count", count=1) in saule.text
    await saule.taps("exports-xlsx")
    assert saule.words("results-ready", title=said(saule, "Аула", "Двор"), count=1, part=1, parts=1) in saule.all_text
    book = load_workbook(BytesIO(ending(documents(world, saule), ".xlsx")))  # type: ignore[no-untyped-call]
    main, items = book.worksheets
    ((instance,),) = rows(world, "SELECT instance_id FROM submission")
    ((file,),) = rows(world, "SELECT id FROM evidence")
    header, row = cells(main)
    assert header[:3] == ["KEY", "SubmissionDate", "FormVersion"]
    assert row[0] == instance
    assert dict(zip(header[2:], row[2:], strict=True)) == {
        "FormVersion": "1",
        said(saule, "Тек бақылаймыз", "Мы только наблюдаем"): "OK",
        said(saule, "Қай қала?", "Какой город?"): "Астана",
        said(saule, "Қай көше?", "Какая улица?"): said(saule, "Абай көшесі", "улица Абая"),
        said(saule, "Сынған зат бар ма?", "Есть сломанное?"): said(saule, "Иә, бар", "Да, есть"),
        said(saule, "Сынған жерді түсіріңіз", "Снимите поломку"): f"{file}.jpg",
        said(saule, "Не сынған?", "Что сломано?"): "Сатының тақтайы",
        "findings": 1,
        "instanceID": instance,
    }
    assert items.title == said(saule, "Тауар", "Товар")
    assert cells(items) == [
        [
            "PARENT_KEY",
            "KEY",
            said(saule, "Қандай тауар?", "Какой товар?"),
            said(saule, "Бағасы қанша?", "Какая цена?"),
        ],
        [instance, f"{instance}/item[1]", EVIL, 250],
        [instance, f"{instance}/item[2]", "Сүт", 500],
    ]
    assert items["C2"].data_type == "s"


async def test_values_as_csv_and_everything_as_a_zip(world: World, saule: Someone, language: Language) -> None:
    await fills(await volunteer(world, "Дәулет", language))
    await opens(saule)
    await saule.taps("exports-values")
    await saule.taps("exports-csv")
    with ZipFile(BytesIO(ending(documents(world, saule), "-csv.zip"))) as archive:
        items = list(csv.reader(StringIO(archive.read("item.csv").decode("utf-8-sig"), newline="")))
    assert [row[2:] for row in items] == [["product", "price"], [f"'{EVIL}", "250"], ["Сүт", "500"]]
    await opens(saule)
    await saule.taps("exports-zip")
    files = {name: content for name, content in documents(world, saule).items() if not name.endswith("-csv.zip")}
    ((instance,),) = rows(world, "SELECT instance_id FROM submission")
    ((file,),) = rows(world, "SELECT id FROM evidence")
    with ZipFile(BytesIO(ending(files, ".zip"))) as archive:
        folder = f"instances/{str(instance).replace(':', '')}"
        assert sorted(archive.namelist()) == sorted(
            ["form.xml", "form.xlsx", f"{folder}/submission.xml", f"{folder}/{file}.jpg"]
        )
        taken = read_xml(archive.read(f"{folder}/submission.xml")).find("photo")
        assert taken is not None
        assert taken.text == f"{file}.jpg"


async def test_it_goes_on_to_another_server(world: World, saule: Someone, language: Language) -> None:
    await world.stop()
    receiver = Receiver(authorization="Token abc123", forms={("yard", "1")})
    async with receiving(receiver) as url:
        server = {"openrosa_url": url, "openrosa_token": SecretStr("abc123")}
        world.settings = world.settings.model_copy(update=server)
        await world.start()
        await fills(await volunteer(world, "Дәулет", language))
        async with asyncio.timeout(5):
            while ("sent",) not in rows(world, "SELECT state FROM openrosa_push"):  # noqa: ASYNC110 - done by the bot
                await asyncio.sleep(0.01)
        await world.stop()
    ((instance,),) = rows(world, "SELECT instance_id FROM submission")
    ((file,),) = rows(world, "SELECT id FROM evidence")
    kept = receiver.kept[str(instance)]
    assert list(kept.files) == [f"{file}.jpg"]
    assert "Сатының тақтайы" in kept.xml
    await world.start()


async def test_nobody_has_filled_it(world: World, saule: Someone) -> None:
    await saule.says("/forms")
    await saule.taps_label(f"✅ {said(saule, 'Аула', 'Двор')}")
    assert not saule.can_tap("exports-button")


async def test_another_region_sees_none_of_it(world: World, saule: Someone, language: Language) -> None:
    await fills(await volunteer(world, "Дәулет", language))
    gulnar = await coordinator(world, "Гүлнар", "Алматы", language=language)
    await opens(gulnar)
    assert gulnar.words("exports-count", count=0) in gulnar.text
    assert not gulnar.can_tap("exports-xlsx")
