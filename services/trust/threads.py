"""The thread between a case and its reporter: cut for good, and tied again by whoever knows the secret words.

After the cut nobody, whatever keys they hold, can find out from the data who reported the case.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from domain.case import Case, CaseEvent
from domain.code import BadCode, parse_code
from domain.referral import Naming, ReferralState
from domain.secret_words import folded, new_words
from services.cases import due
from services.cases.common import THREAD_CUT, THREAD_TIED, own_case, save, tell_desk
from services.refusals import NotFound
from services.trust.retention_notices import ThreadSevered
from storage import outbox
from storage.cases import case_keys, cases, follow_ups, last_moves
from storage.referral import referrals
from storage.work import Work

TRIES = 5
"""Wrong words a day for one case."""
DAY = timedelta(days=1)
CONTACT = "contact"


class Opened(StrEnum):
    """What came of trying to open a case by its words. No refusal: a wrong try has to be counted."""

    YES = "yes"
    WRONG = "wrong"
    LOCKED = "locked"


async def words_for(work: Work, case_id: int) -> tuple[str, ...]:
    """Fresh secret words for one's own case, shown once; only a slow hash of them is kept. Raises NotFound."""
    case = await own_case(work, case_id)
    words = new_words(work.person.language or "kk")
    key = await asyncio.to_thread(case_keys.made, work.vault, case.id, folded(" ".join(words)))
    await case_keys.put(await work.db(), case.id, key)
    return words


async def cut(work: Work, case_id: int) -> None:
    """Cuts the thread of one's own case, once its words were shown. Raises NotFound."""
    case = await own_case(work, case_id)
    if await case_keys.find(await work.db(), case.id) is None:
        raise NotFound
    await sever(work, case)


async def sever(work: Work, case: Case) -> None:
    """Erases whatever tells who reported: the link, the contact, also in letters, and what was sent to them."""
    conn = await work.db()
    for one in await referrals.of_case(conn, work.vault, case.id):
        naming = Naming.ANONYMOUS if one.state is ReferralState.PREPARED else one.naming
        await referrals.save(conn, work.vault, replace(one, contact="", naming=naming))
    values = {name: value for name, value in case.values.items() if name != CONTACT}
    nameless = replace(case, values=values, anonymous=True, question_open=False)
    await save(work, await due.follow(work, nameless))
    await last_moves.forget(conn, case.id)
    await cases.cut_link(conn, case.id)
    await cases.record(conn, work.vault, case.id, CaseEvent(THREAD_CUT, work.now))
    await follow_ups.forget_person(conn, work.vault, work.person.id, case.id)
    await outbox.forget_case(conn, work.vault, work.person.id, case.id)
    await tell_desk(work, case, ThreadSevered(case.id, case.code), key=f"thread-cut:{case.id}:{work.now.isoformat()}")


async def open_by_words(work: Work, typed_code: str, typed_words: str) -> tuple[Opened, int]:
    """Ties the thread to whoever knows code and words; with the case's id where it was opened.

    Codes that do not exist, are not cut or are no codes look like wrong words. The words are good for once.
    """
    conn = await work.db()
    try:
        case = await cases.find_by_code(conn, work.vault, parse_code(typed_code))
    except BadCode:
        case = None
    key = None if case is None else await case_keys.find(conn, case.id)
    if case is None or key is None or await cases.reporter_of(conn, work.vault, case.id) is not None:
        return Opened.WRONG, 0
    first = key.first_try_at
    recent = first is not None and work.now - first < DAY
    if recent and key.tries >= TRIES:
        return Opened.LOCKED, 0
    if not await asyncio.to_thread(case_keys.fits, work.vault, case.id, folded(typed_words), key):
        since = first if recent and first is not None else work.now
        await case_keys.count_try(conn, case.id, key.tries + 1 if recent else 1, since)
        return Opened.WRONG, 0
    await case_keys.drop(conn, case.id)
    await cases.tie(conn, work.vault, case.id, work.person.id)
    await cases.record(conn, work.vault, case.id, CaseEvent(THREAD_TIED, work.now))
    return Opened.YES, case.id
