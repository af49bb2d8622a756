"""A table of authorities, row by row: what is in the columns, and what is wrong with a row. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice

from domain.authority import Authority
from domain.complaint import Category
from forms.inputs.search import fold
from locales.texts import ALMATY, LANGUAGES, T, render
from services.fieldwork.place_files import HEADER_WITHIN, rows_of
from services.fieldwork.place_rows import BadRow, RowFault, RowProblem, columns, plain, region_named
from services.volunteering.volunteer_refusals import Unreadable

MOST_ROWS = 2_000
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kk": ("атауы", "қазақша атауы", "атауы (қазақша)", "kk", "name kk"),
    "ru": ("название", "наименование", "название (русский)", "ru", "name ru"),
    "region": ("облыс", "өңір", "область", "регион", "region"),
    "takes": ("санаттары", "тақырыптары", "категории", "темы", "что принимает", "categories"),
    "address": ("мекенжай", "мекенжайы", "адрес", "address"),
    "email": ("e-mail", "email", "пошта", "электрондық пошта", "почта", "электронная почта"),
    "source": ("дереккөз", "источник", "source"),
    "checked": ("салыстырылды", "проверено", "сверено", "checked", "checked on"),
}
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class Directory:
    """What a table holds: good rows by their number in it, and what is wrong with the others."""

    authorities: Mapping[int, Authority]
    problems: tuple[RowProblem, ...]


def read_authorities(content: bytes, filename: str) -> Directory:
    """The authorities in a file. Raises Unreadable for what is no such table."""
    rows, problems = rows_of(content, filename)
    index: dict[str, int] = {}
    for _, header in islice(rows, HEADER_WITHIN):
        index = columns(header, _COLUMNS)
        if "kk" in index or "ru" in index:
            break
    else:
        raise Unreadable
    found: dict[int, Authority] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) + len(problems) >= MOST_ROWS:
            problems.append(RowProblem(0, RowFault.TOO_MANY, str(MOST_ROWS)))
            break
        try:
            found[number] = _read({name: cells[at] if at < len(cells) else "" for name, at in index.items()})
        except BadRow as bad:
            problems.append(RowProblem(number, bad.fault, bad.value))
    return Directory(found, tuple(problems))


def _read(cells: Mapping[str, str]) -> Authority:
    kk, ru = plain(cells, "kk"), plain(cells, "ru")
    if not (kk or ru):
        raise BadRow(RowFault.NO_NAME)
    where, email = plain(cells, "region"), plain(cells, "email")
    if email and not EMAIL.fullmatch(email):
        raise BadRow(RowFault.EMAIL, email)
    return Authority(
        id=0,
        kk=kk,
        ru=ru,
        region=region_named(where, None) if where else None,
        takes=_takes(plain(cells, "takes")),
        address=plain(cells, "address"),
        email=email,
        source=plain(cells, "source"),
        checked_on=_day(plain(cells, "checked")),
    )


@cache
def _categories() -> Mapping[str, Category]:
    names = {fold(one.value): one for one in Category}
    for one in Category:
        for language in LANGUAGES:
            names[fold(render(T(one.name_key), language, zone=ALMATY, markup=False))] = one
    return names


def _takes(written: str) -> frozenset[Category]:
    """Codes between blanks, or names between «|»."""
    words = written.split()
    if all(word in set(Category) for word in words):
        return frozenset(Category(word) for word in words)
    found = set()
    for name in written.split("|"):
        one = _categories().get(fold(name.strip()))
        if one is None:
            raise BadRow(RowFault.CATEGORY, name.strip())
        found.add(one)
    return frozenset(found)


def _day(written: str) -> date | None:
    if not written:
        return None
    for form in _DAYS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadRow(RowFault.DATE, written)
