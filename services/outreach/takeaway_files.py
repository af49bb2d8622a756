"""Makes the tables that takeaway.py promised, away from the event loop and outside any transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.geography import UnknownPlace, district, region
from domain.redaction import redacted
from locales.texts import ALMATY, Language, T, Text
from reports.csv_files import csv_file
from reports.tables import Cell, Table
from reports.xlsx import workbook
from services.outreach.digest_words import said
from services.outreach.takeaway import Recipe, What, narrowed
from services.questionnaires.exports import FileKind
from services.refusals import NotAllowed
from services.volunteering.volunteer_common import regions_of
from storage import people
from storage.cases import tags
from storage.outreach import takeaway
from storage.outreach.takeaway import CaseRow, VisitRow
from storage.store import Store

HOUR = timedelta(hours=1)

CASE_COLUMNS = (
    T("takeaway-code"),
    T("takeaway-received"),
    T("takeaway-category"),
    T("digest-sheet-region"),
    T("digest-sheet-district"),
    T("takeaway-institution"),
    T("takeaway-amount"),
    T("takeaway-state"),
    T("takeaway-outcome"),
    T("takeaway-answered"),
    T("takeaway-hours"),
    T("takeaway-closed"),
    T("digest-sheet-saved"),
    T("digest-sheet-basis"),
    T("takeaway-tags"),
)
VISIT_COLUMNS = (
    T("takeaway-finished"),
    T("takeaway-campaign"),
    T("takeaway-project"),
    T("takeaway-form"),
    T("takeaway-place"),
    T("takeaway-kind"),
    T("digest-sheet-region"),
    T("digest-sheet-district"),
    T("takeaway-address"),
    T("takeaway-came"),
    T("takeaway-outcome"),
    T("takeaway-state"),
    T("digest-sheet-confirmed"),
)


async def made(store: Store, packed: str) -> bytes:
    """The file. Raises NotAllowed, NotFound where the reader has lost the role or the region meanwhile."""
    recipe = Recipe.unpacked(packed)
    language: Language = "ru" if recipe.language == "ru" else "kk"
    table = await (_cases if recipe.what is What.CASES else _visits)(store, recipe, _Words(language))
    if recipe.kind is FileKind.CSV:
        return await asyncio.to_thread(csv_file, table)
    return await asyncio.to_thread(workbook, [table])


class _Words:
    """Cells in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, text: Text) -> str:
        return said(text, self.language)

    def header(self, columns: Iterable[Text]) -> tuple[str, ...]:
        return tuple(self.say(one) for one in columns)

    def area(self, code: str, part: str | None) -> tuple[str, str]:
        """Region and district; a code that is no longer known stays."""
        try:
            return region(code).name(self.language), district(part).name(self.language) if part else ""
        except UnknownPlace:
            return code, part or ""


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(ALMATY).replace(tzinfo=None, microsecond=0)


async def _cases(store: Store, recipe: Recipe, words: _Words) -> Table:
    rows: list[tuple[Cell, ...]] = []
    async with store.read() as connection:
        reader = await people.get(connection, store.vault, recipe.reader)
        regions = narrowed(regions_of(reader), recipe.region)
        if recipe.project and await tags.find(connection, store.vault, recipe.project) is None:
            raise NotAllowed
        found = takeaway.cases(connection, store.vault, regions, recipe.span, recipe.project or None)
        async for some in found:
            rows += [_case(one, words, stories=recipe.stories) for one in some]
    columns = (*CASE_COLUMNS, T("takeaway-story")) if recipe.stories else CASE_COLUMNS
    return Table(words.say(T("takeaway-cases")), words.header(columns), tuple(rows))


def _case(one: CaseRow, words: _Words, *, stories: bool) -> tuple[Cell, ...]:
    case = one.case
    hours = None if one.answered_at is None else round((one.answered_at - case.received_at) / HOUR, 1)
    row = (
        case.code,
        _local(case.received_at),
        words.say(T(case.category.name_key)),
        *words.area(case.region, case.district),
        redacted(case.values.get("institution", "")) or None,
        case.amount,
        words.say(T(case.state.name_key)),
        None if case.outcome is None else words.say(T(case.outcome.name_key)),
        _local(one.answered_at),
        hours,
        _local(one.closed_at),
        case.saved_tenge,
        redacted(case.saved_basis or "") or None,
        ", ".join(one.tags) or None,
    )
    return (*row, redacted(case.story) or None) if stories else row


async def _visits(store: Store, recipe: Recipe, words: _Words) -> Table:
    async with store.read() as connection:
        reader = await people.get(connection, store.vault, recipe.reader)
        regions = narrowed(regions_of(reader), recipe.region)
        project = None
        if recipe.project:
            known = await takeaway.projects(connection, regions)
            if recipe.project not in known:
                raise NotAllowed
            project = known[recipe.project]
        found = await takeaway.visits(connection, regions, recipe.span, project)
    rows = tuple(_visit(one, words) for one in found)
    return Table(words.say(T("takeaway-visits")), words.header(VISIT_COLUMNS), rows)


def _visit(one: VisitRow, words: _Words) -> tuple[Cell, ...]:
    name = (one.ru if words.language == "ru" else one.kk) or one.kk or one.ru
    return (
        _local(one.finished_at),
        one.campaign,
        one.project or None,
        one.form,
        name,
        words.say(T(one.kind.name_key)),
        *words.area(one.region, one.district),
        one.address or None,
        _local(one.came_at),
        None if one.outcome is None else words.say(T(one.outcome.name_key)),
        words.say(T(one.state.name_key)),
        one.findings,
    )
