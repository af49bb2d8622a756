"""A form with every kind of question there is, in Kazakh and Russian, with its files in a zip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from PIL import Image, ImageDraw

KK, RU = "label::Қазақша (kk)", "label::Русский (ru)"
COLUMNS = (
    *("type", "name", KK, RU, "hint::Қазақша (kk)", "hint::Русский (ru)"),
    *("guidance_hint::Қазақша (kk)", "guidance_hint::Русский (ru)", "required"),
    *("required_message::Қазақша (kk)", "required_message::Русский (ru)", "constraint"),
    *("constraint_message::Қазақша (kk)", "constraint_message::Русский (ru)"),
    *("appearance", "parameters", "media::image"),
)
Row = Mapping[str, str]


def _row(kind: str, name: str = "", kk: str = "", ru: str = "", *more: str, **cells: str) -> Row:
    """One row; `more`: the hint in both languages; `cells`: other columns, appearance as `look`."""
    kept = {"type": kind, "name": name, KK: kk, RU: ru, **cells}
    if more:
        kept["hint::Қазақша (kk)"], kept["hint::Русский (ru)"] = more
    if "look" in kept:
        kept["appearance"] = kept.pop("look")
    return kept


def _said(column: str, kk: str, ru: str) -> dict[str, str]:
    return {f"{column}::Қазақша (kk)": kk, f"{column}::Русский (ru)": ru}


SURVEY: Sequence[Row] = (
    _row(
        "acknowledge",
        "rules",
        "Біз тек бақылаймыз: айтыспаймыз, рұқсатсыз кірмейміз.",
        "Мы только наблюдаем: не спорим и не входим без разрешения.",
        required="yes",
    ),
    _row(
        *("text", "institution", "Мекеменің атауы қандай?", "Как называется учреждение?"),
        *("Маңдайшадағы жазу бойынша.", "Как на вывеске."),
        **_said(
            "guidance_hint",
            "Маңдайша болмаса, есіктегі тақтайшадан қараңыз.",
            "Если вывески нет, посмотрите табличку на двери.",
        ),
    ),
    _row("text", "story", "Не көрдіңіз?", "Что вы увидели?", look="multiline", required="yes"),
    _row(
        *("integer", "windows", "Неше терезе жұмыс істеп тұр?", "Сколько окон работает?"),
        constraint=". >= 0 and . <= 50",
        required="yes",
        **_said("constraint_message", "0-ден 50-ге дейінгі сан жазыңыз.", "Напишите число от 0 до 50."),
    ),
    _row("decimal", "length", "Кезек неше метрге созылған?", "На сколько метров растянулась очередь?"),
    _row("integer", "price", "Қанша ақша сұрады?", "Сколько денег попросили?", "Теңгемен.", "В тенге."),
    _row("date", "day", "Бұл қай күні болды?", "В какой день это было?"),
    _row("time", "hour", "Сағат нешеде?", "В котором часу?"),
    _row("dateTime", "moment", "Келесі рет қашан барасыз?", "Когда придёте снова?"),
    _row("date", "month", "Қай айдан бері?", "С какого месяца?", look="month-year"),
    _row("date", "year", "Қай жылы салынған?", "В каком году построено?", look="year"),
    _row("select_one yes_no", "clean", "Іші таза ма?", "Внутри чисто?"),
    _row("select_one service", "service", "Қандай қызметке келдіңіз?", "За какой услугой вы пришли?"),
    _row("select_one_from_file towns.csv", "town", "Қай елді мекен?", "Какой населённый пункт?", look="minimal"),
    _row("select_one yes_no", "again", "Тағы барасыз ба?", "Придёте ещё?", look="quick"),
    _row("select_one view", "polite", "Қызметкер сыпайы болды", "Сотрудник был вежлив", look="likert"),
    _row("select_one sign", "sign", "Қай белгі ілулі тұр?", "Какой знак висит?"),
    _row(
        *("select_multiple seen", "seen", "Не байқадыңыз?", "Что заметили?"),
        required="yes",
        **_said("required_message", "Кемінде біреуін белгілеңіз.", "Отметьте хотя бы одно."),
    ),
    _row("rank service_short", "order", "Қайсысы маңыздырақ?", "Что важнее?"),
    _row(
        *("range", "mark", "Жалпы бағаңыз қандай?", "Какая общая оценка?"),
        parameters="start=1 end=10 step=1",
    ),
    _row("range", "stars", "Неше жұлдыз бересіз?", "Сколько звёзд?", parameters="start=1 end=5 step=1", look="rating"),
    _row(
        "note",
        "card",
        "Ереже осы суретте. Қарап шығыңыз.",
        "Правило на картинке. Посмотрите её.",
        **{"media::image": "card.png"},
    ),
    _row("geopoint", "place", "Бұл қай жерде?", "Где это?"),
    _row("geotrace", "path", "Шұңқыры бар жол қайдан қайда дейін?", "Откуда докуда дорога в ямах?"),
    _row("geoshape", "yard", "Ауланың шекарасы қандай?", "Каковы границы двора?"),
    _row("barcode", "code", "Дәрінің штрих-коды қандай?", "Какой штрихкод у лекарства?"),
    _row("image", "photo", "Кезекті түсіріңіз", "Снимите очередь", "Адамдардың беті көрінбесін.", "Без лиц людей."),
    _row("audio", "voice", "Не естідіңіз? Дауыспен айтыңыз", "Что вы слышали? Скажите голосом"),
    _row("video", "video", "Бейне бар ма?", "Есть видео?"),
    _row("file", "paper", "Құжаттың көшірмесі бар ма?", "Есть копия документа?"),
    _row("image", "signature", "Қолыңызды қойыңыз", "Поставьте подпись", look="signature"),
    _row("begin_repeat", "item", "Тауар", "Товар"),
    _row("text", "product", "Қандай тауар?", "Какой товар?", required="yes"),
    _row("integer", "cost", "Бағасы қанша?", "Какая цена?", required="yes"),
    _row("end_repeat"),
    _row("begin_group", "people", "Кезектегі адамдар", "Люди в очереди", look="field-list"),
    _row("integer", "old", "Неше қарт адам?", "Сколько пожилых?"),
    _row("integer", "children", "Неше бала?", "Сколько детей?"),
    _row("end_group"),
    _row("begin_group", "table", "Не істейді?", "Что работает?", look="table-list"),
    _row("select_one yes_no", "lift", "Лифт", "Лифт"),
    _row("select_one yes_no", "ramp", "Пандус", "Пандус"),
    _row("end_group"),
)
_SERVICES = (
    ("Жеке куәлік", "Удостоверение личности"),
    ("Паспорт", "Паспорт"),
    ("Мекенжайға тіркеу", "Регистрация по адресу"),
    ("Жүргізуші куәлігі", "Водительское удостоверение"),
    ("Көлікті тіркеу", "Регистрация автомобиля"),
    ("Неке туралы куәлік", "Свидетельство о браке"),
    ("Туу туралы куәлік", "Свидетельство о рождении"),
    ("Балабақша кезегі", "Очередь в детский сад"),
    ("Мектепке қабылдау", "Приём в школу"),
    ("Жәрдемақы тағайындау", "Назначение пособия"),
    ("Зейнетақы", "Пенсия"),
    ("Жер учаскесі", "Земельный участок"),
    ("Кәсіпкерді тіркеу", "Регистрация предпринимателя"),
    ("Анықтама алу", "Получение справки"),
)
_VIEWS = (
    ("bad", "Мүлде келіспеймін", "Совсем не согласен"),
    ("so", "Айта алмаймын", "Не могу сказать"),
    ("good", "Толық келісемін", "Полностью согласен"),
)
CHOICES: Sequence[tuple[str, str, str, str, str]] = (
    ("yes_no", "yes", "Иә", "Да", ""),
    ("yes_no", "no", "Жоқ", "Нет", ""),
    *(("service", f"s{number}", kk, ru, "") for number, (kk, ru) in enumerate(_SERVICES)),
    *(("service_short", f"s{number}", kk, ru, "") for number, (kk, ru) in enumerate(_SERVICES[:3])),
    *(("view", *view, "") for view in _VIEWS),
    ("sign", "stop", "Кіруге болмайды", "Вход запрещён", "stop.png"),
    ("sign", "go", "Кіру", "Вход", "go.png"),
    ("seen", "queue", "Ұзын кезек", "Длинная очередь", ""),
    ("seen", "rude", "Дөрекілік", "Грубость", ""),
    ("seen", "paid", "Қызметтің ақылы екені туралы жазу", "Объявление о платной услуге", ""),
)
SETTINGS = {"form_title": "Барлық сұрақ · Все вопросы", "form_id": "every_prompt", "version": "1"}


def _table(sheet: str, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(("| " + sheet + " |", *(f"| | {' | '.join(line)} |" for line in (columns, *lines))))


def markdown() -> str:
    """The form as tables."""
    survey = [[row.get(column, "") for column in COLUMNS] for row in SURVEY]
    sheets = (
        _table("survey", COLUMNS, survey),
        _table("choices", ("list_name", "name", KK, RU, "media::image"), CHOICES),
        _table("settings", tuple(SETTINGS), [tuple(SETTINGS.values())]),
    )
    return "\n\n".join(sheets)


def picture(colour: str) -> bytes:
    """A sign, drawn."""
    drawn = Image.new("RGB", (360, 240), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rounded_rectangle((20, 20, 340, 220), 30, fill=colour)
    pen.rectangle((90, 105, 270, 135), fill="white")
    made = BytesIO()
    drawn.save(made, "PNG")
    return made.getvalue()


def packed() -> bytes:
    """The form and its files, as a coordinator would send them."""
    towns = "\n".join(("name,label,label_ru", *(f"t{n},Ауыл №{n},Село №{n}" for n in range(1, 61))))
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("every_prompt.md", markdown())
        archive.writestr("towns.csv", towns)
        for name, colour in (("card.png", "#00808d"), ("stop.png", "#b3261e"), ("go.png", "#2e7d32")):
            archive.writestr(name, picture(colour))
    return made.getvalue()
