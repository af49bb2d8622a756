"""Our buttons as Telegram's keyboards, in the reader's language."""

from __future__ import annotations

from datetime import tzinfo

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from chat.screen import AnyButton, Button, CopyButton, LinkButton, ReplyKey, Rows
from locales.texts import Language, Words, render

AnyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline(rows: Rows, language: Language, zone: tzinfo) -> InlineKeyboardMarkup | None:
    """Buttons under the message; None without any."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(button, language, zone) for button in row] for row in rows if row]
    )


def _button(button: AnyButton, language: Language, zone: tzinfo) -> InlineKeyboardButton:
    label = _label(button.label, language, zone)
    match button:
        case Button(route=route):
            return InlineKeyboardButton(text=label, callback_data=route)
        case LinkButton(url=url):
            return InlineKeyboardButton(text=label, url=url)
        case CopyButton(copied=copied):
            return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=copied))


def under_composer(rows: tuple[tuple[ReplyKey, ...], ...], language: Language, zone: tzinfo) -> ReplyKeyboardMarkup:
    """Keys in place of the phone's keyboard, gone after one use."""
    keys = [
        [
            KeyboardButton(text=label, request_location=True) if key.sends == "location" else KeyboardButton(text=label)
            for key in row
            if (label := _label(key.label, language, zone))
        ]
        for row in rows
    ]
    return ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)


def _label(words: Words, language: Language, zone: tzinfo) -> str:
    return render(words, language, zone=zone, markup=False)
