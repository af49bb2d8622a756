"""An official letter: its parts, as data for the template `official`, and as plain text for a web form. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from reports.pdf import Value

PART = 3900
"""Characters of one part of the text: with a line above it fits one message."""


@dataclass(frozen=True)
class FileLine:
    """A file of the evidence as the letter lists it."""

    number: int
    name: str
    size: str
    sha256: str
    received: str


@dataclass(frozen=True)
class Block:
    """A piece of the body: a heading (may be empty), facts as pairs, paragraphs, then points."""

    heading: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True)
class OfficialLetter:
    """A letter as offices in Kazakhstan write it: sender on top, addressee on the right, number and date on the left,
    body, signature, executor, annexes. All words are ready to be printed."""

    language: str
    sender: str
    sender_note: str
    addressee: tuple[str, ...]
    number: str
    date: str
    subject: str
    blocks: tuple[Block, ...]
    annex_heading: str
    annex: tuple[str, ...]
    signature: str
    executor: str
    files_heading: str = ""
    file_columns: tuple[str, ...] = ()
    files: tuple[FileLine, ...] = ()

    def data(self) -> dict[str, Value]:
        """For the template."""
        return {
            "language": self.language,
            "sender": self.sender,
            "sender_note": self.sender_note,
            "addressee": list(self.addressee),
            "number": self.number,
            "date": self.date,
            "subject": self.subject,
            "blocks": [
                {
                    "heading": one.heading,
                    "facts": [list(pair) for pair in one.facts],
                    "paragraphs": list(one.paragraphs),
                    "points": list(one.points),
                    "numbered": one.numbered,
                }
                for one in self.blocks
            ],
            "annex_heading": self.annex_heading,
            "annex": list(self.annex),
            "signature": self.signature,
            "executor": self.executor,
            "files_heading": self.files_heading,
            "file_columns": list(self.file_columns),
            "files": [[str(one.number), one.name, one.size, one.sha256, one.received] for one in self.files],
        }

    def text(self) -> str:
        """The same letter without a page: for web forms that take words only."""
        parts = ["\n".join(self.addressee), f"{self.number}\n{self.date}", self.subject]
        parts += [_block(one) for one in self.blocks]
        if self.files:
            listed = [f"{one.number}. {one.name}, {one.size}\nSHA-256: {one.sha256}" for one in self.files]
            parts += [self.files_heading, *listed]
        if self.annex:
            parts.append("\n".join((self.annex_heading, *self.annex)))
        parts.append(self.sender)
        return "\n\n".join(part for part in parts if part)


def _block(one: Block) -> str:
    lines = [one.heading] if one.heading else []
    lines += [f"{name}: {said}" for name, said in one.facts]
    lines += one.paragraphs
    marks = [f"{number})" if one.numbered else "–" for number in range(1, len(one.points) + 1)]
    lines += [f"{mark} {point}" for mark, point in zip(marks, one.points, strict=True)]
    return "\n".join(lines)


def parts_of(text: str, size: int = PART) -> list[str]:
    """The text in parts of at most `size` characters: cut between paragraphs, else between lines, sentences or words,
    and in the middle of a word only where nothing else is left. Nothing but blanks at the cuts is lost."""
    left, found = text.strip(), []
    while len(left) > size:
        cut = _cut(left, size)
        found.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*found, left] if left else found


def _cut(text: str, size: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, 0, size)
        if at >= size // 2:
            return at + len(mark.rstrip())
    return size
