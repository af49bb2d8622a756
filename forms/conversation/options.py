"""Choices as they are offered: searched, paged, and found again from what a person typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from forms.conversation.prompt import Choices, Illustration, Layout, Option
from forms.engine.menu import LongMenu, Offer
from forms.inputs.parse import parse_yes_no
from forms.inputs.search import find, fold, same

MOST_BUTTONS = 8
LONGEST_BUTTON = 40
MOST_NUMBERED = 20
PAGE_SIZE = 10
LEAST_LETTERS = 2
"""Letters that may stand for a choice whose name they only begin."""


@dataclass(frozen=True)
class Offered:
    """One choice with its label in the reader's language and in every other."""

    value: str
    label: str
    names: tuple[str, ...]
    media: tuple[Illustration, ...] = ()


class LongList(Sequence[Offered]):
    """Choices of a long dataset, made as they are looked at; `places` are positions in the menu."""

    def __init__(self, menu: LongMenu, places: Sequence[int], make: Callable[[Offer], Offered]) -> None:
        self.menu, self.places, self._make = menu, places, make

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Offered: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Offered]: ...
    def __getitem__(self, at: int | slice) -> Offered | Sequence[Offered]:
        if isinstance(at, slice):
            return LongList(self.menu, self.places[at], self._make)
        return self._make(self.menu[self.places[at]])

    def at(self, places: Sequence[int]) -> LongList:
        """The same list cut down to other places of the menu."""
        return LongList(self.menu, places, self._make)


def with_value(offered: Sequence[Offered], value: str) -> Offered | None:
    """The option of this value, None if it is not offered."""
    if isinstance(offered, LongList):
        at = offered.menu.position(value)
        return None if at is None else offered.at([at])[0]
    return next((option for option in offered if option.value == value), None)


def in_order(offered: Sequence[Offered], values: Sequence[str]) -> list[str]:
    """The values in the order of the list; those that are not offered are left out."""
    if isinstance(offered, LongList):
        places = {value: at for value in values if (at := offered.menu.position(value)) is not None}
        return sorted(places, key=lambda value: places[value])
    return [option.value for option in offered if option.value in values]


def searched(offered: Sequence[Offered], text: str) -> Sequence[Offered]:
    """The options that fit the search, best first; all of them for ''."""
    if isinstance(offered, LongList):
        return offered.at(offered.menu.find(text)) if text.strip() else offered
    return [offered[i] for i in find(text, [o.names for o in offered])]


def meant(offered: Sequence[Offered], text: str) -> Sequence[Offered]:
    """The options a typed text may mean; one when it is clear. [] when none fits."""
    if isinstance(offered, LongList):
        return offered.at(offered.menu.same(text)) or _found(offered, text)
    equal = same(text, [o.names for o in offered]) or _by_yes_no(offered, text)
    if equal:
        return [offered[i] for i in equal]
    number = text.strip().rstrip(".)")
    if len(offered) <= MOST_NUMBERED and number.isascii() and number.isdigit() and len(number) <= 2:
        return [offered[int(number) - 1]] if 1 <= int(number) <= len(offered) else []
    return _found(offered, text)


def _found(offered: Sequence[Offered], text: str) -> Sequence[Offered]:
    """What a search finds; one letter ("zzz" is one too) is too little to settle on the only one found."""
    folded = fold(text)
    found = searched(offered, text) if folded else []
    return [] if len(found) == 1 and len(folded) < LEAST_LETTERS else found


def _by_yes_no(offered: Sequence[Offered], text: str) -> list[int]:
    said = parse_yes_no(text)
    if said is None:
        return []
    return [i for i, o in enumerate(offered) if said in {parse_yes_no(name) for name in (o.value, *o.names)}]


def layout(offered: Sequence[Offered]) -> Layout:
    """How to draw so many labels of such lengths."""
    if len(offered) > MOST_NUMBERED:
        return Layout.PAGED
    short = all(len(o.label) <= LONGEST_BUTTON for o in offered)
    return Layout.BUTTONS if short and len(offered) <= MOST_BUTTONS else Layout.NUMBERED


def choices(
    offered: Sequence[Offered],
    chosen: Sequence[str],
    *,
    search: str,
    page: int,
    many: bool,
    ordered: bool,
    columns: int = 0,
    drawn: Layout | None = None,
) -> Choices:
    """The page to show. `chosen` in order; a rank shows the place in the order before the label.

    `drawn` overrules the layout that fits the number and length of the labels.
    """
    found = searched(offered, search)
    drawn = drawn or layout(found)
    pages = max(1, -(-len(found) // PAGE_SIZE)) if drawn is Layout.PAGED else 1
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_SIZE if pages > 1 else 0
    last = first + PAGE_SIZE if pages > 1 else len(found)
    options = tuple(
        Option(first + i + 1, o.value, _label(o, chosen, ordered=ordered), o.value in chosen, o.media)
        for i, o in enumerate(found[first:last])
    )
    return Choices(many, ordered, drawn, options, page, pages, len(found), search, len(chosen), columns)


def _label(offered: Offered, chosen: Sequence[str], *, ordered: bool) -> str:
    if ordered and offered.value in chosen:
        return f"{list(chosen).index(offered.value) + 1}. {offered.label}"
    return offered.label
