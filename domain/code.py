"""The code a reporter keeps: `AD-7K4M-29QX`. It does not count, has no look-alike letters, and catches typing slips.

Seven random characters of 27 (33 bits, ten thousand million codes; the store refuses a repeated one) and a check
character. Of characters that are taken for one another only one is used: 5 not S, 8 not B, 2 not Z, V not U,
and none of 0 O 1 I L.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
PREFIX = "AD"
LENGTH = 8

_WEIGHTS = (1, 2, 4, 5, 7, 8, 10, 11)
"""27 = 3³, so a weight not divisible by three catches every single slip, and neighbours whose difference is not
divisible by three catch every swap of neighbours."""

_TWINS = str.maketrans(
    "ВЗЅАСДЕНКМРТУХЧҺҢҚҮҰ" + "BSZU",
    "835ACDEHKMPTYX4HHKYY" + "852V",
)
"""What is typed on a Cyrillic keyboard, or misread, and the character of ours it looks like."""


class BadCode(ValueError):
    """Not a code of ours: wrong length, a character we do not use, or a slip that the check character caught."""


def new_code(pick: Callable[[str], str] = secrets.choice) -> str:
    """A fresh random code."""
    body = "".join(pick(ALPHABET) for _ in range(LENGTH - 1))
    return _written(body + _check(body))


def parse_code(typed: str) -> str:
    """The code as we write it, from what a person typed: lower case, no dashes, Cyrillic twins.

    Raises BadCode.
    """
    bare = "".join(char for char in typed.upper() if char.isalnum()).translate(_TWINS)
    if len(bare) == LENGTH + len(PREFIX) and bare.startswith(PREFIX):
        bare = bare[len(PREFIX) :]
    if len(bare) != LENGTH or any(char not in ALPHABET for char in bare) or _check(bare[:-1]) != bare[-1]:
        raise BadCode("not a code")
    return _written(bare)


def _check(body: str) -> str:
    """The character that makes the weighted sum divisible by 27."""
    size = len(ALPHABET)
    total = sum(weight * ALPHABET.index(char) for weight, char in zip(_WEIGHTS, body, strict=False))
    return ALPHABET[-total * pow(_WEIGHTS[-1], -1, size) % size]


def _written(bare: str) -> str:
    return f"{PREFIX}-{bare[:4]}-{bare[4:]}"
