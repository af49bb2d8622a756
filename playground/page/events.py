"""Events for the chat page, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus

from aiohttp import web

from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram
from playground.page import view as page_view

_HEARTBEAT_SECONDS = 15
_MOST_WAITING = 2000
_AS_IT_IS = frozenset({"toast", "typing", "deleted", "commands", "problem"})


class Events:
    """Turns what happens in the cloud into the page's events, for every open page."""

    def __init__(self, cloud: Telegram) -> None:
        self._cloud = cloud
        self._pages: set[asyncio.Queue[str | None]] = set()
        cloud.subscribe(self._on_event)

    def send(self, event: Json) -> None:
        """To all open pages. A page that does not read is cut off; it reconnects and asks for everything."""
        text = json.dumps(event, ensure_ascii=False)
        for queue in list(self._pages):
            if queue.qsize() >= _MOST_WAITING:
                self._pages.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(text)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """GET /api/events."""
        response = web.StreamResponse(
            status=HTTPStatus.OK,
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._pages.add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            with suppress(ConnectionResetError):  # the page was closed
                while (text := await self._next(queue)) is not None:
                    await response.write(text.encode())
        finally:
            self._pages.discard(queue)
        return response

    async def close(self, app: web.Application) -> None:
        """Ends all streams, so that the server can stop."""
        for queue in self._pages:
            queue.put_nowait(None)

    async def _next(self, queue: asyncio.Queue[str | None]) -> str | None:
        try:
            async with asyncio.timeout(_HEARTBEAT_SECONDS):
                text = await queue.get()
        except TimeoutError:
            return ": still here\n\n"
        return None if text is None else f"data: {text}\n\n"

    def _on_event(self, event: Json) -> None:
        if not self._pages:
            return
        for shaped in self._shape(event):
            self.send(shaped)

    def _shape(self, event: Json) -> list[Json]:
        cloud, kind = self._cloud, event["type"]
        if kind in _AS_IT_IS:
            return [event]
        if kind == "person":
            return [{"type": kind, "person": page_view.person(cloud, cloud.people[event["person"]])}]
        chat = cloud.chats.get(event.get("chat", 0))
        if chat is None:
            return []
        if kind in ("message", "edited"):
            message = chat.messages[event["message"]]
            shaped = {"type": kind, "chat": chat.id, "message": page_view.message(cloud, chat, message, None)}
            unread = [self._unread(chat.id, person) for person in chat.members] if kind == "message" else []
            return [shaped, *unread]
        if kind == "unread":
            return [self._unread(chat.id, event["person"])]
        if kind == "keyboard":
            return [{**event, "keyboard": page_view.keyboard(chat.keyboards.get(event["person"]))}]
        if kind == "chat" and chat.type != "private":
            return [{"type": kind, "chat": page_view.chat(cloud, chat)}]
        return []

    def _unread(self, chat: int, person: int) -> Json:
        count = self._cloud.unread(self._cloud.chats[chat], person)
        return {"type": "unread", "chat": chat, "person": person, "unread": count}
