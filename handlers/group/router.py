"""Taps, commands and replies in a group. Everybody may read there; only the region's coordinators may act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram.types import CallbackQuery, Message, Update

from chat.group import GroupAnswer
from chat.screen import Button, Rows, Screen, route
from domain.case import Case
from domain.people import Role
from domain.staff_group import StaffGroup
from handlers.group.binding import answered, commanded, language_of
from handlers.incoming import Said, said
from handlers.turn import House
from locales.texts import Brief, Lines, T, Tenge, Text, Words
from services.cases import desk
from services.cases.common import place_of
from services.cases.desk import Desk
from services.messaging import group_desk, groups, talk
from services.messaging.group_notices import linked, opening
from services.refusals import NotAllowed, NotFound, Refusal
from services.trust.evidence import Incoming
from storage.work import Work

HINT_EVERY = timedelta(hours=1)
"""How often somebody who may not act is told so."""
LONGEST = 2000


@dataclass
class GroupRouter:
    """Answers what people do in groups. One for the process."""

    house: House
    hinted: dict[tuple[int, int], datetime] = field(default_factory=dict)
    """When somebody was last told that only coordinators act here, by group and person."""

    async def act(self, update: Update, work: Work) -> GroupAnswer | None:
        """The answer to a person in a group; None for silence."""
        if update.callback_query is not None:
            return await self._tapped(update.callback_query, work)
        message = update.message
        if message is None:
            return None
        came = said(message)
        if came.command:
            return await commanded(work, self.house, message, came)
        return await self._replied(message, came, work)

    # ------------------------------------------------------------------ replies

    async def _replied(self, message: Message, came: Said, work: Work) -> GroupAnswer | None:
        """A reply to a message about a case: is it to go to the citizen? Nothing leaves on a mere reply, because people
        reply to each other, too."""
        replied = message.reply_to_message
        group = await groups.by_chat(work, message.chat.id)
        if replied is None or group is None:
            return None
        case_id = await groups.case_of(work, group, replied.message_id)
        if case_id is None:
            return None
        if not work.person.may(Role.COORDINATOR, group.region):
            return self._hint(message, group, work)
        language = language_of(group.language)
        if came.strange or came.spot is not None or len(came.text) > LONGEST:
            return answered(message, T("group-reply-what", limit=LONGEST), language)
        opened = await desk.open_case(work, case_id)
        words: tuple[Words, ...] = (T("group-reply-sure", code=opened.case.code),)
        later = await talk.waits_until(work, case_id)
        if later is not None:
            words = (*words, T("case-tell-quiet", at=Brief(later)))
        rows = ((Button(T("case-tell-send"), route("g.send", case_id)), Button(T("button-cancel"), "g.drop")),)
        thread = message.message_thread_id if message.is_topic_message else None
        return GroupAnswer(Screen(words, rows, fresh=True), language, thread, message.message_id)

    def _hint(self, message: Message, group: StaffGroup, work: Work) -> GroupAnswer | None:
        key = (group.id, work.person.id)
        last = self.hinted.get(key)
        if last is not None and work.now - last < HINT_EVERY:
            return None
        self.hinted[key] = work.now
        return answered(message, T("group-only-staff"), language_of(group.language))

    # ------------------------------------------------------------------ taps

    async def _tapped(self, query: CallbackQuery, work: Work) -> GroupAnswer:
        """Does it and redraws the message; a refusal is only a toast."""
        chat = query.message.chat.id if query.message is not None else 0
        group = await groups.by_chat(work, chat)
        language = language_of(group.language if group else work.person.language)
        try:
            if group is None or not work.person.may(Role.COORDINATOR, group.region):
                raise NotAllowed
            screen = await self._followed(query, group, work)
        except NotAllowed:
            screen = Screen(toast=T("group-only-staff"))
        except Refusal as refused:
            await work.undo()
            screen = Screen(toast=refused.text())
        return GroupAnswer(screen, language)

    async def _followed(self, query: CallbackQuery, group: StaffGroup, work: Work) -> Screen:
        name, _, argument = (query.data or "").partition(":")
        if name == "g.drop":
            return Screen(words=(T("group-reply-dropped"),), toast=T("group-reply-dropped"))
        if not argument.isdecimal() or len(argument) > 15:
            raise NotFound
        case_id = int(argument)
        opened = await desk.open_case(work, case_id)
        if opened.case.region != group.region:
            raise NotFound
        match name:
            case "g.accept":
                await desk.accept(work, case_id)
                return await self._card(work, case_id, T("case-accepted"))
            case "g.take":
                await group_desk.take_over(work, case_id)
                return await self._card(work, case_id, T("group-taken"))
            case "g.send":
                return await self._sent(query, opened, work)
            case _:
                raise NotFound

    async def _card(self, work: Work, case_id: int, done: Text) -> Screen:
        """The case as it stands now, without a word of its reporter."""
        opened = await desk.open_case(work, case_id)
        case = opened.case
        lines: list[Words] = [
            T("case-head", code=case.code, state=T(case.state.name_key)),
            T("case-category", category=T(case.category.name_key)),
            T("case-place", place=place_of(case)),
        ]
        if case.amount is not None:
            lines.append(T("case-amount", amount=Tenge(case.amount)))
        lines.append(T("case-assignee", alias=opened.assignee or "—"))
        return Screen(words=(Lines(tuple(lines)),), buttons=self._ways(case), toast=done)

    def _ways(self, case: Case) -> Rows:
        take = (Button(T("group-take"), route("g.take", case.id)),)
        return linked((take, (opening(case.id),)), self.house.username)

    async def _sent(self, query: CallbackQuery, opened: Desk, work: Work) -> Screen:
        """Sends what the tapped question replies to; only its author may."""
        asked = query.message.reply_to_message if isinstance(query.message, Message) else None
        if asked is None:
            raise NotFound
        if asked.from_user is None or asked.from_user.id != query.from_user.id:
            return Screen(toast=T("group-only-author"))
        came, case = said(asked), opened.case
        files = []
        if came.file is not None:
            file = Incoming(came.file.kind, came.file.file_id, came.file.name, came.file.size)
            files.append(await talk.note_file(work, case.id, file, 0))
        later = await talk.waits_until(work, case.id)
        await talk.tell(work, case.id, came.text, files)
        alias = work.person.alias or "—"
        done = T("case-told") if later is None else T("case-told-later", at=Brief(later))
        return Screen(words=(T("group-sent", code=case.code, alias=alias), done), toast=done)
