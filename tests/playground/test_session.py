"""The session without HTTP behaves as the one with it."""

from __future__ import annotations

import asyncio
import io

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.types import BufferedInputFile, FSInputFile

from playground.cloud.files import sample_photo
from playground.cloud.session import DownloadFailed, SimulatorSession
from playground.cloud.telegram import DEFAULT_TOKEN, Telegram
from playground.people.phone import Phone


@pytest.fixture
def bot(cloud: Telegram) -> Bot:
    return Bot(DEFAULT_TOKEN, session=SimulatorSession(cloud))


async def test_messages_and_files(bot: Bot, aigul: Phone) -> None:
    [start] = await bot.get_updates()
    assert start.message is not None
    assert start.message.bot is bot
    sent = await bot.send_photo(aigul.person.id, BufferedInputFile(sample_photo(), "a.jpg"))
    assert sent.photo is not None
    target = io.BytesIO()
    await bot.download(sent.photo[-1].file_id, target)
    assert target.getvalue().startswith(b"\xff\xd8")
    document = await bot.send_document(aigul.person.id, FSInputFile(__file__))
    assert document.document is not None
    assert document.document.file_name == "test_session.py"


async def test_exceptions(bot: Bot, cloud: Telegram, aigul: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(aigul.person.id, " ")
    cloud.faults.change({"too_many_requests": 1})
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(aigul.person.id, "x")
    cloud.faults.change({"network_down": 1})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(aigul.person.id, "x")
    with pytest.raises(DownloadFailed):
        await bot.download_file("photos/none.jpg")


async def test_latency_runs_into_the_timeout(bot: Bot, cloud: Telegram, aigul: Phone) -> None:
    cloud.faults.change({"latency_ms": 200})
    bot.session.timeout = 0.02
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(aigul.person.id, "x")


async def test_a_long_poll_can_be_cancelled_without_losing_updates(bot: Bot, aigul: Phone) -> None:
    [start] = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=30))
    await asyncio.sleep(0.01)
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    aigul.send_text("сәлем")
    assert len(await bot.get_updates(offset=start.update_id + 1)) == 1
