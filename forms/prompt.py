"""What a form asks next, and what may be given in reply, in words no chat front end has to know about.

A front end draws a `Prompt` (or the final `Review`) and sends back one `Given`. Nothing here holds prose of one
language except what the form's author wrote; the dialog's own refusals are catalogue keys with arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

# ---------------------------------------------------------------- what is asked


class Layout(StrEnum):
    """How choices are best drawn."""

    BUTTONS = "buttons"  # at most 8 short labels: one button each
    NUMBERED = "numbered"  # longer or more: a numbered list in the text, buttons with the numbers
    PAGED = "paged"  # over 20: pages, and typed text searches


class Media(StrEnum):
    """What kind of file a question wants, or was given."""

    IMAGE = "image"
    AUDIO = "audio"  # voice messages too
    VIDEO = "video"
    FILE = "file"  # anything


@dataclass(frozen=True)
class Option:
    """One choice. `number` counts from 1 through all options of the present list (filtered by search), across pages."""

    number: int
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Words:
    """Free text. Multiline: every `Typed` adds a line until `Finished`; `has_text` says whether Done makes sense yet.

    `takes_files`: an `Attached` (a voice message, say) is welcome here and goes to the form's collecting repeat.
    """

    multiline: bool
    has_text: bool
    takes_files: bool


@dataclass(frozen=True)
class Number:
    """A typed number; low, high and step only for ranges too long for buttons."""

    whole: bool
    low: str = ""
    high: str = ""
    step: str = ""


@dataclass(frozen=True)
class Choices:
    """Choose one (`Picked`), several (`Toggled` … `Finished`), or put in order (`Toggled` in order … `Finished`).

    `searched` is what the person typed to search, '' when not searching; `total` counts the options found.
    Typed text that matches one label picks (toggles) it; else on PAGED it searches. Paging: `Paged(page)`.
    """

    many: bool
    ordered: bool
    layout: Layout
    options: tuple[Option, ...]  # of the current page
    page: int  # from 1
    pages: int
    total: int
    searched: str
    chosen_count: int

    def value_of(self, number: int) -> str | None:
        """The value of the option with this number on the current page, so that buttons may carry the number only."""
        return next((option.value for option in self.options if option.number == number), None)


@dataclass(frozen=True)
class Calendar:
    """A day: `Dated(day)` from a grid, `MonthShown(…)` to turn the page, or typed. With time: `Clock` follows.

    `weeks` are rows of Monday … Sunday; None is a blank cell (outside the month, or a day the form refuses).
    """

    today: date | None  # None: today is not acceptable
    yesterday: date | None
    year: int
    month: int
    weeks: tuple[tuple[date | None, ...], ...]
    previous: tuple[int, int] | None  # (year, month)
    following: tuple[int, int] | None
    chosen: date | None


@dataclass(frozen=True)
class Clock:
    """A time of day, typed; `day` when it completes a date and time."""

    day: date | None


@dataclass(frozen=True)
class Place:
    """A point on the map: `Pinned`, or typed coordinates. `points` > 1 wanted for a line or area: until `Finished`."""

    least: int  # points needed
    given: int  # points given so far
    many: bool


@dataclass(frozen=True)
class Collected:
    """One file already given."""

    name: str
    media: Media
    caption: str


@dataclass(frozen=True)
class Files:
    """A file (`many` false) or any number of files until `Finished` (`many` true); `Removed(name)` takes one away."""

    media: Media
    many: bool
    files: tuple[Collected, ...]


@dataclass(frozen=True)
class Acknowledge:
    """One button to confirm (`Confirmed`)."""

    confirmed: bool


@dataclass(frozen=True)
class Notice:
    """Something to read, with Next (`Confirmed`)."""


@dataclass(frozen=True)
class Another:
    """After the last entry of a repeat: add one more (`Added`) or go on (`Finished`). `can_add` false: limit reached."""

    count: int
    can_add: bool
    last: str  # ref of the last entry, '' when none; `RemovedEntry(ref)` takes it away


Ask = Words | Number | Choices | Calendar | Clock | Place | Files | Acknowledge | Notice | Another


# ---------------------------------------------------------------- refusals


@dataclass(frozen=True)
class FormSays:
    """Why the last answer was refused, in the form author's own words (in the prompt's language)."""

    text: str


@dataclass(frozen=True)
class Refused:
    """Why the last answer was refused, as a key of the locale catalogue with its arguments (see REFUSALS)."""

    key: str
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


# Every refusal key the dialog can give, with the names of its arguments; the locale files must have them all.
REFUSALS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "refused-answer": (),  # the form refuses it and gives no words of its own
        "refused-required": (),  # cannot be skipped
        "refused-not-a-number": (),
        "refused-ambiguous-number": ("one", "other"),  # "1,234": 1 234 or 1.234?
        "refused-not-whole": (),
        "refused-number-too-long": (),
        "refused-number-range": ("low", "high"),
        "refused-number-step": ("low", "high", "step"),
        "refused-not-a-date": (),
        "refused-no-such-date": (),  # 31.02.2026
        "refused-not-a-time": (),
        "refused-not-a-datetime": (),
        "refused-not-a-place": (),
        "refused-place-range": (),  # latitude over 90 or longitude over 180
        "refused-more-points": ("least", "given"),
        "refused-no-such-choice": (),
        "refused-several-choices": ("count",),  # the typed text fits several labels
        "refused-nothing-found": ("searched",),
        "refused-nothing-chosen": (),
        "refused-rank-all": ("left",),  # everything must be put in order
        "refused-text-empty": (),
        "refused-text-too-long": ("limit",),
        "refused-want-text": (),
        "refused-want-choice": (),
        "refused-want-image": (),
        "refused-want-audio": (),
        "refused-want-video": (),
        "refused-want-file": (),
        "refused-file-not-here": (),  # a file at a question that takes none
        "refused-use-buttons": (),  # typed something where only buttons answer
        "refused-too-many-entries": ("limit",),
        "refused-readonly": (),
        "refused-not-now": (),  # a reply that does not belong to this step
        "refused-question-gone": (),  # edited answer whose question is no longer asked
    }
)

# ---------------------------------------------------------------- the whole screen


@dataclass(frozen=True)
class Progress:
    """Step n of total; total counts the steps relevant now and may change with answers."""

    step: int
    total: int


@dataclass(frozen=True)
class Prompt:
    """One question as a person should see it, in one language."""

    ref: str  # indexed path of what is asked
    revision: int  # buttons must carry it; a button with another revision is old
    progress: Progress
    headings: tuple[str, ...]  # labels of the groups around, outermost first
    label: str
    hint: str
    guidance: str  # longer help, '' mostly
    ask: Ask
    current: tuple[str, ...]  # the answer so far, readable; several pieces for several lines, choices, files
    refusal: FormSays | Refused | None  # why the last reply was not taken
    required: bool
    can_skip: bool
    can_back: bool
    editing: bool  # came from the review; answering returns there


@dataclass(frozen=True)
class Entry:
    """One line of the review."""

    number: int  # from 1, for "change 3"
    ref: str  # give it to Dialog.edit
    headings: tuple[str, ...]
    label: str
    pieces: tuple[str, ...]  # readable answer; empty: not answered
    required: bool


@dataclass(frozen=True)
class Review:
    """Everything answered, before sending."""

    revision: int
    title: str
    entries: tuple[Entry, ...]
    ready: bool  # false: sending will jump to the first thing missing


Screen = Prompt | Review

# ---------------------------------------------------------------- what may be given


@dataclass(frozen=True)
class Typed:
    text: str


@dataclass(frozen=True)
class Picked:
    value: str


@dataclass(frozen=True)
class Toggled:
    value: str


@dataclass(frozen=True)
class Dated:
    day: date


@dataclass(frozen=True)
class MonthShown:
    year: int
    month: int


@dataclass(frozen=True)
class Pinned:
    """Degrees; accuracy in metres, 0 when unknown."""

    latitude: float
    longitude: float
    accuracy: float = 0.0


@dataclass(frozen=True)
class Attached:
    """A file the caller has put away under `name` (unique in the draft)."""

    name: str
    media: Media
    caption: str = ""


@dataclass(frozen=True)
class Removed:
    name: str


@dataclass(frozen=True)
class RemovedEntry:
    ref: str


@dataclass(frozen=True)
class Searched:
    """Search the choices; '' shows all again."""

    text: str


@dataclass(frozen=True)
class Paged:
    page: int


@dataclass(frozen=True)
class Confirmed:
    """Next under a notice, or the button of an acknowledge."""


@dataclass(frozen=True)
class Added:
    """One more entry of the repeat."""


@dataclass(frozen=True)
class Finished:
    """Done: with the lines, the ticks, the points, the files, or the entries."""


Given = (
    Typed
    | Picked
    | Toggled
    | Dated
    | MonthShown
    | Pinned
    | Attached
    | Removed
    | RemovedEntry
    | Searched
    | Paged
    | Confirmed
    | Added
    | Finished
)

# ---------------------------------------------------------------- what came of it


class Verdict(StrEnum):
    """What a reply did."""

    TAKEN = "taken"  # stored, and the dialog may have moved on
    SHOWN = "shown"  # nothing stored, the same question looks different (page, month, search)
    MOVED = "moved"  # back, skip, edit, next
    REFUSED = "refused"  # not taken; the prompt says why
    READY = "ready"  # submit: complete and valid


@dataclass(frozen=True)
class Receipt:
    """Which answer, and which piece of it (line of a multiline text, caption of a file), one message gave.

    The caller keeps it with the message id; when the message is edited it goes to Dialog.revise. JSON: `to_list`.
    """

    ref: str
    piece: int | None = None
    file: str | None = None

    def to_list(self) -> list[str | int | None]:
        """JSON form."""
        return [self.ref, self.piece, self.file]

    @classmethod
    def from_list(cls, stored: list[str | int | None]) -> "Receipt":
        """From the JSON form; ValueError when it is not one."""
        match stored:
            case [str(ref), int() | None as piece, str() | None as file]:
                return cls(ref, piece, file)
        raise ValueError("not a stored receipt")


@dataclass(frozen=True)
class Outcome:
    """What came of a reply; `refusal` only with REFUSED, `receipt` only with TAKEN."""

    verdict: Verdict
    refusal: FormSays | Refused | None = None
    receipt: Receipt | None = None
