"""What Telegram shows of the bot around the chat: its commands by language and role, its description."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import DeleteMyCommands, SetMyCommands, SetMyDescription, SetMyShortDescription, TelegramMethod
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from domain.people import Person, Role
from locales.texts import ALMATY, LANGUAGES, Language, T, Text, render
from storage import people
from storage.store import Store
from transport.log import log, what

Commands = Callable[[Person | None], Sequence[tuple[str, Text]]]
"""The commands of a person, or of everybody (None)."""


class Profile:
    """Publishes commands and descriptions at start, and a person's own when their roles change."""

    def __init__(self, bot: Bot, store: Store, *, commands: Commands) -> None:
        self._bot = bot
        self._store = store
        self._commands = commands
        self._changed: set[int] = set()
        self._forgotten: set[int] = set()
        self._woken = asyncio.Event()
        self._busy = True

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be published."""
        return self._busy or bool(self._changed or self._forgotten)

    def changed(self, person_ids: Collection[int]) -> None:
        """These people have other roles; their commands follow once that is committed."""
        self._changed.update(person_ids)

    def forgotten(self, chat: int) -> None:
        """Who has this Telegram chat is erased, and may have been staff. Once that is committed, nothing leads to the
        chat any more, so it is kept here until its commands are gone."""
        self._forgotten.add(chat)

    def wake(self) -> None:
        """A transaction was committed."""
        if self._changed or self._forgotten:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Publishes for everybody, then waits for changes until stopped."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self._woken.set())
        try:
            await self._publish_for_all()
            await self._publish_for(await self._staff())
            while not stop.is_set():
                self._busy = False
                await self._woken.wait()
                self._woken.clear()
                self._busy = True
                ids, self._changed = self._changed, set()
                chats, self._forgotten = self._forgotten, set()
                await self._publish_for(await self._people(ids))
                for chat in chats:
                    await self._withdraw(chat)
        finally:
            stopping.cancel()

    async def _staff(self) -> list[Person]:
        async with self._store.read() as connection:
            return await people.with_role(connection, self._store.vault, list(Role))

    async def _people(self, ids: Collection[int]) -> list[Person]:
        async with self._store.read() as connection:
            found = []
            for one in ids:
                with contextlib.suppress(LookupError):  # forgotten meanwhile
                    found.append(await people.get(connection, self._store.vault, one))
            return found

    async def _publish_for_all(self) -> None:
        for language in (None, *LANGUAGES):
            spoken: Language = language or "ru"
            await self._call(
                SetMyCommands(
                    commands=self._listed(None, spoken), scope=BotCommandScopeAllPrivateChats(), language_code=language
                )
            )
            about, short = (render(T(key), spoken, zone=ALMATY, markup=False) for key in ("bot-about", "bot-short"))
            await self._call(SetMyDescription(description=about, language_code=language))
            await self._call(SetMyShortDescription(short_description=short, language_code=language))

    async def _publish_for(self, staff: Sequence[Person]) -> None:
        for person in staff:
            async with self._store.read() as connection:
                chat = await people.address(connection, self._store.vault, person.id)
            if not chat:  # forgotten meanwhile
                continue
            if not person.grants:
                await self._withdraw(chat)
                continue
            language: Language = "ru" if person.language == "ru" else "kk"
            await self._call(
                SetMyCommands(commands=self._listed(person, language), scope=BotCommandScopeChat(chat_id=chat))
            )

    async def _withdraw(self, chat: int) -> None:
        """From now on the chat is offered what everybody is."""
        await self._call(DeleteMyCommands(scope=BotCommandScopeChat(chat_id=chat)))

    def _listed(self, person: Person | None, language: Language) -> list[BotCommand]:
        return [
            BotCommand(command=name, description=render(text, language, zone=ALMATY, markup=False))
            for name, text in self._commands(person)
        ]

    async def _call(self, method: TelegramMethod[Any]) -> None:
        """A menu of commands is a comfort: without it the bot works all the same."""
        try:
            await self._bot(method)
        except (TelegramAPIError, ClientDecodeError, TimeoutError, OSError) as error:
            log.warning("the bot's profile was not set", **what(error))
