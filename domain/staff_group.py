"""A group of a region's coordinators in the messenger, and one case there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffGroup:
    """A bound group. `chat` is its number at the messenger, `forum` whether it has topics we may open."""

    id: int
    chat: int
    region: str
    language: str
    forum: bool


@dataclass(frozen=True)
class CasePost:
    """Where a case stands in a group: its topic, and the first message about it; None until there are such."""

    group_id: int
    case_id: int
    thread: int | None = None
    message: int | None = None
