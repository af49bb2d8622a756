"""Evidence of ended cases is closed to a key that is not on the server: staff see it is there, its holder opens it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from functools import partial

import pyrage
import pytest

from domain.complaint import Outcome
from locales.texts import Language
from services.cases import desk
from services.trust.cellar import Cellar
from storage.work import begin
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import filed
from tests.scenarios.papers import documents
from tests.scenarios.steps import rows
from tests.scenarios.test_referral import prepared, saule

__all__ = ["saule"]

OWNER = pyrage.x25519.Identity.generate()
REOPENED = 777_000


async def closes(world: World, who: Someone, case_id: int) -> None:
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([REOPENED], [who.phone.person.id])
        async with batch.step(REOPENED, who.phone.person.id) as work:
            await desk.close(work, case_id, Outcome.FIXED, saved=0, basis="")


def on_disk(world: World) -> dict[str, bytes]:
    folder = world.settings.data_dir / "evidence"
    return {one.name.partition(".")[2]: one.read_bytes() for one in folder.iterdir()}


async def test_after_the_end_only_the_holder_of_the_key_opens_it(
    world: World, saule: Someone, language: Language
) -> None:
    world.settings = world.settings.model_copy(update={"evidence_recipients": (str(OWNER.to_public()),)})
    await world.stop()
    await world.start()
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    receipt = await filed(world, aigul)
    await aigul.taps("button-open-report")
    original = photo("red")
    await aigul.does(partial(aigul.phone.send_file, "document", original, name="chek.jpg"))
    await prepared(saule, receipt.code)
    await closes(world, saule, receipt.case_id)
    await world.later(timedelta(days=13))
    assert set(on_disk(world)) == {"original", "display"}, "two weeks to come back to it"

    await world.later(timedelta(days=2))
    (sealed,) = on_disk(world).values()
    assert set(on_disk(world)) == {"age"}
    assert pyrage.decrypt(sealed, [OWNER]) == original
    (number,) = rows(world, "SELECT id FROM evidence")[0]
    cellar = Cellar(world.settings.data_dir / "evidence", world.app.store.vault)
    for reading in (cellar.original, cellar.shown):
        with pytest.raises(FileNotFoundError):
            await reading(int(str(number)))
    await world.later(timedelta(minutes=1))
    assert rows(world, "SELECT count(*) FROM audit_entry WHERE action = 'evidence-sealed'") == [(1,)]

    await saule.does(partial(saule.phone.forge, saule.sees.id, f"case.open:{receipt.case_id}"))
    digest = hashlib.sha256(original).hexdigest()
    assert digest[:12] in saule.text
    assert "🔐" in saule.text
    await saule.taps("case-button-evidence")
    assert "🔐" in saule.text
    await saule.taps("originals-button-sealed")
    await saule.taps("originals-confirm")
    assert documents(world, saule)[f"{receipt.code}-1.age"] == sealed

    await saule.does(partial(saule.phone.forge, saule.sees.id, "referral.papers:1"))
    packed = [content for name, content in documents(world, saule).items() if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(packed[-1])) as archive:
        assert archive.namelist() == ["01-document.jpg.age", "manifest.csv"]
        assert pyrage.decrypt(archive.read("01-document.jpg.age"), [OWNER]) == original
        table = list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert table[1][:3] == ["01-document.jpg.age", str(len(original)), digest]
    assert table[1][4].startswith("sealed 20")

    await aigul.says("/mydata")
    with zipfile.ZipFile(io.BytesIO(documents(world, aigul)["adal.zip"])) as archive:
        assert archive.namelist() == ["data.json", "data.txt"]
        (file,) = json.loads(archive.read("data.json"))["reports"][0]["files"]
    assert file["sha256"] == digest
    assert file["sealed_on"]

    admin = world.admin()
    await admin.says(f"/audit {receipt.code}")
    assert admin.words("audit-evidence-sealed") in admin.text
