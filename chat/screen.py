"""A screen is what one person sees next: words, buttons, perhaps media. Handlers return it, transport shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from locales.texts import Text, Words

MAX_ROUTE_BYTES = 64
"""Telegram's limit for callback_data."""


@dataclass(frozen=True)
class Button:
    """Tapping it follows a route: a name and arguments, `case.accept:17`."""

    label: Words
    route: str

    def __post_init__(self) -> None:
        if len(self.route.encode()) > MAX_ROUTE_BYTES:
            raise ValueError(f"route of more than {MAX_ROUTE_BYTES} bytes: {self.route.split(':')[0]}")


@dataclass(frozen=True)
class LinkButton:
    """Opens an address outside the bot."""

    label: Words
    url: str


@dataclass(frozen=True)
class CopyButton:
    """Puts `copied` on the phone's clipboard (at most 256 characters)."""

    label: Words
    copied: str


@dataclass(frozen=True)
class ReplyKey:
    """A key under the composer. A plain one sends its label as a message; `location` asks the phone where it is."""

    label: Words
    sends: Literal["text", "location"] = "text"


AnyButton = Button | LinkButton | CopyButton
Rows = tuple[tuple[AnyButton, ...], ...]
MediaKind = Literal["photo", "video", "voice", "audio", "document", "location"]


@dataclass(frozen=True)
class Made:
    """A file that is made when it is sent, each time anew; `recipe` says of what, for whoever makes it."""

    recipe: str


@dataclass(frozen=True)
class Media:
    """A file to show: its number in the cellar (evidence.id, or of a form's own file), read and decrypted only when it
    is sent; the bytes themselves, for what was made just now; or a recipe, for what is made only then."""

    kind: MediaKind
    file: int | bytes | Made
    name: str
    caption: Words | None = None


@dataclass(frozen=True)
class Screen:
    """What a person sees next.

    `at` is the route that shows this screen again (after a restart, a redelivery, an old button); None leaves the
    person where they are, as a mere toast does. `takes` is the route that takes what they type or send next.
    A tap edits the tapped message unless `fresh`; anything else sends a new message.
    `keys` replace the keyboard under the composer for this screen only. `toast` answers the tap itself.
    """

    words: tuple[Words, ...] = ()
    buttons: Rows = ()
    at: str | None = None
    takes: str | None = None
    keys: tuple[tuple[ReplyKey, ...], ...] = ()
    media: tuple[Media, ...] = ()
    toast: Text | None = None
    fresh: bool = False
    clears_keys: bool = False
    """Set by the router: the keyboard under the composer of the screen before must go."""


def route(name: str, *args: int | str) -> str:
    """`route('case.open', 17)` → `case.open:17`."""
    return ":".join((name, *(str(arg) for arg in args)))


STAYS = "+"
"""Stands before the route of a button whose message a tap leaves as it is."""


def staying(rows: Rows) -> Rows:
    """The buttons of a message worth keeping, a receipt or a question: what a tap shows comes as a new message."""
    return tuple(
        tuple(Button(each.label, STAYS + each.route) if isinstance(each, Button) else each for each in row)
        for row in rows
    )
