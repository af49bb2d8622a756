"""Asking for papers: which notices a letter's papers come with. The papers themselves: services/referral/papers.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from domain.audit import PAPERS_MADE
from domain.referral import ReferralState
from locales.texts import T, Text
from reports.official import parts_of
from services.referral import notices_referrals as notices
from services.referral import papers
from services.referral.authorities import today
from services.referral.paper_recipes import Paper, PaperRecipe, file_name
from services.referral.referral_letters import complaint_letter, gathered, referral_letter, speaker
from services.referral.referral_refusals import StaleReferral
from services.referral.referrals import Opened, open_referral
from services.refusals import ChangedMeanwhile, NotFound
from services.trust import audit
from storage.referral import referrals
from storage.work import Work

_NAMES = {
    Paper.LETTER: ("referral-paper-letter", "letter"),
    Paper.REMINDER: ("referral-paper-reminder", "reminder"),
    Paper.COMPLAINT: ("referral-paper-complaint", "complaint"),
}


async def make(work: Work, referral_id: int, operator: str, zone: tzinfo, labels: Mapping[str, str]) -> int:
    """Queues everything that hands the case over, for the person who asks alone: the letter as PDF, the evidence as
    zips, the text for e-Otinish in parts. The letter is dated today; `labels` are as for `referral_letter`. How many
    documents.

    Raises NotFound, StaleReferral once it is registered.
    """
    opened = await _mine(work, referral_id)
    one = opened.referral
    if one.state is not ReferralState.PREPARED:
        raise StaleReferral(one.state)
    if not await referrals.save(await work.db(), work.vault, replace(one, letter_on=today(work))):
        raise ChangedMeanwhile
    await audit.note(work, PAPERS_MADE, f"referral:{one.number}", case_id=one.case_id)
    me, told = work.person.id, await gathered(await work.db(), work.vault, one.id)
    _send(work, opened, Paper.LETTER)
    parts = papers.parts_of([row for row, _ in told.files])
    for part in range(len(parts)):
        recipe = PaperRecipe(Paper.EVIDENCE, me, one.id, part)
        name = file_name(one.number, f"evidence-{part + 1}" if len(parts) > 1 else "evidence", "zip")
        what = T("referral-paper-evidence", part=part + 1, parts=len(parts))
        work.notify(me, notices.PaperReady(what, one.number, recipe.packed(), name))
    letter = referral_letter(told, speaker(one.language, zone), operator, work.person.alias or "", labels)
    _paste(work, one.number, letter.text())
    work.notify(me, notices.PapersDone(one.id, one.number))
    return 1 + len(parts)


async def _mine(work: Work, referral_id: int) -> Opened:
    opened = await open_referral(work, referral_id)
    if not opened.is_mine:
        raise NotFound
    return opened


def _send(work: Work, opened: Opened, paper: Paper) -> None:
    key, name = _NAMES[paper]
    one, what = opened.referral, Text(key)
    recipe = PaperRecipe(paper, work.person.id, one.id)
    work.notify(
        work.person.id, notices.PaperReady(what, one.number, recipe.packed(), file_name(one.number, name, "pdf"))
    )


def _paste(work: Work, number: str, text: str) -> None:
    parts = parts_of(text)
    for part, words in enumerate(parts, 1):
        work.notify(work.person.id, notices.PasteText(number, part, len(parts), words))


async def remind(work: Work, referral_id: int) -> None:
    """Queues the reminder letter. Raises NotFound, StaleReferral."""
    opened = await _mine(work, referral_id)
    if opened.referral.state is not ReferralState.SENT:
        raise StaleReferral(opened.referral.state)
    _send(work, opened, Paper.REMINDER)


async def complain(work: Work, referral_id: int, operator: str, zone: tzinfo) -> None:
    """Queues the complaint, as PDF and as text. Raises NotFound, StaleReferral."""
    opened = await _mine(work, referral_id)
    one = opened.referral
    if one.state is not ReferralState.REMINDED:
        raise StaleReferral(one.state)
    _send(work, opened, Paper.COMPLAINT)
    told = await gathered(await work.db(), work.vault, one.id)
    letter = complaint_letter(told, speaker(one.language, zone), operator, work.person.alias or "", today(work))
    _paste(work, one.number, letter.text())
