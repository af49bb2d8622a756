"""The parameters of one Bot API call, read with the types the method expects.

Over HTTP every value is a string, in JSON bodies it may be a number, an object or a list: both are accepted, as
Telegram does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.cloud.entities import with_found_entities
from playground.cloud.markup import FormattedText, parse_html
from playground.cloud.refusals import Json, bad_request


@dataclass(frozen=True)
class Upload:
    """A file sent along with a call."""

    name: str
    content: bytes
    mime: str = ""


class Params:
    """Typed access to raw parameters."""

    def __init__(self, raw: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self.raw = raw
        self.uploads = dict(uploads or {})

    def __contains__(self, name: str) -> bool:
        return self.raw.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """A string; empty or missing gives the default."""
        value = self.raw.get(name)
        return default if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """An integer or None; what is not a number reads as missing, as at Telegram."""
        value = self.raw.get(name)
        if value is None or isinstance(value, bool):
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            return None

    def number(self, name: str) -> float | None:
        """A float or None."""
        try:
            return float(self.raw[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """A boolean; missing is false."""
        return str(self.raw.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str) -> Any:
        """A JSON value, given as such or as its text; None when missing."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def markup(self) -> Json | None:
        """`reply_markup` as an object."""
        value = self.json("reply_markup")
        if value is not None and not isinstance(value, dict):
            raise bad_request("object expected as reply markup")
        return value

    def formatted(self, name: str, entities: str) -> FormattedText:
        """Text with its formatting, from `parse_mode` or from given entities."""
        return read_formatted(self.text(name), self.text("parse_mode"), self.json(entities))


def read_formatted(source: str, parse_mode: str, entities: Any) -> FormattedText:
    """Text as Telegram stores it: parsed, stripped, with links and commands found."""
    if parse_mode.lower() == "html":
        formatted = parse_html(source)
    elif parse_mode:
        # Telegram knows Markdown too; the bot writes HTML only, and a silent pass would hide a mistake.
        raise bad_request("unsupported parse_mode")
    else:
        formatted = FormattedText(source, tuple(entities or ()))
    return with_found_entities(formatted.stripped())
