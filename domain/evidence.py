"""Files that people send: photos, videos, voices, documents. They belong to a draft, a case or a submission."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HASH_SHOWN = 12
"""Characters of a SHA-256 that people are shown, to compare later."""


class Kind(StrEnum):
    """As it was sent. Only a document keeps the original: Telegram compresses photos and videos."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"

    @property
    def name_key(self) -> str:
        """Fluent key: `evidence-photo`."""
        return f"evidence-{self}"


class Stage(StrEnum):
    """Whether the file is with us yet."""

    PENDING = "pending"
    STORED = "stored"
    SEALED = "sealed"
    """Closed to an offline key: kept, but nobody can read it here any more."""
    FAILED = "failed"


KEPT = frozenset({Stage.STORED, Stage.SEALED})
"""Whoever has the hash can compare."""


class Failure(StrEnum):
    """Why a file could not be fetched."""

    TOO_BIG = "too_big"
    GONE = "gone"
    NETWORK = "network"


class Purpose(StrEnum):
    """What a file is for, when it is no answer and no evidence."""

    FORM = "form"
    """A questionnaire sent by a coordinator, to be checked."""
    PLACES = "places"
    """A table of objects sent by a coordinator, to be loaded."""
    BARCODE = "barcode"
    """A photo of a bar code, to be read; it is not kept."""
    REPLY = "reply"
    """An authority's answer to a letter, put away with it."""
    AUTHORITIES = "authorities"
    """A table of authorities sent by a coordinator, to be loaded."""
    TALK = "talk"
    """A file of a coordinator for a reporter."""


@dataclass(frozen=True)
class Incoming:
    """A file as it came in a message: `kind` is a value of Kind; `size` in bytes, None where unknown."""

    kind: str
    file_id: str
    name: str = ""
    size: int | None = None
    caption: str = ""


@dataclass(frozen=True)
class Evidence:
    """A file's row. While it belongs to a draft it knows its person; in a case or a submission it no longer does."""

    id: int
    kind: Kind
    position: int
    stage: Stage
    file_id: str
    name: str = ""
    caption: str = ""
    person_id: int | None = None
    draft_id: int | None = None
    case_id: int | None = None
    submission_id: int | None = None
    purpose: Purpose | None = None
    failure: Failure | None = None
    size: int | None = None
    mime: str | None = None
    sha256: str | None = None
    sealed_on: str | None = None
    """ISO date, of a file that is SEALED."""
    attempts: int = 0

    @classmethod
    def upload(cls, file: Incoming, person_id: int, purpose: Purpose, *, caption: str = "") -> Evidence:
        """A file with a purpose of its own, to be fetched. Raises ValueError for an unknown kind."""
        return cls(
            id=0,
            kind=Kind(file.kind),
            position=1,
            stage=Stage.PENDING,
            file_id=file.file_id,
            name=file.name,
            caption=caption,
            person_id=person_id,
            purpose=purpose,
            size=file.size,
        )

    @property
    def hash_shown(self) -> str | None:
        """The first characters of the hash; None until the file is kept."""
        return self.sha256[:HASH_SHOWN] if self.sha256 else None
