"""An answer in a group: the screen, and where in the group it stands."""

from __future__ import annotations

from dataclasses import dataclass

from chat.screen import Screen
from locales.texts import Language


@dataclass(frozen=True)
class GroupAnswer:
    """A screen in the group's language: in a topic, in reply to a message, or in place of the tapped one."""

    screen: Screen
    language: Language
    thread: int | None = None
    reply_to: int | None = None
