"""Handing a case over: the authority, the language, may the reporter be named, the letter before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chat.screen import Button, Rows, Screen, route
from domain.complaint import ENDED
from domain.due import Due
from domain.people import Role
from domain.referral import WAITING, Naming, ReferralState
from handlers.coordinator.answers import form_of
from handlers.coordinator.cases.case import case_screen
from handlers.coordinator.phrases import cancel, pages_of, said_first, snip, unusable
from handlers.coordinator.referral.addressees import addressees
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.cases import desk
from services.questionnaires.form_labels import label_of
from services.referral import authorities, referral_papers, referrals
from services.referral.referral_letters import Seen, gathered, referral_letter, speaker
from services.referral.referrals import Opened, name_of
from services.refusals import ChangedMeanwhile, StaleMove, TakenBy

routes = Routes()

LETTER_PAGE, FACTS = 3300, 700
ANSWER = 600


# ------------------------------------------------------------------ which authority, which language


@routes.tap("case.letters", Role.COORDINATOR)
async def letters(turn: Turn, case_id: int) -> Screen:
    """The letters there are about a case; without any, the choice of an authority."""
    found = await referrals.of_case(turn.work, case_id)
    shown = [one for one in found if one.referral.state is not ReferralState.DROPPED]
    if not shown:
        return await _choice(turn, case_id, 0)
    rows: Rows = tuple(
        (Button(snip(one.authority.name(turn.language), 40), route("referral.open", one.referral.id)),) for one in shown
    )
    lines = [
        T(
            "referral-line",
            number=one.referral.number,
            authority=name_of(one.authority),
            state=T(one.referral.state.name_key),
        )
        for one in shown
    ]
    case = shown[0].case
    another = ((Button(T("referral-button-another"), route("case.refer", case_id, 0)),),)
    words = (T("referral-letters", code=case.code), Lines(tuple(lines)))
    return Screen(words, (*rows, *another, *cancel(case)), at=route("case.letters", case_id), takes="idle")


@routes.tap("case.refer", Role.COORDINATOR)
async def choice(turn: Turn, case_id: int, page: int) -> Screen:
    """Where to? What fits the category and the region stands first."""
    return await _choice(turn, case_id, page)


async def _choice(turn: Turn, case_id: int, page: int) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    found = await authorities.for_case(turn.work, case)
    rows = addressees(turn, case, found, page, ("refer.to", "case.refer"), case_id)
    words = [T("refer-which", code=case.code), T("refer-suggested") if found else T("refer-none")]
    directory = ((Button(T("authorities-button"), route("authorities", 0)),),)
    return Screen(tuple(words), (*rows, *directory, *cancel(case)), at=route("case.refer", case_id, page), takes="idle")


@routes.tap("refer.to", Role.COORDINATOR)
async def language(turn: Turn, case_id: int, authority_id: int) -> Screen:
    """In which language is the letter?"""
    case = (await desk.open_case(turn.work, case_id)).case
    authority = (await authorities.open_authority(turn.work, authority_id)).authority
    rows: Rows = (
        (
            Button(T("language-kk"), route("refer.make", case_id, authority_id, "kk")),
            Button(T("language-ru"), route("refer.make", case_id, authority_id, "ru")),
        ),
        *cancel(case, Button(T("button-back"), route("case.refer", case_id, 0))),
    )
    words: tuple[Words, ...] = (T("refer-language", authority=name_of(authority)),)
    if not authority.address:
        words += (T("refer-no-address"),)
    return Screen(words, rows, at=route("refer.to", case_id, authority_id), takes="idle")


@routes.tap("refer.make", Role.COORDINATOR)
async def make(turn: Turn, case_id: int, authority_id: int, spoken: str) -> Screen:
    """The letter is there, to be looked at."""
    if spoken not in ("kk", "ru"):
        raise Stale
    try:
        one = await referrals.prepare(turn.work, case_id, authority_id, spoken)
    except (TakenBy, StaleMove, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await case_screen(turn, case_id), refusal.text())
    return await referral_screen(turn, one.id)


# ------------------------------------------------------------------ the letter


@routes.tap("referral.open", Role.COORDINATOR)
async def open_referral(turn: Turn, referral_id: int) -> Screen:
    return await referral_screen(turn, referral_id)


async def referral_screen(turn: Turn, referral_id: int) -> Screen:
    """The letter where it stands, and what can be done next."""
    opened = await referrals.open_referral(turn.work, referral_id)
    on_way = await referrals.on_its_way(turn.work, opened)
    words = (_head(opened, turn, on_way), *_body(opened))
    return Screen(words, _buttons(opened, turn.now, on_way), at=route("referral.open", referral_id), takes="idle")


def _head(opened: Opened, turn: Turn, on_way: Due | None) -> Words:
    one = opened.referral
    lines: list[Words] = [
        T("referral-head", number=one.number, state=T(one.state.name_key)),
        T("referral-to", authority=name_of(opened.authority)),
    ]
    if one.talon and one.sent_on is not None:
        lines.append(T("referral-talon", talon=one.talon, day=one.sent_on))
    if one.due_at is not None and one.state in WAITING:
        late = one.is_late(turn.now)
        lines.append(T("referral-late", due=one.due_at) if late else T("referral-due", due=one.due_at))
    if on_way is not None:
        lines.append(T("referral-on-its-way", due=on_way.due_at))
    lines.append(T(one.naming.name_key))
    return Lines(tuple(lines))


def _body(opened: Opened) -> tuple[Words, ...]:
    one = opened.referral
    if one.state is ReferralState.ANSWERED:
        return (T("referral-answered", text=snip(one.answer, ANSWER)),)
    if one.state is ReferralState.PREPARED:
        told = T("referral-facts", text=snip(one.facts, FACTS)) if one.facts else T("referral-facts-none")
        return told, T("referral-careful")
    return ()


def _buttons(opened: Opened, now: datetime, on_way: Due | None) -> Rows:
    one, back = opened.referral, Button(T("case-button-back"), route("case.open", opened.case.id))
    read = Button(T("referral-button-read"), route("referral.read", one.id, 0))
    if not opened.is_mine:
        return ((read,), (back,))
    steps = _next_steps(opened, now)
    if on_way is not None:
        steps = ((Button(T("referral-button-talon-next"), route("referral.talon", one.id)),), *steps)
    elif one.state in (ReferralState.SENT, ReferralState.REMINDED) and opened.case.state not in ENDED:
        steps += ((Button(T("referral-button-forwarded"), route("referral.elsewhere", one.id, 0)),),)
    return (*steps, (read, back))


def _next_steps(opened: Opened, now: datetime) -> Rows:
    """The answer; what is done against silence only once the authority is late."""
    one, answer = opened.referral, Button(T("referral-button-answer"), route("referral.answer", opened.referral.id))
    match one.state:
        case ReferralState.PREPARED:
            return _preparing(opened)
        case ReferralState.SENT if one.is_late(now):
            made = Button(T("referral-button-remind"), route("referral.remind", one.id))
            return (answer,), (made, Button(T("referral-button-reminded"), route("referral.reminded", one.id)))
        case ReferralState.REMINDED if one.is_late(now):
            made = Button(T("referral-button-complain"), route("referral.complain", one.id))
            return (answer,), (made, Button(T("referral-button-complained"), route("referral.complained", one.id)))
        case ReferralState.SENT | ReferralState.REMINDED | ReferralState.COMPLAINED:
            return ((answer,),)
        case _:
            reply = Button(T("referral-button-reply"), route("referral.reply", one.id))
            return ((reply,),) if one.answer_file is not None else ()


def _preparing(opened: Opened) -> Rows:
    one = opened.referral
    rows: Rows = ()
    if one.naming is Naming.UNASKED:
        rows += ((Button(T("referral-button-ask"), route("referral.ask", one.id)),),)
    rows += (
        (Button(T("referral-button-facts"), route("referral.facts", one.id)),),
        (Button(T("referral-button-papers"), route("referral.papers", one.id)),),
    )
    if one.letter_on is not None:
        rows += ((Button(T("referral-button-talon"), route("referral.talon", one.id)),),)
    return (*rows, (Button(T("referral-button-drop"), route("referral.drop", one.id)),))


@routes.tap("referral.read", Role.COORDINATOR)
async def read(turn: Turn, referral_id: int, page: int) -> Screen:
    """The whole letter as it will be printed, page by page."""
    opened = await referrals.open_referral(turn.work, referral_id)
    told = await gathered(await turn.work.db(), turn.work.vault, referral_id)
    say = speaker(opened.referral.language, turn.house.zone)
    labels = await labels_of(turn, told.seen, opened.referral.language)
    letter = referral_letter(told, say, turn.house.operator, turn.person.alias or "", labels)
    parts = pages_of(letter.text(), LETTER_PAGE)
    page = min(max(page, 0), len(parts) - 1)
    turns: Rows = ()
    if len(parts) > 1:
        before, after = (page - 1) % len(parts), (page + 1) % len(parts)
        here = Button(f"{page + 1} / {len(parts)}", route("referral.read", referral_id, page))
        arrows = [Button(sign, route("referral.read", referral_id, to)) for sign, to in (("‹", before), ("›", after))]
        turns = ((arrows[0], here, arrows[1]),)
    back = ((Button(T("button-back"), route("referral.open", referral_id)),),)
    return Screen((parts[page],), (*turns, *back), at=route("referral.read", referral_id, page), takes="idle")


async def labels_of(turn: Turn, seen: Sequence[Seen], spoken: str) -> dict[str, str]:
    """The words of the questions that found something, in the letter's language."""
    return {one.question: label_of(await form_of(turn, one.form, one.version), one.question, spoken) for one in seen}


# ------------------------------------------------------------------ what can be done before it goes


@routes.tap("referral.ask", Role.COORDINATOR)
async def ask(turn: Turn, referral_id: int) -> Screen:
    """The reporter is asked whether the letter may name them."""
    await referrals.ask_naming(turn.work, referral_id)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-asked"))


@routes.tap("referral.facts", Role.COORDINATOR)
async def facts(turn: Turn, referral_id: int) -> Screen:
    """The next message becomes what the letter tells."""
    return await _writing(turn, referral_id)


async def _writing(turn: Turn, referral_id: int, *before: Words) -> Screen:
    await referrals.open_referral(turn.work, referral_id)
    here = route("referral.facts", referral_id)
    back = ((Button(T("button-back"), route("referral.open", referral_id)),),)
    return Screen((*before, T("referral-facts-how")), back, at=here, takes=here)


@routes.take("referral.facts", Role.COORDINATOR)
async def written(turn: Turn, referral_id: int) -> Screen | None:
    """Keeps the words. A correction of an older message changes nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn, longest=4000)) is not None:
        return await _writing(turn, referral_id, why)
    await referrals.write_facts(turn.work, referral_id, turn.said.text)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-facts-kept"))


@routes.tap("referral.papers", Role.COORDINATOR)
async def papers(turn: Turn, referral_id: int) -> Screen:
    """Letter, evidence and the text for e-Otinish come as messages of their own."""
    opened = await referrals.open_referral(turn.work, referral_id)
    told = await gathered(await turn.work.db(), turn.work.vault, referral_id)
    labels = await labels_of(turn, told.seen, opened.referral.language)
    await referral_papers.make(turn.work, referral_id, turn.house.operator, turn.house.zone, labels)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-papers-coming"))


@routes.tap("referral.drop", Role.COORDINATOR)
async def drop(turn: Turn, referral_id: int) -> Screen:
    """Not this letter after all: asked once more."""
    opened = await referrals.open_referral(turn.work, referral_id)
    rows = (
        (Button(T("referral-drop-yes"), route("referral.drop-do", referral_id)),),
        (Button(T("button-back"), route("referral.open", referral_id)),),
    )
    words: tuple[Text, ...] = (T("referral-drop-sure", number=opened.referral.number),)
    return Screen(words, rows, at=route("referral.open", referral_id), takes="idle")


@routes.tap("referral.drop-do", Role.COORDINATOR)
async def dropped(turn: Turn, referral_id: int) -> Screen:
    case = await referrals.drop(turn.work, referral_id)
    return said_first(turn, await case_screen(turn, case.id), T("referral-dropped"))
