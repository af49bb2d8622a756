"""Pictures are decoded in a process of its own, which is allowed next to nothing and may die."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from services.apart import ROOT, environment
from services.pictures.picture_protocol import DISPLAY, PRINT
from services.pictures.picture_room import PictureRoom
from tests.pictures import photo

TRIES = """
import socket
from services.pictures import picture_work
picture_work.shut()
for does in (lambda: open("README.md"), lambda: open("/tmp/x", "w"), socket.socket, lambda: bytearray(2_000_000_000)):
    try:
        does()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
    else:
        print("could")
"""


@pytest.fixture
def room() -> Iterator[PictureRoom]:
    made = PictureRoom()
    yield made
    made.close()


def test_one_process_for_many_pictures_and_a_new_one_after_it_died(room: PictureRoom) -> None:
    first = room.ask(DISPLAY, photo())
    assert first is not None
    process = room._process
    assert room.ask(DISPLAY, b"\xff\xd8\xff\xe0 cut") is None
    assert room.ask(PRINT, photo()) is not None
    assert room._process is process, "a broken picture ends nothing"
    assert process is not None
    process.kill()
    process.wait()
    assert room.ask(DISPLAY, photo()) == first


def test_a_picture_that_takes_too_long_gets_no_copy() -> None:
    room = PictureRoom(seconds=0.0)
    try:
        assert room.ask(DISPLAY, photo()) is None
    finally:
        room.close()


def test_the_process_knows_no_secret_and_can_open_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADAL_BOT_TOKEN", "secret")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials")
    assert not {name for name in environment() if name.startswith(("ADAL_", "CREDENTIALS"))}
    done = subprocess.run(
        (sys.executable, "-c", TRIES), cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["OSError", "OSError", "OSError", "MemoryError"]


def test_a_forked_process_gets_one_of_its_own(room: PictureRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.ask(PRINT, photo())
    of_parent = room._process
    mine = os.getpid()
    monkeypatch.setattr("services.pictures.picture_room.os.getpid", lambda: mine + 1)
    assert room.ask(PRINT, photo()) is not None
    assert room._process is not of_parent
    assert of_parent is not None
    assert of_parent.poll() is None, "the parent's goes on"
    of_parent.communicate()


def test_the_largest_allowed_picture_fits_into_its_memory(room: PictureRoom) -> None:
    large = io.BytesIO()
    Image.new("RGB", (4000, 3000), "red").save(large, "PNG")
    assert room.ask(DISPLAY, large.getvalue()) is not None
