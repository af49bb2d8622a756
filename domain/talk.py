"""How a message fares on its way to the reporter, and answers kept ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.evidence import Kind


class Fate(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    """It has not left: the quiet hours, its file, or the network."""
    DELIVERED = "delivered"
    SEEN = "seen"
    BLOCKED = "blocked"
    """The reporter has blocked the bot; it goes when they come back."""
    FAILED = "failed"

    @property
    def name_key(self) -> str:
        """Fluent key of the mark in the correspondence: `fate-delivered`."""
        return f"fate-{self}"


@dataclass(frozen=True)
class Delivery:
    """How far a message has come; `at`: when it leaves, arrived or was seen, None where that is not known."""

    fate: Fate
    at: datetime | None = None


@dataclass(frozen=True)
class TalkFile:
    """A file in the correspondence; its bytes lie in the cellar under the same id."""

    id: int
    kind: Kind
    name: str = ""


@dataclass(frozen=True)
class CannedAnswer:
    """An answer kept ready, in one or both languages. `owner_id` None: the whole organisation's."""

    id: int
    owner_id: int | None
    kk: str
    ru: str

    def said(self, language: str) -> str:
        """Its words for a reader of this language; in the other one where there are none."""
        return (self.ru or self.kk) if language == "ru" else (self.kk or self.ru)
