"""Choices as they are offered: searched, paged, and found again from what a person typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.conversation.prompt import Choices, Layout, Option
from forms.inputs.parse import parse_yes_no
from forms.inputs.search import find, fold, same

MOST_BUTTONS = 8
LONGEST_BUTTON = 40
MOST_NUMBERED = 20
PAGE_SIZE = 10


@dataclass(frozen=True)
class Offered:
    """One choice with its label in the reader's language and in every other."""

    value: str
    label: str
    names: tuple[str, ...]


def searched(offered: Sequence[Offered], text: str) -> list[Offered]:
    """The options that fit the search, best first; all of them for ''."""
    return [offered[i] for i in find(text, [o.names for o in offered])]


def meant(offered: Sequence[Offered], text: str) -> list[Offered]:
    """The options a typed text may mean; one when it is clear. [] when none fits."""
    equal = same(text, [o.names for o in offered]) or _by_yes_no(offered, text)
    if equal:
        return [offered[i] for i in equal]
    number = text.strip().rstrip(".)")
    if len(offered) <= MOST_NUMBERED and number.isascii() and number.isdigit() and len(number) <= 2:
        return [offered[int(number) - 1]] if 1 <= int(number) <= len(offered) else []
    return searched(offered, text) if fold(text) else []


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
    offered: Sequence[Offered], chosen: Sequence[str], *, search: str, page: int, many: bool, ordered: bool
) -> Choices:
    """The page to show. `chosen` in order; a rank shows the place in the order before the label."""
    found = searched(offered, search)
    drawn = layout(found)
    pages = max(1, -(-len(found) // PAGE_SIZE)) if drawn is Layout.PAGED else 1
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_SIZE if pages > 1 else 0
    last = first + PAGE_SIZE if pages > 1 else len(found)
    options = tuple(
        Option(first + i + 1, o.value, _label(o, chosen, ordered=ordered), o.value in chosen)
        for i, o in enumerate(found[first:last])
    )
    return Choices(many, ordered, drawn, options, page, pages, len(found), search, len(chosen))


def _label(offered: Offered, chosen: Sequence[str], *, ordered: bool) -> str:
    if ordered and offered.value in chosen:
        return f"{list(chosen).index(offered.value) + 1}. {offered.label}"
    return offered.label
