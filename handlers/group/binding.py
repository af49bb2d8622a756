"""A group is bound with a code, and let go: by a coordinator, or because the bot was sent away."""

from __future__ import annotations

from aiogram.types import ChatMemberUpdated, Message, Update

from chat.group import GroupAnswer
from chat.screen import Screen
from domain.staff_group import StaffGroup
from handlers.incoming import Said
from handlers.turn import House
from locales.texts import Language, T, Text
from services.messaging import groups
from services.refusals import InviteSpent, NotFound
from storage.messaging import groups as rows
from storage.work import Job, Work

PRESENT = ("member", "administrator", "restricted")


async def commanded(work: Work, house: House, message: Message, said: Said) -> GroupAnswer | None:
    """«/start CODE» or «/bind CODE» binds, «/unbind» lets go; other commands are somebody else's."""
    name, payload = said.command or ("", "")
    spoken = language_of(work.person.language)
    if name in ("start", "bind") and payload:
        try:
            bound = await groups.bind(work, message.chat.id, payload, forum=bool(message.chat.is_forum))
        except (InviteSpent, NotFound):
            return answered(message, T("group-code-bad"), spoken)
        return answered(message, T("group-bound", region=groups.named(bound.region)), language_of(bound.language))
    if name == "bind":
        return answered(message, T("group-code-how"), spoken)
    if name == "unbind" and (group := await groups.by_chat(work, message.chat.id)) is not None:
        try:
            await groups.unbind(work, group.id, T("group-lost-unbound"))
        except NotFound:
            return answered(message, T("group-only-staff"), language_of(group.language))
        return answered(message, T("group-unbound"), language_of(group.language))
    return None


def answered(message: Message, text: Text, language: Language) -> GroupAnswer:
    """A few words in reply."""
    thread = message.message_thread_id if message.is_topic_message else None
    return GroupAnswer(Screen(words=(text,), fresh=True), language, thread, message.message_id)


def language_of(code: str | None) -> Language:
    """Kazakh where nothing was chosen."""
    return "ru" if code == "ru" else "kk"


async def changed(update: Update, job: Job) -> None:
    """What happened to the bot or to the group: another number, sent away, made or unmade an administrator."""
    if update.my_chat_member is not None:
        await _member(update.my_chat_member, job)
        return
    message = update.message
    if message is None or message.migrate_to_chat_id is None:
        return
    group = await groups.by_chat(job, message.chat.id)
    if group is not None:
        await rows.move(await job.db(), job.vault, group.id, message.migrate_to_chat_id)


async def _member(change: ChatMemberUpdated, job: Job) -> None:
    group = await groups.by_chat(job, change.chat.id)
    if group is None:
        return
    status, before = change.new_chat_member.status, change.old_chat_member.status
    if status not in PRESENT:
        await groups.lost(job, group, T("group-lost-removed"))
    elif before == "administrator" and status != "administrator" and group.forum:
        await groups.without_topics(job, group)
    elif status == "administrator" and change.chat.is_forum:
        await _with_topics(job, group)


async def _with_topics(job: Job, group: StaffGroup) -> None:
    if not group.forum:
        await rows.set_forum(await job.db(), group.id, True)
