"""Searching many names at once: all of them folded into one long text, which is scanned at the speed of C."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from forms.inputs.search import fold, fold_lines, rank

_KEPT = 64
"""Searches remembered: turning pages searches the same again."""


class WordIndex:
    """The names of a table's rows, `width` names to a row."""

    def __init__(self, names: Sequence[str], width: int) -> None:
        self.width = width
        self._names = fold_lines(names)
        # A space before every name, so that " word" finds the beginnings of words.
        self._text = "\n".join(" " + name for name in self._names)
        self._starts: list[int] = []
        self._found: dict[str, list[int]] = {}
        at = 0
        for name in self._names:
            self._starts.append(at)
            at += len(name) + 2

    def find(self, query: str) -> list[int]:
        """Rows that fit, best first, by the same rules as inputs.search.find."""
        folded = fold(query)
        if folded and folded not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[folded] = self._search(folded)
        return self._found.get(folded, [])

    def _search(self, folded: str) -> list[int]:
        # A name that fits has every word, so the longest (likely the rarest) finds all there are.
        names = dict.fromkeys(self._lines(" " + max(folded.split(), key=len)))
        if len(folded) > 2:
            names.update(dict.fromkeys(self._lines(folded)))
        best: dict[int, int] = {}
        for line in names:
            found = rank(folded, (self._names[line],))
            row = line // self.width
            if found is not None and found < best.get(row, 9):
                best[row] = found
        return sorted(best, key=lambda row: (best[row], row))

    def same(self, query: str) -> list[int]:
        """Rows one of whose names is this text, however spelt."""
        folded = fold(query)
        if not folded:
            return []
        lines = (line for line in self._lines(" " + folded) if self._names[line] == folded)
        return list(dict.fromkeys(line // self.width for line in lines))

    def _lines(self, wanted: str) -> Iterator[int]:
        """The names that contain a folded text, each once."""
        at = self._text.find(wanted)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            if line + 1 >= len(self._starts):
                return
            at = self._text.find(wanted, self._starts[line + 1])
