"""What Telegram accepts as `reply_markup`."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from playground.cloud.refusals import Json, Refused, bad_request

MAX_INLINE_BUTTONS = 100
MAX_KEYBOARD_BUTTONS = 300
MAX_ROW = {"inline_keyboard": 8, "keyboard": 12}
MAX_MARKUP_BYTES = 10_240
MAX_CALLBACK_DATA_BYTES = 64
MAX_COPY_TEXT = 256

_INLINE_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
)


def check_markup(markup: Json | None, *, inline_only: bool = False) -> Json | None:
    """The markup as Telegram stores it (None for none); Refused where Telegram refuses it."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard", MAX_INLINE_BUTTONS)
        for row in rows:
            for button in row:
                _check_inline_button(button)
        _check_size(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", MAX_KEYBOARD_BUTTONS)
        if not rows:
            raise bad_request("reply keyboard is empty")
        rows = [[_keyboard_button(button) for button in row] for row in rows]
        _check_size(rows)
        return {**markup, "keyboard": rows}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise bad_request("object expected as reply markup")


def _rows(rows: Any, name: str, most: int) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'can\'t parse {name.replace("_", " ")}: Field "{name}" must be of type Array of Array')
    kept = [row for row in rows if row]
    if sum(map(len, kept)) > most or any(len(row) > MAX_ROW[name] for row in kept):
        raise bad_request("reply markup is too long")
    return kept


def _check_size(rows: list[list[Any]]) -> None:
    if len(json.dumps(rows, ensure_ascii=False).encode()) > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in _INLINE_ACTIONS if action in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is allowed")
    _check_action(actions[0], button)


def _check_action(action: str, button: Json) -> None:
    if action == "callback_data" and not 1 <= len(str(button[action]).encode()) <= MAX_CALLBACK_DATA_BYTES:
        raise _invalid("BUTTON_DATA_INVALID")
    if action == "url" and not _is_link(str(button[action])):
        raise bad_request(f"inline keyboard button URL '{button[action]}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(str(button[action].get("text", ""))) <= MAX_COPY_TEXT:
        raise _invalid("BUTTON_COPY_TEXT_INVALID")


def _is_link(url: str) -> bool:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))


def _keyboard_button(button: Any) -> Json:
    shaped: Json = {"text": button} if isinstance(button, str) else dict(button)
    if not str(shaped.get("text", "")).strip():
        raise bad_request("keyboard button text must be non-empty")
    return shaped


def _invalid(name: str) -> Refused:
    return bad_request(name)
