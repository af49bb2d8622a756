"""A real aiogram Bot over real HTTP on 127.0.0.1."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendDice
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from aiohttp.test_utils import TestServer
from PIL import Image

from playground.cloud.files import sample_photo
from playground.cloud.telegram import DEFAULT_TOKEN, Telegram
from playground.http_api import bot_api_app
from playground.people.phone import Phone


@pytest.fixture
async def server(cloud: Telegram) -> AsyncIterator[TestServer]:
    running = TestServer(bot_api_app(cloud), host="127.0.0.1")
    async with running:
        yield running


@pytest.fixture
async def bot(server: TestServer) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(str(server.make_url(""))))
    async with Bot(DEFAULT_TOKEN, session=session) as running:
        yield running


async def test_a_conversation(bot: Bot, aigul: Phone) -> None:
    [start] = await bot.get_updates(timeout=1)
    assert start.message is not None
    assert start.message.text == "/start"
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Иә", callback_data="y")]])
    sent = await bot.send_message(aigul.person.id, "<b>Сәлем</b>", parse_mode="HTML", reply_markup=keyboard)
    assert sent.html_text == "<b>Сәлем</b>"
    query = aigul.tap("Иә")
    [pressed] = await bot.get_updates(offset=start.update_id + 1)
    assert pressed.callback_query is not None
    assert pressed.callback_query.id == query
    await bot.answer_callback_query(query, text="Рақмет")
    assert aigul.toasts[-1].text == "Рақмет"


async def test_files_go_up_and_come_down(bot: Bot, aigul: Phone) -> None:
    picture = sample_photo(size=(1600, 800))
    sent = await bot.send_photo(aigul.person.id, BufferedInputFile(picture, "сурет.jpg"), caption="Дәлел")
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (1280, 640)
    document = await bot.send_document(aigul.person.id, BufferedInputFile(picture, "сурет 1.jpg"))
    assert document.document is not None
    assert document.document.file_name == "сурет 1.jpg"
    again = await bot.send_document(aigul.person.id, document.document.file_id)
    assert again.document is not None
    assert again.document.file_unique_id == document.document.file_unique_id
    target = io.BytesIO()
    await bot.download(document.document.file_id, target)
    assert target.getvalue() == picture
    album = [InputMediaPhoto(media=BufferedInputFile(picture, f"{index}.jpg")) for index in range(3)]
    assert len(await bot.send_media_group(aigul.person.id, list(album))) == 3


async def test_photos_lose_their_metadata(bot: Bot, aigul: Phone) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Abai avenue 10"
    with_place = io.BytesIO()
    Image.new("RGB", (200, 100)).save(with_place, "JPEG", exif=exif)
    assert b"Abai avenue" in with_place.getvalue()
    aigul.send_photo(with_place.getvalue())
    target = io.BytesIO()
    await bot.download(aigul.messages()[-1].body["photo"][-1]["file_id"], target)
    assert Image.open(target).size == (200, 100)
    assert b"Abai avenue" not in target.getvalue()


async def test_refusals_become_aiograms_exceptions(bot: Bot, cloud: Telegram, aigul: Phone) -> None:
    chat = aigul.person.id
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(chat, "<b>x", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(chat, BufferedInputFile(b"not a picture", "x.jpg"))
    with pytest.raises(TelegramNotFound):
        await bot(SendDice(chat_id=chat))
    cloud.faults.change({"too_many_requests": 1, "retry_after": 9})
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(chat, "x")
    assert caught.value.retry_after == 9
    cloud.faults.change({"bad_gateway": 1})
    with pytest.raises(TelegramServerError):
        await bot.send_message(chat, "x")
    cloud.faults.change({"network_down": 1})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(chat, "x")
    aigul.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(chat, "x")


async def test_uploads_over_50_megabytes(bot: Bot, aigul: Phone) -> None:
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(aigul.person.id, BufferedInputFile(bytes(51 * 1024 * 1024), "big.bin"))


async def test_wrong_token(server: TestServer) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(str(server.make_url(""))))
    async with Bot("1:WRONG", session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_json_form_and_query_are_all_read(server: TestServer, aigul: Phone) -> None:
    url = server.make_url(f"/bot{DEFAULT_TOKEN}/SENDMESSAGE")
    values = {"chat_id": str(aigul.person.id), "text": "x"}
    async with aiohttp.ClientSession() as client:
        for arguments in ({"json": values}, {"data": values}, {"params": values}):
            async with client.post(url, **arguments) as answer:  # type: ignore[arg-type]
                assert (await answer.json())["result"]["text"] == "x"
        async with client.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400
