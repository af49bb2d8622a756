"""A notice is said to somebody else, or later: a frozen dataclass that is queued in the transaction which caused it.

`ComplaintLate(ref, days)` renders from the Fluent message `complaint-late`; its fields are the message's variables.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum
from typing import Any, ClassVar

from chat.screen import Rows, Screen
from locales.texts import Named, Tenge, Text


class Priority(IntEnum):
    """Who goes first when the pace is short: lower leaves earlier."""

    REPLY = 0
    NOTICE = 1
    BROADCAST = 2


@dataclass(frozen=True)
class Notice:
    """Base of all notices. Field types: str, int, date, datetime, Tenge, Named, Text; not shown: `hidden`."""

    priority: ClassVar[Priority] = Priority.NOTICE
    hidden: ClassVar[frozenset[str]] = frozenset()
    kinds: ClassVar[dict[str, type[Notice]]] = {}

    def __init_subclass__(cls) -> None:
        Notice.kinds[cls.kind()] = cls

    @classmethod
    def kind(cls) -> str:
        """The Fluent key and the name in the outbox: `ComplaintLate` → `complaint-late`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def text(self) -> Text:
        """The message with the fields as its variables."""
        shown = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in self.hidden}
        return Text(self.kind(), shown)

    def buttons(self) -> Rows:
        """What can be done about it, right there."""
        return ()

    def screen(self) -> Screen:
        """What the recipient sees; always a new message."""
        return Screen(words=(self.text(),), buttons=self.buttons(), fresh=True)

    def tongue(self) -> str | None:
        """The language it is said in where that is not the recipient's own."""
        return None

    def to_json(self) -> str:
        """For the outbox; read back by `Notice.from_json`."""
        return json.dumps({f.name: _packed(getattr(self, f.name)) for f in fields(self)}, ensure_ascii=False)

    @staticmethod
    def from_json(kind: str, packed: str) -> Notice:
        """The notice as it was queued. Raises KeyError for a kind that no longer exists."""
        values = {name: _unpacked(value) for name, value in json.loads(packed).items()}
        return Notice.kinds[kind](**values)


def _packed(value: object) -> object:
    match value:
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"on": value.isoformat()}
        case Tenge(amount):
            return {"tenge": amount}
        case Named(kk, ru):
            return {"kk": kk, "ru": ru}
        case Text(key, args):
            return {"text": key, "args": {name: _packed(arg) for name, arg in args.items()}}
        case _:
            return value


def _unpacked(value: Any) -> Any:
    match value:
        case {"at": str(at)}:
            return datetime.fromisoformat(at)
        case {"on": str(on)}:
            return date.fromisoformat(on)
        case {"tenge": int(amount)}:
            return Tenge(amount)
        case {"kk": str(kk), "ru": str(ru)}:
            return Named(kk, ru)
        case {"text": str(key), "args": dict(args)}:
            return Text(key, {str(name): _unpacked(arg) for name, arg in args.items()})
        case _:
            return value
