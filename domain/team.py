"""Organisations and their monitoring groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.volunteer import TEAM_LARGEST


class OrganisationKind(StrEnum):
    """What an organisation is."""

    MOVEMENT = "movement"
    HEADQUARTERS = "headquarters"
    PROJECT_OFFICE = "project_office"
    CLUB = "club"

    @property
    def name_key(self) -> str:
        """Fluent key: `organisation-project-office`."""
        return f"organisation-{self.replace('_', '-')}"


@dataclass(frozen=True)
class Organisation:
    """A movement, a headquarters, a project office or a club; `coordinators` are people's ids."""

    id: int
    kind: OrganisationKind
    kk: str
    ru: str
    region: str
    coordinators: tuple[int, ...] = ()

    def name(self, language: str) -> str:
        """In Kazakh or Russian; in the other one where it has only that."""
        first, second = (self.ru, self.kk) if language == "ru" else (self.kk, self.ru)
        return first or second


@dataclass(frozen=True)
class Team:
    """A special monitoring group. The lead, if there is one, is a member. Raises ValueError for a group of more than
    five (law on public control, art. 6(3)) or a lead from outside."""

    id: int
    name: str
    region: str
    members: tuple[int, ...] = ()
    lead_id: int | None = None
    organisation_id: int | None = None

    def __post_init__(self) -> None:
        if len(self.members) > TEAM_LARGEST or len(set(self.members)) != len(self.members):
            raise ValueError(f"a group has at most {TEAM_LARGEST} different people")
        if self.lead_id is not None and self.lead_id not in self.members:
            raise ValueError("the lead is one of the group")
