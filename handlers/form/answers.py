"""The buttons that answer a form's prompt; each carries the step's revision."""

from __future__ import annotations

from functools import singledispatch

from chat.screen import AnyButton, Button, Rows, route
from forms.conversation import prompt as ask
from forms.conversation.options import LONGEST_BUTTON
from forms.conversation.prompt import Layout
from handlers.form.calendar import calendar_rows, month_rows, year_rows
from locales.texts import Language, T

NUMBERS_ABREAST = 5
SHORT_LABEL = 18
"""Two buttons of at most this many characters fit side by side on a small phone."""
ROW_CHARACTERS = 36
"""What fits into one row of buttons there, however many they are."""
LISTED = 12
"""Entries of a repeat shown with buttons of their own: the newest."""
ENTRY_LABEL = 30


def in_rows(buttons: list[Button], lengths: list[int]) -> Rows:
    """Two short labels side by side, a long one alone."""
    rows: list[tuple[Button, ...]] = []
    pair: list[Button] = []
    for button, length in zip(buttons, lengths, strict=True):
        if length > SHORT_LABEL:
            rows.extend([tuple(pair)] if pair else [])
            rows.append((button,))
            pair = []
            continue
        pair.append(button)
        if len(pair) == 2:
            rows.append(tuple(pair))
            pair = []
    return (*rows, tuple(pair)) if pair else tuple(rows)


def even_rows(buttons: list[Button], most: int) -> Rows:
    """As few rows of at most so many as there can be, as long as one another: eleven by five are 4, 4 and 3."""
    rows = -(-len(buttons) // most)
    abreast = -(-len(buttons) // rows) if rows else 1
    return tuple(tuple(buttons[i : i + abreast]) for i in range(0, len(buttons), abreast))


def is_numbered(asked: ask.Choices) -> bool:
    """Whether the labels stand in the text and the buttons carry only numbers."""
    short = all(len(option.label) <= LONGEST_BUTTON for option in asked.options)
    return asked.layout is Layout.NUMBERED and not (asked.columns and short)


@singledispatch
def answer_rows(asked: object, revision: int, language: Language) -> Rows:
    """The buttons that answer; none where the answer is typed."""
    return ()


@answer_rows.register
def _(asked: ask.Choices, revision: int, language: Language) -> Rows:
    name = "f.toggle" if asked.many or asked.ordered else "f.pick"
    rows: Rows
    if is_numbered(asked):
        numbers = [
            Button(("☑ " if o.chosen else "") + str(o.number), route(name, revision, o.number)) for o in asked.options
        ]
        rows = even_rows(numbers, NUMBERS_ABREAST)
    else:
        labels = [_mark(option, asked) + option.label for option in asked.options]
        buttons = [
            Button(label, route(name, revision, option.number))
            for label, option in zip(labels, asked.options, strict=True)
        ]
        rows = _laid_out(buttons, [len(label) for label in labels], asked)
    if asked.pages > 1:
        rows += (_pager(asked, revision),)
    if asked.searched:
        rows += ((Button(T("form-show-all"), route("f.all", revision)),),)
    if asked.many or asked.ordered:
        rows += ((Button(T("form-done"), route("f.done", revision)),),)
    return rows


def _laid_out(buttons: list[Button], lengths: list[int], asked: ask.Choices) -> Rows:
    """As many side by side as the form's author wants, or as a scale has steps, where they fit."""
    together = len(buttons) if asked.layout is Layout.SCALE else asked.columns
    while together > 1 and max(lengths, default=0) * together > ROW_CHARACTERS:
        together -= 1
    if asked.layout is Layout.SCALE and together < len(buttons) and max(lengths, default=0) > 3:
        together = 1  # a scale in words stands upright
    if together:
        return even_rows(buttons, together)
    return in_rows(buttons, lengths)


def _mark(option: ask.Option, asked: ask.Choices) -> str:
    if asked.many or asked.ordered:
        return "☑ " if option.chosen else "☐ "
    return "● " if option.chosen else ""


def _pager(asked: ask.Choices, revision: int) -> tuple[Button, ...]:
    """Always three buttons, so that a thumb finds them in the same place; the ends lead round."""
    before, after = (asked.page - 2) % asked.pages + 1, asked.page % asked.pages + 1
    here = f"{asked.page} / {asked.pages}"
    return (
        Button("‹", route("f.page", revision, before)),
        Button(here, route("f.page", revision, asked.page)),
        Button("›", route("f.page", revision, after)),
    )


@answer_rows.register
def _(asked: ask.Words, revision: int, language: Language) -> Rows:
    if asked.multiline and asked.has_text:
        return ((Button(T("form-done"), route("f.done", revision)),),)
    return ()


@answer_rows.register
def _(asked: ask.Calendar, revision: int, language: Language) -> Rows:
    return calendar_rows(asked, revision, language)


@answer_rows.register
def _(asked: ask.Files, revision: int, language: Language) -> Rows:
    rows: Rows = ()
    if asked.files:
        rows += ((Button(T("form-remove-last"), route("f.drop", revision)),),)
    if asked.many:
        rows += ((Button(T("form-done" if asked.files else "form-no-files"), route("f.done", revision)),),)
    return rows


@answer_rows.register
def _(asked: ask.Acknowledge, revision: int, language: Language) -> Rows:
    return ((Button(T("form-acknowledge"), route("f.ok", revision)),),)


@answer_rows.register
def _(asked: ask.Notice, revision: int, language: Language) -> Rows:
    return ((Button(T("form-next"), route("f.ok", revision)),),)


@answer_rows.register
def _(asked: ask.Months, revision: int, language: Language) -> Rows:
    return month_rows(asked, revision, language)


@answer_rows.register
def _(asked: ask.Years, revision: int, language: Language) -> Rows:
    return year_rows(asked, revision)


@answer_rows.register
def _(asked: ask.Another, revision: int, language: Language) -> Rows:
    rows: Rows = tuple(_entry(entry, revision) for entry in asked.entries[-LISTED:])
    if asked.can_add:
        rows += ((Button(T("form-add"), route("f.add", revision)),),)
    return (*rows, (Button(T("form-go-on"), route("f.done", revision)),))


def _entry(entry: ask.Listed, revision: int) -> tuple[AnyButton, ...]:
    """An entry to go through again, and to take away."""
    label = f"{entry.number}. {entry.label}".rstrip(". ")
    shown = label if len(label) <= ENTRY_LABEL else label[: ENTRY_LABEL - 1].rstrip() + "…"
    open_it = Button(f"✏️ {shown}", route("f.entry", revision, entry.number))
    return open_it, Button("🗑", route("f.unentry", revision, entry.number))


@answer_rows.register
def _(asked: ask.Removing, revision: int, language: Language) -> Rows:
    return ((Button(T("form-remove-sure"), route("f.ok", revision)),),)
