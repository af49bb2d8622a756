"""What a form asks next, in words no chat front end has to know about.

A front end draws a `Prompt` (or the final `Review`) and sends back one `Given` (given.py beside this). Nothing here
holds prose of one language except what the form's author wrote; refusals are in refusals.py.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.conversation.refusals import FormSays, Refused


class Layout(StrEnum):
    """How choices are best drawn."""

    BUTTONS = "buttons"  # at most 8 short labels: one button each
    NUMBERED = "numbered"  # longer or more: a numbered list in the text, buttons with the numbers
    PAGED = "paged"  # over 20: pages, and typed text searches
    SCALE = "scale"  # likert and stars: at most 11 steps of one scale, side by side where they fit


class Media(StrEnum):
    """What kind of file a question wants, or was given."""

    IMAGE = "image"
    AUDIO = "audio"  # voice messages too
    VIDEO = "video"
    FILE = "file"  # anything


class Purpose(StrEnum):
    """What a picture is to show; a chat cannot draw, so a photo of the paper is taken and the prompt says so."""

    PLAIN = "plain"
    SIGNATURE = "signature"
    DRAWING = "drawing"
    MARKED = "marked"  # annotate: a photo with marks on it
    SELFIE = "selfie"


@dataclass(frozen=True)
class Illustration:
    """A picture, sound or film of the form's author. `name` is the file's that came with the form ('road.png')."""

    media: Media
    name: str


@dataclass(frozen=True)
class Option:
    """One choice. `number` counts from 1 through all options of the present list (filtered by search), across pages."""

    number: int
    value: str
    label: str
    chosen: bool
    media: tuple[Illustration, ...] = ()


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
    numeric: bool = False  # digits are expected, though the answer is a text (a phone, a document's number)


@dataclass(frozen=True)
class Barcode:
    """A bar code or QR code: typed, or a photo of it that the front end reads and hands over as `Scanned`."""


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
    columns: int = 0  # buttons in a row, where the form's author wants so many; 0: as they fit

    def value_of(self, number: int) -> str | None:
        """The value of the option with this number on the current page, so that buttons may carry the number only."""
        return next((option.value for option in self.options if option.number == number), None)


@dataclass(frozen=True)
class Calendar:
    """A day: `Dated(day)` from a grid, `MonthShown(…)` to turn the page, or typed. With time: `Clock` follows.

    `weeks` are rows of Monday … Sunday; None is a blank cell (outside the month, or a day the form refuses).
    No weeks at all: the author wants no grid (appearance no-calendar), only typing and the two near days.
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
class Months:
    """A month of a year: `Dated(first day)`, `MonthShown(year, 1)` to turn the page, or typed. Twelve cells."""

    year: int
    months: tuple[date | None, ...]  # the first day of each; None: the form refuses it
    previous: int | None
    following: int | None
    chosen: date | None


@dataclass(frozen=True)
class Years:
    """A year: `Dated(1 January)`, `MonthShown(first year of the page, 1)` to turn the page, or typed. Twelve cells."""

    years: tuple[date | None, ...]  # 1 January of each; None: the form refuses it
    previous: int | None  # first year of the page before
    following: int | None
    chosen: date | None


@dataclass(frozen=True)
class Clock:
    """A time of day, typed; `day` when it completes a date and time."""

    day: date | None


@dataclass(frozen=True)
class Place:
    """A point on the map: `Pinned`, or typed coordinates. A line or area (`many`): one after another until `Finished`.

    `Undone` takes the last point back.
    """

    least: int  # points needed
    given: int  # points given so far
    many: bool
    area: bool = False  # the points go round an area


@dataclass(frozen=True)
class Files:
    """A file (`many` false) or any number of files until `Finished` (`many` true); `Removed(name)` takes one away."""

    media: Media
    many: bool
    files: tuple[Collected, ...]
    purpose: Purpose = Purpose.PLAIN


@dataclass(frozen=True)
class Acknowledge:
    """One button to confirm (`Confirmed`)."""

    confirmed: bool


@dataclass(frozen=True)
class Notice:
    """Something to read, with Next (`Confirmed`)."""


@dataclass(frozen=True)
class Listed:
    """One entry of a repeat, in the list under "another?"."""

    ref: str
    number: int  # from 1
    label: str  # what was answered in it, '' when nothing yet


@dataclass(frozen=True)
class Another:
    """After the last entry of a repeat: the list of entries; add one more (`Added`) or go on (`Finished`).

    `OpenedEntry(ref)` goes through an entry's answers again; `RemovedEntry(ref)` asks whether to take it away.
    """

    count: int
    can_add: bool  # false: the limit
    last: str  # ref of the last entry, '' when none
    entries: tuple[Listed, ...] = ()


@dataclass(frozen=True)
class Removing:
    """Whether to take an entry with all its answers away: `Confirmed` does it, Dialog.back leaves it."""

    entry: Listed


Timed = Calendar | Months | Years | Clock
Ask = Words | Barcode | Number | Choices | Timed | Place | Files | Acknowledge | Notice | Another | Removing


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
    media: tuple[Illustration, ...] = ()  # of the label, in the prompt's language


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
    repeat: bool = False  # the list of a repeat's entries: `pieces` are their labels


@dataclass(frozen=True)
class Review:
    """Everything answered, before sending."""

    revision: int
    title: str
    entries: tuple[Entry, ...]
    ready: bool  # false: sending will jump to the first thing missing


Screen = Prompt | Review
