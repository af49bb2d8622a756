"""Words of people without what would lead to somebody: telephone and identity numbers, addresses on the net."""

from __future__ import annotations

import re

HIDDEN = "•••"
_NUMBER = re.compile(r"(?<![\d])\+?(?:\d[ \-()\u00a0.]{0,2}){9,}\d(?!\d)")
"""Ten digits or more, however they are parted: a telephone, an individual identification number, a card."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NICK = re.compile(r"(?<!\w)@\w{3,}")
_LINK = re.compile(r"(?:https?://|t\.me/|wa\.me/)\S+", re.IGNORECASE)


def redacted(words: str) -> str:
    """The words with HIDDEN in place of numbers that are nobody's sums, of e-mail addresses, @names and links. Names of
    people stay: no rule finds them."""
    for found in (_LINK, _MAIL, _NICK, _NUMBER):
        words = found.sub(HIDDEN, words)
    return words
