"""Bodies that complaints are handed over to. Bodies change, so they are data that staff keep, never code."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.complaint import Category

EVERYTHING: frozenset[Category] = frozenset()
"""An authority that names no categories takes all."""


@dataclass(frozen=True)
class Authority:
    """A body as letters address it. `region` None: the whole country; `takes` empty: everything.

    `checked_on` is the day somebody compared the entry with its `source`.
    """

    id: int
    kk: str
    ru: str
    region: str | None
    takes: frozenset[Category] = field(default=EVERYTHING)
    address: str = ""
    email: str = ""
    source: str = ""
    checked_on: date | None = None
    retired_at: datetime | None = None
    version: int = 1

    @property
    def is_active(self) -> bool:
        """Whether new letters may go to it."""
        return self.retired_at is None

    def name(self, language: str) -> str:
        """In Kazakh or Russian, in the other where one is missing."""
        return (self.ru or self.kk) if language == "ru" else (self.kk or self.ru)

    def fits(self, category: Category) -> bool:
        """Whether it says to take this category, or takes everything."""
        return not self.takes or category in self.takes


def suggested(those: Collection[Authority], category: Category, region: str) -> Sequence[Authority]:
    """Those a case may go to, the best first: of the region and naming the category, then the country's, then those
    that take everything, then the rest. Retired ones and those of other regions are left out."""
    reach = [one for one in those if one.is_active and one.region in (None, region)]

    def rank(one: Authority) -> tuple[int, int, str]:
        named = 0 if category in one.takes else 1 if not one.takes else 2
        return named, 0 if one.region == region else 1, one.kk or one.ru

    return sorted(reach, key=rank)
