"""A filled form in words: each question with its answer, as the coordinator reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from forms.conversation.readable import pieces
from forms.definition import MEDIA, Form
from handlers.turn import Turn
from reports.columns import columns

HIDDEN = frozenset({"rules", "location"})
"""Questions of the observation checklists that say nothing of the object."""


@dataclass(frozen=True)
class Answered:
    """One answer. `name` is the question's, `said` empty for a file."""

    name: str
    label: str
    said: str


async def form_of(turn: Turn, form: str, version: str) -> Form | None:
    """The form in the version it was filled with; None where it is no longer there."""
    try:
        loaded = await turn.house.forms.load(turn.work, form, version)
    except LookupError:
        return None
    return loaded.form


def answered(form: Form, values: Mapping[str, str], language: str, zone: tzinfo) -> list[Answered]:
    """Every answer that is there, in the form's order; calculations and notes are none."""
    known = {f"/{form.root.name}{one.path}": one for _, one in columns(form) if one is not None}
    found = []
    for ref, value in values.items():
        column = known.get("/".join(part.partition("[")[0] for part in ref.split("/")))
        question = None if column is None else column.question
        if column is None or question is None or not value or question.name in HIDDEN or question.kind in MEDIA:
            continue
        labels = {part: column.label_of(part, language) for part in {value, *value.split()}}
        said = ", ".join(pieces(question, value, labels, (), zone))
        found.append(Answered(question.name, column.header(language), said))
    return found
