"""The first screen of all: in which language shall we speak?"""

from __future__ import annotations

from chat.screen import Button, Screen, route
from locales.texts import LANGUAGES, T

OFFER = "offer"
"""Where the choice leads those who wrote before they chose."""
LONGEST_PAYLOAD = 40


def is_payload(text: str) -> bool:
    """Whether a deep link may carry this, so that it fits into a button."""
    return text.isascii() and len(text) <= LONGEST_PAYLOAD and ":" not in text


def choose_language(then: str = "") -> Screen:
    """Both languages on one screen, as nobody has chosen yet."""
    row = tuple(Button(T(f"language-{code}"), route("lang.set", code, then)) for code in LANGUAGES)
    return Screen(words=(T("greeting"),), buttons=(row,), at=route("lang.first", then), takes="idle")
