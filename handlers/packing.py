"""Words as an argument of a route."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from chat.screen import route
from handlers.routing import Stale


def packed(words: str) -> str:
    """Words as an argument of a route. Such a route lives in `Person.at` (sealed at rest); no button carries it."""
    return base64.urlsafe_b64encode(words.encode()).decode()


def carried(at: str, here: str) -> str:
    """The words that the screen in front of the person carries. `at` is its route, `here` the same without the words.
    Raises Stale when that is another screen."""
    screen, _, argument = at.rpartition(":")
    if screen != here:
        raise Stale
    return unpacked(argument)


def unpacked(argument: str) -> str:
    """What `packed` was given. Raises Stale for anything else."""
    try:
        return base64.urlsafe_b64decode(argument.encode()).decode()
    except (binascii.Error, UnicodeError):
        raise Stale from None


@dataclass(frozen=True)
class Card:
    """What was said so far of something that is added or changed step by step: it lives in the route of the screen
    (`Person.at`, sealed at rest). Fields are texts or numbers; empty: not said."""

    steps: ClassVar[str]
    """The route of its screens."""

    def at(self, step: str) -> str:
        """The route of the screen that asks for this step."""
        return route(self.steps, step, packed(json.dumps(self.__dict__, ensure_ascii=False)))

    @classmethod
    def read(cls, argument: str) -> Self:
        """Raises Stale for what `at` cannot have written."""
        try:
            return cls(**json.loads(unpacked(argument)))
        except (ValueError, TypeError):
            raise Stale from None

    @classmethod
    def open_at(cls, at: str) -> tuple[str, Self]:
        """The step that a screen asks for, and what was said before. Raises Stale for another screen's route."""
        name, *args = at.split(":")
        if name != cls.steps or len(args) != 2:
            raise Stale
        return args[0], cls.read(args[1])

    def put(self, part: str, value: str) -> Self:
        """With one part said."""
        said: dict[str, Any] = {part: value}
        return replace(self, **said)
