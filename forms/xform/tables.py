"""The files beside a form: which instance reads which, and their rows."""

from __future__ import annotations

import csv
import io
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Mapping

from forms.datasets.dataset import Dataset
from forms.datasets.reading import read_dataset
from forms.definition import FormError, Template
from forms.xform.model import table
from forms.xform.xmltree import Element, read_xml

ITEMSETS = "itemsets.csv"
"""Where the choices of every select_one_external are; their column list_name says of which."""
_INLINE = "data:text/csv;base64,"
_ELSEWHERE = "jr://instance/"
"""Sources that are no files: the submission before this one."""


def inline(rows: str) -> str:
    """The source of an instance that carries its CSV in itself."""
    return _INLINE + b64encode(rows.encode()).decode()


class Tables:
    """What instances find outside the form. `files` are named, there or not; `datasets` and `trees` are there."""

    def __init__(self, model: Element, beside: Mapping[str, bytes]) -> None:
        self.files: dict[str, str] = {}
        self.datasets: dict[str, Dataset] = {}
        self.trees: dict[str, Template] = {}
        self._beside = beside
        self._read: dict[str, Dataset] = {}
        for element in list(model.all("instance"))[1:]:
            name, source = element.get("id"), element.get("src")
            if source.startswith(_INLINE):
                self.datasets[name] = _inline(name, source)
            elif source and not element.children and not source.startswith(_ELSEWHERE):
                self.need(name, source.rsplit("/", 1)[-1])

    def need(self, name: str, file: str) -> None:
        """The instance `name` has its rows in this file."""
        self.files[name] = file
        content = self._beside.get(file)
        if content is None:
            return
        if file.endswith(".xml") and b"<root" not in content[:400]:
            found = table(Element("instance", {}, [read_xml(content)]))
            if found is not None:
                self.trees[name] = found
            return
        self.datasets[name] = self._dataset(file, content)

    def query(self, name: str) -> bool:
        """Whether the choices of a select_one_external are there: its rows of itemsets.csv, or a file of its own."""
        if name in self.datasets:
            return True
        self.files[name] = ITEMSETS
        content = self._beside.get(ITEMSETS)
        if content is None:
            return False
        whole = self._dataset(ITEMSETS, content)
        self.datasets[name] = _part(whole, name)
        return True

    def _dataset(self, file: str, content: bytes) -> Dataset:
        """Two instances of one file share its rows."""
        if file not in self._read:
            self._read[file] = read_dataset(file, content)
        return self._read[file]


def _part(whole: Dataset, name: str) -> Dataset:
    if "list_name" not in whole.columns:
        raise FormError("file-broken", file=ITEMSETS)
    at = whole.columns.index("list_name")
    return Dataset(whole.columns, tuple(row for row in whole.rows if row[at] == name))


def _inline(name: str, source: str) -> Dataset:
    try:
        return read_dataset(f"{name}.csv", b64decode(source.removeprefix(_INLINE), validate=True))
    except Base64Error:
        raise FormError("file-broken", file=name) from None


def lists(itemsets: str) -> Iterable[tuple[str, str]]:
    """The lists of an itemsets.csv, each as a CSV of its own."""
    rows = list(csv.reader(io.StringIO(itemsets, newline="")))
    names = dict.fromkeys(row[0] for row in rows[1:] if row)
    for name in names:
        written = io.StringIO()
        csv.writer(written).writerows([rows[0], *(row for row in rows[1:] if row and row[0] == name)])
        yield name, written.getvalue()
