"""The rows of a file that comes with a form. Kept as plain texts: a hundred thousand rows must stay small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from forms.datasets.words import WordIndex

MAX_BYTES = 32_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200

_LANGUAGE = re.compile(r"\(\s*([A-Za-z]{2,3})\s*\)\s*$")


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table of texts; every row has a cell for every column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], WordIndex]:
        return {}

    def words(self, columns: tuple[str, ...]) -> WordIndex:
        """The index for searching the rows by the words in some columns; made once for all forms that use the rows."""
        index = self._indexes.get(columns)
        if index is None:
            places = [self.columns.index(column) for column in columns if column in self.columns]
            texts = [row[place] for row in self.rows for place in places]
            index = self._indexes[columns] = WordIndex(texts, max(len(places), 1))
        return index

    def translations(self, column: str) -> Mapping[str, str]:
        """The columns that hold `column` in single languages, by code.

        Named like a form's own columns, 'label::Русский (ru)', or plainly 'label_ru'.
        """
        found: dict[str, str] = {}
        for name in self.columns:
            if name.startswith(column + "::"):
                code = _LANGUAGE.search(name)
                found[code[1].lower() if code else name.removeprefix(column + "::").strip()] = name
            elif name.startswith(column + "_") and len(name) == len(column) + 3:
                found[name[-2:].lower()] = name
        return found
