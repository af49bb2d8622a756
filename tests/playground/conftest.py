"""A simulated Telegram with clocks that stand still unless a test moves them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from playground.cloud.limits import Limits
from playground.cloud.telegram import Telegram
from playground.people.phone import Phone, new_phone

Call = Callable[..., Coroutine[Any, Any, Any]]


@dataclass
class Time:
    """Both clocks of the simulator."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 5, 14, 4, 0, tzinfo=UTC))
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def cloud(clock: Time) -> Telegram:
    return Telegram(clock.now, monotonic=clock.monotonic, limits=Limits.off())


@pytest.fixture
def aigul(cloud: Telegram) -> Phone:
    """Somebody who has started the bot."""
    phone = new_phone(cloud, "Айгүл", language_code="kk")
    phone.start()
    return phone


@pytest.fixture
def call(cloud: Telegram) -> Call:
    """Calls a method and gives its result; a refusal gives its (code, description)."""

    async def perform(method: str, **params: Any) -> Any:
        answer = await cloud.call(method, params)
        return answer["result"] if answer["ok"] else (answer["error_code"], answer["description"])

    return perform
