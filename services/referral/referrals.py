"""Handing a case over to an authority: the letter is prepared, registered, and answered or not.

Only who works on the case (or an admin) does any of it. Slow things are never done here: a paper is asked for by a
notice with a recipe, and made when it is sent (papers.py). Whether a reporter is named is their own decision,
asked for each letter: nothing but their yes puts their contact into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.authority import Authority
from domain.case import Case
from domain.complaint import ENDED, Actor, State
from domain.due import Due
from domain.evidence import Evidence, Incoming, Purpose, Stage
from domain.referral import REFERRAL_MOVES, WAITING, BadTalon, Naming, Referral, ReferralState, ref_of, talon
from domain.referral import due as term_end
from domain.service_levels import DueKind
from domain.workdays import ALMATY
from locales.texts import Named, T
from services.cases import due
from services.cases.common import desk_case, move, move_key, needed, own_case, save, tell_desk, tell_reporter
from services.cases.desk import CONTACT, in_hand
from services.referral import notices_referrals as notices
from services.referral.authorities import today
from services.referral.referral_refusals import BadDay, LetterGone, NotPrepared, StaleReferral, TalonUnread
from services.refusals import ChangedMeanwhile, NotFound, StaleMove
from storage import evidence as files
from storage.cases import cases
from storage.referral import authorities, referrals
from storage.work import Job, Work

LONGEST_FACTS = 8_000


@dataclass(frozen=True)
class Opened:
    """A letter with its case and its authority, for who works on the case."""

    referral: Referral
    case: Case
    authority: Authority
    is_mine: bool
    """Whether this person may act on it; others in the region only read."""


def name_of(authority: Authority) -> Named:
    """In both languages."""
    return Named(authority.name("kk"), authority.name("ru"))


async def open_referral(work: Work, referral_id: int) -> Opened:
    """A letter about a case of the person's regions. Raises NotFound."""
    one = await referrals.find(await work.db(), work.vault, referral_id)
    if one is None:
        raise NotFound
    case = await desk_case(work, one.case_id)
    authority = await authorities.find(await work.db(), one.authority_id)
    if authority is None:
        raise NotFound
    return Opened(one, case, authority, case.assignee_id in (None, work.person.id))


async def of_case(work: Work, case_id: int) -> list[Opened]:
    """All letters about a case, the first first. Raises NotFound."""
    case, conn = await desk_case(work, case_id), await work.db()
    found = []
    for one in await referrals.of_case(conn, work.vault, case.id):
        if (authority := await authorities.find(conn, one.authority_id)) is not None:
            found.append(Opened(one, case, authority, case.assignee_id in (None, work.person.id)))
    return found


async def prepare(work: Work, case_id: int, authority_id: int, language: str) -> Referral:
    """A new letter; the case is taken on if it is nobody's. Raises NotFound, TakenBy, StaleMove."""
    case, conn = await in_hand(work, case_id), await work.db()
    authority = await authorities.find(conn, authority_id)
    if authority is None or not _may_have(authority, case):
        raise NotFound
    if case.state in ENDED:
        raise StaleMove(case.state)
    before = await referrals.of_case(conn, work.vault, case.id)
    reachable = await cases.reporter_of(conn, work.vault, case.id) is not None
    can_name = not case.anonymous and CONTACT in case.values and reachable
    return await referrals.insert(
        conn,
        work.vault,
        Referral(
            id=0,
            case_id=case.id,
            number=f"{case.code}/{len(before) + 1}",
            authority_id=authority.id,
            language="ru" if language == "ru" else "kk",
            state=ReferralState.PREPARED,
            naming=Naming.UNASKED if can_name else Naming.ANONYMOUS,
            facts=case.story.strip()[:LONGEST_FACTS],
            made_by=work.person.id,
            made_at=work.now,
        ),
    )


def _may_have(authority: Authority, case: Case) -> bool:
    return authority.is_active and authority.region in (None, case.region)


async def _own(work: Work, referral_id: int, *states: ReferralState) -> Opened:
    """A letter the person may act on, in one of these states. Raises NotFound, StaleReferral."""
    opened = await open_referral(work, referral_id)
    if not opened.is_mine:
        raise NotFound
    if opened.referral.state not in states:
        raise StaleReferral(opened.referral.state)
    return opened


async def _save(job: Job, one: Referral) -> Referral:
    if not await referrals.save(await job.db(), job.vault, one):
        raise ChangedMeanwhile
    return replace(one, version=one.version + 1)


def _to(one: Referral, state: ReferralState) -> Referral:
    if state not in REFERRAL_MOVES[one.state]:
        raise StaleReferral(one.state)
    return replace(one, state=state)


async def write_facts(work: Work, referral_id: int, words: str) -> Referral:
    """What the letter tells, in the coordinator's words. Raises NotFound, NothingSaid, StaleReferral."""
    opened = await _own(work, referral_id, ReferralState.PREPARED)
    return await _save(work, replace(opened.referral, facts=needed(words)[:LONGEST_FACTS]))


async def drop(work: Work, referral_id: int) -> Case:
    """The letter is not sent after all. Raises NotFound, StaleReferral."""
    opened = await _own(work, referral_id, ReferralState.PREPARED)
    await _save(work, replace(_to(opened.referral, ReferralState.DROPPED), contact=""))
    return opened.case


# ------------------------------------------------------------------ may the reporter be named?


async def ask_naming(work: Work, referral_id: int) -> None:
    """Asks the reporter, who reads exactly what the letter would carry. Raises NotFound, StaleReferral."""
    opened = await _own(work, referral_id, ReferralState.PREPARED)
    one, case = opened.referral, opened.case
    if one.naming is not Naming.UNASKED or CONTACT not in case.values:
        return
    await _save(work, replace(one, naming=Naming.ASKED))
    asked = notices.NamingAsked(one.id, case.code, name_of(opened.authority), case.values[CONTACT])
    await tell_reporter(work, case, asked, key=f"naming-asked:{one.id}")


async def answer_naming(work: Work, referral_id: int, yes: bool) -> Naming:
    """The reporter's own decision; it can be changed until the letter is registered. The moment is kept as proof (law
    on personal data, art. 25). Raises NotFound for anybody else, LetterGone."""
    one = await referrals.find(await work.db(), work.vault, referral_id)
    if one is None or one.naming in (Naming.ANONYMOUS, Naming.UNASKED):
        raise NotFound
    case = await own_case(work, one.case_id)
    if one.state is not ReferralState.PREPARED:
        raise LetterGone
    said = Naming.AGREED if yes else Naming.REFUSED
    if said is not one.naming:
        contact = case.values.get(CONTACT, "") if yes else ""
        await _save(work, replace(one, naming=said, contact=contact, naming_at=work.now))
        answered = notices.NamingAnswered(one.id, case.code, T(said.name_key))
        await tell_desk(work, case, answered)
    return said


# ------------------------------------------------------------------ registered


async def register(work: Work, referral_id: int, number: str, day: date) -> Referral:
    """The authority has taken the letter under this number on this day: the law's clock runs, and the reporter is told.
    The same for the next authority when the first one sent it on.

    Raises NotFound, NotPrepared, TalonUnread, BadDay, StaleReferral, StaleMove.
    """
    opened = await _own(work, referral_id, ReferralState.PREPARED, ReferralState.SENT)
    one, case = opened.referral, opened.case
    if one.state is ReferralState.SENT and await on_its_way(work, opened) is None:
        raise StaleReferral(one.state)
    if one.letter_on is None:
        raise NotPrepared
    try:
        written = talon(number)
    except BadTalon:
        raise TalonUnread from None
    if not one.letter_on <= day <= today(work):
        raise BadDay
    until = term_end(day, ReferralState.SENT, await due.overrides(work))
    sent = replace(_to(one, ReferralState.SENT), talon=written, sent_on=day, due_at=until)
    sent = await _save(work, sent)
    key = f"handed-over:{one.id}:{sent.version}"
    if case.state is not State.REFERRED:
        case = await move(work, case, State.REFERRED, Actor.COORDINATOR, by=work.person.id)
        key = move_key(case)
    else:
        case = await save(work, case)  # the move before can't be taken back any more
    await due.settle(work, case, DueKind.FORWARDING, ref=ref_of(sent.id))
    await due.expect(work, case, DueKind.AUTHORITY_ANSWER, since=_noon(day), ref=ref_of(sent.id))
    notice = notices.HandedOver(case.id, case.code, name_of(opened.authority), written, day, until)
    await tell_reporter(work, case, notice, key=key)
    return sent


async def on_its_way(work: Work, opened: Opened) -> Due | None:
    """The term in which one authority has to pass the letter on to the next (art. 65), while it runs."""
    return await due.waited_for(work, opened.case, DueKind.FORWARDING, ref=ref_of(opened.referral.id))


async def forwarded(work: Work, referral_id: int, authority_id: int) -> Referral:
    """The authority said that the matter is another's and sent the letter there. No answer is due before that one has
    registered it; the term counts from today, when the desk hears of it. Raises NotFound, StaleReferral, StaleMove."""
    opened = await _own(work, referral_id, ReferralState.SENT, ReferralState.REMINDED)
    one, authority = opened.referral, await authorities.find(await work.db(), authority_id)
    if authority is None or authority.id == one.authority_id or not _may_have(authority, opened.case):
        raise NotFound
    if opened.case.state in ENDED:
        raise StaleMove(opened.case.state)
    case = await save(work, opened.case)  # the move before can't be taken back any more
    sent = await _save(
        work, replace(_to(one, ReferralState.SENT), authority_id=authority.id, due_at=None, reminded_on=None)
    )
    await due.settle(work, case, ref=ref_of(one.id))
    term = await due.expect(work, case, DueKind.FORWARDING, since=work.now, ref=ref_of(one.id))
    notice = notices.LetterForwarded(case.id, case.code, name_of(authority), term.due_at)
    await tell_reporter(work, case, notice, key=f"forwarded:{one.id}:{sent.version}")
    return sent


async def reminded(work: Work, referral_id: int) -> Referral:
    """The reminder has been sent today; the authority gets some days more. Raises NotFound, StaleReferral."""
    one = (await _own(work, referral_id, ReferralState.SENT)).referral
    day = today(work)
    until = term_end(day, ReferralState.REMINDED, await due.overrides(work))
    return await _save(work, replace(_to(one, ReferralState.REMINDED), reminded_on=day, due_at=until))


async def complained(work: Work, referral_id: int) -> Referral:
    """The complaint has been filed today; its own term runs. Raises NotFound, StaleReferral."""
    opened = await _own(work, referral_id, ReferralState.REMINDED)
    one, day = opened.referral, today(work)
    await save(work, opened.case)
    until = term_end(day, ReferralState.COMPLAINED, await due.overrides(work))
    await due.settle(work, opened.case, ref=ref_of(one.id))
    await due.expect(work, opened.case, DueKind.COMPLAINT_ANSWER, since=_noon(day), ref=ref_of(one.id))
    return await _save(work, replace(_to(one, ReferralState.COMPLAINED), complained_on=day, due_at=until))


async def answered(work: Work, referral_id: int, summary: str, file: Incoming | None = None) -> Referral:
    """The authority has answered: what, in plain words, and its paper. The reporter reads the words.

    Raises NotFound, NothingSaid, StaleReferral.
    """
    words = needed(summary)
    opened = await _own(work, referral_id, *WAITING)
    one, case = opened.referral, opened.case
    kept = None if file is None else await _note(work, file)
    ended = replace(_to(one, ReferralState.ANSWERED), answer=words, answer_file=kept, answered_at=work.now, due_at=None)
    ended = await _save(work, ended)
    key = f"authority-answered:{one.id}:{ended.version}"
    if case.state is State.REFERRED:
        case = await move(work, case, State.ANSWERED, Actor.COORDINATOR, by=work.person.id)
        key = move_key(case)
    else:
        case = await save(work, case)
    await due.settle(work, case, ref=ref_of(one.id))  # after the move, which notes what was waited for before it
    notice = notices.AuthorityAnswered(case.id, case.code, name_of(opened.authority), words)
    await tell_reporter(work, case, notice, key=key)
    return ended


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ALMATY)


async def _note(work: Work, file: Incoming) -> int:
    """Notes the answer's paper, to be fetched in the background."""
    upload = Evidence.upload(file, work.person.id, Purpose.REPLY)
    return await files.insert(await work.db(), work.vault, upload, at=work.now)


async def reply_of(work: Work, referral_id: int) -> Sequence[Evidence]:
    """The paper of the answer, once it is kept. Raises NotFound."""
    one = (await open_referral(work, referral_id)).referral
    row = None if one.answer_file is None else await files.find(await work.db(), work.vault, one.answer_file)
    return () if row is None or row.stage is not Stage.STORED else (row,)
