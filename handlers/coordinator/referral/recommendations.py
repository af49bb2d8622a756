"""Recommendations to institutions: the list, one of them with its history, and each step in words."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.recommendation import OPEN, RECOMMENDATION_MOVES, RecommendationState
from domain.service_levels import DueKind
from handlers.coordinator.phrases import cancel, said_first, snip, unusable
from handlers.packing import carried, packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Words
from services.cases import desk
from services.referral import recommendations
from services.referral.recommendations import Line, Page
from services.referral.referral_refusals import StaleRecommendation
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import area_of

routes = Routes()

ASKS = {
    RecommendationState.CONSIDERED: "recommendation-considered-how",
    RecommendationState.ANSWERED: "recommendation-answered-how",
    RecommendationState.DONE: "recommendation-done-how",
    RecommendationState.REFUSED: "recommendation-refused-how",
}
LABELS = {
    RecommendationState.CONSIDERED: "recommendation-button-considered",
    RecommendationState.ANSWERED: "recommendation-button-answered",
    RecommendationState.DONE: "recommendation-button-done",
    RecommendationState.REFUSED: "recommendation-button-refused",
}
TERMS = {
    DueKind.FINAL_DOCUMENT: ("recommendation-document", "recommendation-document-late"),
    DueKind.RECOMMENDATION_ANSWER: ("recommendation-due", "recommendation-overdue"),
}
"""The line of what is waited for, in time and late."""
LONGEST_INSTITUTION = 200
LAST, SAID = 6, 300


@routes.tap("recommendations", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """What is open in the person's regions, the oldest first."""
    return await _list(turn, page, "recommendations")


@routes.tap("recommendations.settled", Role.COORDINATOR)
async def settled(turn: Turn, page: int) -> Screen:
    """What is done or refused."""
    return await _list(turn, page, "recommendations.settled")


async def _list(turn: Turn, page: int, name: str) -> Screen:
    is_open = name == "recommendations"
    states = OPEN if is_open else frozenset(RecommendationState) - OPEN
    found = await recommendations.listed(turn.work, states, page)
    lines: list[Words] = [
        T("recommendation-line", number=one.number, institution=snip(one.institution, 60), state=T(one.state.name_key))
        for one in found.those
    ]
    rows: Rows = tuple(
        (Button(f"{one.number} · {snip(one.institution, 28)}", route("recommendation.open", one.id)),)
        for one in found.those
    )
    if found.pages > 1:
        before, after = (found.page - 1) % found.pages, (found.page + 1) % found.pages
        here = Button(f"{found.page + 1} / {found.pages}", route(name, found.page))
        rows += ((Button("‹", route(name, before)), here, Button("›", route(name, after))),)
    other = (
        Button(T("recommendations-button-settled"), route("recommendations.settled", 0))
        if is_open
        else Button(T("recommendations-button-open"), route("recommendations", 0))
    )
    title = T("recommendations-title", count=found.total) if is_open else T("recommendations-settled")
    words = (title, Lines(tuple(lines)) if lines else T("recommendations-none"))
    return Screen(
        words, (*rows, (other,), (Button(T("button-menu"), "menu"),)), at=route(name, found.page), takes="idle"
    )


@routes.tap("recommendation.open", Role.COORDINATOR)
async def open_one(turn: Turn, number: int) -> Screen:
    return await recommendation_screen(turn, number)


async def recommendation_screen(turn: Turn, number: int) -> Screen:
    """One of them: to whom, what, until when, and what has happened."""
    page = await recommendations.open_one(turn.work, number)
    one = page.one
    lines: list[Words] = [
        T("recommendation-head", number=one.number, state=T(one.state.name_key)),
        T("recommendation-to", institution=snip(one.institution, 200), area=area_of(one.region, None)),
    ]
    if one.sent_at is not None:
        lines.append(T("recommendation-sent", at=Brief(one.sent_at)))
    if one.waits_for is not None:
        kind, due = one.waits_for
        lines.append(T(TERMS[kind][one.is_late(turn.now)], due=due))
    if one.look_at is not None:
        lines.append(T("recommendation-look", at=Brief(one.look_at)))
    words: list[Words] = [Lines(tuple(lines)), T("recommendation-words", text=snip(one.words, 900))]
    words.append(Lines(tuple(_line(each) for each in page.history[-LAST:])))
    here = route("recommendation.open", number)
    return Screen(tuple(words), _buttons(page), at=here, takes="idle")


def _line(each: Line) -> Words:
    event, state = each.event, T(each.event.state.name_key)
    if not event.words:
        return T("recommendation-event", at=Brief(event.at), state=state, alias=each.alias)
    said = snip(event.words, SAID)
    return T("recommendation-event-said", at=Brief(event.at), state=state, alias=each.alias, text=said)


def _buttons(page: Page) -> Rows:
    one = page.one
    gone = Button(T("recommendation-button-sent"), route("recommendation.sent", one.id))
    rows: Rows = ((gone,),) if one.state is RecommendationState.ISSUED and one.sent_at is None else ()
    rows += tuple(
        (Button(T(LABELS[to]), route("recommendation.say", one.id, to)),)
        for to in RecommendationState
        if to in RECOMMENDATION_MOVES[one.state]
    )
    rows += ((Button(T("recommendation-button-letter"), route("recommendation.letter", one.id)),),)
    if one.case_id is not None:
        rows += ((Button(T("finding-button-case"), route("case.open", one.case_id)),),)
    return (*rows, (Button(T("recommendations-button-list"), route("recommendations", 0)),))


@routes.tap("recommendation.say", Role.COORDINATOR)
async def say(turn: Turn, number: int, to: RecommendationState) -> Screen:
    """The next message says how that came about."""
    return await _saying(turn, number, to)


async def _saying(turn: Turn, number: int, to: RecommendationState, *before: Words) -> Screen:
    await recommendations.open_one(turn.work, number)
    if to not in ASKS:
        raise Stale
    here = route("recommendation.say", number, to)
    back = ((Button(T("button-back"), route("recommendation.open", number)),),)
    return Screen((*before, T(ASKS[to])), back, at=here, takes=here)


@routes.take("recommendation.say", Role.COORDINATOR)
async def said(turn: Turn, number: int, to: RecommendationState) -> Screen | None:
    """One step on. A correction of an older message changes nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _saying(turn, number, to, why)
    try:
        await recommendations.move(turn.work, number, to, turn.said.text)
    except (StaleRecommendation, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await recommendation_screen(turn, number), refusal.text())
    return said_first(turn, await recommendation_screen(turn, number), T("recommendation-kept"))


@routes.tap("recommendation.sent", Role.COORDINATOR)
async def sent(turn: Turn, number: int) -> Screen:
    """The document is with the institution; from now on its term runs."""
    try:
        await recommendations.sent(turn.work, number)
    except (StaleRecommendation, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await recommendation_screen(turn, number), refusal.text())
    return said_first(turn, await recommendation_screen(turn, number), T("recommendation-sent-kept"))


@routes.tap("recommendation.wait", Role.COORDINATOR)
async def wait(turn: Turn, number: int) -> Screen:
    """Not yet: the next look is in a quarter."""
    return said_first(turn, await recommendation_screen(turn, number), T("recommendation-waits"))


@routes.tap("recommendation.letter", Role.COORDINATOR)
async def letter(turn: Turn, number: int) -> Screen:
    """The letter comes as a document."""
    await recommendations.ask_letter(turn.work, number)
    return said_first(turn, await recommendation_screen(turn, number), T("referral-papers-coming"))


# ------------------------------------------------------------------ from a case


@routes.tap("case.recommend", Role.COORDINATOR)
async def from_case(turn: Turn, case_id: int) -> Screen:
    """Those made from the case; without any, a new one."""
    found = await recommendations.of_case(turn.work, case_id)
    if not found:
        return await _new(turn, case_id)
    case = (await desk.open_case(turn.work, case_id)).case
    rows: Rows = tuple(
        (Button(f"{one.number} · {snip(one.institution, 28)}", route("recommendation.open", one.id)),) for one in found
    )
    another = ((Button(T("recommendation-button-another"), route("case.recommend-new", case_id)),),)
    words = (T("recommendations-of-case", code=case.code),)
    return Screen(words, (*rows, *another, *cancel(case)), at=route("case.recommend", case_id), takes="idle")


@routes.tap("case.recommend-new", Role.COORDINATOR)
async def new(turn: Turn, case_id: int) -> Screen:
    """To whom? The institution that the report names is a button away."""
    return await _new(turn, case_id)


async def _new(turn: Turn, case_id: int, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    named = case.values.get("institution", "").strip()
    rows: Rows = ()
    if named:
        rows = ((Button(snip(named, 28), route("case.recommend-to", case_id)),),)
    here = route("case.recommend-new", case_id)
    words = (*before, T("recommendation-institution-how"))
    return Screen(words, (*rows, *cancel(case)), at=here, takes="case.recommend-named:" + str(case_id))


@routes.tap("case.recommend-to", Role.COORDINATOR)
async def to_named(turn: Turn, case_id: int) -> Screen:
    """The institution of the report."""
    case = (await desk.open_case(turn.work, case_id)).case
    named = case.values.get("institution", "").strip()
    if not named:
        raise Stale
    return await _what(turn, case_id, named[:LONGEST_INSTITUTION])


@routes.take("case.recommend-named", Role.COORDINATOR)
async def institution(turn: Turn, case_id: int) -> Screen | None:
    """The institution in words."""
    if turn.said.edited:
        return None
    if (why := unusable(turn, longest=LONGEST_INSTITUTION)) is not None:
        return await _new(turn, case_id, why)
    return await _what(turn, case_id, " ".join(turn.said.text.split()))


@routes.tap("case.recommend-what", Role.COORDINATOR)
async def again(turn: Turn, case_id: int, argument: str) -> Screen:
    """The same question again."""
    return await _what(turn, case_id, unpacked(argument))


async def _what(turn: Turn, case_id: int, named: str, *before: Words) -> Screen:
    case = (await desk.open_case(turn.work, case_id)).case
    back = Button(T("button-back"), route("case.recommend-new", case_id))
    words = (*before, T("recommendation-what-how", institution=named))
    here = route("case.recommend-what", case_id, packed(named))
    return Screen(words, cancel(case, back), at=here, takes=route("case.recommend-words", case_id))


@routes.take("case.recommend-words", Role.COORDINATOR)
async def worded(turn: Turn, case_id: int) -> Screen | None:
    """It is issued."""
    if turn.said.edited:
        return None
    named = carried(turn.person.at, route("case.recommend-what", case_id))
    if (why := unusable(turn)) is not None:
        return await _what(turn, case_id, named, why)
    one = await recommendations.from_case(turn.work, case_id, named, turn.said.text)
    return said_first(turn, await recommendation_screen(turn, one.id), T("recommendation-issued"))
