"""The demo town: ready people, and cases in different states. Everybody and everything in it is fictional.

People and cases come into being as in real life: through the services, as if every step had been taken at its time
in the past days. What was told then is read long ago; what was told in the last hours is delivered when the bot starts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Role
from playground import town_campaign
from playground.cloud.files import sample_photo
from playground.cloud.methods.media import stored_media
from playground.cloud.params import Upload
from playground.cloud.telegram import Telegram
from playground.people.acting import new_group
from playground.people.phone import Phone
from playground.town_stories import (
    ADMIN,
    ALMATY,
    AQTOBE,
    ASEL,
    DANA,
    IGOR,
    MARAT,
    NURLAN,
    RUSLAN,
    SAULE,
    STORIES,
    TIMUR,
    ZHANAR,
    Does,
    Photo,
    Step,
    Story,
    Told,
)
from services.cases import filing
from services.messaging import groups
from services.trust import consent, evidence, invites
from storage.schema import tables
from storage.schema.talk_tables import group_case, group_letter
from storage.store import Store
from storage.work import Batch, Work

__all__ = ["ADMIN", "AIGUL", "OPERATOR", "people", "settle"]

AIGUL = 1
"""Has never written to the bot: whoever tries the town begins as her."""
OPERATOR = "«Адал қала» (ойын қаласы · демо-город)"
GROUP = "Үйлестірушілер · Координаторы"
"""Bound to Almaty: its cases of the last days are topics there."""
SETTLED = "demo-town"
STILL_UNREAD = timedelta(hours=12)
"""Of what was told before, nothing is delivered again when the bot starts."""
STILL_IN_GROUP = timedelta(days=3)
FOUNDED = timedelta(days=30)
LANGUAGES = {
    **dict.fromkeys((NURLAN, DANA, ASEL, ZHANAR, SAULE), "kk"),
    **dict.fromkeys((IGOR, TIMUR, RUSLAN, MARAT, ADMIN), "ru"),
}
ALIASES = {
    DANA: "Дана",
    TIMUR: "Тимур",
    ASEL: "Әсел",
    RUSLAN: "Руслан",
    MARAT: "Марат",
    SAULE: "Сәуле",
    ADMIN: "Ерлан",
}
ROLES = (
    (DANA, Role.VOLUNTEER, ALMATY),
    (TIMUR, Role.VOLUNTEER, AQTOBE),
    (ASEL, Role.VOLUNTEER, ALMATY),
    (RUSLAN, Role.VOLUNTEER, ALMATY),
    (MARAT, Role.COORDINATOR, ALMATY),
    (SAULE, Role.COORDINATOR, AQTOBE),
)


def people(cloud: Telegram) -> None:
    """Puts the people into an empty cloud. All but Aigul have written to the bot before, so it can write to them."""
    for number, name, role, language, about in (
        (AIGUL, "Айгүл", "citizen", "kk", "Алғаш рет жазады · пишет впервые"),
        (NURLAN, "Нұрлан", "citizen", "kk", "Хабарламалары бар · уже писал"),
        (IGOR, "Игорь", "citizen", "ru", "Хабарламалары бар · уже писал"),
        (DANA, "Дана", "volunteer", "kk", "Алматы · волонтёр"),
        (ASEL, "Әсел", "volunteer", "kk", "Алматы · волонтёр"),
        (RUSLAN, "Руслан", "volunteer", "ru", "Алматы · волонтёр"),
        (TIMUR, "Тимур", "volunteer", "ru", "Ақтөбе · волонтёр"),
        (ZHANAR, "Жанар", "citizen", "kk", "Волонтёр болғысы келеді · просится в волонтёры"),
        (MARAT, "Марат", "coordinator", "ru", "Алматы қ. · г. Алматы"),
        (SAULE, "Сәуле", "coordinator", "kk", "Ақтөбе обл. · Актюбинская обл."),
        (ADMIN, "Ерлан", "admin", "ru", "Рөлдер мен шақырулар · роли и приглашения"),
    ):
        cloud.add_person(name, person_id=number, language_code=language, role=role, about=about)
    for number in LANGUAGES:
        Phone(cloud, cloud.people[number]).start()
    group = new_group(cloud, GROUP, [ADMIN, MARAT, SAULE], forum=True, bot="administrator")
    for number, words in ((ADMIN, "Доброе утро! Кто сегодня разбирает новые?"), (SAULE, "Қайырлы таң! Ақтөбе менде.")):
        Phone(cloud, cloud.people[number]).send_text(words, chat=group.id)


async def settle(store: Store, cloud: Telegram, now: datetime) -> None:
    """Gives roles and cases on the first run, all in one transaction; nothing on later ones."""
    async with store.write() as connection:
        if await connection.scalar(select(tables.setting.c.key).where(tables.setting.c.key == SETTLED)) is not None:
            return
        town = _Town(connection, store, cloud, now)
        await town.found()
        for story in STORIES:
            await town.tell(story)
        await town.observe()
        await _forget_old_letters(connection, now)
        mark = store.vault.seal("setting", SETTLED, b"settled")
        await connection.execute(insert(tables.setting).values(key=SETTLED, value=mark))


async def _forget_old_letters(connection: AsyncConnection, now: datetime) -> None:
    await connection.execute(delete(tables.outbox).where(tables.outbox.c.created_at < now - STILL_UNREAD))
    await connection.execute(delete(group_letter).where(group_letter.c.due_at < now - STILL_IN_GROUP))
    shown = select(group_letter.c.complaint_id)
    await connection.execute(delete(group_case).where(group_case.c.complaint_id.not_in(shown)))


class _Town:
    """Takes the steps, each as the update of the person who takes it."""

    def __init__(self, connection: AsyncConnection, store: Store, cloud: Telegram, now: datetime) -> None:
        self._connection = connection
        self._store = store
        self._cloud = cloud
        self._now = now
        self._steps = 0

    async def found(self) -> None:
        """Languages, names and roles: coordinators and volunteers come by an admin's invitation."""
        for telegram_id, language in LANGUAGES.items():
            await self._take(Step(FOUNDED, telegram_id, _arriving(language, ALIASES.get(telegram_id))))
        for telegram_id, role, region in ROLES:
            tokens: list[str] = []
            await self._take(Step(FOUNDED, ADMIN, _inviting(role, region, tokens)))
            await self._take(Step(FOUNDED, telegram_id, _redeeming(tokens, ALIASES[telegram_id])))
        (group,) = (chat.id for chat in self._cloud.chats.values() if chat.title == GROUP)
        await self._take(Step(FOUNDED, MARAT, _binding(group)))

    async def tell(self, story: Story) -> None:
        """One complaint from its submission to where it stands today."""
        told = story.told
        case_id = await self._take(Step(told.ago, told.who, self._submitting(told, story.photo)))
        for step in story.then:
            await self._take(step, case_id)

    async def observe(self) -> None:
        """The volunteers' work."""
        await town_campaign.run(self._take, self._attached, self._now)

    async def _take(self, step: Step, case_id: int = 0) -> int:
        self._steps += 1
        batch = Batch(self._connection, self._store.vault, self._now - step.ago)
        await batch.load([self._steps], [step.who])
        async with batch.step(self._steps, step.who) as work:
            done = await step.does(work, case_id)
        await batch.flush()
        return done if isinstance(done, int) else 0

    def _submitting(self, told: Told, photo: Photo | None) -> Does:
        async def submit(work: Work, _: int) -> int:
            answers = dict(told.answers)
            if photo is not None:
                work.open_draft("complaint", "demo", {})
                answers["/data/evidence[1]/file"] = await self._attached(work, photo)
            return (await filing.submit(work, answers)).case_id

        return submit

    async def _attached(self, work: Work, photo: Photo) -> str:
        """The picture lies in the simulated cloud; the bot fetches it as any other."""
        upload = Upload("", sample_photo(photo.colour, (1024, 768)))
        largest = stored_media(self._cloud, "photo", upload, {})["photo"][-1]
        file_id, size = largest["file_id"], largest["file_size"]
        return await evidence.attach(work, "photo", file_id, "photo.jpg", size, photo.caption)


def _arriving(language: str, alias: str | None) -> Does:
    async def arrive(work: Work, _: int) -> None:
        work.person = replace(work.person, language=language, alias=alias)
        if alias is None:  # a citizen: nothing of theirs is kept before they agree
            await consent.give(work)

    return arrive


def _inviting(role: Role, region: str, tokens: list[str]) -> Does:
    async def invite(work: Work, _: int) -> None:
        tokens.append(await invites.make(work, role, [region]))

    return invite


def _binding(chat: int) -> Does:
    async def bind(work: Work, _: int) -> None:
        await groups.bind(work, chat, await groups.make_code(work, ALMATY), forum=True)

    return bind


def _redeeming(tokens: list[str], alias: str) -> Does:
    return lambda work, _: invites.redeem(work, tokens[0], alias)
