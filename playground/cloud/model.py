"""Who and what is in the simulated cloud: people, chats, messages, callback queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from playground.cloud.refusals import Json

ChatType = Literal["private", "group", "supergroup", "channel"]
BotStatus = Literal["member", "administrator", "left", "kicked"]

FIRST_SUPERGROUP = -1_000_000_000_000


@dataclass
class Person:
    """Somebody with a Telegram account. `role` and `about` are for the chat page only."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "kk"
    role: str = ""
    about: str = ""
    phone: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return user | {key: value for key, value in optional.items() if value}


@dataclass
class Message:
    """A message as the bot sees it, and what only the cloud knows about it."""

    body: Json
    from_bot: bool
    has_keyboard: bool = False
    """Sent with a reply keyboard: Telegram lets no bot edit such a message."""
    reactions: dict[str, str] = field(default_factory=dict)
    """User id (as text, for JSON) to emoji."""

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.body["message_id"])

    @property
    def text(self) -> str:
        """Text or caption; empty for neither."""
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def buttons(self) -> list[list[Json]]:
        """Rows of inline buttons."""
        rows: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


@dataclass
class Chat:
    """A conversation. A private chat has the person's id."""

    id: int
    type: ChatType
    title: str = ""
    username: str = ""
    is_forum: bool = False
    bot_status: BotStatus = "member"
    members: list[int] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    read: dict[int, int] = field(default_factory=dict)
    """Person → the last message they have seen."""
    keyboards: dict[int, Json] = field(default_factory=dict)
    """Person → the reply keyboard (or force_reply) they see now."""
    last_id: int = 0
    migrated_to: int | None = None

    @property
    def is_group(self) -> bool:
        """A group of either kind."""
        return self.type in ("group", "supergroup")

    @property
    def own_numbers(self) -> bool:
        """Supergroups and channels number their messages themselves; other chats share the bot's numbers."""
        return self.type in ("supergroup", "channel")

    def dump(self) -> Json:
        """For JSON; to be written at once, because it shares the messages with the chat."""
        messages = {number: vars(message) for number, message in self.messages.items()}
        return {**vars(self), "messages": messages}

    @classmethod
    def restore(cls, dumped: Json) -> Chat:
        """From what `dump` gave, after JSON turned the keys into text."""
        fields: dict[str, Any] = dict(dumped)
        fields["messages"] = {int(key): Message(**value) for key, value in dumped["messages"].items()}
        for name in ("topics", "read", "keyboards"):
            fields[name] = {int(key): value for key, value in dumped[name].items()}
        return cls(**fields)


@dataclass
class Callback:
    """A pressed inline button that waits for its answer."""

    id: str
    user_id: int
    pressed_at: float
    """Seconds since 1970 by the playground's clock."""
    answered: bool = False


@dataclass(frozen=True)
class Toast:
    """The bot's answer to a pressed button, as the person sees it."""

    user_id: int
    query_id: str
    text: str
    alert: bool
    url: str | None = None
