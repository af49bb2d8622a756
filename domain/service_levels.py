"""How long each step may take, in working days of Kazakhstan, and where the term comes from.

Terms of the law bind the authority or the public controller; the others are a house rule that volunteers hold
themselves to, so they stand still while the citizen is asked or while an authority has the complaint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.complaint import Category


class DueKind(StrEnum):
    """What is waited for."""

    FIRST_ANSWER = "first_answer"
    """Somebody takes the complaint up."""
    DECISION = "decision"
    """The desk's own decision: handed over, rejected or closed."""
    CITIZEN_ANSWER = "citizen_answer"
    """The citizen was asked; after this the desk goes on without."""
    FORWARDING = "forwarding"
    """The authority sends an appeal that is not its own to the right one."""
    AUTHORITY_ANSWER = "authority_answer"
    COMPLAINT_ANSWER = "complaint_answer"
    """The answer to a complaint about the authority's answer or silence."""
    FINAL_DOCUMENT = "final_document"
    """Public control: the final document goes to the object."""
    RECOMMENDATION_ANSWER = "recommendation_answer"
    """Public control: the object answers each recommendation."""

    @property
    def name_key(self) -> str:
        """Fluent key of what is due: `due-authority-answer`."""
        return f"due-{self.replace('_', '-')}"

    @property
    def source_key(self) -> str:
        """Fluent key of where the term comes from: `due-authority-answer-source`."""
        return f"{self.name_key}-source"


@dataclass(frozen=True)
class Term:
    """A time limit. `days` are working days, the day it is counted from not among them; `source` is the act and its
    article, or the house rule; `stands_still`: the clock stops while the citizen is asked or an authority has the
    complaint."""

    days: int
    source: str
    stands_still: bool = False


HOUSE = "house rule"
APPK = "Administrative Procedural Code, 29.06.2020 № 350-VI"
PUBLIC_CONTROL = "law «On public control», 2.10.2023"

TERMS: Mapping[DueKind, Term] = {
    DueKind.FIRST_ANSWER: Term(3, HOUSE, stands_still=True),
    DueKind.DECISION: Term(15, HOUSE, stands_still=True),
    DueKind.CITIZEN_ANSWER: Term(10, HOUSE),
    DueKind.FORWARDING: Term(3, f"{APPK}, art. 65"),
    DueKind.AUTHORITY_ANSWER: Term(15, f"{APPK}, art. 76 (wording of 17.12.2025)"),
    DueKind.COMPLAINT_ANSWER: Term(20, f"{APPK}, art. 99 (wording of 17.12.2025)"),
    DueKind.FINAL_DOCUMENT: Term(7, f"{PUBLIC_CONTROL}, art. 13"),
    DueKind.RECOMMENDATION_ANSWER: Term(10, f"{PUBLIC_CONTROL}, art. 13"),
}
"""What holds where LEVELS says nothing else."""

LEVELS: Mapping[Category, Mapping[DueKind, int]] = {
    # Money is being demanded now: somebody is heard the next working day.
    Category.BRIBE: {DueKind.FIRST_ANSWER: 1},
    Category.MIDDLEMAN: {DueKind.FIRST_ANSWER: 1},
    Category.ROAD_POLICE: {DueKind.FIRST_ANSWER: 1},
    # Somebody is without treatment.
    Category.MEDICINE: {DueKind.FIRST_ANSWER: 1, DueKind.DECISION: 10},
    # Mostly for the police or another body: sent on as fast as a body would have to, APPK art. 65.
    Category.CYBER: {DueKind.FIRST_ANSWER: 1, DueKind.DECISION: 3},
    # Estimates, contracts and land records take the desk longer to read than to hand over.
    Category.BUDGET: {DueKind.DECISION: 20},
    Category.LAND: {DueKind.DECISION: 20},
}
"""House terms of single categories; a term of the law is the same for all."""


def term_of(kind: DueKind, category: Category) -> Term:
    """The term of this kind for a complaint of this category."""
    term = TERMS[kind]
    days = LEVELS.get(category, {}).get(kind, term.days)
    return Term(days, term.source, term.stands_still)
