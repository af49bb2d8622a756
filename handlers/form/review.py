"""The last screen of a form: every answer with its number, to change or to send."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from forms.conversation.prompt import Entry, Review
from handlers.form.answers import NUMBERS_ABREAST, even_rows
from handlers.form.draw import leave_label
from locales.texts import Lines, T, Words

CLIPPED = 300
"""Characters of an answer that the review shows."""


def draw_review(review: Review, *, trial: bool = False) -> Screen:
    """Answers with numbers, then a button for each number, then send; a `trial` says so above."""
    entries: list[Words] = []
    for entry in review.entries:
        entries.append(Lines((T("form-review-entry", number=str(entry.number), label=entry.label), _shown(entry))))
    trying = [T("forms-trial")] if trial else []
    words: list[Words] = [*trying, T("form-review-title"), *entries, T("form-review-edit")]
    if not review.ready:
        words.append(T("form-review-incomplete"))
    numbers = [Button(f"✏️ {entry.number}", route("f.edit", review.revision, entry.number)) for entry in review.entries]
    rows = even_rows(numbers, NUMBERS_ABREAST)
    last = (
        (Button(T("form-send"), route("f.send", review.revision)),),
        (Button(T("form-back"), route("f.back", review.revision)), Button(leave_label(trial), "form.leave")),
    )
    return Screen(words=tuple(words), buttons=(*rows, *last), at="form", takes="form")


def _shown(entry: Entry) -> Words:
    answer = "\n".join(entry.pieces)
    if not answer:
        return T("form-files-count", count=len(entry.files)) if entry.files else T("form-review-empty")
    return answer if len(answer) <= CLIPPED else answer[:CLIPPED].rstrip() + "…"
