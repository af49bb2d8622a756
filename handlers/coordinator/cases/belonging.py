"""What a case belongs to, for its screen: what it was merged with, cases like it, how many people, its tags."""

from __future__ import annotations

from dataclasses import dataclass

from chat.screen import Button, Rows, route
from domain.complaint import ENDED, State
from domain.people import Role
from domain.similarity import Likeness, Reason
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.cases import alike, tagging
from services.cases.desk import Desk

FIRST = 3
"""Cases like it that are named on the case itself."""
CODES = 5


@dataclass(frozen=True)
class Belonging:
    """Lines and buttons for the case's screen."""

    words: tuple[Words, ...]
    rows: Rows


async def belonging(turn: Turn, opened: Desk) -> Belonging:
    """What stands on the case of what belongs to it."""
    case = opened.case
    family = await alike.family(turn.work, case)
    lines: list[Words] = []
    if tags := await tagging.of_case(turn.work, case.id):
        lines.append(T("triage-tags", tags=" · ".join(tag.name for tag in tags)))
    if family.people > 1:
        lines.append(T("triage-people", count=family.people))
    if family.merged:
        lines.append(T("triage-merged", codes=", ".join(code for _, code in family.merged[:CODES])))
    rows: Rows = ()
    if family.into is not None:
        lines.append(T("triage-merged-into", code=family.into.code))
        rows += ((Button(T("triage-open", code=family.into.code), route("case.open", family.into.id)),),)
        if turn.person.has(Role.ADMIN) and case.state is State.MERGED:
            rows += ((Button(T("triage-split"), route("alike.split", case.id)),),)
    found = await alike.similar(turn.work, case) if case.state not in ENDED else ()
    merged = {number for number, _ in family.merged}
    if found := tuple(one for one in found if one.case.id not in merged):
        lines.append(T("triage-alike"))
        lines += [T("triage-alike-line", code=one.case.code, why=why(one.likeness)) for one in found[:FIRST]]
        rows += ((Button(T("triage-button-alike", count=len(found)), route("alike", case.id)),),)
    if case.state not in ENDED:
        rows += ((Button(T("triage-button-more"), route("case.more", case.id)),),)
    return Belonging((Lines(tuple(lines)),) if lines else (), rows)


def why(found: Likeness) -> Text:
    """«the same institution, 3 days apart»."""
    reason = T(found.reasons[0].name_key) if found.reasons else T("alike-none")
    if Reason.SAME_WORDS in found.reasons[1:]:
        reason = T("alike-both", one=reason, other=T(Reason.SAME_WORDS.name_key))
    apart = T("alike-days", days=found.days_apart) if found.days_apart else T("alike-same-day")
    return T("alike-why", reason=reason, apart=apart)
