"""Keeps the simulated cloud in a folder, so that the playground continues where it was.

`core.json` holds people, pending updates and numbers; `chats/<id>.json` one chat each; `files/` the contents.
Every change is written before its caller goes on (the bot has its answer, the page its "ok"), each file by an atomic
rename: killing the process loses nothing that anybody was told. There is no fsync, so a power cut can lose seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playground.clock import MovableClock
from playground.cloud.model import Chat
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram

#: After a kill between a change and its writing, numbers given out meanwhile must not be used again.
_GAP = 1000
_VERSION = 1


class Keeper:
    """Writes and reads the cloud's state. Give the cloud `files_folder(folder)` as its `files`."""

    def __init__(self, cloud: Telegram, clock: MovableClock, folder: Path) -> None:
        self._cloud = cloud
        self._clock = clock
        self._folder = folder
        self._dirty: set[int] = set()
        self._unsubscribe: Callable[[], None] | None = None

    def load(self) -> bool:
        """Takes back the state; False when there is none yet. ValueError when it is of another version."""
        core_file = self._folder / "core.json"
        if not core_file.exists():
            return False
        core: Json = json.loads(core_file.read_text("utf-8"))
        if core["version"] != _VERSION:
            raise ValueError(f"The playground data in {self._folder} is of another version: delete it to start anew.")
        chats = [json.loads(path.read_text("utf-8")) for path in sorted((self._folder / "chats").glob("*.json"))]
        self._cloud.load({**core, "chats": chats})
        for person in self._cloud.people.values():  # a person saved just before their chat
            self._cloud.chats.setdefault(person.id, Chat(person.id, "private", members=[person.id]))
        if not core["clean"]:
            self._cloud.skip_numbers(_GAP)
        offset = timedelta(seconds=core["clock_offset"])
        if offset > self._clock.offset:
            self._clock.advance(offset - self._clock.offset)
        return True

    def start(self) -> None:
        """Writes every change from now on, and everything there is at once."""
        (self._folder / "chats").mkdir(parents=True, exist_ok=True)
        self._dirty.update(self._cloud.chats)
        self.save()
        self._unsubscribe = self._cloud.subscribe(self._on_event)

    def stop(self) -> None:
        """Writes everything for the last time."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self.save(clean=True)

    def save(self, *, clean: bool = False) -> None:
        """Writes what changed."""
        core = {
            "version": _VERSION,
            "clean": clean,
            "clock_offset": self._clock.offset.total_seconds(),
            **self._cloud.dump_core(),
        }
        _write(self._folder / "core.json", core)
        for number in self._dirty:
            _write(self._folder / "chats" / f"{number}.json", self._cloud.chats[number].dump())
        self._dirty.clear()

    def _on_event(self, event: Json) -> None:
        if event["type"] == "person":
            self._dirty.add(event["person"])
        elif "chat" in event:
            self._dirty.add(event["chat"])
        if event["type"] not in ("typing", "toast", "message"):  # a message is followed by "changed"
            self.save()


def files_folder(folder: Path) -> Path:
    """Where the contents of files go."""
    return folder / "files"


def _write(path: Path, value: Json) -> None:
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    os.replace(temporary, path)
