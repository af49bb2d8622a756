"""A dataset as a secondary instance: rows become nodes only when they are looked at, and '=' is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.datasets.dataset import Dataset
from forms.engine.instance import Node
from forms.engine.values import Scalar, to_number
from forms.xpath.context import Nodes, Table

_ROW = "/root/item"


class RowNode(Node):
    """A row. Its cells are made nodes at every look: kept, they would take a hundred times the file's size."""

    __slots__ = ("cells", "columns")

    def __init__(self, columns: Mapping[str, int], cells: tuple[str, ...], parent: Node, index: int) -> None:
        self.name = "item"
        self.path = _ROW
        self.parent = parent
        self.index = index
        self.repeats, self.plain = True, False
        self.value = ""
        self.own = self.relevant = True
        self.columns = columns
        self.cells = cells

    @property
    def children(self) -> dict[str, list[Node]]:
        """Every cell as a node."""
        return {name: [self._cell(name, at)] for name, at in self.columns.items()}

    @children.setter
    def children(self, _: dict[str, list[Node]]) -> None:
        raise TypeError("rows cannot be changed")

    def _cell(self, name: str, at: int) -> Node:
        node = Node(name, self, f"{_ROW}/{name}")
        node.value = self.cells[at]
        return node

    def text(self, column: str) -> str:
        """One cell, '' where the table has no such column."""
        at = self.columns.get(column)
        return "" if at is None else self.cells[at]


class LongTable(Table):
    """A table over a dataset. Indexes are made on first use and kept as long as the form."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(Node("root", None, "/root"))
        self.dataset = dataset
        self._columns = {name: at for at, name in reversed(list(enumerate(dataset.columns)))}
        self._rows: Nodes | None = None
        self._texts: dict[str, dict[str, list[int]]] = {}
        self._numbers: dict[str, dict[float, list[int]]] = {}

    def rows(self, names: tuple[str, ...]) -> Nodes:
        """All rows ('root/item'), or all cells of a column."""
        if names[:1] not in (("root",), ("*",)) or names[1:2] not in (("item",), ("*",)):
            return [self.root] if len(names) == 1 else []
        if self._rows is None:
            cells = self.dataset.rows
            self._rows = [RowNode(self._columns, row, self.root, i) for i, row in enumerate(cells)]
        if len(names) == 2:
            return self._rows
        return [node for row in self._rows for node in row.at(names[2:])]

    def matching(self, names: tuple[str, ...], column: str, value: Scalar) -> Nodes:
        """The rows whose `column` is `value`: as a text, or as a number where it is one."""
        rows = self.rows(names)
        if len(names) != 2 or not rows or isinstance(value, bool):
            return super().matching(names, column, value)
        found: Iterable[int]
        if isinstance(value, float):
            found = self._by_number(column).get(value, ())
        else:
            found = self._by_text(column).get(value if isinstance(value, str) else value.isoformat(), ())
        return [rows[i] for i in found]

    def _by_text(self, column: str) -> dict[str, list[int]]:
        index = self._texts.get(column)
        if index is None:
            index = self._texts[column] = {}
            for number, text in self._cells(column):
                index.setdefault(text, []).append(number)
        return index

    def _by_number(self, column: str) -> dict[float, list[int]]:
        index = self._numbers.get(column)
        if index is None:
            index = self._numbers[column] = {}
            for number, text in self._cells(column):
                index.setdefault(to_number(text), []).append(number)
        return index

    def _cells(self, column: str) -> Iterable[tuple[int, str]]:
        at = self._columns.get(column)
        if at is None:
            return ((number, "") for number in range(len(self.dataset.rows)))
        return ((number, row[at]) for number, row in enumerate(self.dataset.rows))
