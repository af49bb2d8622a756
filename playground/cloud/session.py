"""An aiogram session that calls the simulator directly, without HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram.client.bot import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from playground.cloud.params import Upload
from playground.cloud.refusals import NetworkDown
from playground.cloud.telegram import Telegram


class DownloadFailed(OSError):
    """The simulated file server has no such file, or the network is down."""


class SimulatorSession(BaseSession):
    """Serialises calls as AiohttpSession does; answers come as JSON text, so nothing is shared with the cloud."""

    def __init__(self, cloud: Telegram) -> None:
        super().__init__()
        self.cloud = cloud

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        """One call; the same exceptions as over HTTP."""
        files: dict[str, InputFile] = {}
        params: dict[str, str] = {}
        for key, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files)
            if prepared:
                params[key] = str(prepared)
        uploads = {
            key: Upload(file.filename or key, b"".join([chunk async for chunk in file.read(bot)]))
            for key, file in files.items()
        }
        try:
            async with asyncio.timeout(self.timeout if timeout is None else timeout):
                answer = await self.cloud.call(method.__api_method__, params, uploads)
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except NetworkDown as error:
            raise TelegramNetworkError(method=method, message=f"ClientConnectionError: {error}") from error
        response = self.check_response(
            bot=bot, method=method, status_code=answer.get("error_code", 200), content=json.dumps(answer)
        )
        return cast(TelegramType, response.result)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - the signature is aiogram's
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """A file's content in chunks. DownloadFailed when there is none."""
        content = await download(self.cloud, url.split(f"/file/bot{self.cloud.token}/", 1)[-1])
        for begin in range(0, len(content), chunk_size):
            yield content[begin : begin + chunk_size]


async def download(cloud: Telegram, path: str) -> bytes:
    """The content behind a `file_path`, with the injected faults."""
    try:
        await cloud.faults.before("download")
    except Exception as error:
        raise DownloadFailed(str(error)) from error
    stored = cloud.files.find_path(path)
    if stored is None:
        raise DownloadFailed("404: Not Found")
    return cloud.files.content(stored)
