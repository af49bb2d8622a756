"""What a question offers now. A short list is written out; of a long one only what is looked at is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from forms.definition import Form, Itemset, Text
from forms.engine.instance import Node
from forms.engine.longtable import LongTable, RowNode
from forms.engine.values import to_string

LONG = 200
"""Rows of a dataset from which on they are searched by index."""
_ROWS = ("root", "item")

Offer = tuple[str, Text]
"""A choice: its value and its label in all languages."""


class Menu(Sequence[Offer]):
    """The choices in the order they are shown."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = offers

    def __len__(self) -> int:
        return len(self._offers)

    @overload
    def __getitem__(self, at: int) -> Offer: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Offer]: ...
    def __getitem__(self, at: int | slice) -> Offer | Sequence[Offer]:
        return self._offers[at]

    def position(self, value: str) -> int | None:
        """Where the choice of this value stands, None if it is not offered."""
        return next((at for at, (own, _) in enumerate(self) if own == value), None)


class LongMenu(Menu):
    """Choices that are rows of a long dataset, after those that are written out in the form."""

    def __init__(
        self, form: Form, itemset: Itemset, table: LongTable, rows: list[Node], fixed: Sequence[Offer]
    ) -> None:
        self.form, self.itemset, self.table = form, itemset, table
        self.rows, self.fixed = rows, fixed
        self._whole = len(rows) == len(table.dataset.rows)
        self._places: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self.fixed) + len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Offer: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Offer]: ...
    def __getitem__(self, at: int | slice) -> Offer | Sequence[Offer]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at >= len(self):
            raise IndexError(at)
        return self.fixed[at] if at < len(self.fixed) else offer(self.form, self.itemset, self._row(at))

    def _row(self, at: int) -> Node:
        return self.rows[at - len(self.fixed)]

    def position(self, value: str) -> int | None:
        written = next((at for at, (own, _) in enumerate(self.fixed) if own == value), None)
        if written is not None:
            return written
        found = self.table.matching(_ROWS, self.itemset.value_ref, value)
        return next((at for row in found if (at := self._place(row.index)) is not None), None)

    def find(self, query: str) -> list[int]:
        """Positions whose label fits a search, best first."""
        rows = self.table.dataset.words(search_columns(self.form, self.itemset)).find(query)
        return [at for row in rows if (at := self._place(row)) is not None]

    def same(self, text: str) -> list[int]:
        """Positions whose label is this text, however spelt."""
        rows = self.table.dataset.words(search_columns(self.form, self.itemset)).same(text)
        return [at for row in rows if (at := self._place(row)) is not None]

    def _place(self, row: int) -> int | None:
        """Where a row of the table stands in the menu."""
        if self._whole and not self.itemset.randomized:
            return len(self.fixed) + row
        if self._places is None:
            self._places = {one.index: at for at, one in enumerate(self.rows, len(self.fixed))}
        return self._places.get(row)


def menu(form: Form, itemset: Itemset, rows: list[Node], table: object, fixed: Sequence[Offer]) -> Menu:
    """The choices in some rows of a table."""
    if isinstance(table, LongTable) and len(rows) > LONG:
        return LongMenu(form, itemset, table, rows, fixed)
    return Menu([*fixed, *(offer(form, itemset, row) for row in rows)])


def offer(form: Form, itemset: Itemset, row: Node) -> Offer:
    """Value and label of the choice in a row."""
    label = _cell(row, itemset.label_ref)
    if itemset.label_is_itext:
        return _cell(row, itemset.value_ref), form.texts.get(label, Text())
    pieces = {code: text for code, column in label_columns(form, itemset).items() if (text := _cell(row, column))}
    if label:
        # A column for one language leaves the plain one to the others.
        pieces = {**dict.fromkeys(form.languages if pieces else ("",), label), **pieces}
    return _cell(row, itemset.value_ref), Text({code: (text,) for code, text in pieces.items()})


def label_columns(form: Form, itemset: Itemset) -> dict[str, str]:
    """Language to the column with labels in it, where the table has such."""
    if itemset.label_columns:
        return dict(itemset.label_columns)
    dataset = form.datasets.get(itemset.instance or "")
    return dict(dataset.translations(itemset.label_ref)) if dataset else {}


def search_columns(form: Form, itemset: Itemset) -> tuple[str, ...]:
    """The columns whose words find a row: its label in every language."""
    return (*label_columns(form, itemset).values(), itemset.label_ref)


def prepare(form: Form) -> None:
    """Makes the indexes of long lists, so that nobody's first search waits for them."""
    for question in form.questions():
        dataset = form.datasets.get(question.itemset.instance or "") if question.itemset else None
        if dataset is not None and question.itemset is not None and len(dataset.rows) > LONG:
            dataset.words(search_columns(form, question.itemset))


def _cell(row: Node, name: str) -> str:
    if isinstance(row, RowNode):
        return row.text(name)
    found = row.at(tuple(name.split("/")))
    return to_string(found[0].value) if found else ""
