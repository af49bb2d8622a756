"""What a citizen is going to report, and by which way through the bot."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from locales.texts import Language
from tests.pictures import photo

Door = Literal["menu", "link", "words", "photo", "emergency"]
DOORS: tuple[Door, ...] = ("menu", "link", "words", "photo", "emergency")
PLACES = (("KZ-71", "711110000"), ("KZ-75", "751410000"), ("KZ-15", "151000000"), ("KZ-79", "791310000"))
CATEGORIES = ("bribe", "middleman", "school_money", "medicine", "service", "yard", "road_police")
WITH_AMOUNT = frozenset({"bribe", "middleman", "school_money", "medicine", "road_police"})
AMOUNTS = (("20 мың", 20_000), ("15 тыс", 15_000), ("5000", 5_000), ("1,5 млн", 1_500_000))
STORIES: dict[Language, tuple[str, ...]] = {
    "kk": (
        "Қызметкер құжатымды тез шығарып беру үшін ақша сұрады.",
        "Ақшаны бір ата-ананың картасына аудару керек дейді.",
        "Бермесем, өтінішімді қайтарып тастайтынын айтты.",
    ),
    "ru": (
        "Сотрудник сказал, что без денег справка будет готова через месяц.",
        "Деньги просят перевести на карту одной из родительниц.",
        "Когда я отказалась, заявление вернули без объяснений.",
    ),
}
COLOURS = ("teal", "navy", "maroon", "olive", "purple", "gray")


@dataclass(frozen=True)
class File:
    """Something to send as evidence: its kind in the Bot API and its bytes."""

    kind: str
    content: bytes


@dataclass(frozen=True)
class Plan:
    """One complaint. `typed` are the questions answered by typing, `skipped` those passed over."""

    mark: str
    language: Language
    door: Door
    category: str
    region: str
    district: str
    amount: tuple[str, int]
    institution: str
    story: tuple[str, ...]
    files: tuple[File, ...]
    as_album: bool
    named: bool
    typed: frozenset[str]
    skipped: frozenset[str]
    leaves_at: str | None
    corrects: bool
    """Changes the institution at the review."""

    @property
    def contact(self) -> str:
        """What is typed where a name is asked for."""
        return f"Сынақ Азамат {self.mark}, +7 700 000 00 00"


def plan(rng: Random, mark: str, language: Language, door: Door) -> Plan:
    """A complaint that nobody else files: `mark` is in its words and in its files."""
    region, district = rng.choice(PLACES)
    stories = rng.sample(STORIES[language], 1 if door == "words" else rng.randint(1, 3))
    skipped = frozenset(rng.sample(("institution", "place", "when", "amount"), rng.randint(0, 3)))
    return Plan(
        mark=mark,
        language=language,
        door=door,
        category="bribe" if door == "emergency" else rng.choice(CATEGORIES),
        region=region,
        district=district,
        amount=rng.choice(AMOUNTS),
        institution=f"ХҚКО {mark}",
        story=tuple(f"{text} [{mark}-{number}]" for number, text in enumerate(stories)),
        files=_files(rng, mark, at_least=1 if door == "photo" else 0),
        as_album=rng.random() < 0.5,
        named=rng.random() < 0.3,
        typed=frozenset(rng.sample(("category", "region", "district", "when", "place", "identity"), rng.randint(0, 4))),
        skipped=skipped,
        leaves_at=rng.choice(("district", "story", "evidence", "identity")) if rng.random() < 0.3 else None,
        corrects=rng.random() < 0.3,
    )


def _files(rng: Random, mark: str, *, at_least: int) -> tuple[File, ...]:
    count = max(at_least, rng.choice((0, 0, 1, 1, 2, 3)))
    return tuple(_file(rng, f"{mark}/{number}") for number in range(count))


def _file(rng: Random, name: str) -> File:
    if rng.random() < 0.7:
        return File("photo", photo(rng.choice(COLOURS), size=(rng.randint(40, 400), rng.randint(40, 300)), camera=name))
    return File("document", f"%PDF-1.4 {name} ".encode() + rng.randbytes(rng.randint(1_000, 40_000)))
