"""One call to the Bot API and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from chat.notice import Priority
from transport.clock import Clock, backoff
from transport.pacing import Kind, Pacer

Markup = dict[str, Any]
"""A keyboard as the Bot API's JSON."""


NEVER_STARTED = "chat not found"
"""Said of a person's chat when they have not pressed START yet: what is for them waits until they do."""
UNSAID_SECONDS = 5.0
"""The pause after a 429 that does not say how long, as from a proxy."""


class Lean:
    """A call whose fields are given as JSON and whose answer stays JSON.

    It has what aiogram's sessions ask of a method and none of pydantic: building one button took 25 µs there, and a
    message's answer, which nobody reads, 150.
    """

    __returning__ = Any

    def __init__(self, name: str, /, **fields: Any) -> None:
        """`name` is the Bot API's method; `fields` are JSON values, those that are None are left out."""
        self.__api_method__ = name
        self.fields = {field: value for field, value in fields.items() if value is not None}

    def model_dump(self, **_options: object) -> dict[str, Any]:
        """The fields, as aiogram's sessions read them."""
        return self.fields


Call = Lean | TelegramMethod[Any]
NO_PREVIEW = {"is_disabled": True}


def say(
    chat: int, html: str, markup: Markup | None = None, *, thread: int | None = None, reply_to: int | None = None
) -> Lean:
    """sendMessage; in a group perhaps into a topic, or in reply to a message if that is still there."""
    replied = None if reply_to is None else {"message_id": reply_to, "allow_sending_without_reply": True}
    return Lean(
        "sendMessage",
        chat_id=chat,
        text=html,
        parse_mode="HTML",
        link_preview_options=NO_PREVIEW,
        reply_markup=markup,
        message_thread_id=thread,
        reply_parameters=replied,
    )


def rewrite(chat: int, message_id: int, html: str, markup: Markup | None = None) -> Lean:
    """editMessageText."""
    return Lean(
        "editMessageText",
        chat_id=chat,
        message_id=message_id,
        text=html,
        parse_mode="HTML",
        link_preview_options=NO_PREVIEW,
        reply_markup=markup,
    )


async def perform(bot: Bot, call: Call, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - a session's parameter
    """Makes the call, with no pace and no second try. Raises aiogram's exceptions and OSError."""
    return await bot(cast("TelegramMethod[Any]", call), request_timeout=timeout)


@dataclass(frozen=True)
class Done:
    """Telegram took it."""

    result: Any = None


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot or left Telegram; they must start it again before anything can be sent."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """Telegram will never take this call. `moved_to`: the group has this number now."""

    reason: str
    moved_to: int | None = None


@dataclass(frozen=True)
class Unreachable:
    """The network or Telegram failed; a later try may succeed. `wait` is Telegram's word on how long, in seconds."""

    reason: str
    wait: float | None = None


Outcome = Done | Blocked | Refused | Unreachable


@dataclass(frozen=True)
class Patience:
    """How often a call is tried when the network or Telegram fails, and how often after a 429."""

    tries: int = 1
    rounds: int = 20


AT_ONCE = Patience()
PERSISTENT = Patience(tries=20)
"""About seven minutes: a person waits for this."""


@dataclass
class Counters:
    """What the process has sent, for the log and the metrics."""

    sent: int = 0
    blocked: int = 0
    refused: int = 0
    unreachable: int = 0
    too_many: int = 0


class Caller:
    """Makes calls at the pace Telegram allows."""

    def __init__(self, bot: Bot, pacer: Pacer, clock: Clock) -> None:
        self._bot = bot
        self._pacer = pacer
        self._clock = clock
        self.counters = Counters()

    async def send(
        self,
        call: Call,
        *,
        chat: int,
        priority: Priority = Priority.REPLY,
        patience: Patience = AT_ONCE,
        kind: Kind = "send",
        cost: int = 1,
    ) -> Outcome:
        """Makes the call when it is its turn. After a 429 everybody pauses, then it is made again."""
        failures = rounds = 0
        while True:
            await self._pacer.turn(chat, priority, kind=kind, cost=cost)
            outcome = await self._attempt(call)
            if not isinstance(outcome, Unreachable):
                return outcome
            if outcome.wait is not None:
                rounds += 1
                if rounds > patience.rounds:
                    return outcome
                continue
            failures += 1
            if failures >= patience.tries:
                return outcome
            await self._clock.sleep(backoff(failures, first=0.5, longest=30))

    async def answer(self, query_id: str, text: str | None = None) -> None:
        """Stops the spinner of a tapped button, perhaps with a toast. A query too old to be answered is no harm."""
        call = Lean("answerCallbackQuery", callback_query_id=query_id, text=text)
        await self._attempt(call)

    async def _attempt(self, call: Call) -> Outcome:
        try:
            outcome: Outcome = Done(await perform(self._bot, call))
        except (TelegramAPIError, ClientDecodeError, TimeoutError, OSError) as error:
            outcome = outcome_of(error)
        match outcome:
            case Done():
                self.counters.sent += 1
            case Blocked():
                self.counters.blocked += 1
            case Refused():
                self.counters.refused += 1
            case Unreachable(wait=float(seconds)):
                self.counters.too_many += 1
                self._pacer.pause(seconds)
            case Unreachable():
                self.counters.unreachable += 1
        return outcome


def outcome_of(error: Exception) -> Outcome:
    """What an exception of aiogram's client means for us."""
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Unreachable("too many requests", float(seconds))
        case TelegramForbiddenError():
            return Blocked(reason_of(error))
        case TelegramMigrateToChat(migrate_to_chat_id=heir):
            return Refused("the group became a supergroup", heir)
        case TelegramEntityTooLarge():
            return Refused("too large")
        case TelegramNetworkError() | TelegramServerError() | TelegramUnauthorizedError() | TelegramNotFound():
            return Unreachable(type(error).__name__)
        case TelegramAPIError() if "too many requests" in error.message.lower():
            return Unreachable("too many requests", UNSAID_SECONDS)
        case TelegramAPIError() if (reason := reason_of(error)) == NEVER_STARTED:
            return Blocked(reason)
        case TelegramAPIError():
            return Refused(reason_of(error))
        case _:
            return Unreachable(type(error).__name__)


def reason_of(error: TelegramAPIError) -> str:
    """Telegram's reason in small letters, without what it quotes from the call (words, ids, addresses)."""
    said = re.sub(r"^(bad request|forbidden):\s*", "", error.message.lower())
    said = re.sub(r"[\"'«“].*[\"'»”]", "…", said, flags=re.DOTALL)
    return re.sub(r"\d+|https?://\S+", "…", said).strip()[:120]
