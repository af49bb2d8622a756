"""What the bot tells about itself: commands, name and descriptions, by language."""

from __future__ import annotations

import re
from typing import Any

from playground.cloud.model import Chat, Person
from playground.cloud.refusals import Json, bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
MAX_COMMANDS = 100


class Profile:
    """The bot's profile; language "" is for everybody without one of their own."""

    def __init__(self, name: str) -> None:
        self._texts: dict[str, dict[str, str]] = {"name": {"": name}, "description": {}, "short_description": {}}
        self._commands: dict[str, list[Json]] = {}

    @property
    def name(self) -> str:
        """The name in the default language."""
        return self._texts["name"].get("", "")

    def text(self, field: str, language: str) -> str:
        """A text in `language`, else in the default one."""
        texts = self._texts[field]
        return texts.get(language) or texts.get("", "")

    def set_text(self, field: str, language: str, text: str, most: int) -> None:
        """Sets or, with an empty text, removes one."""
        _check_language(language)
        if len(text) > most:
            raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
        self._texts[field].pop(language, None)
        if text:
            self._texts[field][language] = text

    def set_commands(self, commands: Any, scope: Json | None, language: str) -> None:
        """Sets or, with an empty list, deletes the commands of one scope and language."""
        _check_language(language)
        if not isinstance(commands, list):
            raise bad_request("can't parse commands: expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        key = _key(scope, language)
        self._commands.pop(key, None)
        if commands:
            self._commands[key] = [
                {"command": str(c["command"]).removeprefix("/"), "description": str(c["description"]).strip()}
                for c in commands
            ]

    def commands(self, scope: Json | None, language: str) -> list[Json]:
        """The commands of exactly this scope and language."""
        return self._commands.get(_key(scope, language), [])

    def commands_for(self, person: Person, chat: Chat) -> list[Json]:
        """What this person sees in this chat: Telegram's order, narrow scopes first, own language first."""
        scopes: list[Json] = [{"type": "chat", "chat_id": chat.id}]
        if chat.type == "private":
            scopes.append({"type": "all_private_chats"})
        else:
            scopes.insert(0, {"type": "chat_member", "chat_id": chat.id, "user_id": person.id})
            scopes.append({"type": "all_group_chats"})
        for scope in [*scopes, {"type": "default"}]:
            for language in (person.language_code, ""):
                if found := self.commands(scope, language):
                    return found
        return []

    def dump(self) -> Json:
        """For JSON."""
        return {"texts": self._texts, "commands": self._commands}

    def load(self, dumped: Json) -> None:
        """Takes back what `dump` gave."""
        self._texts, self._commands = dumped["texts"], dumped["commands"]


def _key(scope: Json | None, language: str) -> str:
    scope = scope or {"type": "default"}
    kind = str(scope.get("type", "default"))
    if kind in ("chat", "chat_administrators", "chat_member") and not scope.get("chat_id"):
        raise bad_request("chat_id is empty")
    return f"{kind}|{scope.get('chat_id', '')}|{scope.get('user_id', '')}|{language}"


def _check_language(language: str) -> None:
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
