"""Hours and thanks: what a volunteer did, papers that anybody can check, proposals for awards. No public ranking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.certificate import Certificate, LetterRequest, Paper, Record, RequestState, Span, initials
from domain.code import new_code, parse_code
from domain.people import Role
from domain.workdays import ALMATY
from locales.texts import Language
from services.cases.common import needed
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound
from services.volunteering import thanks_notices as notices
from services.volunteering import thanks_papers as papers
from services.volunteering.thanks_papers import Issuer
from services.volunteering.volunteer_common import alias_of, area_of, coordinates, regions_of, tell_region
from services.volunteering.volunteer_desk import BEGINNING
from services.volunteering.volunteer_refusals import LetterWaits, NothingDone
from storage.fieldwork import certificates, letter_requests, volunteers
from storage.work import Job, Work

LONG_AGO = BEGINNING.date()
LONGEST_NAME = 90
"""Characters of a name that fit a paper in three lines."""
LONGEST_WORDS = 300
"""Characters of a coordinator's own words with which a letter stays on one page."""


@dataclass(frozen=True)
class Nominee:
    """Somebody a coordinator may propose for an award."""

    person_id: int
    alias: str
    record: Record


@dataclass(frozen=True)
class LetterAsked:
    """A request as the coordinator sees it: who asks, and what they did in that time."""

    request: LetterRequest
    alias: str
    record: Record


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time(), ALMATY), datetime.combine(last + timedelta(days=1), time(), ALMATY)


def day_of(at: datetime) -> date:
    """The day it was in Almaty."""
    return at.astimezone(ALMATY).date()


def today(work: Work) -> date:
    """The day it is in Almaty."""
    return day_of(work.now)


async def period(work: Work, span: Span) -> tuple[date, date]:
    """First and last day of the time until today. Raises NotFound for who is no volunteer."""
    one = await volunteers.find(await work.db(), work.vault, work.person.id)
    if one is None:
        raise NotFound
    return span.first_day(today(work), day_of(one.applied_at)), today(work)


async def my_record(work: Work, first: date, last: date) -> Record:
    """One's own visits, hours and findings from `first` to `last`, both days counted."""
    return await _record(work, work.person.id, first, last)


async def my_whole_record(work: Work) -> Record:
    """One's own visits, hours and findings since the beginning."""
    return await certificates.record(await work.db(), work.person.id, since=BEGINNING, until=work.now)


async def needs_visits(work: Work, first: date, last: date) -> None:
    """Raises NothingDone unless one has an approved visit in that time."""
    if (await my_record(work, first, last)).visits == 0:
        raise NothingDone


async def _record(work: Work, person_id: int, first: date, last: date) -> Record:
    since, until = _span(first, last)
    return await certificates.record(await work.db(), person_id, since=since, until=until)


def _printed(name: str) -> str:
    return " ".join(needed(name).split())[:LONGEST_NAME]


async def certify(work: Work, name: str, first: date, last: date, language: Language, issuer: Issuer) -> Certificate:
    """Issues a certificate for oneself and queues it as a PDF; `name` as it is to be printed, of which only the
    initials are kept. Raises NothingSaid, NothingDone without an approved visit in that time."""
    printed = _printed(name)
    made = await _issue(work, work.person.id, printed, first, last, Paper.CERTIFICATE)
    recipe = papers.certificate(made, printed, language, issuer)
    work.notify(work.person.id, notices.CertificateReady(made.code, recipe, f"certificate-{made.code}.pdf"))
    return made


async def _issue(work: Work, whose: int, printed: str, first: date, last: date, paper: Paper) -> Certificate:
    conn, record = await work.db(), await _record(work, whose, first, last)
    if record.visits == 0:
        raise NothingDone
    while await certificates.find(conn, work.vault, code := new_code()) is not None:
        pass
    made = Certificate(0, code, whose, initials(printed), first, last, record, work.now, paper=paper)
    return await certificates.insert(conn, work.vault, made, by=work.person.id)


async def find_certificate(job: Job, typed: str) -> Certificate | None:
    """The paper with this code, as anybody may check it; None where there is none. Raises BadCode."""
    return await certificates.find(await job.db(), job.vault, parse_code(typed))


async def my_certificates(work: Work) -> list[Certificate]:
    """One's own papers, newest first."""
    return await certificates.of_person(await work.db(), work.vault, work.person.id)


async def revoke(work: Work, typed: str) -> None:
    """A paper counts no longer: the volunteer's own (a slip in the name), or any, for admins. Raises BadCode,
    NotFound, NotAllowed."""
    found = await find_certificate(work, typed)
    if not work.person.has(Role.ADMIN) and (found is None or found.person_id != work.person.id):
        raise NotAllowed
    if not await certificates.revoke(await work.db(), parse_code(typed), at=work.now):
        raise NotFound


# ------------------------------------------------------------------ letters of recommendation


async def ask_letter(work: Work, name: str, first: date, last: date, language: Language) -> LetterRequest:
    """Asks the region's coordinators for a letter (law on volunteer activity, art. 12(3)). Raises NotFound for who is
    no volunteer, NothingSaid, NothingDone, LetterWaits where one is asked for already."""
    conn, me = await work.db(), work.person.id
    one = await volunteers.find(conn, work.vault, me)
    if one is None:
        raise NotFound
    await needs_visits(work, first, last)
    if await letter_requests.waiting(conn, work.vault, person_id=me):
        raise LetterWaits
    asked = LetterRequest(0, me, one.profile.region, _printed(name), language, first, last, work.now)
    kept = await letter_requests.insert(conn, work.vault, asked)
    notice = notices.LetterRequested(kept.id, work.person.alias or "—")
    await tell_region(work, kept.region, notice, key=f"letter:{kept.id}")
    return kept


async def _request(work: Work, request_id: int) -> LetterRequest:
    found = await letter_requests.find(await work.db(), work.vault, request_id)
    if found is None:
        raise NotFound
    coordinates(work, found.region)
    return found


async def open_letter(work: Work, request_id: int) -> LetterAsked:
    """A request that waits, of a region the person coordinates. Raises NotFound."""
    asked = await _request(work, request_id)
    record = await _record(work, asked.person_id, asked.first, asked.last)
    return LetterAsked(asked, await alias_of(work, asked.person_id), record)


async def waiting_letters(work: Work) -> list[LetterRequest]:
    """Requests of the person's regions that wait. Raises NotAllowed."""
    return await letter_requests.waiting(await work.db(), work.vault, regions=regions_of(work.person))


async def word_letter(work: Work, request_id: int, words: str) -> None:
    """Puts a sentence of the coordinator's own into the letter, or takes it out again (""). It is printed as typed, on
    one line, of at most LONGEST_WORDS characters. Raises NotFound, ChangedMeanwhile."""
    asked = await _request(work, request_id)
    worded = replace(asked, words=" ".join(words.split())[:LONGEST_WORDS].strip())
    if not await letter_requests.save(await work.db(), work.vault, worded):
        raise ChangedMeanwhile


async def sign_letter(work: Work, request_id: int, issuer: Issuer) -> None:
    """Signs it: the volunteer gets the letter as a PDF. Raises NotFound, NothingDone, ChangedMeanwhile, NotAllowed for
    one's own."""
    asked = await _request(work, request_id)
    if asked.person_id == work.person.id:
        raise NotAllowed
    await _decide(work, asked, RequestState.SIGNED)
    made = await _issue(work, asked.person_id, asked.name, asked.first, asked.last, Paper.LETTER)
    language: Language = "ru" if asked.language == "ru" else "kk"
    place, signer = area_of(asked.region, None), work.person.alias or "—"
    recipe = papers.letter(made, asked.name, language, issuer, place=place, signer=signer, words=asked.words)
    work.notify(asked.person_id, notices.LetterReady(made.code, recipe, f"letter-{made.code}.pdf"))


async def decline_letter(work: Work, request_id: int, words: str) -> None:
    """Does not sign; the volunteer reads why. Raises NotFound, NothingSaid, ChangedMeanwhile."""
    asked, said = await _request(work, request_id), needed(words)
    await _decide(work, asked, RequestState.DECLINED)
    work.notify(asked.person_id, notices.LetterDeclined(said))


async def _decide(work: Work, asked: LetterRequest, state: RequestState) -> None:
    if not await letter_requests.decide(await work.db(), asked.id, state, by=work.person.id, at=work.now):
        raise ChangedMeanwhile


# ------------------------------------------------------------------ proposals for awards


async def nominees(work: Work, first: date, last: date) -> list[Nominee]:
    """Volunteers of the person's regions who were out in this time, those who did most first: for a coordinator's
    proposal, never shown to others. Raises NotAllowed."""
    since, until = _span(first, last)
    done = await certificates.records(await work.db(), since=since, until=until, regions=regions_of(work.person))
    found = [Nominee(one, await alias_of(work, one), record) for one, record in done.items()]
    found.sort(key=lambda nominee: (-nominee.record.visits, -nominee.record.findings, nominee.alias))
    return found


async def send_nominees(work: Work, first: date, last: date, language: Language) -> None:
    """Queues the list as a spreadsheet for who asks. Raises NotAllowed, NothingDone where it would be empty."""
    listed = await nominees(work, first, last)
    if not listed:
        raise NothingDone
    recipe = papers.nominees([(one.alias, one.record) for one in listed], language)
    name = f"awards-{first:%Y-%m-%d}-{last:%Y-%m-%d}.xlsx"
    work.notify(work.person.id, notices.NomineesReady(first, last, recipe, name))
