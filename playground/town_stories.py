"""What has happened in the demo town: who reported what, and what became of it. All of it is made up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from domain.complaint import Category, Outcome, RejectReason
from services.cases import complaints, desk
from storage.work import Work

NURLAN, IGOR, DANA, TIMUR, ASEL, RUSLAN, ZHANAR = 2, 3, 11, 12, 13, 14, 15
MARAT, SAULE, ADMIN = 21, 22, 101
ALMATY, AQTOBE = "KZ-75", "KZ-15"

Does = Callable[[Work, int], Awaitable[object]]


@dataclass(frozen=True)
class Step:
    """Something a person did, so long before the town is opened. `does` takes their work and the case's id."""

    ago: timedelta
    who: int
    does: Does


@dataclass(frozen=True)
class Photo:
    """A picture sent along: its colour, as nobody's street is shown, and what is written under it."""

    colour: tuple[int, int, int]
    caption: str


@dataclass(frozen=True)
class Told:
    """A complaint form as it was sent: answers by their paths."""

    ago: timedelta
    who: int
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Story:
    """A complaint, the photo to it, and what followed."""

    told: Told
    then: tuple[Step, ...] = ()
    photo: Photo | None = None


def _ago(days: int = 0, hours: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours)


def _told(who: int, ago: timedelta, category: Category, place: tuple[str, str], story: str, **more: str) -> Told:
    """`more` are further answers by question name."""
    region, district = place
    answers = {"category": category.value, "region": region, "district": district, "story": story}
    by_name = {**answers, "identity": "anonymous", **more}
    return Told(ago, who, {f"/data/{name}": value for name, value in by_name.items()})


def _accepts(who: int, ago: timedelta) -> Step:
    return Step(ago, who, desk.accept)


def _asks(who: int, ago: timedelta, question: str) -> Step:
    return Step(ago, who, lambda work, case: desk.ask(work, case, question))


def _answers(who: int, ago: timedelta, words: str) -> Step:
    return Step(ago, who, lambda work, case: complaints.answer_question(work, case, words))


def _notes(who: int, ago: timedelta, words: str) -> Step:
    return Step(ago, who, lambda work, case: desk.write_note(work, case, words))


def _rejects(who: int, ago: timedelta, reason: RejectReason) -> Step:
    return Step(ago, who, lambda work, case: desk.reject(work, case, reason))


def _closes(who: int, ago: timedelta, outcome: Outcome, saved: int | None = None, basis: str = "") -> Step:
    return Step(ago, who, lambda work, case: desk.close(work, case, outcome, saved=saved, basis=basis))


def _is_not_satisfied(who: int, ago: timedelta, why: str) -> Step:
    return Step(ago, who, lambda work, case: complaints.confirm_fixed(work, case, satisfied=False, reason=why))


def _withdraws(who: int, ago: timedelta) -> Step:
    return Step(ago, who, complaints.withdraw)


BOSTANDYQ, AUEZOV, ALMALY = (ALMATY, "751410000"), (ALMATY, "751310000"), (ALMATY, "751110000")
AQTOBE_CITY, SHALQAR = (AQTOBE, "151000000"), (AQTOBE, "156400000")

STORIES = (
    # Almaty: an open question to Nurlan
    Story(
        _told(
            NURLAN,
            _ago(days=2, hours=3),
            Category.BRIBE,
            BOSTANDYQ,
            "Халыққа қызмет көрсету орталығында бір қызметкер құжатымды тез шығарып беру үшін 20 мың теңге сұрады. "
            "Не істеуім керек?",
            amount="20000",
            institution="Халыққа қызмет көрсету орталығы",
        ),
        (
            _accepts(MARAT, _ago(days=1, hours=20)),
            _notes(MARAT, _ago(days=1, hours=19), "Второе сообщение об этом центре за месяц."),
            _asks(MARAT, _ago(hours=2), "Қай күні, нешінші терезеде болды? Ақшаны қолма-қол сұрады ма?"),
        ),
    ),
    # Almaty: closed, Igor has not yet said whether he is satisfied
    Story(
        _told(
            IGOR,
            _ago(days=9),
            Category.MEDICINE,
            AUEZOV,
            "В аптеке при поликлинике говорят, что бесплатного инсулина нет, а за стеклом он есть за 9 800 тенге. "
            "Так третий месяц.",
            amount="9800",
            institution="Аптека при поликлинике",
        ),
        (
            _accepts(MARAT, _ago(days=8, hours=4)),
            _asks(MARAT, _ago(days=8, hours=3), "Остался ли у вас чек или отказ из аптеки?"),
            _answers(IGOR, _ago(days=8), "Есть чек за прошлый месяц, отказ был только на словах."),
            _closes(MARAT, _ago(hours=5), Outcome.FIXED, 29_400, "Три чека по 9 800 тенге: деньги вернули"),
        ),
        Photo((226, 214, 190), "Чек"),
    ),
    # Almaty: new since yesterday
    Story(
        _told(
            NURLAN,
            _ago(days=1, hours=2),
            Category.SCHOOL_MONEY,
            ALMALY,
            "Балам оқитын мектепте сынып жетекшісі әр оқушыдан перде мен жөндеуге деп 5000 теңгеден жинап жатыр. "
            "Аударымды бір ата-ананың картасына жіберу керек дейді.",
            amount="5000",
            institution="№ 999 мектеп",
        ),
    ),
    # Almaty: new this morning, with a photo
    Story(
        _told(
            IGOR,
            _ago(hours=3),
            Category.YARD,
            AUEZOV,
            "Наш двор попал в программу благоустройства. Детскую площадку поставили без резинового покрытия, вместо "
            "четырёх скамеек две, фонари стоят, но не подключены. На портале акт подписан, оплачено 46 миллионов.",
        ),
        photo=Photo((120, 144, 92), "Площадка сегодня"),
    ),
    # Almaty: not for us
    Story(
        _told(
            IGOR,
            _ago(days=12),
            Category.OTHER,
            AUEZOV,
            "Сосед сверху залил квартиру и не хочет платить за ремонт.",
        ),
        (_rejects(MARAT, _ago(days=11, hours=20), RejectReason.PRIVATE_DISPUTE),),
    ),
    # Aqtobe: accepted
    Story(
        _told(
            NURLAN,
            _ago(days=7),
            Category.SUBSIDY,
            SHALQAR,
            "Ауылдан жазып отырмын. Мал шаруашылығына субсидия аламын десем, бір делдал «30 пайызын бересің, бәрін "
            "бітірем» дейді. Өзім өтініш берсем, қайтарып тастайды.",
            amount="900000",
            identity="named",
            contact="Нұрлан, +7 700 000 00 00",
        ),
        (_accepts(SAULE, _ago(days=6, hours=2)),),
    ),
    # Aqtobe: nobody has taken it up in time
    Story(
        _told(
            IGOR,
            _ago(days=10),
            Category.BUDGET,
            AQTOBE_CITY,
            "Нашу улицу отремонтировали этим летом, а асфальт уже отслаивается. На щите написано: 84 млн тенге.",
        ),
    ),
    # Aqtobe: closed without an answer, opened again
    Story(
        _told(
            NURLAN,
            _ago(days=20),
            Category.SERVICE,
            AQTOBE_CITY,
            "Емханада қабылдауға жазылмай тұрып ақша сұрап жатыр, 15 мың дейді. Кімге шағымданам?",
            institution="Қалалық емхана",
        ),
        (
            _accepts(SAULE, _ago(days=19)),
            _closes(SAULE, _ago(days=3), Outcome.NO_ANSWER),
            _is_not_satisfied(NURLAN, _ago(hours=6), "Кеше тағы барып едім, бәрі сол күйінде. Енді 20 мың сұрайды."),
        ),
    ),
    # Aqtobe: taken back
    Story(
        _told(
            IGOR,
            _ago(days=15),
            Category.ROAD_POLICE,
            SHALQAR,
            "Остановил инспектор на трассе, говорит: или протокол, или 15 тысяч на месте. Было около 22:30.",
            amount="15000",
        ),
        (_withdraws(IGOR, _ago(days=14)),),
    ),
)
