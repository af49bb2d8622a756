"""What a paper that is made when it is sent is made of: carried by a notice, read by services/referral/papers.py."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

PREFIX = "paper "
"""What tells these recipes from others."""


class Paper(StrEnum):
    """What is made."""

    LETTER = "letter"
    EVIDENCE = "evidence"
    """A zip with the originals and a manifest."""
    REMINDER = "reminder"
    COMPLAINT = "complaint"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True)
class PaperRecipe:
    """One file for one reader, who must still hold the role when it is made. `number` is the id of the letter or
    recommendation, `part` counts the parts of the evidence from 0."""

    paper: Paper
    reader: int
    number: int
    part: int = 0

    def packed(self) -> str:
        """For the outbox."""
        return PREFIX + json.dumps(asdict(self))

    @classmethod
    def unpacked(cls, recipe: str) -> PaperRecipe:
        """From `packed`."""
        values = json.loads(recipe.removeprefix(PREFIX))
        return cls(**{**values, "paper": Paper(values["paper"])})


def file_name(number: str, what: str, ending: str) -> str:
    """A name that any system takes, from a letter's own number: `AD-7K4M-29QX-1-letter.pdf`."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign == "-") else "-" for sign in number)
    return f"{plain}-{what}.{ending}"
