"""The simulated cloud: everything Telegram would know, and the one door for the bot, `Telegram.call`."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from playground.cloud.faults import Faults
from playground.cloud.files import MAX_UPLOAD, FileStore
from playground.cloud.limits import Limiter, Limits
from playground.cloud.methods.table import METHODS
from playground.cloud.model import FIRST_SUPERGROUP, Callback, Chat, Message, Person, Toast
from playground.cloud.params import Params, Upload
from playground.cloud.profile import Profile
from playground.cloud.refusals import WEBHOOK_ACTIVE, Json, Refused, conflict
from playground.cloud.updates import UpdateQueue
from playground.cloud.webhook import Webhook

log = structlog.get_logger(__name__)

Answer = Json
Listener = Callable[[Json], None]
DEFAULT_TOKEN = "4242:PLAYGROUND_no_secret_at_all"  # noqa: S105 - opens nothing but the simulator


class Telegram:
    """One bot and the people around it. `now` gives aware UTC, `monotonic` the seconds that rate limits count."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str = DEFAULT_TOKEN,
        bot_username: str = "adal_playground_bot",
        bot_name: str = "Adal",
        limits: Limits | None = None,
        files: Path | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        self.monotonic = monotonic
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.limiter = Limiter(limits or Limits())
        self.files = FileStore(files)
        self.updates = UpdateQueue()
        self.profile = Profile(name=bot_name)
        self.faults = Faults()
        self.updates.duplicate = lambda: self.faults.duplicate_updates
        self.webhook = Webhook(self)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.toasts: deque[Toast] = deque(maxlen=1000)
        self.calls: deque[tuple[str, Json]] = deque(maxlen=1000)
        """The bot's newest thousand calls (lower-case method, parameters), for tests."""
        self.problems: list[str] = []
        """Calls the simulator does not know: faults of ours."""
        self.last_id = 0
        self.counter = 0
        self._listeners: list[Listener] = []

    # The bot's door

    async def call(self, method: str, params: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> Answer:
        """Answers one Bot API call as Telegram would. NetworkDown when a fault says that no answer arrives."""
        name = method.lower()
        asked = Params(params, uploads)
        self.calls.append((name, dict(params)))
        try:
            await self.faults.before(name)
            result = await self._perform(name, method, asked)
        except Refused as refused:
            return refused.answer()
        self.faults.after(name)
        return {"ok": True, "result": result}

    async def _perform(self, name: str, method: str, params: Params) -> Any:
        if sum(len(upload.content) for upload in params.uploads.values()) > MAX_UPLOAD:
            raise Refused(413, "Request Entity Too Large")
        if name == "getupdates":
            return await self._get_updates(params)
        known = METHODS.get(name)
        if known is None:
            self.problems.append(f"The simulator does not know the method {method}")
            self.emit({"type": "problem", "text": self.problems[-1]})
            log.error("playground_unknown_method", method=method)
            raise Refused(404, "Not Found: method not found")
        result = known(self, params)
        self.emit({"type": "changed"})
        return result

    async def _get_updates(self, params: Params) -> list[Json]:
        if self.webhook.url:
            raise conflict(WEBHOOK_ACTIVE)
        allowed = params.json("allowed_updates")
        if isinstance(allowed, list):
            self.updates.allowed = [str(kind) for kind in allowed]
        timeout = max(0, min(params.integer("timeout") or 0, 50))
        offset = params.integer("offset") or 0
        result = await self.updates.get(offset, params.integer("limit") or 100, timeout)
        if offset:
            self.emit({"type": "changed"})
        return result

    # People and chats

    def add_person(self, first_name: str, *, person_id: int | None = None, **fields: Any) -> Person:
        """Somebody new, who has not started the bot yet. `fields` are those of Person."""
        number = person_id or max([*self.people, 100_000]) + 1
        person = Person(id=number, first_name=first_name, **fields)
        person.phone = person.phone or f"+7700{number % 10_000_000:07d}"
        self.people[number] = person
        self.chats[number] = Chat(id=number, type="private", username=person.username, members=[number])
        self.emit({"type": "person", "person": number})
        return person

    def add_chat(self, chat: Chat) -> Chat:
        """A group or channel that exists from now on."""
        self.chats[chat.id] = chat
        self.emit({"type": "chat", "chat": chat.id})
        return chat

    def new_group_id(self, *, supergroup: bool) -> int:
        """An unused chat id."""
        base = FIRST_SUPERGROUP if supergroup else 0
        taken = [chat for chat in self.chats if chat < base and (supergroup or chat > FIRST_SUPERGROUP)]
        return min(taken, default=base - 1000) - 1

    # Messages

    def number_for(self, chat: Chat) -> int:
        """The next message number of a chat."""
        if chat.own_numbers:
            chat.last_id += 1
            return chat.last_id
        self.last_id += 1
        return self.last_id

    def unix_now(self) -> int:
        """The present as Telegram's integer date."""
        return int(self.now().timestamp())

    def next_number(self) -> int:
        """A number never used before: for queries, albums."""
        self.counter += 1
        return self.counter

    def post(
        self, chat: Chat, content: Json, *, sender: Json | None, from_bot: bool, keyboard: bool = False
    ) -> Message:
        """Puts a message into a chat and tells the page; queues no update."""
        body: Json = {"message_id": self.number_for(chat), "date": self.unix_now(), "chat": self.chat_body(chat)}
        if sender is not None:
            body["from"] = sender
        message = Message({**body, **content}, from_bot, keyboard)
        chat.messages[message.id] = message
        self.emit({"type": "message", "chat": chat.id, "message": message.id})
        return message

    def bot_user(self) -> Json:
        """The bot as the sender of a message."""
        return {**self.bot, "first_name": self.profile.name or self.bot["first_name"]}

    def chat_body(self, chat: Chat) -> Json:
        """The Bot API's Chat."""
        body: Json = {"id": chat.id, "type": chat.type}
        if chat.type == "private":
            user = self.people[chat.id].user()
            return body | {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        body["title"] = chat.title
        if chat.username:
            body["username"] = chat.username
        if chat.is_forum:
            body["is_forum"] = True
        return body

    def unread(self, chat: Chat, person_id: int) -> int:
        """How many messages of others the person has not seen."""
        seen = chat.read.get(person_id, 0)
        return sum(
            message.id > seen and message.body.get("from", {}).get("id") != person_id
            for message in chat.messages.values()
        )

    # Listeners (the page, the saver)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` with every event; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, event: Json) -> None:
        """Tells the listeners."""
        for listener in list(self._listeners):
            listener(event)

    # Keeping

    def dump(self) -> Json:
        """Everything as JSON values, except the files' contents (they are in their folder)."""
        return {**self.dump_core(), "chats": [chat.dump() for chat in self.chats.values()]}

    def dump_core(self) -> Json:
        """Everything but the chats."""
        return {
            "people": [vars(person) for person in self.people.values()],
            "callbacks": [vars(callback) for callback in self.callbacks.values()],
            "files": self.files.dump(),
            "updates": self.updates.dump(),
            "profile": self.profile.dump(),
            "webhook": self.webhook.dump(),
            "last_id": self.last_id,
            "counter": self.counter,
        }

    def load(self, dumped: Json) -> None:
        """Takes back what `dump` gave."""
        self.people = {fields["id"]: Person(**fields) for fields in dumped["people"]}
        self.chats = {fields["id"]: Chat.restore(fields) for fields in dumped["chats"]}
        self.callbacks = {fields["id"]: Callback(**fields) for fields in dumped["callbacks"]}
        self.files.load(dumped["files"])
        self.updates.load(dumped["updates"])
        self.profile.load(dumped["profile"])
        self.webhook.load(dumped["webhook"])
        self.last_id, self.counter = int(dumped["last_id"]), int(dumped["counter"])

    def skip_numbers(self, by: int) -> None:
        """Leaves a gap in all numbers given out, so that none is used twice after a loss."""
        self.last_id += by
        self.counter += by
        self.updates.skip_ids(by)
        for chat in self.chats.values():
            chat.last_id += by
