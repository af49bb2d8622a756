"""A form in the terminal, as the bot asks it: `python bot.py check-form FILE --play`. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType

from forms.conversation import given as give
from forms.conversation import prompt as ask
from forms.conversation.dialog import Dialog
from forms.conversation.given import Given, Outcome, Verdict
from forms.conversation.prompt import Prompt, Review
from forms.conversation.refusals import FormSays, Refused
from forms.definition import Form
from locales.texts import Language, Text, render

Ask = Callable[[str], str]
"""Reads a line, with this in front; EOFError at the end, as `input`."""
Say = Callable[[str], None]

HELP: Mapping[str, str] = MappingProxyType(
    {
        "kk": "Жауапты немесе нөмірін жазыңыз. Бос жол – әрі қарай. :back :skip :done :add :clear :undo :quit",
        "ru": "Пишите ответ или его номер. Пустая строка – дальше. :back :skip :done :add :clear :undo :quit",
        "en": "Type the answer or its number. An empty line goes on. :back :skip :done :add :clear :undo :quit",
    }
)
REVIEW: Mapping[str, str] = MappingProxyType(
    {
        "kk": "Нөмірі – жауапты өзгерту, бос жол – жіберу.",
        "ru": "Номер – изменить ответ, пустая строка – отправить.",
        "en": "A number changes an answer, an empty line sends.",
    }
)
AT_ONCE: Mapping[str, Given] = MappingProxyType(
    {
        ":done": give.Finished(),
        ":next": give.Confirmed(),
        ":add": give.Added(),
        ":clear": give.Cleared(),
        ":undo": give.Undone(),
    }
)


class Left(Exception):
    """The person has had enough."""


def play_form(form: Form, *, language: str, now: Callable[[], datetime], ask_line: Ask, say: Say) -> bool:
    """Asks until the form is sent, then says the instance as XML. False when it was left before.

    `now` gives aware datetimes in the zone of the person. FormError for a form that cannot be run.
    """
    dialog = Dialog.start(form, now=now, language=language)
    zone = now().tzinfo
    if zone is None:
        raise ValueError("the clock must give aware datetimes")
    say(HELP[language])
    try:
        while not _step(dialog, language, ask_line, say, zone):
            pass
    except (Left, EOFError):
        return False
    say(dialog.instance_xml())
    return True


def _step(dialog: Dialog, language: str, ask_line: Ask, say: Say, zone: tzinfo) -> bool:
    """One screen and one reply; True when the form was sent."""
    screen = dialog.screen(language)
    for line in _drawn(screen, language):
        say(line)
    line = ask_line("> ").strip()
    if line == ":quit":
        raise Left
    outcome = _replied(dialog, screen, line)
    if outcome.refusal is not None:
        say(f"✗ {_said(outcome.refusal, language, zone)}")
    return outcome.verdict is Verdict.READY


def _replied(dialog: Dialog, screen: Prompt | Review, line: str) -> Outcome:
    match line:
        case ":back":
            return dialog.back()
        case ":skip":
            return dialog.skip()
        case ":send":
            return dialog.submit()
        case _ if isinstance(screen, Review):
            return _at_review(dialog, screen, line)
        case "" if screen.can_skip:
            return dialog.skip()
    return dialog.answer(_given(screen, line))


def _at_review(dialog: Dialog, review: Review, line: str) -> Outcome:
    if not line:
        return dialog.submit()
    entry = next((entry for entry in review.entries if str(entry.number) == line), None)
    return dialog.edit(entry.ref) if entry else Outcome(Verdict.REFUSED, Refused("refused-not-now"))


def _given(prompt: Prompt, line: str) -> Given:
    """What a line means at this prompt."""
    if line in AT_ONCE:
        return AT_ONCE[line]
    match prompt.ask:
        case ask.Another(last=last) if line == ":remove" and last:
            return give.RemovedEntry(last)
        case asked if not line:
            return give.Finished() if _goes_on_with_done(asked) else give.Confirmed()
        case ask.Choices() as choices if line.isdecimal() and (value := choices.value_of(int(line))) is not None:
            return give.Toggled(value) if choices.many or choices.ordered else give.Picked(value)
        case ask.Choices() if line.startswith(":page ") and line[6:].isdecimal():
            return give.Paged(int(line[6:]))
        case ask.Files(media=media):
            return give.Attached(line, media)
        case ask.Another(entries=entries) if line.isdecimal() and 0 < int(line) <= len(entries):
            return give.OpenedEntry(entries[int(line) - 1].ref)
    return give.Typed(line)


def _goes_on_with_done(asked: ask.Ask) -> bool:
    match asked:
        case ask.Choices(many=many, ordered=ordered):
            return many or ordered
        case ask.Words(multiline=several) | ask.Place(many=several) | ask.Files(many=several):
            return several
    return isinstance(asked, ask.Another)


# ------------------------------------------------------------ drawing


def _drawn(screen: Prompt | Review, language: str) -> Iterator[str]:
    yield ""
    if isinstance(screen, Review):
        yield f"══ {screen.title}"
        for entry in screen.entries:
            answer = ", ".join([*entry.pieces, *(file.name for file in entry.files)]) or "–"
            yield f"{entry.number}. {entry.label}: {answer}"
        yield REVIEW[language]
        return
    where = " › ".join(heading for heading in screen.headings if heading)
    yield f"── {screen.progress.step}/{screen.progress.total}{' · ' + where if where else ''}"
    yield f"{screen.label}{' *' if screen.required else ''}"
    for extra in (screen.hint, screen.guidance):
        if extra:
            yield f"({extra})"
    yield from _asked(screen.ask)
    if screen.current and not isinstance(screen.ask, ask.Choices):
        yield f"= {', '.join(screen.current)}"


def _asked(asked: ask.Ask) -> Iterator[str]:
    match asked:
        case ask.Choices(options=options, page=page, pages=pages):
            for option in options:
                yield f"  {option.number}. {'☑ ' if option.chosen else ''}{option.label}"
            if pages > 1:
                yield f"  :page {page}/{pages}"
        case ask.Number(low=low, high=high) if low or high:
            yield f"  {low} … {high}"
        case ask.Files(media=media, files=files):
            yield f"  [{media}] {', '.join(file.name for file in files)}".rstrip()
        case ask.Another(entries=entries, last=last):
            for entry in entries:
                yield f"  {entry.number}. {entry.label or '–'}"
            yield f"  :add{' · :remove' if last else ''}"


def _said(refusal: FormSays | Refused, language: str, zone: tzinfo) -> str:
    if isinstance(refusal, FormSays):
        return refusal.text
    reader: Language = "kk" if language == "kk" else "ru"
    return render(Text(refusal.key, dict(refusal.args)), reader, zone=zone, markup=False)
