"""What the chat page asks, read with checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.cloud.model import Chat, Person
from playground.cloud.params import Upload
from playground.cloud.telegram import Telegram
from playground.people.phone import Phone


class Wrong(Exception):
    """A request the page should not have made; the text tells its author what is wrong."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


class Request:
    """The values of one request, from JSON, a form or the query; and uploaded files."""

    def __init__(self, cloud: Telegram, values: Mapping[str, Any], uploads: list[Upload] | None = None) -> None:
        self._cloud = cloud
        self.values = values
        self.uploads = uploads or []

    def text(self, name: str) -> str:
        """A string; "" when missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Wrong(f'"{name}" must be a string.')
        return value

    def required_text(self, name: str) -> str:
        """A string that is not blank."""
        value = self.text(name).strip()
        if not value:
            raise Wrong(f'"{name}" is missing.')
        return value

    def flag(self, name: str) -> bool:
        """A boolean; false when missing."""
        return self.values.get(name) in (True, "true", "1")

    def number(self, name: str) -> float:
        """A number."""
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            raise Wrong(f'"{name}" must be a number.') from None

    def optional_integer(self, name: str) -> int | None:
        """An integer; None when missing or null."""
        if self.values.get(name) in (None, ""):
            return None
        return self.integer(name)

    def integer(self, name: str) -> int:
        """An integer."""
        return int(self.number(name))

    def numbers(self, name: str) -> list[int]:
        """A list of integers."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            raise Wrong(f'"{name}" must be a list of integers.')
        return value

    def person(self) -> Person:
        """Who acts: `as`."""
        person = self._cloud.people.get(self.integer("as"))
        if person is None:
            raise Wrong("There is no such person.", 404)
        return person

    def phone(self) -> Phone:
        """The acting person's app."""
        return Phone(self._cloud, self.person())

    def chat_id(self) -> int:
        """`chat`, or the private chat of `as`."""
        number = self.optional_integer("chat")
        return self.person().id if number is None else number

    def chat(self) -> Chat:
        """The chat itself."""
        chat = self._cloud.chats.get(self.chat_id())
        if chat is None:
            raise Wrong("There is no such chat.", 404)
        return chat
