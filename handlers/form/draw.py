"""Draws a form's prompt as a screen: words first, then buttons that carry the step's revision."""

from __future__ import annotations

from collections.abc import Mapping

from chat.screen import Button, Media, MediaKind, ReplyKey, Rows, Screen, route
from forms.conversation import prompt as ask
from forms.conversation.prompt import Illustration, Layout, Prompt, Purpose
from forms.conversation.refusals import FormSays, Refused
from handlers.form.answers import answer_rows, is_numbered
from locales.texts import Language, Lines, T, Text, Words

SHOWN_ANSWER = 600
"""Characters of the answer so far that a prompt repeats; the whole of it is kept all the same."""
SHOWN_AS: Mapping[ask.Media, MediaKind] = {
    ask.Media.IMAGE: "photo",
    ask.Media.AUDIO: "audio",
    ask.Media.VIDEO: "video",
    ask.Media.FILE: "document",
}
PURPOSES: Mapping[Purpose, str] = {
    Purpose.SIGNATURE: "form-purpose-signature",
    Purpose.DRAWING: "form-purpose-drawing",
    Purpose.MARKED: "form-purpose-marked",
    Purpose.SELFIE: "form-purpose-selfie",
}
"""What kind of photo stands for what a chat cannot do."""


def leave_label(trial: bool) -> Text:
    """What the way out is called: a trial, of which nothing is kept, promises no saving."""
    return T("form-leave-trial" if trial else "form-leave")


def draw(prompt: Prompt, language: Language, *, trial: bool = False) -> Screen:
    """The prompt as a screen of the person's draft; a `trial` says so above."""
    words = (*_head(prompt, trial), *_body(prompt), *_tail(prompt))
    if isinstance(prompt.ask, ask.Place):
        return Screen(words=words, at="form", takes="form", keys=_place_keys(prompt, trial), fresh=True)
    rows = (*answer_rows(prompt.ask, prompt.revision, language), *_way_rows(prompt, trial))
    return Screen(words=words, buttons=rows, at="form", takes="form")


def _head(prompt: Prompt, trial: bool) -> tuple[Words, ...]:
    step = T("form-progress", step=prompt.progress.step, total=prompt.progress.total)
    where = [T("forms-trial")] if trial else []
    where.append(step if not prompt.editing else T("form-editing"))
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
        words.extend(_choices_words(prompt, prompt.ask))
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


def _choices_words(prompt: Prompt, choices: ask.Choices) -> tuple[Words, ...]:
    words: list[Words] = []
    if choices.ordered:
        ranked = tuple(T("form-option", number=str(at), label=label) for at, label in enumerate(prompt.current, 1))
        words.append(Lines((T("form-rank"), *ranked)))
    if choices.searched:
        words.append(T("form-found", searched=choices.searched, total=choices.total))
    elif choices.layout is Layout.PAGED:
        words.append(T("form-search"))
    if is_numbered(choices):
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
        case ask.Months():
            return (T("form-type-month"),)
        case ask.Years():
            return (T("form-type-year"),)
        case ask.Clock(day=None):
            return (T("form-type-time"),)
        case ask.Clock(day=day) if day is not None:
            return (T("form-day-chosen", day=day), T("form-type-time"))
        case ask.Place(many=True, least=least, given=given, area=area):
            key = "form-send-area" if area else "form-send-line"
            return (T(key, least=least), T("form-points", given=given))
        case ask.Place():
            return (T("form-send-place"),)
        case ask.Barcode():
            return (T("form-barcode"),)
        case ask.Removing(entry=entry):
            return (T("form-remove-about", entry=f"{entry.number}. {entry.label}".rstrip(". ")),)
        case ask.Files(purpose=purpose) if purpose in PURPOSES:
            return (T(PURPOSES[purpose]),)
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


def _way_rows(prompt: Prompt, trial: bool) -> Rows:
    """Back, skip, save and leave, on every prompt and always in this order; what fits is side by side."""
    way = []
    if prompt.can_back:
        way.append(Button(T("form-back"), route("f.back", prompt.revision)))
    if prompt.can_skip:
        way.append(Button(T("form-skip"), route("f.skip", prompt.revision)))
    if prompt.can_keep:
        way.append(Button(T("form-next"), route("f.ok", prompt.revision)))
    leave = Button(leave_label(trial), "form.leave")
    ways: Rows = (tuple(way), (leave,)) if len(way) > 1 else ((*way, leave),)
    if not prompt.can_clear:
        return ways
    return ((Button(T("form-clear"), route("f.clear", prompt.revision)),), *ways)


def _place_keys(prompt: Prompt, trial: bool) -> tuple[tuple[ReplyKey, ...], ...]:
    """Telegram asks for a location only from the keyboard under the composer, so the way back is there too."""
    place = prompt.ask
    rows: list[tuple[ReplyKey, ...]] = [(ReplyKey(T("form-location"), sends="location"),)]
    if isinstance(place, ask.Place) and place.many and place.given:
        undo = ReplyKey(T("form-undo-point"))
        rows.append((ReplyKey(T("form-done")), undo) if place.given >= place.least else (undo,))
    if prompt.can_clear:
        rows.append((ReplyKey(T("form-clear")),))
    way = [ReplyKey(T("form-back"))] if prompt.can_back else []
    if prompt.can_skip:
        way.append(ReplyKey(T("form-skip")))
    if prompt.can_keep:
        way.append(ReplyKey(T("form-next")))
    if way:
        rows.append(tuple(way))
    rows.append((ReplyKey(leave_label(trial)),))
    return tuple(rows)


def page_of(prompt: Prompt) -> str:
    """The question and, where its choices have pictures, the page of them that is shown."""
    asked = prompt.ask
    if not isinstance(asked, ask.Choices) or not any(option.media for option in asked.options):
        return prompt.ref
    return f"{prompt.ref} {asked.page} {asked.searched}".rstrip()


def illustrations(prompt: Prompt, files: Mapping[str, int], *, turned: bool = False) -> tuple[Media, ...]:
    """What the form shows at this question, of the files that came with it; those of choices say which they are.

    `turned`: the question's own were shown already, it is only another page of its choices.
    """
    shown = [] if turned else [_shown(one, files, None) for one in prompt.media]
    if isinstance(prompt.ask, ask.Choices):
        shown += [
            _shown(one, files, T("form-option", number=str(option.number), label=option.label))
            for option in prompt.ask.options
            for one in option.media
        ]
    return tuple(one for one in shown if one is not None)


def _shown(one: Illustration, files: Mapping[str, int], caption: Words | None) -> Media | None:
    number = files.get(one.name)
    return None if number is None else Media(SHOWN_AS[one.media], number, one.name, caption)
