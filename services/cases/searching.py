"""Finding cases of one's regions in one box: by code, institution, place or words, in any spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.case import Case
from domain.code import BadCode, parse_code
from domain.geography import regions
from domain.people import Role
from forms.inputs.search import fold
from forms.inputs.stems import beginning, stem, stems
from services.cases.common import visible_regions
from services.refusals import NotFound
from storage.cases import case_search, case_words, cases
from storage.cases.case_search import Narrowed
from storage.work import Job, Work

MOST = 200
"""Results; who has more should say more."""
PAGE = 8
WORDS = 12
"""Words of a question that are looked for."""
AT_ONCE = 200
"""Cases whose words are taken at one tick of the clock."""
_CODE = re.compile(r"AD[- ]?[0-9A-Z]{4,}", re.IGNORECASE)


class Only(StrEnum):
    """Which of the cases found."""

    ALL = "all"
    OPEN = "open"
    ENDED = "ended"
    MINE = "mine"


@dataclass(frozen=True)
class Found:
    """A page of results, the newest first; `total` stops at MOST. `nearly`: not every word was found whole."""

    cases: tuple[Case, ...]
    page: int
    pages: int
    total: int
    nearly: bool


async def search(work: Work, typed: str, only: Only = Only.ALL, page: int = 0) -> Found:
    """Cases with all the words. Raises NotAllowed without the role."""
    seen = visible_regions(work.person)
    ids, nearly = await _ids(work, typed, frozenset(regions()) if seen is None else seen, only)
    pages = max(1, -(-len(ids) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = await case_search.with_ids(await work.db(), work.vault, ids[page * PAGE : (page + 1) * PAGE])
    return Found(tuple(shown), page, pages, len(ids), nearly)


async def _ids(work: Work, typed: str, seen: frozenset[str], only: Only) -> tuple[list[int], bool]:
    conn, narrowed = await work.db(), _narrowed(work, only)
    if (case := await _by_code(work, typed)) is not None:
        return [case.id], False
    if _CODE.fullmatch(typed.strip()):
        return await case_search.code_begins(conn, _tidy(typed), seen, narrowed, limit=MOST), True
    words = sorted(stems(typed), key=lambda word: (-len(word), word))[:WORDS]
    whole = [(case_words.WORD, word) for word in words]
    if found := await case_search.having(conn, work.vault, whole, seen, narrowed, limit=MOST):
        return found, False
    begun = [(case_words.BEGINNING, beginning(word)) for word in fold(typed).split() if stem(word) in words]
    return await case_search.having(conn, work.vault, begun[:WORDS], seen, narrowed, limit=MOST), True


async def by_code(work: Work, typed: str) -> Case:
    """The case with exactly this code, in a region of theirs. Raises BadCode, NotFound."""
    case = await cases.find_by_code(await work.db(), work.vault, parse_code(typed))
    if case is None or not work.person.may(Role.COORDINATOR, case.region):
        raise NotFound
    return case


async def _by_code(work: Work, typed: str) -> Case | None:
    try:
        return await by_code(work, typed)
    except (BadCode, NotFound):
        return None


def _tidy(typed: str) -> str:
    bare = "".join(char for char in typed.upper() if char.isalnum())[2:10]
    return f"AD-{bare[:4]}-{bare[4:]}"


def _narrowed(work: Work, only: Only) -> Narrowed:
    match only:
        case Only.MINE:
            return Narrowed(assignee_id=work.person.id)
        case Only.OPEN | Only.ENDED:
            return Narrowed(is_open=only is Only.OPEN)
        case _:
            return Narrowed()


async def take_words(job: Job) -> None:
    """The clock's part: takes the words of cases whose words were not taken, or by older rules."""
    conn = await job.db()
    for case in await case_words.lacking(conn, job.vault, AT_ONCE):
        await cases.take_words(conn, job.vault, case)
