"""The first calls of a start: Telegram, or the network, may not be there yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError

from transport.calls import Unreachable, outcome_of
from transport.clock import Clock, backoff
from transport.log import log, what

T = TypeVar("T")


class TokenRefused(Exception):
    """Telegram does not know the bot; the text says what to set right."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not know this bot. Check ADAL_BOT_TOKEN (from @BotFather) and ADAL_BOT_API_URL. "
            "Nothing is lost: what people send meanwhile waits with Telegram for a day."
        )


async def reached(ask: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Asks until Telegram answers: no name service, no network, 429 and 5xx are waited for.

    Raises TokenRefused; aiogram's exceptions for what Telegram does not take.
    """
    failures = 0
    while True:
        try:
            return await ask()
        except (TelegramUnauthorizedError, TelegramNotFound):  # 404 is the answer to a token of the wrong length
            raise TokenRefused from None
        except TelegramAPIError as error:
            outcome = outcome_of(error)
            if not isinstance(outcome, Unreachable):
                raise
            failures += 1
            seconds = backoff(failures) if outcome.wait is None else outcome.wait
            log.warning("Telegram cannot be reached yet", **what(error), retry_in=round(seconds, 1))
            await clock.sleep(seconds)
