"""Between a case and its row: what is sealed, and for whom."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.case import Case
from domain.complaint import Category, Outcome, State
from storage.vault import Vault

_PLAIN = (
    "category", "region", "district", "state", "language", "amount", "anonymous", "first_answer_due", "decision_due",
    "assignee_id", "outcome", "saved_tenge", "reopened", "question_open",
)  # fmt: skip


def identity(case_id: int) -> str:
    """What the sealed parts of a case's other rows are bound to."""
    return f"case/{case_id}"


def sealed_row(vault: Vault, case: Case) -> dict[str, Any]:
    """The columns that may change. The values are bound to the code, which is known before the id."""
    row = {name: getattr(case, name) for name in _PLAIN}
    basis = case.saved_basis
    return {
        **row,
        "sealed_content": vault.seal_json("complaint", case.code, dict(case.values)),
        "sealed_saved_basis": None if basis is None else vault.seal_text("saved-basis", case.code, basis),
    }


def opened(vault: Vault, row: sa.Row[Any]) -> Case:
    """The case in a row of the table."""
    plain = {name: getattr(row, name) for name in _PLAIN if name not in ("category", "state", "outcome")}
    return Case(
        id=row.id,
        code=row.code,
        category=Category(row.category),
        state=State(row.state),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        received_at=row.received_at,
        values=values(vault, row.code, row.sealed_content),
        saved_basis=saved_basis(vault, row.code, row.sealed_saved_basis),
        version=row.version,
        **plain,
    )


def values(vault: Vault, code: str, sealed: bytes) -> dict[str, str]:
    """What the reporter answered, by question."""
    found: dict[str, str] = vault.open_json("complaint", code, sealed)
    return found


def saved_basis(vault: Vault, code: str, sealed: bytes | None) -> str | None:
    """What the money saved was counted from."""
    return None if sealed is None else vault.open_text("saved-basis", code, sealed)
