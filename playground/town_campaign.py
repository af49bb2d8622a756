"""The demo town's campaign: pharmacies of Almaty, visited by three volunteers for their coordinator. All made up.

Who goes where is decided by the bot's own planning; what each of them did with their visits is written here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from domain.assignment import Assignment, AssignmentState, DeclineReason, VisitOutcome
from domain.campaign import Campaign
from domain.opening_hours import read_hours
from domain.place import Place, PlaceKind, Point
from domain.volunteer import Interest, Profile
from domain.workdays import ALMATY as ZONE
from forms import library
from forms.conversation.reopening import reopened
from playground.town_stories import ALMATY, AQTOBE, ASEL, DANA, MARAT, RUSLAN, TIMUR, ZHANAR, Photo, Step
from services.fieldwork import assignments, campaigns, findings, places, review
from services.questionnaires import submissions
from services.trust import consent
from services.volunteering import volunteers
from services.volunteering.joining import CODE_VERSION
from storage.work import Work

FORM, EARLIER = "pharmacy", "playground"
BOSTANDYQ, AUEZOV, ALMALY = "751410000", "751310000", "751110000"
EVENINGS = "Дс–Жм 9–20; Сб 10–18"
HOURS, ROUND_THE_CLOCK = read_hours("Күн сайын 9-21"), read_hours("24/7")

PHARMACIES = (
    ("«Жусан» дәріханасы", "Аптека «Жусан»", BOSTANDYQ, "Ғажайып к-сі, 12", 43.2341, 76.9102),
    ("«Ақ жапырақ» дәріханасы", "Аптека «Белый лист»", BOSTANDYQ, "Кемпірқосақ к-сі, 3", 43.2287, 76.9215),
    ("«Бәйшешек» дәріханасы", "Аптека «Подснежник»", BOSTANDYQ, "Ғажайып к-сі, 40", 43.2198, 76.9011),
    ("№ 999 емхана дәріханасы", "Аптека при поликлинике № 999", BOSTANDYQ, "Көктем шағын ауданы, 7", 43.2254, 76.9143),
    ("«Мейірім» дәріханасы", "Аптека «Мейірім»", AUEZOV, "Шуақ шағын ауданы, 2", 43.2214, 76.8437),
    ("«Тау шипасы» дәріханасы", "Аптека «Горный доктор»", AUEZOV, "Шуақ шағын ауданы, 31", 43.2263, 76.8522),
    ("«Жалбыз» дәріханасы", "Аптека «Мята»", AUEZOV, "Сандуғаш к-сі, 5", 43.2142, 76.8604),
    ("№ 998 емхана дәріханасы", "Аптека при поликлинике № 998", AUEZOV, "Сандуғаш к-сі, 18", 43.2175, 76.8371),
    ("«Қызғалдақ» дәріханасы", "Аптека «Тюльпан»", ALMALY, "Алма бағы к-сі, 21", 43.2533, 76.9288),
    ("«Сау бол» дәріханасы", "Аптека «Будь здоров»", ALMALY, "Алма бағы к-сі, 64", 43.2487, 76.9361),
    ("«Ем-дом» дәріханасы", "Аптека «Ем-дом»", ALMALY, "Қарлығаш к-сі, 9", 43.2561, 76.9174),
    ("«Нұр шуақ» дәріханасы", "Аптека «Нұр шуақ»", ALMALY, "Қарлығаш к-сі, 55", 43.2509, 76.9423),
)
"""Names, district, address, latitude, longitude. No such pharmacies or streets."""
YARDS = (
    ("«Тұлпар» балалар алаңы", "Детская площадка «Тұлпар»", ALMALY, "Қарлығаш к-сі, 14", 43.2544, 76.9201),
    ("«Ақсерке» балалар алаңы", "Детская площадка «Ақсерке»", BOSTANDYQ, "Көктем шағын ауданы, 11", 43.2249, 76.9156),
)

CLEAN: Mapping[str, str] = {
    "/data/rules": "OK",
    "/data/open_hours": "yes",
    "/data/inside/kind": "private",
    "/data/inside/medicine[1]/medicine_name": "Парацетамол 500 мг, 10 таблетка",
    "/data/inside/medicine[1]/in_stock": "yes",
    "/data/inside/medicine[1]/price": "420",
    "/data/inside/medicine[1]/cheaper": "yes",
    "/data/inside/limit_prices": "yes",
    "/data/informal_payment": "no",
}
NO_PRICES: Mapping[str, str] = {
    **CLEAN,
    "/data/inside/limit_prices": "no",
    "/data/photo_safe": "yes",
    "/data/notes": "Шекті бағалар тақтасы ілінбеген, сұрағанда «бір аптадан кейін болады» деді.",
}
NOT_IN_STOCK: Mapping[str, str] = {
    "/data/rules": "OK",
    "/data/open_hours": "yes",
    "/data/inside/kind": "clinic",
    "/data/inside/medicine[1]/medicine_name": "Инсулин, 5 картриджей",
    "/data/inside/medicine[1]/in_stock": "no",
    "/data/inside/limit_prices": "yes",
    "/data/inside/offered_to_buy": "yes",
    "/data/inside/days_waited": "12",
    "/data/informal_payment": "no",
    "/data/notes": "Бесплатный инсулин обещают «со следующей поставкой», платный есть на витрине.",
}

Take = Callable[[Step], Awaitable[object]]
Attach = Callable[[Work, Photo], Awaitable[str]]


async def run(take: Take, attach: Attach, now: datetime) -> None:
    """The volunteers, the objects, an earlier campaign with one visit overdue, and the one that runs."""
    await _Campaign(take, attach, now).whole()


@dataclass(frozen=True)
class _Campaign:
    take: Take
    attach: Attach
    now: datetime

    async def whole(self) -> None:
        await self._volunteers()
        yards = await self._objects(timedelta(days=12), PlaceKind.PLAYGROUND, YARDS)
        pharmacies = await self._objects(timedelta(days=4), PlaceKind.PHARMACY, PHARMACIES)
        await self._yards(yards)
        await self._pharmacies(pharmacies)

    def _ago(self, days: int, hour: int, minute: int = 0) -> timedelta:
        """How long ago it was this time of Almaty, so many days before today."""
        day = self.now.astimezone(ZONE).date() - timedelta(days=days)
        return self.now - datetime.combine(day, time(hour, minute), ZONE)

    async def _volunteers(self) -> None:
        """Two come by invitation, two are approved by hand, one waits for Marat's answer."""
        for who, alias, profile in (
            (TIMUR, "Тимур", Profile(AQTOBE, languages=frozenset({"ru"}), adult=True)),
            (DANA, "Дана", _profile(BOSTANDYQ)),
            (ASEL, "Әсел", _profile(ALMALY)),
            (RUSLAN, "Руслан", _profile(AUEZOV)),
            (ZHANAR, "Жанар", _profile(AUEZOV)),
        ):
            ago = timedelta(hours=5) if who == ZHANAR else timedelta(days=25)
            await self.take(Step(ago, who, _applying(profile, alias)))

    async def _objects(
        self, ago: timedelta, kind: PlaceKind, those: Sequence[tuple[str, str, str, str, float, float]]
    ) -> list[int]:
        ids: list[int] = []

        async def load(work: Work, _: int) -> None:
            for kk, ru, district, address, latitude, longitude in those:
                hours = ROUND_THE_CLOCK if kind is PlaceKind.PLAYGROUND else HOURS
                point = Point(latitude, longitude)
                place = Place(0, kind, kk, ru, ALMATY, district, address, point, hours)
                ids.append((await places.add(work, place)).place.id)

        await self.take(Step(ago, MARAT, load))
        return ids

    async def _started(self, ago: timedelta, campaign: Campaign, place_ids: Sequence[int]) -> None:
        async def start(work: Work, _: int) -> None:
            made = await campaigns.create(work, campaign, place_ids)
            await campaigns.start(work, made.id)

        await self.take(Step(ago, MARAT, start))

    async def _yards(self, place_ids: Sequence[int]) -> None:
        """Ended yesterday: at one object nothing could be seen, to the other nobody has gone yet."""
        began, ended = self.now - self._ago(8, 10), self.now - self._ago(1, 18)
        campaign = Campaign(0, "Балалар алаңы · Площадка", EARLIER, _version(EARLIER), ALMATY, began, ended)
        await self._started(self.now - began, campaign, place_ids)
        held = [one for who in (ASEL, DANA, RUSLAN) for one in await self._offered(who, self._ago(7, 12))]
        for who, one in held:
            await self._accepts(who, one, self._ago(7, 12))
        (seen, shut), _ = held
        await self.take(Step(self._ago(4, 15), seen, _not_possible(shut.id, "Алаң жөндеуге жабық, қоршалып тұр.")))

    async def _pharmacies(self, place_ids: Sequence[int]) -> None:
        """Began two days ago; offers wait for three."""
        began = self.now - self._ago(2, 10)
        campaign = Campaign(
            0,
            "Дәріхана · Аптека",
            FORM,
            _version(FORM),
            ALMATY,
            began,
            began + timedelta(days=12),
            instructions="Парацетамол мен инсулинді сұраңыз.\nСпросите парацетамол и инсулин.",
            project="Ашық баға",
            offer_time=timedelta(days=3),
        )
        await self._started(self.now - began, campaign, place_ids)
        told = self._ago(2, 19)
        dana, asel, ruslan = [[one for _, one in await self._offered(who, told)] for who in (DANA, ASEL, RUSLAN)]
        for who, mine in ((DANA, dana[:3]), (ASEL, asel[:3]), (RUSLAN, ruslan[:2])):
            for one in mine:
                await self._accepts(who, one, told)
        for one in ruslan[3:4]:
            await self.take(Step(self._ago(1, 9), RUSLAN, _declining(one.id)))
        await self._visits(DANA, dana[0], self._ago(1, 10), 19, CLEAN)
        await self.take(Step(self._ago(1, 18), MARAT, lambda work, _: review.approve(work, dana[0].id)))
        await self._visits(RUSLAN, ruslan[0], self._ago(1, 12), 24, NOT_IN_STOCK)
        await self.take(Step(self._ago(1, 18, 10), MARAT, lambda work, _: review.approve(work, ruslan[0].id)))
        await self.take(Step(self._ago(1, 18, 20), MARAT, _recommending(ruslan[0].id)))
        await self._visits(ASEL, asel[0], self._ago(1, 14), 1, CLEAN, metres_off=2_000)
        await self._visits(ASEL, asel[1], self._ago(1, 16), 17, {**CLEAN, "/data/inside/medicine[1]/price": "42000"})
        words = "Парацетамол 42 000 теңге ме? Бағасын тағы бір қарап жіберіңізші."
        await self.take(Step(self._ago(1, 18, 30), MARAT, lambda work, _: review.send_back(work, asel[1].id, words)))
        await self._visits(DANA, dana[1], timedelta(hours=3), 21, NO_PRICES, photo=Photo((214, 222, 226), ""))

    async def _offered(self, who: int, ago: timedelta) -> list[tuple[int, Assignment]]:
        held: list[tuple[int, Assignment]] = []

        async def look(work: Work, _: int) -> None:
            held.extend((who, card.assignment) for card in await assignments.mine(work, AssignmentState.OFFERED))

        await self.take(Step(ago, who, look))
        return held

    async def _accepts(self, who: int, one: Assignment, ago: timedelta) -> None:
        await self.take(Step(ago, who, lambda work, _: assignments.accept(work, one.id, no_conflict=True)))

    async def _visits(
        self,
        who: int,
        one: Assignment,
        ago: timedelta,
        minutes: int,
        answers: Mapping[str, str],
        *,
        metres_off: int = 30,
        photo: Photo | None = None,
    ) -> None:
        """Comes there so long ago, fills the checklist in so many minutes and hands it in."""
        filled = dict(answers)

        async def arrive(work: Work, _: int) -> None:
            page = await assignments.open_task(work, one.id)
            there = page.place.point or Point(43.238, 76.9)
            here = replace(there, latitude=there.latitude + metres_off / 111_000)
            await assignments.check_in(work, one.id, here)
            work.open_draft(FORM, _version(FORM), {})
            filled["/data/location"] = f"{here.latitude} {here.longitude} 0 20"
            if photo is not None:
                filled["/data/fault_photo"] = await self.attach(work, photo)

        async def hand_in(work: Work, _: int) -> None:
            language = work.person.language or "kk"
            dialog = reopened(library.load(FORM), filled, now=lambda: work.now.astimezone(ZONE), language=language)
            kept = await submissions.submit(work, dialog)
            await assignments.finish(work, one.id, kept.id)

        await self.take(Step(ago, who, arrive))
        await self.take(Step(ago - timedelta(minutes=minutes), who, hand_in))


def _profile(district: str) -> Profile:
    return Profile(
        ALMATY,
        district,
        frozenset({"kk", "ru"}),
        frozenset({Interest.HEALTH, Interest.YARDS}),
        read_hours(EVENINGS),
        adult=True,
        travels=True,
        weekly=7,
    )


def _version(form: str) -> str:
    return library.about(form).version


def _applying(profile: Profile, alias: str) -> Callable[[Work, int], Awaitable[object]]:
    async def apply(work: Work, _: int) -> None:
        await consent.give(work)
        await volunteers.apply(work, profile, alias=alias, code_version=CODE_VERSION)

    return apply


def _not_possible(task: int, words: str) -> Callable[[Work, int], Awaitable[object]]:
    return lambda work, _: assignments.impossible(work, task, VisitOutcome.CLOSED, words)


def _declining(task: int) -> Callable[[Work, int], Awaitable[object]]:
    return lambda work, _: assignments.decline(work, task, DeclineReason.NO_TIME)


def _recommending(task: int) -> Callable[[Work, int], Awaitable[object]]:
    """The first finding of a visit."""

    async def recommend(work: Work, _: int) -> None:
        found = (await review.open_visit(work, task)).findings
        await findings.recommend(work, found[0].id, "Вывесить в аптеке график поставок бесплатных лекарств.")

    return recommend
