"""Who steals the data folder or reads the logs learns nobody's words, names, numbers or files, nor the token."""

from __future__ import annotations

import hashlib
import io
import itertools
import logging
import sqlite3
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import structlog
from PIL import Image

from services.trust.cellar import Cellar
from tests.harness import World
from tests.hearing import log_heard
from tests.scenarios.filed import coordinator
from tests.scenarios.searching import found, stolen, written
from tests.scenarios.secret_life import (
    CAMERA,
    FIRST_ID,
    SNAPSHOT,
    WORDS,
    files_anonymously,
    lives_through,
    secrets_of,
    told_to_telegram,
)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What `bot.py` writes to standard error at ADAL_LOG_LEVEL=DEBUG."""
    with log_heard(monkeypatch) as lines:
        yield lines


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Not running yet; everybody in it has a long Telegram id."""
    made = World(tmp_path)
    made._numbers = itertools.count(FIRST_ID)
    return made


async def test_neither_the_data_folder_nor_the_logs_tell_anything(
    world: World, heard: io.StringIO, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async with world:
        gulbarshyn, _, saule = await lives_through(world, monkeypatch)
        secrets = secrets_of(world)
        running = stolen(world.settings.data_dir)
        assert (world.settings.data_dir / "adal.db-wal").stat().st_size > 0
        receipt = gulbarshyn.all_text.partition("AD-")[2][:9]
        told = set(secrets.found_in(told_to_telegram(world)))
        assert WORDS["answer"] in saule.all_text, "the desk has read what the folder hides"
    at_rest = stolen(world.settings.data_dir)
    out, err = capfd.readouterr()
    logged = "\n".join([heard.getvalue(), out, err]).encode()
    assert set(WORDS.values()) - told == {WORDS["alien update"]}, "all of it was really said"
    assert f"AD-{receipt}".encode() in at_rest, "the search would find what is there"
    assert {"running": secrets.found_in(running), "at rest": secrets.found_in(at_rest)} == {
        "running": [],
        "at rest": [],
    }
    assert logged.count(b"update set aside") == 2
    assert secrets.found_in(logged) == []


@pytest.mark.parametrize("word", [*WORDS.values(), str(FIRST_ID)])
def test_the_search_finds_each_secret_in_each_writing(word: str) -> None:
    """Otherwise the test above proves nothing."""
    for form in written(word):
        assert found([word], [], b"\x00plain\x01" + form + b"\x02") == [word]


async def test_a_planted_row_and_a_planted_line_are_found(world: World, heard: io.StringIO) -> None:
    async with world:
        someone = world.citizen(WORDS["first name kk"], "kk")
        await someone.starts()
        connection = sqlite3.connect(world.settings.data_dir / "adal.db")
        connection.execute(
            "INSERT INTO set_aside VALUES (?, ?, ?, ?)",
            (someone.phone.person.id, WORDS["note"].encode(), WORDS["basis"].encode("utf-16-le"), 1),
        )
        connection.commit()
        structlog.get_logger("test").debug("planted", words=WORDS["answer"])
        logging.getLogger("library").critical("libraries quote what they were sent: %s", world.cloud.token)
        secrets = secrets_of(world)
        folder = secrets.found_in(stolen(world.settings.data_dir))
        connection.close()
    assert set(folder) == {WORDS["note"], WORDS["basis"], str(FIRST_ID)}
    assert secrets.found_in(heard.getvalue().encode()) == [WORDS["answer"]], "and libraries are not heard at all"


OURS = frozenset({"chat", "domain", "forms", "handlers", "locales", "scheduler", "services", "storage", "transport"})


class Raised:
    """Notes the text of every error of our own classes at the moment it is raised, also if it is caught later."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def __call__(self, frame: FrameType, happened: str, told: Any) -> Raised | None:
        if frame.f_globals.get("__name__", "").partition(".")[0] not in OURS:
            return None
        frame.f_trace_lines = False
        if happened == "exception" and told[0].__module__.partition(".")[0] in OURS:
            self.texts[told[0].__name__] = self.texts.get(told[0].__name__, "") + f"{told[1]!s}\n{told[1]!r}\n"
        return self


async def test_no_error_of_ours_quotes_anybody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    raised = Raised()
    async with world:
        sys.settrace(raised)
        try:
            gulbarshyn, _, saule = await lives_through(world, monkeypatch)
            await gulbarshyn.starts("c_AD-BBBB-BBBB")
            await saule.does(partial(saule.phone.forge, saule.sees.id, "case.open:77"))
        finally:
            sys.settrace(None)
        secrets = secrets_of(world)
    assert {"BadCode", "NotFound"} <= set(raised.texts)
    assert secrets.found_in("".join(raised.texts.values()).encode()) == []


async def test_a_closed_draft_is_overwritten_not_only_forgotten(world: World) -> None:
    async with world:
        sent, unfinished = world.citizen("Айгүл", "kk"), world.citizen("Игорь", "ru")
        for one in (sent, unfinished):
            await one.starts()
            await one.taps("menu-report")
            await one.taps("consent-agree")
            await one.picks("category", "service")
            await one.picks("region", "KZ-75")
        await world.stop()
        before = _sealed_drafts(world)
        await world.start()
        await sent.picks("district", "751210000")
        await world.stop()
        after = _sealed_drafts(world)
        database = (world.settings.data_dir / "adal.db").read_bytes()
        await world.start()
    kept = before & after
    (replaced,) = before - after
    (still,) = kept
    assert still[:48] in database, "a draft that is open can be found"
    assert not [at for at in range(0, len(replaced) - 24, 24) if replaced[at : at + 24] in database]


def _sealed_drafts(world: World) -> set[bytes]:
    connection = sqlite3.connect(world.settings.data_dir / "adal.db")
    rows = {bytes(state) for (state,) in connection.execute("SELECT sealed_state FROM draft")}
    connection.close()
    return rows


async def test_the_desk_sees_no_exif_and_the_original_is_what_was_sent(world: World) -> None:
    async with world:
        saule = await coordinator(world, "Сәуле", "Алматы")
        me = world.citizen("Айгүл", "kk")
        await files_anonymously(me)
        await saule.taps("button-open-case")
        await saule.taps("case-button-evidence")
        shown = [await _received(world, one.body) for one in saule.phone.messages() if not one.outgoing]
        folder = world.settings.data_dir / "evidence"
        cellar = Cellar(folder, world.app.store.vault)
        numbers = sorted({int(path.stem) for path in folder.glob("*.display")})
        originals = [await cellar.original(number) for number in numbers]
        displays = [await cellar.shown(number) for number in numbers]
    assert SNAPSHOT in originals
    assert dict(Image.open(io.BytesIO(SNAPSHOT)).getexif()) != {}
    pictures = [*displays, *(data for data in shown if data.startswith(b"\xff\xd8"))]
    assert len(pictures) == 4
    for picture in pictures:
        assert dict(Image.open(io.BytesIO(picture)).getexif()) == {}
        assert CAMERA.encode() not in picture
    assert hashlib.sha256(SNAPSHOT).hexdigest()[:12] in me.all_text


async def _received(world: World, body: dict[str, Any]) -> bytes:
    """The file that came with a message; empty where none did."""
    sent = body["photo"][-1] if "photo" in body else body.get("document")
    if sent is None:
        return b""
    stored = world.cloud.files.find(sent["file_id"])
    assert stored is not None
    return world.cloud.files.content(stored)
