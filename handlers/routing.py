"""From what came to the one function that answers it.

A route is a name with arguments, `case.accept:17`. Buttons carry routes, a person's current screen is a route
(`Person.at`), and so is what takes their next message (`Person.awaiting`): that is how a screen can be shown again
after a restart or an old button, and why we keep our own table instead of aiogram's filters.
The table says which role each route needs; services check role and region of the thing itself once more.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from aiogram.types import Update

from chat.screen import MAX_ROUTE_BYTES, STAYS, Screen
from domain.code import BadCode
from domain.geography import UnknownPlace
from domain.people import STAFF, Role
from handlers.incoming import Said, Tap, read
from handlers.turn import House, Turn
from locales.texts import T
from services.refusals import Refusal
from services.trust import audit, consent
from storage.work import Work

Answer = Awaitable[Screen | None]
Handler = Callable[..., Answer]
H = TypeVar("H", bound=Handler)


AGAIN = "again"
"""The route of the button that only shows once more where the person is."""
OUTDATED = "outdated"
"""What takes a message, or a tap on an answer, of somebody who agreed to an older text."""
ANSWERS = ("f.", "f:")
"""Routes that answer a form's question."""
LARGEST = 2**63 - 1
"""No number of ours is larger, and the database takes no larger one."""


class Stale(Exception):
    """The button belongs to a screen that is gone, or was never ours."""


@dataclass(frozen=True)
class Entry:
    """A handler, who may use it, and the types of its arguments."""

    handler: Handler
    role: Role
    takes: tuple[type, ...]

    async def answer(self, turn: Turn, args: tuple[str, ...]) -> Screen | None:
        """Runs the handler; raises Stale for arguments of another shape or a person without the role."""
        if len(args) != len(self.takes) or not allowed(turn, self.role):
            raise Stale
        try:
            values = [kind(arg) for kind, arg in zip(self.takes, args, strict=True)]
        except ValueError:
            raise Stale from None
        if any(abs(int(value)) > LARGEST for value in values if isinstance(value, int) or value.isdecimal()):
            raise Stale
        return await self.handler(turn, *values)


def allowed(turn: Turn, role: Role) -> bool:
    """Whether the person holds the role anywhere; an admin may do what a coordinator may."""
    return turn.person.has(role) or (role is Role.COORDINATOR and turn.person.has(Role.ADMIN))


async def _answered(
    turn: Turn, entry: Entry, name: str, args: tuple[str, ...], about: tuple[str, ...] | None = None
) -> Screen | None:
    """What staff do is in the audit log, whatever it is; `about` is what may stand there of the arguments."""
    if entry.role not in STAFF:
        return await entry.answer(turn, args)
    async with audit.noting(turn.work, name, args if about is None else about):
        return await entry.answer(turn, args)


@dataclass
class Routes:
    """The routes of one journey; `include` joins journeys."""

    taps: dict[str, Entry] = field(default_factory=dict)
    takers: dict[str, Entry] = field(default_factory=dict)
    commands: dict[str, Entry] = field(default_factory=dict)

    def tap(self, name: str, role: Role = Role.CITIZEN) -> Callable[[H], H]:
        """Registers what a button with this route does; also what shows a screen whose `at` it is."""
        return self._register(self.taps, name, role)

    def take(self, name: str, role: Role = Role.CITIZEN) -> Callable[[H], H]:
        """Registers what takes a message while the person's screen `takes` this route."""
        return self._register(self.takers, name, role)

    def command(self, name: str, role: Role = Role.CITIZEN) -> Callable[[H], H]:
        """Registers «/name»; the handler gets the payload behind it."""
        return self._register(self.commands, name, role)

    @staticmethod
    def _register(table: dict[str, Entry], name: str, role: Role) -> Callable[[H], H]:
        def keep(handler: H) -> H:
            if name in table:
                raise ValueError(f"route {name} is taken")
            kinds: list[Any] = [
                p.annotation for p in list(inspect.signature(handler, eval_str=True).parameters.values())[1:]
            ]
            table[name] = Entry(handler, role, tuple(kinds))
            return handler

        return keep

    def include(self, other: Routes) -> None:
        """Adds another journey's routes."""
        for mine, theirs in ((self.taps, other.taps), (self.takers, other.takers), (self.commands, other.commands)):
            if twice := mine.keys() & theirs.keys():
                raise ValueError(f"routes taken twice: {sorted(twice)}")
            mine.update(theirs)


class Router:
    """Answers updates with screens. One for the process; knows nothing of one person."""

    def __init__(self, routes: Routes, house: House) -> None:
        self.routes = routes
        self.house = house

    async def handle(self, update: Update, work: Work) -> Screen | None:
        """The screen for the person who acted, None for silence. The answer to every update of a private chat."""
        came = read(update)
        if came is None:
            return None
        turn = Turn(work, self.house, came)
        self._name_admin(turn, update)
        try:
            screen = await (self._tapped(turn, came) if isinstance(came, Tap) else self._said(turn, came))
        except (Stale, Refusal, UnknownPlace, BadCode) as refused:  # a place or code that is none was forged
            # What was half done before the refusal must not be stored.
            await work.undo()
            screen = await self._current(turn, refused.text() if isinstance(refused, Refusal) else T("button-old"))
        return self._settled(turn, screen)

    async def again(self, work: Work) -> Screen | None:
        """The person's current screen once more, for a redelivered update."""
        turn = Turn(work, self.house, None)
        return self._settled(turn, await self._show(turn, work.person.at))

    def _name_admin(self, turn: Turn, update: Update) -> None:
        """Admins come from the settings, so nobody has asked them their name: colleagues see the one of Telegram."""
        user = (update.callback_query or update.message or update.edited_message).from_user  # type: ignore[union-attr]
        if user is not None and turn.person.has(Role.ADMIN) and turn.person.alias is None:
            turn.person = replace(turn.person, alias=user.first_name)

    async def _tapped(self, turn: Turn, tap: Tap) -> Screen | None:
        if tap.route == AGAIN:
            return await self._show(turn, turn.person.at)
        if len(tap.route.encode()) > MAX_ROUTE_BYTES:  # no button of ours
            raise Stale
        said = tap.route.removeprefix(STAYS)
        if said.startswith(ANSWERS) and self._is_outdated(turn, self.routes.taps, said):
            return await self._follow(turn, self.routes.takers, OUTDATED)
        screen = await self._follow(turn, self.routes.taps, said)
        return replace(screen, fresh=True) if screen and tap.route.startswith(STAYS) else screen

    async def _said(self, turn: Turn, said: Said) -> Screen | None:
        if command := said.command:
            return await self._commanded(turn, *command)
        taker = turn.person.awaiting or "idle"
        if self._is_outdated(turn, self.routes.takers, taker):
            taker = OUTDATED
        try:
            return await self._follow(turn, self.routes.takers, taker)
        except Stale:
            return await self._follow(turn, self.routes.takers, "idle")

    @staticmethod
    def _is_outdated(turn: Turn, table: dict[str, Entry], route: str) -> bool:
        """Whether what came would be stored by a consent that has changed since. Staff's own work goes on."""
        entry = table.get(route.partition(":")[0])
        return consent.is_outdated(turn.person) and (entry is None or entry.role not in STAFF)

    async def _commanded(self, turn: Turn, name: str, payload: str) -> Screen | None:
        """A command that is not theirs leads to the help; before a language is chosen, all lead to the choice."""
        if turn.person.language is None and name != "start":
            name, payload = "start", ""
        entry = self.routes.commands.get(name)
        if entry is None:
            return await self._current(turn, T("command-unknown"))
        if not allowed(turn, entry.role):
            entry, payload = self.routes.commands["help"], ""
        return await _answered(turn, entry, name, (payload,), ())

    async def _follow(self, turn: Turn, table: dict[str, Entry], route: str) -> Screen | None:
        name, *args = route.split(":")
        entry = table.get(name)
        if entry is None:
            raise Stale
        return await _answered(turn, entry, name, tuple(args))

    async def _show(self, turn: Turn, route: str) -> Screen | None:
        """The screen at a route; the menu where that screen is gone."""
        try:
            return await self._follow(turn, self.routes.taps, route or "menu")
        except (Stale, Refusal):
            return await self._follow(turn, self.routes.taps, "menu")

    async def _current(self, turn: Turn, toast: Any) -> Screen | None:
        screen = await self._show(turn, turn.person.at)
        if screen is None:
            return None
        if isinstance(turn.came, Tap):
            return replace(screen, toast=toast, fresh=screen.fresh or turn.came.route.startswith(STAYS))
        return replace(screen, words=(toast, *screen.words))

    @staticmethod
    def _settled(turn: Turn, screen: Screen | None) -> Screen | None:
        """Notes where the person is now, so that the screen can be shown again."""
        if screen is not None and screen.at is not None:
            if turn.person.has_keys and not screen.keys:
                screen = replace(screen, clears_keys=True)
            at, person = screen.at or "menu", turn.person
            if (person.at, person.awaiting, person.has_keys) != (at, screen.takes, bool(screen.keys)):
                turn.person = replace(person, at=at, awaiting=screen.takes, has_keys=bool(screen.keys))
        return screen
