"""Evidence: albums in order, voices, too many, too big, files that cannot be fetched."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from locales.texts import Language
from services.trust.evidence import LIMIT
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import filed
from tests.scenarios.steps import begins, code_of, count, fills, fills_until, replies, rows, sends

MEGABYTE = 1_000_000


@pytest.fixture
async def me(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await begins(person)
    return person


async def test_an_album_keeps_its_order_and_captions(world: World, me: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    await fills_until(me, "evidence")
    colours = ("red", "green", "blue", "white", "black")
    said = len(me.phone.messages())
    me.phone.send_album([("photo", photo(colour), colour if colour != "blue" else "") for colour in colours])
    await world.settle()
    assert len(me.phone.messages()) == said + len(colours) + 1  # one answer to all five
    assert me.words("form-files", count=5) in me.text
    await me.does(partial(me.phone.send_file, "video", b"mp4", "бейне", name="a.mp4"))
    await me.does(partial(me.phone.send_file, "document", b"%PDF", name="акт.pdf"))
    await me.does(partial(me.phone.send_file, "video_note", b"mp4"))
    await me.does(partial(me.phone.send_file, "audio", b"mp3", name="a.mp3"))
    await me.taps("form-remove-last")
    assert me.words("form-files", count=8) in me.text
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert rows(world, "SELECT count(*) FROM evidence WHERE complaint_id IS NOT NULL") == [(8,)]
    await admin.taps("button-open-case")
    await admin.taps("case-button-evidence")
    shown = [one.body for one in admin.phone.messages() if "photo" in one.body]
    captions = [str(body.get("caption")).rpartition(" · ")[2] for body in shown]
    assert captions == ["red", "green", "3", "white", "black"]


async def test_a_file_at_any_question_is_kept(me: Someone) -> None:
    await replies(me, "category", "bribe")
    await me.does(partial(me.phone.send_photo, photo(), caption="чек"))
    assert me.words("form-file-kept") in me.text
    assert "2 / " in me.text  # and the question is still there
    await fills(me, "region", "district", "institution")
    await me.does(partial(me.phone.send_file, "voice", b"OggS"))
    assert me.words("form-file-kept") in me.text
    await fills(me, "place", "when", "amount")
    assert me.words("form-files-count", count=2) in me.text
    await me.taps("form-done")
    await fills(me, "evidence", "identity")
    assert me.words("form-files-count", count=2) in me.text


async def test_too_many_files(me: Someone) -> None:
    await fills_until(me, "evidence")
    for _ in range(LIMIT // 10):
        me.phone.send_album([("document", b"x", "")] * 10)
    await me.world.settle()
    me.world.app.intake.hurry()
    await me.world.settle()
    assert me.words("form-files", count=LIMIT) in me.text
    await me.does(partial(me.phone.send_file, "document", b"x"))
    assert me.words("refused-too-much", limit=LIMIT) in me.text
    assert me.words("form-files", count=LIMIT) in me.text
    await me.taps("form-remove-last")
    await me.does(partial(me.phone.send_file, "document", b"y"))  # there is room again
    assert me.words("form-files", count=LIMIT) in me.text
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert count(me.world, "complaint") == 1


async def test_a_file_over_twenty_megabytes(world: World, me: Someone) -> None:
    await fills_until(me, "evidence")
    await me.does(partial(me.phone.send_file, "video", bytes(21 * MEGABYTE), name="long.mp4"))
    too_big = me.words("evidence-too-big", number=1, what=me.words("evidence-video"), limit_mb=20)
    assert too_big in me.text
    assert "20" in me.text
    await me.taps("button-continue-draft")
    await me.taps("form-remove-last")
    await me.does(partial(me.phone.send_file, "video", b"short", name="short.mp4"))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert rows(world, "SELECT state FROM evidence WHERE complaint_id IS NOT NULL") == [("stored",)]


async def test_a_download_that_fails_for_a_while(world: World, me: Someone) -> None:
    await fills_until(me, "evidence")
    world.cloud.faults.change({"bad_gateway": 2, "network_down": 2, "only": ["getfile"]})
    await me.does(partial(me.phone.send_photo, photo()))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    assert me.words("receipt-files-coming", count=1) in me.text
    for _ in range(6):
        await world.later(timedelta(minutes=10))
    assert rows(world, "SELECT state FROM evidence") == [("stored",)]
    assert me.words("evidence-kept", code=code_of(me), count=1, hashes="").split("\n")[0] in me.all_text


async def test_a_download_that_never_works_is_said_with_a_way_out(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await me.starts()
    await filed(world, me)
    await me.taps("button-open-report")
    await me.taps("report-add")
    world.cloud.faults.change({"network_down": -1, "only": ["download"]})
    await me.does(partial(me.phone.send_photo, photo()))
    assert me.words("report-added") in me.text
    for _ in range(12):
        await world.later(timedelta(hours=2))
    assert me.words("evidence-failed", number=1, what=me.words("evidence-photo")) in me.text
    world.cloud.faults.change({"network_down": 0})
    await me.taps("button-add-evidence")
    await me.does(partial(me.phone.send_photo, photo()))
    states = rows(world, "SELECT state, reason FROM evidence ORDER BY state")
    assert states == [("failed", "network"), ("stored", None)]


async def test_nothing_of_the_camera_is_shown_and_nothing_lies_open_on_the_disk(world: World, me: Someone) -> None:
    admin = world.admin()
    await admin.starts()
    await fills_until(me, "evidence")
    await me.does(partial(me.phone.send_file, "document", photo(camera="Kamera-7"), name="IMG.jpg"))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    await admin.taps("button-open-case")
    await admin.taps("case-button-evidence")
    for file in (world.settings.data_dir / "evidence").rglob("*"):
        assert not file.is_file() or b"Kamera-7" not in file.read_bytes()


async def test_files_keep_coming_while_the_bot_restarts(world: World, language: Language) -> None:
    me = world.citizen("Айгүл", language)
    await sends(me)
    await me.taps("button-open-report")
    world.cloud.faults.change({"latency_ms": 30})
    me.phone.send_album([("photo", photo(colour), "") for colour in ("red", "green", "blue")])
    await world.kill()
    await world.start()
    await world.settle()
    assert rows(world, "SELECT state, count(*) FROM evidence GROUP BY 1") == [("stored", 3)]
