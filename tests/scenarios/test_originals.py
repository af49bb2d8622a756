"""Coordinators see copies without EXIF; the originals only when they ask, and what is not what its name says."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from PIL import Image

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import begins, fills, fills_until, rows

WHERE = "51.1694,71.4491 Samsung"


def _photo_with_exif() -> bytes:
    made, exif = BytesIO(), Image.Exif()
    exif[0x010F] = WHERE
    Image.new("RGB", (60, 40), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


def _got(someone: Someone) -> list[bytes]:
    """Every document that lies in the chat with the bot."""
    store = someone.world.cloud.files
    sent = [shown.body["document"]["file_id"] for shown in someone.phone.messages() if "document" in shown.body]
    return [store.content(stored) for one in sent if (stored := store.find(one)) is not None]


async def test_the_original_is_shown_only_when_asked_for(world: World, language: Language) -> None:
    me, saule = world.citizen("Айгүл", language), await coordinator(world, "Сәуле", "Астана", language=language)
    await begins(me)
    await fills_until(me, "evidence")
    original = _photo_with_exif()
    await me.does(partial(me.phone.send_file, "document", original, name="chek.jpg"))
    await me.does(partial(me.phone.send_file, "document", b"MZ" + b"\0" * 60, name="akt.pdf"))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")

    await saule.taps("button-accept")
    assert saule.sees.text.count("⚠️") == 1
    assert "exe" in saule.text
    await saule.taps("case-button-evidence")
    assert original not in _got(saule)
    await saule.taps("originals-button")
    code = str(rows(world, "SELECT code FROM complaint")[0][0])
    assert saule.words("originals-sure", code=code) in saule.text
    assert original not in _got(saule)
    await saule.taps("originals-confirm")
    assert original in _got(saule)
