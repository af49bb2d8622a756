"""What the letters say: to an authority about a case, the reminder, the complaint, a recommendation to an institution.

Words and articles of law are in locales/*/letters.ftl, dated there. Everything is read in one go (`gathered`) and then
composed without the database. The reporter's contact is in a letter only while `Referral.may_name` holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import PurePath

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.authority import Authority
from domain.case import Case
from domain.complaint import Category
from domain.evidence import KEPT, Evidence
from domain.recommendation import Recommendation
from domain.referral import Referral
from locales.texts import Arg, Language, T, Tenge, Text, render
from reports.official import Block, FileLine, OfficialLetter
from services.cases.common import place_of
from storage import evidence as files
from storage.cases import cases
from storage.fieldwork import findings, places
from storage.referral import authorities, referrals
from storage.vault import Vault

CRIMES = frozenset({Category.BRIBE, Category.MIDDLEMAN})
"""Categories that tell of a crime: who helps against corruption is a state secret (law of 2015, art. 24)."""
_TOLD = ("institution", "when")
"""Answers a letter repeats. A place on the map is none of them: it may be where the reporter stood or lives."""
_ENDINGS = {"photo": "jpg", "video": "mp4", "voice": "ogg", "audio": "mp3", "document": "bin"}
_BY_MIME = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "application/pdf": "pdf",
}


@dataclass(frozen=True)
class Seen:
    """What an observer found, where and when; who makes the letter looks up the question's words in the form."""

    question: str
    place: str
    at: datetime
    form: str
    version: str


@dataclass(frozen=True)
class Told:
    """Everything a letter about a case is made of."""

    referral: Referral
    case: Case
    authority: Authority
    files: tuple[tuple[Evidence, datetime], ...]
    """Kept files with the moment each was received."""
    seen: tuple[Seen, ...]


async def gathered(connection: AsyncConnection, vault: Vault, referral_id: int) -> Told:
    """Reads it. Raises LookupError where there is no such letter."""
    one = await referrals.find(connection, vault, referral_id)
    case = None if one is None else await cases.find(connection, vault, one.case_id)
    authority = None if one is None else await authorities.find(connection, one.authority_id)
    if one is None or case is None or authority is None:
        raise LookupError("no such letter")
    received = await files.received(connection, case.id)
    kept = [row for row in await files.of_case(connection, vault, case.id) if row.stage in KEPT]
    found = await findings.of_case(connection, vault, case.id)
    at = await places.by_ids(connection, vault, {finding.place_id for finding in found})
    forms = await findings.forms_of(connection, {finding.campaign_id for finding in found})
    seen = tuple(
        Seen(each.question, at[each.place_id].name(one.language), each.at, *forms[each.campaign_id])
        for each in found
        if each.place_id in at and each.campaign_id in forms
    )
    return Told(one, case, authority, tuple((row, received[row.id]) for row in kept), seen)


def safe_name(number: int, row: Evidence) -> str:
    """A file's name as it leaves the house: numbered, with an ending of ours; what its sender called it is left out."""
    own = PurePath(row.name).suffix.lower().removeprefix(".")
    written = own if own.isascii() and own.isalnum() and len(own) <= 5 else ""
    ending = _BY_MIME.get(row.mime or "") or written or _ENDINGS[row.kind]
    return f"{number:02}-{row.kind}.{ending}"


@dataclass(frozen=True)
class Speaker:
    """Says messages in the letter's language, as plain text."""

    language: Language
    zone: tzinfo

    def __call__(self, text: Text) -> str:
        return render(text, self.language, zone=self.zone, markup=False)

    def say(self, key: str, **args: Arg) -> str:
        """The message with this key."""
        return self(Text(key, args))


def speaker(language: str, zone: tzinfo) -> Speaker:
    """For a stored language."""
    return Speaker("ru" if language == "ru" else "kk", zone)


def referral_letter(
    told: Told, say: Speaker, operator: str, executor: str, labels: Mapping[str, str]
) -> OfficialLetter:
    """The letter that hands the case over. `labels` are the words of the findings' questions."""
    one, case = told.referral, told.case
    opening = say(T("letter-opening", operator=operator))
    facts = Block(say(T("letter-facts")), _facts(case, say), (one.facts, say(T("letter-no-accusation"))))
    blocks = [Block(paragraphs=(opening,)), facts]
    if told.seen:
        points = [
            say(T("letter-seen-line", what=labels.get(each.question, each.question), place=each.place, at=each.at))
            for each in told.seen
        ]
        blocks.append(Block(say(T("letter-seen")), points=tuple(points)))
    blocks += [_about_reporter(one, case, say), _request(say)]
    annex = (say(T("letter-annex-files", count=len(told.files))),) if told.files else ()
    return _letter(
        say, operator, executor, told.authority, one.number, one.letter_on, say(T("letter-subject", code=case.code)),
        tuple(blocks), annex, _file_lines(told, say),
    )  # fmt: skip


def _facts(case: Case, say: Speaker) -> tuple[tuple[str, str], ...]:
    told = {name: case.values[name] for name in _TOLD if case.values.get(name)}
    rows = [
        (say(T("letter-fact-code")), case.code),
        (say(T("letter-fact-received")), say(T("letter-moment", at=case.received_at))),
        (say(T("letter-fact-category")), say(T(case.category.name_key))),
        (say(T("letter-fact-region")), say(place_of(case))),
    ]
    if "institution" in told:
        rows.append((say(T("letter-fact-institution")), told["institution"]))
    if "when" in told:
        rows.append((say(T("letter-fact-when")), _said_day(told["when"], say)))
    if case.amount is not None:
        rows.append((say(T("letter-fact-amount")), say(T("letter-tenge", amount=Tenge(case.amount)))))
    return tuple(rows)


def _said_day(value: str, say: Speaker) -> str:
    """A day as the form keeps it, in words; anything else as it is."""
    try:
        return say(T("letter-moment", at=date.fromisoformat(value.partition("T")[0])))
    except ValueError:
        return value


def _about_reporter(one: Referral, case: Case, say: Speaker) -> Block:
    """Who reported: named only by their own consent; where it tells of a crime, that the law keeps them secret."""
    named = T("letter-reporter-named", contact=one.contact) if one.may_name else T("letter-reporter-unnamed")
    secret = (say(T("letter-secret")),) if case.category in CRIMES else ()
    return Block(say(T("letter-reporter")), paragraphs=(say(named), *secret))


def _request(say: Speaker) -> Block:
    points = (say(T("letter-ask-consider")), say(T("letter-ask-forward")), say(T("letter-ask-answer")))
    return Block(say(T("letter-ask")), points=points, paragraphs=(), numbered=True)


def _file_lines(told: Told, say: Speaker) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            number,
            safe_name(number, row),
            f"{-(-(row.size or 0) // 1024)} КБ",
            row.sha256 or "",
            say(T("letter-moment", at=at)),
        )
        for number, (row, at) in enumerate(told.files, 1)
    )


def reminder_letter(told: Told, say: Speaker, operator: str, executor: str, today: date) -> OfficialLetter:
    """Asks for the answer whose term has passed."""
    one = told.referral
    body = say(
        T(
            "letter-reminder",
            number=one.number,
            day=one.sent_on or today,
            talon=one.talon,
            due=_day(one.due_at, today, say),
        )
    )
    points = (say(T("letter-reminder-ask")), say(T("letter-reminder-why")))
    blocks = (Block(paragraphs=(body,)), Block(say(T("letter-ask")), points=points, numbered=True))
    subject = say(T("letter-reminder-subject", talon=one.talon))
    number = say(T("letter-reminder-number", number=one.number))
    return _letter(say, operator, executor, told.authority, number, today, subject, blocks, (), ())


def complaint_letter(told: Told, say: Speaker, operator: str, executor: str, today: date) -> OfficialLetter:
    """A complaint against the authority's silence: filed through the same authority (APPK, art. 91 to 100)."""
    one = told.referral
    reminded = one.reminded_on or today
    body = say(T("letter-complaint", number=one.number, day=one.sent_on or today, talon=one.talon, reminded=reminded))
    points = (say(T("letter-complaint-silence")), say(T("letter-complaint-act")), say(T("letter-complaint-answer")))
    blocks = (
        Block(paragraphs=(body, say(T("letter-complaint-law")))),
        Block(say(T("letter-ask")), points=points, numbered=True),
    )
    subject = say(T("letter-complaint-subject", talon=one.talon))
    number = say(T("letter-complaint-number", number=one.number))
    return _letter(say, operator, executor, told.authority, number, today, subject, blocks, (), ())


def _day(at: datetime | None, today: date, say: Speaker) -> date:
    return today if at is None else at.astimezone(say.zone).date()


def recommendation_letter(one: Recommendation, say: Speaker, operator: str, executor: str) -> OfficialLetter:
    """A recommendation to an institution, with the terms of the law on public control."""
    issued = one.issued_at.astimezone(say.zone).date()
    due, seen = one.answer_due.astimezone(say.zone).date(), one.finding_id is not None
    # The law's terms bind who was observed under it; an institution that citizens told of is only asked.
    opening = T("letter-recommendation-seen", operator=operator)
    subject, terms = T("letter-recommendation-subject"), T("letter-recommendation-terms", due=due)
    if not seen:
        opening = T("letter-recommendation-told", operator=operator)
        subject, terms = T("letter-recommendation-case-subject"), T("letter-recommendation-asked", due=due)
    blocks = (
        Block(paragraphs=(say(opening),)),
        Block(say(T("letter-recommendation-words")), paragraphs=(one.words,)),
        Block(paragraphs=(say(terms),)),
    )
    return _page(
        say, operator, executor, tuple(part for part in (one.institution, one.address) if part), one.number, issued,
        say(subject), blocks, (), (),
    )  # fmt: skip


def _letter(
    say: Speaker,
    operator: str,
    executor: str,
    authority: Authority,
    number: str,
    day: date | None,
    subject: str,
    blocks: tuple[Block, ...],
    annex: tuple[str, ...],
    listed: tuple[FileLine, ...],
) -> OfficialLetter:
    addressee = tuple(part for part in (authority.name(say.language), authority.address, authority.email) if part)
    return _page(say, operator, executor, addressee, number, day, subject, blocks, annex, listed)


def _page(
    say: Speaker,
    operator: str,
    executor: str,
    addressee: Sequence[str],
    number: str,
    day: date | None,
    subject: str,
    blocks: tuple[Block, ...],
    annex: tuple[str, ...],
    listed: tuple[FileLine, ...],
) -> OfficialLetter:
    columns = ("letter-column-number", "letter-column-file", "letter-column-size", "letter-column-hash")
    return OfficialLetter(
        language=say.language,
        sender=operator,
        sender_note=say(T("letter-sender-note")),
        addressee=tuple(addressee),
        number=say(T("letter-number", number=number)),
        date="" if day is None else say(T("letter-date", day=day)),
        subject=subject,
        blocks=blocks,
        annex_heading=say(T("letter-annex")),
        annex=annex,
        signature=say(T("letter-signature")),
        executor=say(T("letter-executor", executor=executor)) if executor else "",
        files_heading=say(T("letter-files", number=number)),
        file_columns=tuple(say(Text(key)) for key in (*columns, "letter-column-received")),
        files=listed,
    )
