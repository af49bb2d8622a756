"""Who may do what: citizens, volunteers, coordinators of regions, admins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Everybody is a citizen; the others are granted."""

    CITIZEN = "citizen"
    INVITED = "invited"
    """Asked by an admin to be a volunteer: needs no approval, but sees nothing before the rules and the quiz."""
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    @property
    def name_key(self) -> str:
        """Fluent key of the role's name: `role-volunteer`."""
        return f"role-{self}"


STAFF = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Those who see cases."""


EVERYWHERE = ""
"""The region of a grant that holds in all regions."""


@dataclass(frozen=True)
class Grant:
    """A role in one region (a code from regions.json) or EVERYWHERE."""

    role: Role
    region: str = EVERYWHERE


@dataclass(frozen=True)
class Person:
    """Somebody who talks to the bot, as far as the rules need to know them: no name of a citizen, no Telegram id.

    `at` is the route that shows their current screen again; `awaiting` the route that takes what they type next.
    `alias` is what staff see of each other; citizens have none.
    """

    id: int
    language: str | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    consent_version: int | None = None
    at: str = ""
    awaiting: str | None = None
    has_keys: bool = False
    alias: str | None = None

    def has(self, role: Role) -> bool:
        """Whether the person holds the role anywhere."""
        return role is Role.CITIZEN or any(grant.role is role for grant in self.grants)

    def may(self, role: Role, region: str) -> bool:
        """Whether the person holds the role in this region. An admin is a coordinator of every region."""
        roles = {role, Role.ADMIN} if role is Role.COORDINATOR else {role}
        return any(grant.role in roles and grant.region in (region, EVERYWHERE) for grant in self.grants)

    @property
    def is_staff(self) -> bool:
        """Coordinators and admins: those who see cases."""
        return self.has(Role.COORDINATOR) or self.has(Role.ADMIN)


def of_region(people: Iterable[Person], role: Role, region: str) -> list[Person]:
    """Those who hold the role in the region."""
    return [person for person in people if person.may(role, region)]
