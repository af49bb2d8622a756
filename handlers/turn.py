"""What a handler gets: the person, what came from them, and the unit of work it may change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from domain.follow_up import REOPENING_NOES
from domain.people import Person
from domain.retention import DEFAULT, Periods
from handlers.incoming import Said, Tap
from locales.texts import Language
from services.questionnaires.form_registry import Registry
from services.volunteering.thanks_papers import Issuer
from storage.work import Work

MOST_WAIT = 5000
"""People whose messages are kept in memory while they decide."""


@dataclass(frozen=True)
class House:
    """What handlers may know of this installation."""

    zone: tzinfo
    username: str
    """The bot's @name without the @, for deep links."""
    operator: str
    """Who runs the bot, as the consent and the page «about» name it."""
    forms: Registry
    """Compiled forms, so that none is parsed for every tap."""
    periods: Periods = DEFAULT
    """How long ended cases are kept."""
    waiting: dict[int, list[Said]] = field(default_factory=dict)
    """What people sent before they agreed to anything, by person: in memory only, never stored."""

    reopening_noes: int = REOPENING_NOES
    """So many «no» after a closing open the case again."""

    def waits(self, person_id: int) -> list[Said]:
        """What a person has sent before they agreed. Where very many people wait, whoever waits longest is forgotten,
        and is told so when they come back."""
        if person_id not in self.waiting and len(self.waiting) >= MOST_WAIT:
            del self.waiting[next(iter(self.waiting))]
        return self.waiting.setdefault(person_id, [])

    @property
    def issuer(self) -> Issuer:
        """Who issues volunteers' papers here."""
        return Issuer(self.operator, self.username)


@dataclass
class Turn:
    """One person's one update."""

    work: Work
    house: House
    came: Said | Tap | None

    @property
    def person(self) -> Person:
        """Who acts; assign to change their chat state."""
        return self.work.person

    @person.setter
    def person(self, person: Person) -> None:
        self.work.person = person

    @property
    def now(self) -> datetime:
        """The moment of this update, aware UTC."""
        return self.work.now

    @property
    def language(self) -> Language:
        """The person's language; Kazakh until they choose."""
        return "ru" if self.person.language == "ru" else "kk"

    @property
    def said(self) -> Said:
        """The message that came; only takers and commands may ask."""
        if not isinstance(self.came, Said):
            raise TypeError("no message in this turn")
        return self.came
