"""Our buttons as Telegram's keyboards, in the reader's language."""

from __future__ import annotations

from datetime import tzinfo

from chat.screen import AnyButton, Button, CopyButton, LinkButton, ReplyKey, Rows
from locales.texts import Language, render
from transport.calls import Markup

NO_KEYS: Markup = {"remove_keyboard": True}
"""Takes the keys under the composer away."""


def inline(rows: Rows, language: Language, zone: tzinfo) -> Markup | None:
    """Buttons under the message; None without any."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button, language, zone) for button in row] for row in rows if row]}


def _button(button: AnyButton, language: Language, zone: tzinfo) -> Markup:
    label = render(button.label, language, zone=zone, markup=False)
    match button:
        case Button(route=route):
            return {"text": label, "callback_data": route}
        case LinkButton(url=url):
            return {"text": label, "url": url}
        case CopyButton(copied=copied):
            return {"text": label, "copy_text": {"text": copied}}


def under_composer(rows: tuple[tuple[ReplyKey, ...], ...], language: Language, zone: tzinfo) -> Markup:
    """Keys in place of the phone's keyboard, gone after one use."""
    keys = [[_key(key, language, zone) for key in row] for row in rows]
    return {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}


def _key(key: ReplyKey, language: Language, zone: tzinfo) -> Markup:
    asks = {"request_location": True} if key.sends == "location" else {}
    return {"text": render(key.label, language, zone=zone, markup=False), **asks}
