"""What a person may give in reply to a prompt, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.conversation.prompt import Media
from forms.conversation.refusals import FormSays, Refused


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
class Scanned:
    """What was read from the photo of a bar code; '' when none was found in it."""

    text: str


@dataclass(frozen=True)
class OpenedEntry:
    """Through the answers of one entry of a repeat again."""

    ref: str


@dataclass(frozen=True)
class RemovedEntry:
    """Asks whether to take an entry away; `Confirmed` then does."""

    ref: str


@dataclass(frozen=True)
class Undone:
    """The last point of a line or area taken back."""


@dataclass(frozen=True)
class Searched:
    """Search the choices; '' shows all again."""

    text: str


@dataclass(frozen=True)
class Paged:
    page: int


@dataclass(frozen=True)
class Confirmed:
    """Next under a notice, the button of an acknowledge, or going on with the answer given before."""


@dataclass(frozen=True)
class Cleared:
    """Take the answer back; at a multiline text: forget the lines with the next one typed."""


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
    | Scanned
    | Removed
    | OpenedEntry
    | RemovedEntry
    | Undone
    | Searched
    | Paged
    | Confirmed
    | Cleared
    | Added
    | Finished
)


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
