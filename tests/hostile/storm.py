"""A storm of forged and mangled updates against the whole bot. The same seed gives the same storm."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from chat.screen import MAX_ROUTE_BYTES
from handlers.journeys import all_routes
from storage.setaside import all_set_aside
from tests.harness import Someone, World
from tests.scenarios.steps import count
from transport.polling import read

EVIL = (
    "", " ", "\x00", "\ud800", "\u202egpj.exe", "A" * 5000, "🏳️‍🌈" * 300, "../../etc/passwd", "NUL", "a\\b\0c",
    "<b>жирно</b><a href='tg://user?id=1'>x</a>", "</blockquote><script>alert(1)</script>", "&lt;&amp;", "*_`[x](y)",
    "{ $code }", "{ NUMBER($x) }", "#let x = read(\"/etc/passwd\")", "$sum$ #eval(\"1\")", "=HYPERLINK(\"http://x\")",
    "@SUM(1+1)", "+7", "-1", "'; DROP TABLE complaint; --", "\" OR 1=1", "%00", "${jndi:ldap://x}", "/start i_' OR 1",
    "/start v_", "/report", "/people", "/audit", "/menu@other_bot", "AD-2222-2222", "9" * 400, "1e999", "NaN",
)  # fmt: skip
"""Texts that break what is careless."""
BATCH = 10
"""Updates of one poll."""
SHOWN = 1_200
"""Characters of an update that broke something, and of what was said about it."""
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), 10**30)


class Storm:
    """Sends a person's updates, mangled, straight into the intake."""

    def __init__(self, world: World, seed: int, people: list[Someone]) -> None:
        self.world = world
        self.random = Random(seed)
        self.people = people
        self.routes = all_routes()
        self._next = 2 * 10**9

    async def blow(self, updates: int) -> None:
        """So many updates; after each the bot stands, and nothing has been set aside that it could read."""
        for _ in range(0, updates, BATCH):
            await self.send([self._update() for _ in range(BATCH)])

    async def send(self, raw: list[dict[str, Any]]) -> None:
        """Updates as JSON, as one poll brings them. Raises AssertionError if a handler broke on one."""
        good, bad = read(json.loads(json.dumps(raw)))
        before = count(self.world, "set_aside")
        await self.world.app.intake.take(good, bad)
        broken = count(self.world, "set_aside") - before
        assert broken == len(bad), await self._what_broke({one.update_id for one in bad})

    async def _what_broke(self, unreadable: set[int]) -> str:
        """The newest update that broke a handler, and where."""
        async with self.world.app.store.read() as connection:
            newest = await all_set_aside(connection, self.world.app.store.vault)
        one = next(one for one in newest if one.update_id not in unreadable)
        return f"{one.raw.decode()[:SHOWN]}\n{one.traceback[-SHOWN:]}"

    def _update(self) -> dict[str, Any]:
        self._next += 1
        someone = self.random.choice(self.people)
        made = self.random.choice((self._tap, self._tap, self._said, self._mangled))(someone)
        return {**made, "update_id": self._next}

    def _user(self, someone: Someone) -> dict[str, Any]:
        name = self.random.choice(EVIL[:24]) or "x"
        return {"id": someone.phone.person.id, "is_bot": False, "first_name": name.replace("\ud800", "")}

    def _message(self, someone: Someone, **content: Any) -> dict[str, Any]:
        chat = {"id": someone.phone.person.id, "type": "private", "first_name": "x"}
        number = self.random.randrange(1, 500)
        return {"message_id": number, "date": 1, "chat": chat, "from": self._user(someone), **content}

    def _tap(self, someone: Someone) -> dict[str, Any]:
        name = self.random.choice(sorted(self.routes.taps))
        takes = self.routes.taps[name].takes
        extra = self.random.choice((0, 0, 0, 1, -1))
        args = [self._argument(takes[at] if at < len(takes) else str) for at in range(max(0, len(takes) + extra))]
        data = self.random.choice(("", "", "+")) + ":".join((name, *args))
        if self.random.random() < 0.8:  # Telegram itself lets no more through
            data = data.encode()[:MAX_ROUTE_BYTES].decode(errors="ignore")
        message = self._message(someone, text="x")
        query = {"id": "1", "from": self._user(someone), "message": message, "chat_instance": "1", "data": data}
        return {"callback_query": query}

    def _argument(self, kind: type) -> str:
        if kind is int and self.random.random() < 0.8:
            return str(self.random.choice((*NUMBERS, *range(10))))
        return self.random.choice((*EVIL, "KZ-71", "yes", "no", "new", "bribe")).replace("\ud800", "")

    def _said(self, someone: Someone) -> dict[str, Any]:
        return {"message": self._message(someone, **self._content())}

    def _content(self) -> dict[str, Any]:
        evil = self.random.choice(EVIL)
        file = {"file_id": "f", "file_unique_id": "u", "file_size": self.random.choice(NUMBERS)}
        return self.random.choice(
            (
                {"text": evil},
                {"document": {**file, "file_name": evil}, "caption": evil},
                {"voice": {**file, "duration": 1}},
                {"location": {"latitude": self.random.choice((0, 91, -91, 1e300)), "longitude": 500}},
                {"contact": {"phone_number": evil, "first_name": evil}},
                {"sticker": 1},
            )
        )

    def _mangled(self, someone: Someone) -> dict[str, Any]:
        whole: dict[str, Any] = json.loads(json.dumps(self.random.choice((self._tap, self._said))(someone)))
        part: Any = whole
        while isinstance(part, dict) and part:
            key = self.random.choice(sorted(part))
            if self.random.random() < 0.4 or not isinstance(part[key], dict):
                part[key] = self.random.choice((*EVIL, *NUMBERS, None, [], {}, True))
                break
            part = part[key]
        return whole
