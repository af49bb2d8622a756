"""A complaint is handed in: stored, its reporter given a receipt, the desk told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case, CaseEvent
from domain.code import new_code
from domain.complaint import Category, State
from domain.geography import region
from locales.texts import T, Tenge
from services.cases import due, notices
from services.cases.common import MOVED, lines_of, place_of
from services.cases.complaints import my_reports
from services.messaging.group_notices import CaseInGroup
from services.refusals import NoConsent
from services.trust import consent, evidence, limits
from services.trust.evidence import EvidenceLine
from storage.cases import cases
from storage.work import Work

NAMED = "named"
"""The answer to `identity` with which a contact is kept."""


@dataclass(frozen=True)
class Receipt:
    """What the citizen holds in their hand once the complaint is stored."""

    case_id: int
    code: str
    received_at: datetime
    first_answer_due: datetime
    decision_due: datetime
    evidence: tuple[EvidenceLine, ...]


async def submit(work: Work, answers: Mapping[str, str]) -> Receipt:
    """Stores a complaint from the form's answers (by path, as the form session gives them) and closes the draft.

    Files are the `file` answers of its repeat, by the names from `evidence.attach`. The receipt goes out as a notice
    as well. Contact details are dropped unless `identity` is NAMED.
    Raises NoConsent, TooOften; ValueError, KeyError, UnknownPlace or NotFound for answers that the form cannot give.
    """
    if consent.is_needed(work.person):
        raise NoConsent
    limits.check_pace(await my_reports(work), work.now)
    conn, values = await work.db(), _values(answers)
    category = Category(values.pop("category"))
    first_answer_due, decision_due = await due.promised(work, category)
    case = await cases.insert(
        conn,
        work.vault,
        Case(
            id=0,
            code=await _free_code(work),
            category=category,
            region=region(values.pop("region")).code,
            district=values.pop("district", None),
            state=State.RECEIVED,
            language=work.person.language or "kk",
            amount=int(values.pop("amount")) if "amount" in values else None,
            anonymous=values.pop("identity", None) != NAMED,
            received_at=work.now,
            first_answer_due=first_answer_due,
            decision_due=decision_due,
            values=values,
        ),
        reporter=work.person.id,
    )
    await cases.record(conn, work.vault, case.id, CaseEvent(MOVED, work.now, None, State.RECEIVED))
    await due.begin(work, case)
    kept = await evidence.join(work, case.id, _files(answers))
    work.close_draft()
    receipt = _receipt(case, kept)
    notice = notices.ReceiptGiven(
        case.id,
        case.code,
        receipt.received_at,
        receipt.first_answer_due,
        receipt.decision_due,
        evidence.receipt_text(kept),
    )
    work.notify(work.person.id, notice, key=f"receipt:{case.id}")
    await limits.tell_arrival(work, case, _arrived(case, len(kept)), _shown_in_group(case, len(kept)))
    return receipt


def _values(answers: Mapping[str, str]) -> dict[str, str]:
    """By question name, empty ones left out; the files' own rows and an unwanted contact too."""
    own = {path: value for path, value in answers.items() if "[" not in path and "/meta/" not in path}
    kept = {path.rsplit("/", 1)[-1]: value.strip() for path, value in own.items() if value.strip()}
    if kept.get("identity") != NAMED:
        kept.pop("contact", None)
    return kept


def _files(answers: Mapping[str, str]) -> dict[str, str]:
    """Captions by the names of the files, in the form's order."""
    named = {path: value for path, value in answers.items() if "[" in path and path.endswith("/file") and value}
    return {value: answers.get(path.removesuffix("file") + "caption", "") for path, value in named.items()}


async def _free_code(work: Work) -> str:
    while await cases.code_taken(await work.db(), code := new_code()):
        pass
    return code


def _receipt(case: Case, kept: tuple[EvidenceLine, ...]) -> Receipt:
    if case.first_answer_due is None or case.decision_due is None:
        raise ValueError("a new case has both its dates")
    return Receipt(case.id, case.code, case.received_at, case.first_answer_due, case.decision_due, kept)


def _arrived(case: Case, count: int) -> notices.CaseArrived:
    amount = Tenge(case.amount) if case.amount is not None else T("amount-unknown")
    category = T(case.category.name_key)
    return notices.CaseArrived(
        case.id, case.code, category, place_of(case), amount, case.received_at, lines_of(case), count
    )


def _shown_in_group(case: Case, count: int) -> CaseInGroup:
    amount = Tenge(case.amount) if case.amount is not None else T("amount-unknown")
    category = T(case.category.name_key)
    return CaseInGroup(case.id, case.code, category, place_of(case), amount, case.received_at, count)
