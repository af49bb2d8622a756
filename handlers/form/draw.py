"""Draws a form's prompt as a screen: words first, then buttons that carry the step's revision."""

from __future__ import annotations

from functools import singledispatch

from chat.screen import Button, ReplyKey, Rows, Screen, route
from forms.conversation import prompt as ask
from forms.conversation.prompt import Layout, Prompt
from forms.conversation.refusals import FormSays, Refused
from handlers.form.calendar import calendar_rows
from locales.texts import Language, Lines, T, Text, Words

SHOWN_ANSWER = 600
"""Characters of the answer so far that a prompt repeats; the whole of it is kept all the same."""
SHORT_LABEL = 18
"""Two buttons of at most this many characters fit side by side on a small phone."""


def draw(prompt: Prompt, language: Language) -> Screen:
    """The prompt as a screen of the person's draft."""
    words = (*_head(prompt), *_body(prompt), *_tail(prompt))
    if isinstance(prompt.ask, ask.Place):
        return Screen(words=words, at="form", takes="form", keys=_place_keys(prompt), fresh=True)
    rows = (*answer_rows(prompt.ask, prompt.revision, language), *_way_rows(prompt))
    return Screen(words=words, buttons=rows, at="form", takes="form")


def _head(prompt: Prompt) -> tuple[Words, ...]:
    step = T("form-progress", step=prompt.progress.step, total=prompt.progress.total)
    where = [step if not prompt.editing else T("form-editing")]
    headings = [heading for heading in prompt.headings if heading]
    if headings:
        where.append(T("form-heading", heading=" › ".join(headings)))
    return (Lines(tuple(where)), T("form-question", label=prompt.label))


def _body(prompt: Prompt) -> tuple[Words, ...]:
    words: list[Words] = []
    if prompt.hint and not _is_begun(prompt):
        words.append(T("form-hint", hint=prompt.hint))
    if prompt.guidance:
        words.append(T("form-guidance", guidance=prompt.guidance))
    if isinstance(prompt.ask, ask.Choices):
        words.extend(_choices_words(prompt.ask))
    elif prompt.current:
        words.append(T("form-current", answer=_clipped("\n".join(prompt.current))))
    return tuple(words)


def _is_begun(prompt: Prompt) -> bool:
    """Whether something was sent already and more may come: how to begin need not be said again."""
    match prompt.ask:
        case ask.Words(multiline=True, has_text=has_text):
            return has_text
        case ask.Files(files=files, many=True):
            return bool(files)
    return False


def _choices_words(choices: ask.Choices) -> tuple[Words, ...]:
    words: list[Words] = []
    if choices.searched:
        words.append(T("form-found", searched=choices.searched, total=choices.total))
    elif choices.layout is Layout.PAGED:
        words.append(T("form-search"))
    if choices.layout is Layout.NUMBERED:
        listed = [_numbered(option, choices) for option in choices.options]
        words.append(Lines(tuple(listed)))
    return tuple(words)


def _numbered(option: ask.Option, choices: ask.Choices) -> Text:
    key = "form-option-chosen" if option.chosen else "form-option"
    return T(key, number=str(option.number), label=option.label)


def _tail(prompt: Prompt) -> tuple[Words, ...]:
    if prompt.refusal is not None:
        return (T("form-refused", why=said(prompt.refusal)),)
    match prompt.ask:
        case ask.Calendar():
            return (T("form-type-date"),)
        case ask.Clock():
            return (T("form-type-time"),)
        case ask.Place():
            return (T("form-send-place"),)
        case ask.Words(multiline=True, has_text=True, files=files):
            return (*_gathered(len(files)), T("form-more-words"))
        case ask.Files(files=files, many=True) if files:
            return (T("form-files", count=len(files)),)
    return ()


def _gathered(files: int) -> tuple[Text, ...]:
    """Files sent along with a story, so that nobody wonders whether they arrived."""
    return (T("form-files-count", count=files),) if files else ()


def said(refusal: FormSays | Refused) -> Text | str:
    """Why an answer was not taken, for the person."""
    return refusal.text if isinstance(refusal, FormSays) else Text(refusal.key, dict(refusal.args))


def _clipped(text: str) -> str:
    return text if len(text) <= SHOWN_ANSWER else text[:SHOWN_ANSWER].rstrip() + "…"


def _way_rows(prompt: Prompt) -> Rows:
    """Back, skip, save and leave, on every prompt and always in this order; what fits is side by side."""
    way = []
    if prompt.can_back:
        way.append(Button(T("form-back"), route("f.back", prompt.revision)))
    if prompt.can_skip:
        way.append(Button(T("form-skip"), route("f.skip", prompt.revision)))
    if prompt.can_keep:
        way.append(Button(T("form-next"), route("f.ok", prompt.revision)))
    leave = Button(T("form-leave"), "form.leave")
    return (tuple(way), (leave,)) if len(way) > 1 else ((*way, leave),)


def _place_keys(prompt: Prompt) -> tuple[tuple[ReplyKey, ...], ...]:
    """Telegram asks for a location only from the keyboard under the composer, so the way back is there too."""
    place = prompt.ask
    rows: list[tuple[ReplyKey, ...]] = [(ReplyKey(T("form-location"), sends="location"),)]
    if isinstance(place, ask.Place) and place.many and place.given >= place.least:
        rows.append((ReplyKey(T("form-done")),))
    way = [ReplyKey(T("form-back"))] if prompt.can_back else []
    if prompt.can_skip:
        way.append(ReplyKey(T("form-skip")))
    if prompt.can_keep:
        way.append(ReplyKey(T("form-next")))
    if way:
        rows.append(tuple(way))
    rows.append((ReplyKey(T("form-leave")),))
    return tuple(rows)


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


@singledispatch
def answer_rows(asked: object, revision: int, language: Language) -> Rows:
    """The buttons that answer; none where the answer is typed."""
    return ()


@answer_rows.register
def _(asked: ask.Choices, revision: int, language: Language) -> Rows:
    name = "f.toggle" if asked.many or asked.ordered else "f.pick"
    rows: Rows
    if asked.layout is Layout.NUMBERED:
        numbers = [
            Button(("☑ " if o.chosen else "") + str(o.number), route(name, revision, o.number)) for o in asked.options
        ]
        rows = tuple(tuple(numbers[i : i + 5]) for i in range(0, len(numbers), 5))
    else:
        labels = [_mark(option, asked) + option.label for option in asked.options]
        buttons = [
            Button(label, route(name, revision, option.number))
            for label, option in zip(labels, asked.options, strict=True)
        ]
        rows = in_rows(buttons, [len(label) for label in labels])
    if asked.pages > 1:
        rows += (_pager(asked, revision),)
    if asked.searched:
        rows += ((Button(T("form-show-all"), route("f.all", revision)),),)
    if asked.many or asked.ordered:
        rows += ((Button(T("form-done"), route("f.done", revision)),),)
    return rows


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
def _(asked: ask.Another, revision: int, language: Language) -> Rows:
    rows: Rows = ((Button(T("form-add"), route("f.add", revision)),),) if asked.can_add else ()
    if asked.last:
        rows += ((Button(T("form-remove-entry"), route("f.unadd", revision)),),)
    return (*rows, (Button(T("form-go-on"), route("f.done", revision)),))
