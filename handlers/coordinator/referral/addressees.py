"""A list of authorities to choose from, a page at a time; what fits the case's category has a star."""

from __future__ import annotations

from collections.abc import Sequence

from chat.screen import Button, Rows, route
from domain.authority import Authority
from domain.case import Case
from handlers.coordinator.phrases import snip
from handlers.turn import Turn

PAGE = 8


def addressees(
    turn: Turn, case: Case, found: Sequence[Authority], page: int, routes: tuple[str, str], about: int
) -> Rows:
    """Buttons of this page. `routes`: what choosing one does, and what shows another page; both begin with `about`."""
    choose, leaf = routes
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(_label(one, case, turn.language), route(choose, about, one.id)),)
        for one in found[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        here = Button(f"{page + 1} / {pages}", route(leaf, about, page))
        before, after = route(leaf, about, (page - 1) % pages), route(leaf, about, (page + 1) % pages)
        rows += ((Button("‹", before), here, Button("›", after)),)
    return rows


def _label(one: Authority, case: Case, language: str) -> str:
    name = snip(one.name(language), 40)
    return f"⭐ {name}" if one.fits(case.category) else name
