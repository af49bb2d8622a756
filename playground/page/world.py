"""The chat page's changes to the world: people, groups, the clock, faults, the bot's life."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from playground.clock import MovableClock
from playground.cloud.model import Chat, Person
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram
from playground.page import view as page_view
from playground.page.events import Events
from playground.page.request import Request, Wrong
from playground.people.acting import CannotDo, join, new_group, set_bot_status

Restart = Callable[[Literal["kill", "restart"]], Awaitable[None]]
_MONDAY = "monday-0900"
_NEW_PERSON = ("last_name", "username", "language_code", "role", "about")


class World:
    """What the page may change. `restart` kills or restarts the bot; None where it cannot be."""

    def __init__(
        self, cloud: Telegram, clock: MovableClock, timezone: ZoneInfo, restart: Restart | None, events: Events
    ) -> None:
        self._cloud = cloud
        self._clock = clock
        self._timezone = timezone
        self._restart = restart
        self._events = events

    def clock_view(self) -> Json:
        """Clock."""
        return {
            "now": self._clock().isoformat(),
            "offset_seconds": self._clock.offset.total_seconds(),
            "timezone": self._timezone.key,
        }

    def faults_view(self) -> Json:
        """Faults."""
        return {**self._cloud.faults.dump(), "limits": self._cloud.limiter.limits.enabled}

    async def new_person(self, asked: Request) -> Json:
        """Somebody new in town."""
        fields: dict[str, Any] = {name: asked.text(name) for name in _NEW_PERSON if asked.text(name)}
        person = self._cloud.add_person(asked.required_text("first_name"), **fields)
        return {"person": page_view.person(self._cloud, person)}

    async def new_group(self, asked: Request) -> Json:
        """A new group or channel."""
        members = [self._person(number).id for number in asked.numbers("members")]
        if not members:
            raise Wrong("A group needs members.")
        admin = asked.flag("bot_admin") or asked.flag("forum")
        status: Literal["left", "administrator", "member"] = "administrator" if admin else "member"
        if asked.values.get("with_bot") is False:
            status = "left"
        kind = asked.text("kind") or "supergroup"
        title = asked.required_text("title")
        chat = new_group(self._cloud, title, members, kind=kind, forum=asked.flag("forum"), bot=status)
        return {"chat": page_view.chat(self._cloud, chat)}

    async def member(self, asked: Request) -> Json:
        """A person or the bot joins or leaves a group."""
        chat, joined = asked.chat(), asked.flag("joined")
        if chat.type == "private":
            raise Wrong("A private chat has no members to change.")
        if asked.values.get("person") == "bot":
            set_bot_status(self._cloud, self._inviter(chat), chat, "member" if joined else "kicked")
        else:
            join(self._cloud, self._person(asked.integer("person")), chat, joined)
        return {}

    def _person(self, number: int) -> Person:
        if number not in self._cloud.people:
            raise Wrong("There is no such person.", 404)
        return self._cloud.people[number]

    def _inviter(self, chat: Chat) -> Person:
        if not chat.members:
            raise CannotDo("The group is empty.")
        return self._cloud.people[chat.members[0]]

    async def clock(self, asked: Request) -> Json:
        """Moves the clock."""
        to = asked.text("to")
        if asked.flag("reset"):
            self._clock.reset()
        elif to == _MONDAY:
            self._clock.advance_to(self._clock.next_weekday(0, time(9), self._timezone))
        elif to:
            self._clock.advance_to(_moment(to))
        else:
            self._clock.advance(timedelta(seconds=asked.number("advance_seconds")))
        self._events.send({"type": "clock", "clock": self.clock_view()})
        return {"clock": self.clock_view()}

    async def faults(self, asked: Request) -> Json:
        """Switches faults on and off."""
        values = dict(asked.values)
        limits = values.pop("limits", None)
        self._cloud.faults.change(values)
        if isinstance(limits, bool):
            self._cloud.limiter.limits = dataclasses.replace(self._cloud.limiter.limits, enabled=limits)
        self._events.send({"type": "faults", "faults": self.faults_view()})
        return {"faults": self.faults_view()}

    async def bot(self, asked: Request) -> Json:
        """Kills or restarts the bot."""
        if self._restart is None:
            raise CannotDo("The bot cannot be restarted from here.")
        match asked.text("do"):
            case "kill":
                await self._restart("kill")
            case "restart":
                await self._restart("restart")
            case _:
                raise Wrong('"do" must be "kill" or "restart".')
        return {}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)  # a ValueError becomes the answer's 400
    if moment.tzinfo is None:
        raise Wrong('"to" needs a time zone.')
    return moment
