"""Words as an argument of a route."""

from __future__ import annotations

import base64
import binascii

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
