"""Findings of a campaign: confirmed, dismissed, made a recommendation, or a complaint case with the evidence."""

from __future__ import annotations

from collections.abc import Awaitable

from chat.screen import Button, Rows, Screen, route
from domain.complaint import Category
from domain.finding import FINDING_MOVES, FindingState
from domain.people import Role
from handlers.coordinator.answers import form_of
from handlers.coordinator.fieldwork.campaigns import paged
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words, render
from services.fieldwork import campaigns, findings
from services.fieldwork.findings import FindingLine
from services.questionnaires.form_labels import label_of
from services.referral import recommendations
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import place_name, titled, where_is
from services.volunteering.volunteer_refusals import StaleFinding

routes = Routes()

PAGE = 8
WORDS = {"dismiss": "finding-dismiss-how", "recommend": "finding-recommend-how"}


@routes.tap("findings", Role.COORDINATOR)
async def listed(turn: Turn, campaign_id: int, page: int) -> Screen:
    """What a campaign has found, the latest first."""
    one = (await campaigns.open_campaign(turn.work, campaign_id)).campaign
    found = await findings.listed(turn.work, campaign_id)
    form = await form_of(turn, one.form, one.form_version)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(found, 1))[page * PAGE : (page + 1) * PAGE]
    lines: list[Words] = [
        T(
            "findings-line",
            number=number,
            what=snip(label_of(form, line.finding.question, turn.language), 90),
            place=place_name(line.place),
            state=T(line.finding.state.name_key),
        )
        for number, line in shown
    ]
    numbers = [Button(str(number), route("finding.open", line.finding.id)) for number, line in shown]
    rows: Rows = tuple(tuple(numbers[start : start + 4]) for start in range(0, len(numbers), 4))
    if pages > 1:
        rows += (paged("findings", campaign_id, page, pages),)
    words = (T("findings-title", title=titled(one.title)), Lines(tuple(lines)) if lines else T("findings-none"))
    back = ((Button(T("button-back"), route("campaign.open", campaign_id)),),)
    return Screen(words, (*rows, *back), at=route("findings", campaign_id, page), takes="idle")


@routes.tap("finding.open", Role.COORDINATOR)
async def open_finding(turn: Turn, finding_id: int) -> Screen:
    return await finding_screen(turn, finding_id)


async def finding_screen(turn: Turn, finding_id: int) -> Screen:
    """One finding: where, what became of it, and what can."""
    line = await findings.open_finding(turn.work, finding_id)
    one = line.finding
    words: list[Words] = [
        T("finding-head", what=await _what(turn, line), state=T(one.state.name_key)),
        Lines((T("finding-at", place=place_name(line.place), at=one.at), where_is(line.place))),
    ]
    if one.words:
        words.append(T("finding-words", text=snip(one.words, 800)))
    return Screen(tuple(words), _rows(line), at=route("finding.open", finding_id), takes="idle")


async def _what(turn: Turn, line: FindingLine) -> str:
    one = (await campaigns.open_campaign(turn.work, line.finding.campaign_id)).campaign
    return label_of(await form_of(turn, one.form, one.form_version), line.finding.question, turn.language)


def _rows(line: FindingLine) -> Rows:
    one, to = line.finding, FINDING_MOVES[line.finding.state]
    rows: Rows = ()
    if FindingState.CONFIRMED in to:
        rows += ((Button(T("finding-button-confirm"), route("finding.confirm", one.id)),),)
    if FindingState.RECOMMENDED in to:
        rows += ((Button(T("finding-button-recommend"), route("finding.words", one.id, "recommend")),),)
    if FindingState.REFERRED in to:
        rows += ((Button(T("finding-button-refer"), route("finding.refer", one.id)),),)
    if FindingState.DISMISSED in to:
        rows += ((Button(T("finding-button-dismiss"), route("finding.words", one.id, "dismiss")),),)
    if one.case_id is not None:
        rows += ((Button(T("finding-button-case"), route("case.open", one.case_id)),),)
    visit = Button(T("finding-button-visit"), route("visit.open", one.assignment_id))
    return (*rows, (visit, Button(T("finding-button-list"), route("findings", one.campaign_id, 0))))


async def _done(turn: Turn, finding_id: int, action: Awaitable[object], said: Text) -> Screen:
    try:
        await action
    except (StaleFinding, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await finding_screen(turn, finding_id), said)


@routes.tap("finding.confirm", Role.COORDINATOR)
async def confirm(turn: Turn, finding_id: int) -> Screen:
    """It is so."""
    return await _done(turn, finding_id, findings.confirm(turn.work, finding_id), T("finding-confirmed"))


@routes.tap("finding.words", Role.COORDINATOR)
async def words(turn: Turn, finding_id: int, what: str) -> Screen:
    """The next message is the recommendation, or why it is none."""
    return await _asking(turn, finding_id, what)


async def _asking(turn: Turn, finding_id: int, what: str, *before: Words) -> Screen:
    if what not in WORDS:
        raise Stale
    await findings.open_finding(turn.work, finding_id)
    here = route("finding.words", finding_id, what)
    back = ((Button(T("button-back"), route("finding.open", finding_id)),),)
    return Screen((*before, T(WORDS[what])), back, at=here, takes=here)


@routes.take("finding.words", Role.COORDINATOR)
async def worded(turn: Turn, finding_id: int, what: str) -> Screen | None:
    """Keeps the words. A correction of an older message changes nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _asking(turn, finding_id, what, why)
    if what == "recommend":
        action = recommendations.from_finding(turn.work, finding_id, turn.said.text)
        return await _done(turn, finding_id, action, T("finding-recommended"))
    return await _done(
        turn, finding_id, findings.dismiss(turn.work, finding_id, turn.said.text), T("finding-dismissed")
    )


# ------------------------------------------------------------------ a complaint case


@routes.tap("finding.refer", Role.COORDINATOR)
async def refer(turn: Turn, finding_id: int) -> Screen:
    """What is the case about?"""
    await findings.open_finding(turn.work, finding_id)
    kinds = [Button(T(one.name_key), route("finding.refer-as", finding_id, one)) for one in Category]
    back = ((Button(T("button-back"), route("finding.open", finding_id)),),)
    here = route("finding.refer", finding_id)
    return Screen((T("finding-refer-what"),), (*((kind,) for kind in kinds), *back), at=here, takes="idle")


@routes.tap("finding.refer-as", Role.COORDINATOR)
async def refer_sure(turn: Turn, finding_id: int, category: Category) -> Screen:
    """What the case will say; the coordinator may write it in other words."""
    return await _referring(turn, finding_id, category)


async def _referring(turn: Turn, finding_id: int, category: Category, *before: Words) -> Screen:
    story = await _story(turn, finding_id)
    rows = (
        (Button(T("finding-refer-yes"), route("finding.refer-do", finding_id, category)),),
        (Button(T("button-back"), route("finding.refer", finding_id)),),
    )
    here = route("finding.refer-as", finding_id, category)
    asked = T("finding-refer-sure", category=T(category.name_key), story=story)
    return Screen((*before, asked), rows, at=here, takes=here)


async def _story(turn: Turn, finding_id: int) -> str:
    """What was seen, where and when: facts only, nobody is accused and nobody named."""
    line = await findings.open_finding(turn.work, finding_id)
    place = T("finding-at", place=place_name(line.place), at=line.finding.at)
    said = Lines((T("finding-story", what=await _what(turn, line)), place, where_is(line.place)))
    story = render(said, turn.language, zone=turn.house.zone, markup=False)
    return f"{story}\n{line.finding.words}" if line.finding.words else story


@routes.tap("finding.refer-do", Role.COORDINATOR)
async def referred(turn: Turn, finding_id: int, category: Category) -> Screen:
    """The case is there, with the visit's files."""
    return await _refer(turn, finding_id, category, await _story(turn, finding_id))


@routes.take("finding.refer-as", Role.COORDINATOR)
async def referred_in_words(turn: Turn, finding_id: int, category: Category) -> Screen | None:
    """The case in the coordinator's own words. A correction of an older message makes no second one."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _referring(turn, finding_id, category, why)
    return await _refer(turn, finding_id, category, turn.said.text)


async def _refer(turn: Turn, finding_id: int, category: Category, story: str) -> Screen:
    try:
        case = await findings.refer(turn.work, finding_id, category, story)
    except (StaleFinding, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await finding_screen(turn, finding_id), refusal.text())
    return said_first(turn, await finding_screen(turn, finding_id), T("finding-referred", code=case.code))
