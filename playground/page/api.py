"""The JSON API of the playground's chat page.

Everything is on one origin: `GET /` gives `static/index.html`, `GET /static/<name>` the other files, and the calls
below. Requests and answers are JSON unless said otherwise. Writing calls are POST; a failed one answers
`{"error": "<English sentence>"}` with status 400 (wrong request), 403 (foreign Origin), 404 (no such person, chat,
message or file) or 409 (not possible now, for example no such button). A successful action answers
`{"ok": true, ...}`; what it changed *also* arrives as events, so the page may draw from events alone.
Times are ISO 8601 in UTC ("2026-05-14T04:00:00+00:00") and come from the playground's movable clock.

A private chat's id is the person's id (positive); group ids are negative. `as` is the acting person's id; `chat` may
be left out and then means the private chat of `as` with the bot.

Reading
    GET  /api/state                      → State (everything needed to draw the page at start)
    GET  /api/chats/{chat}?as=ID&before=MESSAGE_ID&limit=50
                                         → ChatView; `before` is for older messages; oldest message first
    GET  /api/files/{file_id}            → the bytes, with Content-Type; `?download=1` adds Content-Disposition
    GET  /api/events                     → server-sent events (text/event-stream), see Events

People and groups
    POST /api/people                     {"first_name", "last_name"?, "username"?, "language_code"?: "kk"|"ru"|...,
                                          "role"?: str, "about"?: str}                        → {"ok", "person": Person}
    POST /api/groups                     {"title", "members": [person id], "forum"?: bool, "with_bot"?: bool,
                                          "bot_admin"?: bool, "kind"?: "group"|"supergroup"|"channel"}
                                                                                              → {"ok", "chat": Chat}
    POST /api/groups/members             {"chat", "person": ID | "bot", "joined": bool}       → {"ok"}

Acting as a person
    POST /api/act/start                  {"as", "payload"?}            opens the bot, as t.me/bot?start=payload does
    POST /api/act/text                   {"as", "chat"?, "text", "reply_to"?: message id, "topic"?: id}
                                                                     → {"ok", "message_id"}
    POST /api/act/upload                 multipart/form-data: as, chat?, kind = photo|video|voice|audio|document|
                                          video_note|sticker, caption?, reply_to?, topic?, duration? (seconds), and
                                          one or more parts named `file`; several photos/videos/documents become one
                                          album                          → {"ok", "message_ids": [id]}
    POST /api/act/location               {"as", "chat"?, "latitude", "longitude", "reply_to"?}
    POST /api/act/contact                {"as", "chat"?}               shares the person's own (fictional) number
    POST /api/act/poll                   {"as", "chat"?, "question", "options": [str]}
    POST /api/act/forward                {"as", "chat"?, "from_chat", "message_id"}
    POST /api/act/edit                   {"as", "chat"?, "message_id", "text"}    own message; edits text or caption
    POST /api/act/delete                 {"as", "chat"?, "message_id"}            own message (the bot is not told)
    POST /api/act/tap                    {"as", "chat"?, "message_id", "row", "column"} presses an inline button.
                                         → {"ok", "kind": "callback", "query_id"}: the bot's answer comes as a `toast`
                                         → {"ok", "kind": "url", "url"} | {"ok", "kind": "copy", "text"}: for the page
    POST /api/act/press                  {"as", "chat"?, "row", "column", "latitude"?, "longitude"?} presses a button of
                                          the reply keyboard; a button with `request: "location"` needs the coordinates
    POST /api/act/react                  {"as", "chat"?, "message_id", "emoji": str | null}
    POST /api/act/block                  {"as", "blocked": bool}       blocks or unblocks the bot
    POST /api/act/read                   {"as", "chat"?}               everything in the chat is seen now

The world
    POST /api/clock                      {"advance_seconds": n} | {"to": "monday-0900"} | {"to": ISO time, later}
                                          | {"reset": true}                                  → {"ok", "clock": Clock}
    POST /api/faults                     any subset of the fields of Faults                 → {"ok", "faults": Faults}
    POST /api/bot                        {"do": "kill" | "restart"}: kill is a power cut, then it starts again; restart
                                          stops gracefully, then starts. 409 when the composer gave no hook

Shapes
    State    {"bot": {"id", "username", "name", "description", "short_description", "running": bool},
              "clock": Clock, "faults": Faults, "people": [Person], "chats": [Chat] (groups and channels),
              "problems": [str] (calls the simulator does not know: faults of the playground)}
    Clock    {"now": ISO, "offset_seconds": number, "timezone": "Asia/Almaty"}
    Faults   {"too_many_requests": int, "server_error": int, "bad_gateway": int, "network_down": int,
              "lost_answers": int (how many of the next calls fail so; -1 is until switched off),
              "retry_after": int (seconds named by the 429s), "latency_ms": int, "duplicate_updates": bool,
              "limits": bool (Telegram's rate limits, on by default)}
    Person   {"id", "first_name", "last_name", "name" (both), "username", "language_code", "role", "about", "phone",
              "started": bool, "blocked": bool, "unread": int, "last": Preview | null (of the private chat)}
    Chat     {"id", "type": "group"|"supergroup"|"channel", "title", "forum": bool, "members": [person id],
              "unread": {person id: int}, "last": Preview | null, "topics": [{"id", "name"}],
              "bot": "member"|"administrator"|"left"|"kicked"}
    Preview  {"text" (one line, shortened), "date", "outgoing": bool (not from the bot), "kind" (see Media, or "text")}
    ChatView {"chat": {"id", "type", "title"}, "messages": [Message], "has_more": bool,
              "keyboard": Keyboard | null (the reply keyboard this person sees now),
              "force_reply": {"message_id", "placeholder"} | null,
              "commands": [{"command", "description"}] (for this person's language and scope),
              "description": str (shown in an empty chat above START), "pinned": [message id]}
    Message  {"id", "chat", "date", "edited": ISO | null, "topic": id | null,
              "from": {"id", "name", "is_bot"}, "outgoing": bool (sent by `as`; in events: not from the bot),
              "text" (plain; text or caption), "html" (the same, safe to put in innerHTML: b i u s a code pre
              blockquote, <span class="spoiler">, line breaks as \\n: use white-space: pre-wrap),
              "media": Media | null, "album": str | null (same value = one album),
              "location": {"latitude", "longitude"} | null, "contact": {"name", "phone"} | null,
              "poll": {"question", "options": [str]} | null,
              "reply_to": {"id", "name", "text"} | null, "forwarded_from": str | null,
              "service": {"kind": "joined"|"left"|"topic"|"pinned"|"migrated"|"created", "text"} | null,
              "buttons": [[Button]] (inline; [] when none), "reaction": str | null, "can_edit": bool}
    Media    {"kind": "photo"|"video"|"voice"|"audio"|"document"|"animation"|"video_note"|"sticker", "url" (src),
              "name", "mime", "size", "duration" | null, "width" | null, "height" | null, "spoiler": bool}
    Button   {"text", "kind": "callback"|"url"|"copy"|"other", "url"?, "copy"?, "style"?: "danger"|"success"|"primary"}
    Keyboard {"rows": [[{"text", "request": "contact"|"location"|"poll"|null, "style"?}]], "one_time": bool,
              "placeholder", "resize": bool}

Events (each SSE `data:` is one JSON object with "type"; after a reconnection fetch /api/state again)
    {"type": "message", "chat", "message": Message}         new message, from either side
    {"type": "edited", "chat", "message": Message}
    {"type": "deleted", "chat", "message_ids": [id]}
    {"type": "keyboard", "chat", "person", "keyboard": Keyboard | null}
    {"type": "typing", "chat", "action"}                    sendChatAction; show it for 5 s or until the next message
    {"type": "toast", "person", "query_id", "text", "alert": bool, "url": str | null}
                                                            answerCallbackQuery; empty text = stop the spinner
    {"type": "unread", "chat", "person", "unread": int}
    {"type": "person", "person": Person}                    new or changed (started, blocked, ...)
    {"type": "chat", "chat": Chat}                          new or changed group
    {"type": "commands"}                                    the bot's commands or profile changed: fetch ChatView again
    {"type": "clock", "clock": Clock} | {"type": "faults", "faults": Faults}
    {"type": "bot", "running": bool}
    {"type": "problem", "text"}                             the bot called something the simulator does not know
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from playground.clock import MovableClock
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram
from playground.page import act as page_act
from playground.page import view as page_view
from playground.page.events import Events
from playground.page.guard import guard
from playground.page.request import Request, Wrong
from playground.page.world import Restart, World

STATIC = Path(__file__).parent / "static"


class Page:
    """The chat page of one simulated cloud. `restart` kills or restarts the bot; None where it cannot be."""

    def __init__(
        self,
        cloud: Telegram,
        clock: MovableClock,
        *,
        timezone: ZoneInfo = ZoneInfo("Asia/Almaty"),  # noqa: B008 - immutable
        restart: Restart | None = None,
        static: Path = STATIC,
    ) -> None:
        self.cloud = cloud
        self.static = static
        self.events = Events(cloud)
        self._world = World(cloud, clock, timezone, restart, self.events)
        self.bot_running = True

    def set_bot_running(self, running: bool) -> None:
        """Tells the page whether the bot is up."""
        self.bot_running = running
        self.events.send({"type": "bot", "running": running})

    def add_to(self, app: web.Application, allowed_hosts: frozenset[str] = frozenset()) -> None:
        """Adds the page's routes and its guard against foreign sites to an application.

        `allowed_hosts`: names beside localhost and plain addresses under which the page may be opened.
        """
        app.middlewares.append(guard(allowed_hosts))
        app.router.add_get("/", self._index)
        app.router.add_static("/static", self.static)
        app.router.add_get("/api/state", self._state)
        app.router.add_get("/api/chats/{chat}", self._chat)
        app.router.add_get("/api/files/{file_id}", self._file)
        app.router.add_get("/api/events", self.events.stream)
        posts: dict[str, Callable[[Request], Awaitable[Json]]] = {
            "/api/people": self._world.new_person,
            "/api/groups": self._world.new_group,
            "/api/groups/members": self._world.member,
            "/api/clock": self._world.clock,
            "/api/faults": self._world.faults,
            "/api/bot": self._world.bot,
        }
        for path, action in posts.items():
            app.router.add_post(path, page_act.answering(self.cloud, action))
        page_act.add_actions(app, self.cloud)
        app.on_shutdown.append(self.events.close)

    # Reading

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(self.static / "index.html", headers={"Cache-Control": "no-cache"})

    async def _state(self, request: web.Request) -> web.Response:
        cloud = self.cloud
        bot = {key: cloud.bot[key] for key in ("id", "username")}
        texts = {key: cloud.profile.text(key, "") for key in ("name", "description", "short_description")}
        groups = [chat for chat in cloud.chats.values() if chat.type != "private" and chat.migrated_to is None]
        return web.json_response(
            {
                "bot": {**bot, **texts, "running": self.bot_running},
                "clock": self._world.clock_view(),
                "faults": self._world.faults_view(),
                "people": [page_view.person(cloud, person) for person in cloud.people.values()],
                "chats": [page_view.chat(cloud, chat) for chat in groups],
                "problems": cloud.problems,
            }
        )

    async def _chat(self, request: web.Request) -> web.Response:
        asked = Request(self.cloud, {**request.query, "chat": request.match_info["chat"]})
        try:
            chat, viewer = asked.chat(), asked.person()
            before, limit = asked.optional_integer("before"), asked.optional_integer("limit") or 50
        except Wrong as wrong:
            return web.json_response({"error": str(wrong)}, status=wrong.status)
        return web.json_response(page_view.conversation(self.cloud, chat, viewer, before, max(1, min(limit, 500))))

    async def _file(self, request: web.Request) -> web.Response:
        stored = self.cloud.files.find(request.match_info["file_id"])
        if stored is None:
            return web.json_response({"error": "There is no such file."}, status=404)
        content = self.cloud.files.content(stored)
        return page_view.file_response(stored, content, download="download" in request.query)
