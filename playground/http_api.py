"""The simulated Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

Point aiogram at it with `TelegramAPIServer.from_base("http://host:port")`.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web

from playground.cloud.files import MAX_UPLOAD
from playground.cloud.params import Upload
from playground.cloud.refusals import Json, NetworkDown, Refused, bad_request
from playground.cloud.telegram import Telegram
from playground.multipart import read_multipart

log = structlog.get_logger(__name__)

#: Room for the other fields beside 50 MB of files.
_BODY_LIMIT = MAX_UPLOAD + 1024 * 1024


def add_bot_api(app: web.Application, cloud: Telegram) -> None:
    """Adds the routes of the Bot API to an application."""
    api = _BotApi(cloud)
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", api.call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", api.download)


def bot_api_app(cloud: Telegram) -> web.Application:
    """An application with nothing but the Bot API."""
    app = web.Application(client_max_size=_BODY_LIMIT)
    add_bot_api(app, cloud)
    return app


class _BotApi:
    def __init__(self, cloud: Telegram) -> None:
        self._cloud = cloud

    async def call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._cloud.token:
            return _json({"ok": False, "error_code": 401, "description": "Unauthorized"})
        try:
            params, uploads = await _read(request)
            answer = await self._cloud.call(request.match_info["method"], params, uploads)
        except Refused as refused:
            return _json(refused.answer())
        except NetworkDown:
            return _hang_up(request)
        return _json(answer)

    async def download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._cloud.token:
            return _json({"ok": False, "error_code": 401, "description": "Unauthorized"})
        try:
            await self._cloud.faults.before("download")
        except Refused as refused:
            return _json(refused.answer())
        except NetworkDown:
            return _hang_up(request)
        stored = self._cloud.files.find_path(request.match_info["path"])
        if stored is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=self._cloud.files.content(stored), content_type="application/octet-stream")


def _json(answer: Json) -> web.Response:
    status = int(answer.get("error_code", HTTPStatus.OK))
    headers = {}
    if "retry_after" in answer.get("parameters", {}):
        headers["Retry-After"] = str(answer["parameters"]["retry_after"])
    text = json.dumps(answer, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json", headers=headers)


def _hang_up(request: web.Request) -> web.Response:
    """Breaks the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=HTTPStatus.BAD_GATEWAY)  # nobody will read it


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from the query, and from a JSON, form or multipart body."""
    params: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except json.JSONDecodeError as error:
            raise bad_request("can't parse JSON object") from error
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON object: expected an Object")
        params |= body
    elif request.content_type == "multipart/form-data":
        form = await read_multipart(request, _BODY_LIMIT)
        if form.too_big:
            raise Refused(413, "Request Entity Too Large")
        params |= form.fields
        uploads = dict(form.uploads)
    elif request.can_read_body:
        params |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return params, uploads
