"""A form with everything a report has to cope with, and submissions made by filling it in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from forms.authoring.compiled import Compiled, author
from forms.definition import Form
from forms.engine.session import Session
from reports.submission import Submission
from reports.tables import Style

ALMATY = ZoneInfo("Asia/Almaty")
RECEIVED = datetime(2026, 5, 20, 20, 30, 15, tzinfo=UTC)
"""In Almaty it is already the next day."""
LABELS_KK = Style("labels", "kk", ALMATY)
LABELS_RU = Style("labels", "ru", ALMATY)
VALUES = Style("values", "ru", ALMATY)

TABLE = """| survey |
| | type | name | label::Қазақша (kk) | label::Русский (ru) | calculation |
| | note | intro | Сәлем | Привет | |
| | text | story | Не болды? | Что случилось? | |
| | integer | price | Бағасы | Цена | |
| | decimal | rate | Мөлшері | Ставка | |
| | date | day | Күні | День | |
| | time | clock | Уақыты | Время | |
| | datetime | moment | Сәті | Момент | |
| | select_one yn | paid | Төледіңіз бе? | Вы платили? | |
| | select_multiple colour | colours | Түстер | Цвета | |
| | geopoint | place | Орны | Место | |
| | begin_group | inner | Топ | Группа | |
| | text | story2 | Тағы | Ещё | |
| | calculate | score | | | 3 + 4 |
| | end_group | | | | |
| | begin_repeat | visit | Келу | Посещение | |
| | text | who | Кім | Кто | |
| | image | photo | Фото | Фото | |
| | begin_repeat | visit2 | Бару | Выезд | |
| | integer | km | Шақырым | Километры | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label::Қазақша (kk) | label::Русский (ru) |
| | yn | yes | Иә | Да |
| | yn | no | Жоқ | Нет |
| | colour | red | Қызыл | Красный |
| | colour | blue | Көк | Синий |
| settings |
| | form_id | form_title | version |
| | visits | Келу: [есеп] | {version} |
"""


@cache
def authored(version: str = "1", extra: str = "") -> tuple[Form, Compiled]:
    """The form, and how it was compiled. `extra` is a row more at the end of the survey."""
    table = TABLE.replace("{version}", version).replace("| choices |", f"{extra}| choices |")
    return author(table.encode(), "visits.md")


def form(version: str = "1", extra: str = "") -> Form:
    """The form."""
    return authored(version, extra)[0]


def filled(
    of: Form, answers: dict[str, str], *, visits: tuple[tuple[str, ...], ...] = (), after: int = 0
) -> Submission:
    """A submission. `visits` are rows of the repeat: who, the photo, then the kilometres of each row inside."""
    received = RECEIVED + timedelta(minutes=after)
    session = Session.start(of, now=lambda: received.astimezone(ALMATY))
    for name, value in answers.items():
        refused = session.answer(f"/data/{name}", value)
        assert refused is None, name
    while visits and "/data/visit[1]/who" in session.values():
        session.remove_repeat("/data/visit[1]")
    for who, photo, *inner in visits:
        ref = session.add_repeat("/data/visit")
        session.answer(f"{ref}/who", who)
        session.answer(f"{ref}/photo", photo)
        for number, km in enumerate(inner, start=1):
            if f"{ref}/visit2[{number}]/km" not in session.values():
                session.add_repeat(f"{ref}/visit2")
            session.answer(f"{ref}/visit2[{number}]/km", km)
    session.finish()
    return Submission(session.values()["/data/meta/instanceID"], received, of, session.instance_xml())


EVIL = '=HYPERLINK("http://evil.example";"Салем")'
FULL = {
    "story": f"{EVIL}\n«Қазақ» <b> & \t_x0041_",
    "price": "20000",
    "rate": "-2.5",
    "day": "2026-05-19",
    "clock": "09:05:00",
    "moment": "2026-05-20T23:30:00.000Z",
    "paid": "yes",
    "colours": "blue red",
    "place": "43.25 76.95 0 0",
    "inner/story2": "+77010000000",
}
