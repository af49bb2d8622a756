"""What a form asks next, in words no chat front end has to know about.

A front end draws a `Prompt` (or the final `Review`) and sends back one `Given` (given.py beside this). Nothing here
holds prose of one language except what the form's author wrote; refusals are in refusals.py.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.conversation.refusals import FormSays, Refused

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
class Collected:
    """One file already given."""

    name: str
    media: Media
    caption: str


@dataclass(frozen=True)
class Words:
    """Free text. Multiline: every `Typed` adds a line until `Finished`; `has_text` says whether Done makes sense yet.

    `takes_files`: an `Attached` (a voice message, say) is welcome here and goes to the form's collecting repeat;
    `files` are those given so far.
    """

    multiline: bool
    has_text: bool
    takes_files: bool
    files: tuple[Collected, ...] = ()


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
    """After the last entry of a repeat: add one more (`Added`) or go on (`Finished`). `can_add` false: the limit."""

    count: int
    can_add: bool
    last: str  # ref of the last entry, '' when none; `RemovedEntry(ref)` takes it away


Ask = Words | Number | Choices | Calendar | Clock | Place | Files | Acknowledge | Notice | Another


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
    can_skip: bool  # optional and not answered yet
    can_keep: bool  # answered already, and no Done on screen: `Confirmed` goes on with the answer as it is
    can_clear: bool  # answered and may be taken back with `Cleared` (a multiline text is then written anew)
    can_back: bool
    editing: bool  # came from the review; answering returns there


@dataclass(frozen=True)
class Entry:
    """One line of the review."""

    number: int  # from 1, for "change 3"
    ref: str  # give it to Dialog.edit
    headings: tuple[str, ...]
    label: str
    pieces: tuple[str, ...]  # readable answer; empty: not answered, or answered by files
    files: tuple[Collected, ...]
    required: bool


@dataclass(frozen=True)
class Review:
    """Everything answered, before sending."""

    revision: int
    title: str
    entries: tuple[Entry, ...]
    ready: bool  # false: sending will jump to the first thing missing


Screen = Prompt | Review
