"""The words of a digest in one language: its lines, its picture, its spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.complaint import Category
from domain.digest import Span, Theme
from domain.figures import Area, Figures, Flow
from domain.geography import UnknownPlace, district, region
from locales.texts import ALMATY, Language, Lines, T, Tenge, Text, Words, render
from reports.chart import Chart, Tile
from reports.tables import Cell, Table

MOST_NAMES, MOST_TOPS, MOST_BASES = 5, 3, 3
MOST_REGIONS = 2
"""Regions that are named; more are counted."""
SHORT = 60
MILLION, THOUSAND = 1_000_000, 1_000


def said(words: Words, language: Language) -> str:
    """Plain words."""
    return render(words, language, zone=ALMATY, markup=False)


def period(span: Span, language: Language) -> str:
    """«16–22 қараша», «30 қараша – 6 желтоқсан»."""
    last = format_date(span.last, "d MMMM", locale=language)
    if span.first == span.last:
        return str(last)
    if span.first.month == span.last.month:
        return f"{span.first.day}–{last}"
    return f"{format_date(span.first, 'd MMMM', locale=language)} – {last}"


def area_name(regions: Collection[str] | None, language: Language) -> str:
    """Which regions it is about."""
    if regions is None:
        return said(T("digest-everywhere"), language)
    if len(regions) > MOST_REGIONS:
        return said(T("digest-regions", count=len(regions)), language)
    return ", ".join(region(code).short(language) for code in sorted(regions))


def lasting(minutes: int) -> Text:
    """How long, in two units at most; a second one that would be 0 is left out."""
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        days, left = divmod(hours, 24)
        return T("digest-days", d=days, h=left) if left else T("digest-whole-days", d=days)
    if not hours:
        return T("digest-minutes", m=rest)
    return T("digest-hours", h=hours, m=rest) if rest else T("digest-whole-hours", h=hours)


def _short_name(words: str) -> str:
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def _tops(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} – {number}" for name, number in pairs)


@dataclass(frozen=True)
class DigestWords:
    """The same numbers as lines, picture and tables."""

    figures: Figures
    language: Language
    area: str

    def _say(self, words: Words) -> str:
        return said(words, self.language)

    def _categories(self) -> list[tuple[str, int]]:
        return [(self._say(T(Category(code).name_key)), number) for code, number in self.figures.categories]

    # -------------------------------------------------------------- lines

    def lines(self) -> Lines:
        """Ten lines."""
        figures, now, before = self.figures, self.figures.now, self.figures.before
        made: list[Words] = [
            T("digest-new", count=now.new, before=before.new),
            T("digest-answered", count=now.answered, before=before.answered),
            T("digest-closed", count=now.closed, before=before.closed),
            self._first_answer(now, before),
            T("digest-overdue", count=figures.overdue),
        ]
        if figures.institutions:
            named = [(_short_name(name), number) for name, number in figures.institutions[:MOST_TOPS]]
            made.append(T("digest-institutions", listed=_tops(named)))
        if figures.categories:
            made.append(T("digest-categories", listed=_tops(self._categories()[:MOST_TOPS])))
        if now.asked:
            made.append(T("digest-fixed", yes=now.fixed, partly=now.partly, no=now.unfixed))
        made.append(T("digest-visits", count=now.visits, before=before.visits))
        made.append(T("digest-findings", count=figures.findings, confirmed=figures.confirmed))
        made.append(T("digest-volunteers", active=figures.active, count=figures.volunteers))
        return Lines((*made, *self._saved(), *self._coverage()))

    def short_lines(self) -> Lines:
        """Those of a day."""
        flow = self.figures.now
        return Lines(
            (
                T("digest-day-new", count=flow.new),
                T("digest-day-answered", count=flow.answered),
                T("digest-day-closed", count=flow.closed),
                T("digest-overdue", count=self.figures.overdue),
            )
        )

    def _first_answer(self, now: Flow, before: Flow) -> Text:
        if now.minutes is None:
            return T("digest-median-none")
        if before.minutes is None:
            return T("digest-median-first", now=lasting(now.minutes))
        return T("digest-median", now=lasting(now.minutes), before=lasting(before.minutes))

    def _saved(self) -> list[Words]:
        savings = self.figures.savings
        if not savings:
            return [T("digest-saved-none")]
        head = T("digest-saved", amount=Tenge(self.figures.saved), count=len(savings))
        basis = [
            T("digest-basis", amount=Tenge(one.tenge), code=one.code, basis=_short_name(one.basis))
            for one in savings[:MOST_BASES]
        ]
        return [head, *basis]

    def _coverage(self) -> list[Words]:
        figures, without = self.figures, self.figures.uncovered
        made: list[Words] = [T("digest-coverage", covered=figures.districts - len(without), count=figures.districts)]
        if without:
            names = ", ".join(self._district(one) for one in without[:MOST_NAMES])
            rest = len(without) - MOST_NAMES
            listed = (
                T("digest-uncovered-more", names=names, count=rest) if rest > 0 else T("digest-uncovered", names=names)
            )
            made.append(listed)
        return made

    def _district(self, one: Area) -> str:
        if one.district is None:
            return self._say(T("digest-no-district"))
        try:
            return district(one.district).name(self.language)
        except UnknownPlace:
            return one.district

    def _region(self, one: Area) -> str:
        try:
            return region(one.region).name(self.language)
        except UnknownPlace:
            return one.region

    # -------------------------------------------------------------- the picture

    def chart(self, theme: Theme) -> Chart:
        """The week as a picture."""
        return Chart(
            title=period(self.figures.span, self.language),
            subtitle=self._say(T("digest-chart-about", area=self.area)),
            tiles=self._tiles(),
            days=tuple(str(format_date(day, "ccc", locale=self.language)).title() for day in self.figures.span.days),
            first=self.figures.received,
            second=self.figures.replied,
            legend=(self._say(T("digest-chart-received")), self._say(T("digest-chart-answered"))),
            heading=self._say(T("digest-chart-categories")),
            bars=tuple(self._categories()),
            nothing=self._say(T("digest-chart-nothing")),
            theme="dark" if theme is Theme.DARK else "light",
        )

    def _tiles(self) -> tuple[Tile, ...]:
        figures, now, before = self.figures, self.figures.now, self.figures.before

        def tile(number: int, name: Text, was: int) -> Tile:
            return Tile(self._number(number), self._say(name), self._say(T("digest-chart-before", count=was)))

        return (
            tile(now.new, T("digest-chart-new"), before.new),
            tile(now.answered, T("digest-chart-answered"), before.answered),
            tile(now.closed, T("digest-chart-closed"), before.closed),
            Tile(self._number(figures.overdue), self._say(T("digest-chart-overdue")), alarms=figures.overdue > 0),
            Tile(
                self._lasting(now.minutes, "\n"),
                self._say(T("digest-chart-median")),
                self._say(T("digest-chart-was", was=self._lasting(before.minutes, " "))),
            ),
            tile(now.visits, T("digest-chart-visits"), before.visits),
            Tile(
                self._number(figures.findings),
                self._say(T("digest-chart-findings")),
                self._say(T("digest-chart-confirmed", count=figures.confirmed)),
            ),
            Tile(
                self._money(figures.saved),
                self._say(T("digest-chart-saved")),
                self._say(T("digest-chart-cases", count=len(figures.savings))),
            ),
        )

    def _number(self, number: float) -> str:
        return str(format_decimal(number, format="#,##0.#", locale=self.language))

    def _lasting(self, minutes: int | None, between: str) -> str:
        if minutes is None:
            return "–"
        parts = self._say(lasting(minutes)).split(" ")
        return between.join(" ".join(parts[start : start + 2]) for start in range(0, len(parts), 2))

    def _money(self, tenge: int) -> str:
        if tenge >= MILLION:
            return f"{self._number(tenge / MILLION)}\n{self._say(T('digest-chart-millions'))}"
        if tenge >= 10 * THOUSAND:
            return f"{self._number(round(tenge / THOUSAND))}\n{self._say(T('digest-chart-thousands'))}"
        return self._number(tenge)

    # -------------------------------------------------------------- the spreadsheet

    def tables(self) -> tuple[Table, ...]:
        """Every number: totals, days, districts, what it was about, money with its basis."""
        return (self._totals(), self._days(), self._areas(), *self._about(), self._money_table())

    def _table(self, name: Text, header: Iterable[Text], rows: Iterable[tuple[Cell, ...]]) -> Table:
        return Table(self._say(name), tuple(self._say(one) for one in header), tuple(rows))

    def _totals(self) -> Table:
        figures, now, before = self.figures, self.figures.now, self.figures.before
        rows: list[tuple[Text, Cell, Cell]] = [
            (T("digest-chart-new"), now.new, before.new),
            (T("digest-chart-answered"), now.answered, before.answered),
            (T("digest-chart-closed"), now.closed, before.closed),
            (T("digest-sheet-median"), now.minutes, before.minutes),
            (T("digest-sheet-fixed"), now.fixed, before.fixed),
            (T("digest-sheet-partly"), now.partly, before.partly),
            (T("digest-sheet-unfixed"), now.unfixed, before.unfixed),
            (T("digest-chart-overdue"), figures.overdue, None),
            (T("digest-chart-visits"), now.visits, before.visits),
            (T("digest-chart-findings"), figures.findings, None),
            (T("digest-sheet-confirmed"), figures.confirmed, None),
            (T("digest-sheet-saved"), figures.saved, None),
            (T("digest-sheet-active"), figures.active, None),
            (T("digest-sheet-volunteers"), figures.volunteers, None),
            (T("digest-sheet-districts"), figures.districts, None),
            (T("digest-sheet-uncovered"), len(figures.uncovered), None),
        ]
        header = (T("digest-sheet-what"), T("digest-sheet-now"), T("digest-sheet-before"))
        first = (self._say(T("digest-sheet-period")), str(figures.span.first), str(figures.span.last))
        return self._table(
            T("digest-sheet-totals"), header, (first, *((self._say(name), *rest) for name, *rest in rows))
        )

    def _days(self) -> Table:
        header = (T("digest-sheet-day"), T("digest-chart-received"), T("digest-chart-answered"))
        figures = self.figures
        found = zip(figures.span.days, figures.received, figures.replied, strict=True)
        return self._table(T("digest-sheet-days"), header, ((str(day), came, replied) for day, came, replied in found))

    def _areas(self) -> Table:
        header = (
            T("digest-sheet-region"),
            T("digest-sheet-district"),
            T("digest-sheet-volunteers"),
            T("digest-chart-new"),
            T("digest-chart-visits"),
        )
        rows = (
            (self._region(one), self._district(one), one.volunteers, one.new, one.visits) for one in self.figures.areas
        )
        return self._table(T("digest-sheet-areas"), header, rows)

    def _about(self) -> tuple[Table, Table]:
        header = (T("digest-sheet-what"), T("digest-chart-new"))
        return (
            self._table(T("digest-sheet-categories"), header, self._categories()),
            self._table(T("digest-sheet-institutions"), header, self.figures.institutions),
        )

    def _money_table(self) -> Table:
        header = (T("digest-sheet-case"), T("digest-sheet-tenge"), T("digest-sheet-basis"))
        rows = ((one.code, one.tenge, one.basis) for one in self.figures.savings)
        return self._table(T("digest-sheet-money"), header, rows)
