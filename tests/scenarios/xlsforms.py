"""Forms that coordinators send: a small checklist with everything in it, and people to send and fill it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios import campaigning

KK, RU = "label::Қазақша (kk)", "label::Русский (ru)"
SAYS_KK, SAYS_RU = "constraint_message::Қазақша (kk)", "constraint_message::Русский (ru)"
COLUMNS = (
    "type",
    "name",
    KK,
    RU,
    "required",
    "relevant",
    "constraint",
    SAYS_KK,
    SAYS_RU,
    "calculation",
    "choice_filter",
    "media::image",
)
Row = Mapping[str, str]

SURVEY: Sequence[Row] = (
    {"type": "acknowledge", "name": "rules", KK: "Тек бақылаймыз", RU: "Мы только наблюдаем", "required": "yes"},
    {"type": "select_one city", "name": "city", KK: "Қай қала?", RU: "Какой город?", "required": "yes"},
    {
        "type": "select_one street",
        "name": "street",
        KK: "Қай көше?",
        RU: "Какая улица?",
        "required": "yes",
        "choice_filter": "city=${city}",
    },
    {"type": "begin_repeat", "name": "item", KK: "Тауар", RU: "Товар"},
    {"type": "text", "name": "product", KK: "Қандай тауар?", RU: "Какой товар?", "required": "yes"},
    {
        "type": "integer",
        "name": "price",
        KK: "Бағасы қанша?",
        RU: "Какая цена?",
        "required": "yes",
        "constraint": ". >= 0",
        SAYS_KK: "Баға теріс болмайды.",
        SAYS_RU: "Цена не бывает отрицательной.",
    },
    {"type": "end_repeat"},
    {"type": "select_one yes_no", "name": "broken", KK: "Сынған зат бар ма?", RU: "Есть сломанное?", "required": "yes"},
    {
        "type": "image",
        "name": "photo",
        KK: "Сынған жерді түсіріңіз",
        RU: "Снимите поломку",
        "required": "yes",
        "relevant": "${broken} = 'yes'",
    },
    {"type": "text", "name": "what", KK: "Не сынған?", RU: "Что сломано?", "relevant": "${broken} = 'yes'"},
    {"type": "calculate", "name": "findings", "calculation": "if(${broken} = 'yes', 1, 0)"},
)
CHOICES = (
    ("city", "astana", "Астана", "Астана", ""),
    ("city", "almaty", "Алматы", "Алматы", ""),
    ("street", "abai", "Абай көшесі", "улица Абая", "astana"),
    ("street", "kenesary", "Кенесары көшесі", "улица Кенесары", "astana"),
    ("street", "satbaev", "Сәтбаев көшесі", "улица Сатпаева", "almaty"),
    ("yes_no", "yes", "Иә, бар", "Да, есть", ""),
    ("yes_no", "no", "Жоқ, бәрі бүтін", "Нет, всё цело", ""),
)


NO_MORE: Row = {}


def xlsx(
    survey: Iterable[Row] = SURVEY,
    *,
    version: str = "1",
    form: str = "yard",
    title: str = "Аула · Двор",
    more: Mapping[str, str] = NO_MORE,
) -> bytes:
    """An Excel workbook with these rows; the first below the header is row 2. `more`: other settings."""
    openpyxl: Any = import_module("openpyxl")  # has no type hints
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    sheet.append(COLUMNS)
    for row in survey:
        sheet.append([row.get(column, "") for column in COLUMNS])
    choices = book.create_sheet("choices")
    choices.append(("list_name", "name", KK, RU, "city"))
    for choice in CHOICES:
        choices.append(choice)
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "version", "default_language", *more))
    settings.append((title, form, version, "Қазақша (kk)", *more.values()))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def changed(name: str, **cells: str) -> list[Row]:
    """The survey with other cells in the row of this name."""
    return [{**row, **cells} if row.get("name") == name else row for row in SURVEY]


async def sends_form(someone: Someone, content: bytes, name: str = "yard.xlsx") -> None:
    """Sends the file and waits for what the bot says of it."""
    await someone.does(lambda: someone.phone.send_file("document", content, name=name))


async def volunteer(world: World, name: str, language: Language) -> Someone:
    """A volunteer of Astana, of a bot that has an admin."""
    await world.admin().starts()
    return await campaigning.volunteer(world, name, language)


async def begins(someone: Someone, title: str) -> None:
    """From the menu to the first question of this form."""
    await someone.says("/menu")
    await someone.taps("menu-checklists")
    if someone.can_tap("consent-agree"):
        await someone.taps("consent-agree")
    while title not in someone.sees.labels:
        await someone.taps_label("›")
    await someone.taps_label(title)


def said(someone: Someone, kk: str, ru: str) -> str:
    """One of two texts, by the reader's language."""
    return ru if someone.language == "ru" else kk
