"""Small things that several screens of the coordinator say in the same way."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime, timedelta

from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from handlers.incoming import Tap
from handlers.turn import Turn
from locales.texts import T, Text
from services.cases.common import place_of
from services.refusals import ChangedMeanwhile, StaleMove, TakenBy

LONGEST = 2000
"""Characters of a question or a note: with what stands around it, it fits one message."""

place = place_of


def age(since: datetime, now: datetime) -> Text:
    """How long ago, in whole hours or days."""
    passed = max(now - since, timedelta(0))
    if passed.days:
        return T("case-age-days", days=passed.days)
    hours = passed.seconds // 3600
    return T("case-age-hours", hours=hours) if hours else T("case-age-now")


def snip(words: str, limit: int) -> str:
    """The beginning, cut between words, with «…» where something is left out."""
    if len(words) <= limit:
        return words
    return _cut(words, limit) + "…"


def pages_of(words: str, size: int) -> list[str]:
    """The words in pieces of at most `size` characters, cut between words where that is possible."""
    pieces = []
    while len(words) > size:
        piece = _cut(words, size)
        pieces.append(piece)
        words = words[len(piece) :].lstrip()
    return [*pieces, words] if words else pieces


def _cut(words: str, limit: int) -> str:
    """At most `limit` characters; a cut in the middle of a word only where the last blank is far away."""
    blank = max(words.rfind(" ", 0, limit + 1), words.rfind("\n", 0, limit + 1))
    return words[: blank if blank > limit // 2 else limit]


def said_first(turn: Turn, screen: Screen, done: Text) -> Screen:
    """The screen with what has just happened: a toast on a tap, a line above after a message."""
    if isinstance(turn.came, Tap):
        return replace(screen, toast=done)
    return replace(screen, words=(done, *screen.words))


async def outcome(action: Awaitable[object], done: Text) -> Text:
    """Does it and says so; or says why the case does not allow it any more."""
    try:
        await action
    except (TakenBy, StaleMove, ChangedMeanwhile) as refusal:
        return refusal.text()
    return done


def cancel(case: Case, *before: Button) -> Rows:
    """The row that leads back to the case; `before` stands in the same row."""
    return ((*before, Button(T("button-cancel"), route("case.open", case.id))),)


def unusable(turn: Turn, *, longest: int = LONGEST) -> Text | None:
    """Why the message that came cannot be a question or a note; None for plain words of a fair length."""
    came = turn.said
    if came.file is not None or came.spot is not None or not came.text.strip():
        return T("case-words-only")
    return T("case-words-long", limit=longest) if len(came.text) > longest else None
