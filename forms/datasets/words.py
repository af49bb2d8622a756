"""Searching many names at once: folded when the first search comes, then sieved word by word at the speed of C."""

from __future__ import annotations

from collections.abc import Sequence

from forms.inputs.search import fold, fold_lines, rank

_KEPT = 64
"""Searches remembered: turning pages searches the same again."""
_SHORT = 3
"""Letters from which on a query is also found inside of words."""


class WordIndex:
    """The names of a table's rows, `width` names to a row."""

    def __init__(self, names: Sequence[str], width: int) -> None:
        self.width = width
        self._names = fold_lines(names)
        self._found: dict[str, list[int]] = {}

    def find(self, query: str) -> list[int]:
        """Rows that fit, best first, by the same rules as inputs.search.find."""
        folded = fold(query)
        if folded and folded not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[folded] = self._search(folded)
        return self._found.get(folded, [])

    def _search(self, folded: str) -> list[int]:
        best: dict[int, int] = {}
        for line in self._holding(folded):
            place = self._rank(folded, self._names[line])
            row = line // self.width
            if place is not None and place < best.get(row, 9):
                best[row] = place
        return sorted(best, key=lambda row: (best[row], row))

    def _holding(self, folded: str) -> list[int]:
        """The names in which every word of the query stands somewhere, the longest (likely the rarest) sieved first."""
        first, *others = sorted(folded.split(), key=len, reverse=True)
        lines = [line for line, name in enumerate(self._names) if first in name]
        for word in others:
            lines = [line for line in lines if word in self._names[line]]
        return lines

    def _rank(self, folded: str, name: str) -> int | None:
        """As inputs.search.rank; a single word, of which there may be very many, without taking the name apart."""
        if " " in folded:
            return rank(folded, (name,))
        if name.startswith(folded):
            return 0 if name == folded else 1
        if f" {folded}" in name:
            return 2
        return 3 if len(folded) >= _SHORT else None

    def same(self, query: str) -> list[int]:
        """Rows one of whose names is this text, however spelt."""
        folded = fold(query)
        lines = (line for line, name in enumerate(self._names) if name == folded) if folded else ()
        return list(dict.fromkeys(line // self.width for line in lines))
