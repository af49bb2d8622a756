"""Dialogs over small forms, and over the complaint form, restored from JSON as the bot restores them."""

import json
from datetime import date

from forms import library
from forms.conversation.dialog import Dialog
from forms.conversation.given import (
    Dated,
    Finished,
    Given,
    Outcome,
    Picked,
    Pinned,
    Typed,
    Verdict,
)
from forms.conversation.prompt import (
    Ask,
    Choices,
    Prompt,
    Review,
)
from forms.definition import Form
from tests.forms.helpers import HEADER, form_of, now, survey

COLOURS = """| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | colour | red | Қызыл | Красный |
| | colour | green | Жасыл | Зелёный |
| | colour | blue | Көк | Синий |"""
MANY = COLOURS + "".join(f"\n| | many | m{i} | Нұсқа {i:02} | Вариант {i:02} |" for i in range(1, 46))
LONG = COLOURS + f"\n| | long | a | {'Ұзын ' * 9} | Длинный |\n| | long | b | Қысқа | Короткий |"


def talk(*rows: str, choices: str = COLOURS, header: str = HEADER, language: str = "kk") -> Dialog:
    """A dialog over a form with these rows."""
    return Dialog.start(form_of(survey(*rows, header=header, choices=choices)), now=now, language=language)


def ask(dialog: Dialog) -> Ask:
    """What is asked, the same before and after a restart."""
    shown = dialog.prompt()
    state = json.loads(json.dumps(dialog.state()))
    assert Dialog.restore(dialog.session.form, state, now=now).prompt() == shown
    return shown.ask


def value(dialog: Dialog, name: str = "q") -> str:
    """The stored answer."""
    return dialog.values()[f"/data/{name}"]


def choices_of(dialog: Dialog) -> Choices:
    """The choices on screen."""
    asked = ask(dialog)
    assert isinstance(asked, Choices)
    return asked


class Talk:
    """A dialog that is stored and restored around every step, like the bot's."""

    def __init__(self, form: Form, language: str = "kk") -> None:
        self.form, self.language = form, language
        self.dialog = Dialog.start(form, now=now, language=language)

    def again(self) -> Prompt | Review:
        """The same screen after a restart."""
        shown = self.dialog.screen(self.language)
        self.dialog = Dialog.restore(self.form, json.loads(json.dumps(self.dialog.state())), now=now)
        assert self.dialog.screen(self.language) == shown
        return shown

    def give(self, given: Given) -> Outcome:
        """A reply, after a restart."""
        self.again()
        before = self.dialog.revision
        done = self.dialog.answer(given)
        assert self.dialog.revision > before
        self.again()
        return done

    @property
    def prompt(self) -> Prompt:
        """The question on screen."""
        return self.dialog.prompt(self.language)

    @property
    def name(self) -> str:
        """The name of the question on screen, 'review' at the end."""
        return "review" if self.dialog.at_review else self.prompt.ref.rsplit("/", 1)[-1]


def complaint(language: str = "kk") -> Talk:
    """A new complaint."""
    return Talk(library.load("complaint"), language)


def until(name: str, language: str = "kk") -> Talk:
    """A complaint of a bribe answered up to the question of that name."""
    talk = complaint(language)
    replies: dict[str, Given] = {
        "category": Picked("bribe"),
        "region": Picked("KZ-79"),
        "district": Typed("Абай"),
        "institution": Typed("ХҚКО"),
        "place": Pinned(42.3417, 69.5901),
        "when": Dated(date(2026, 5, 19)),
        "amount": Typed("20 мың"),
        "story": Typed("Ақша сұрады"),
        "evidence": Finished(),
        "identity": Picked("anonymous"),
    }
    while talk.name != name:
        here = talk.name
        assert talk.give(replies[here]).verdict is not Verdict.REFUSED
        if here == "story":
            talk.give(Finished())
    return talk
