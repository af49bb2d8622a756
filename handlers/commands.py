"""Which commands Telegram offers to whom. Data only: bot.py tells Telegram, in each language and scope."""

from __future__ import annotations

from collections.abc import Mapping

from domain.people import Person, Role
from locales.texts import T, Text

Commands = tuple[tuple[str, str], ...]
"""Name of the command and Fluent key of its description."""

_CITIZEN: Commands = (
    ("menu", "command-menu"),
    ("report", "command-report"),
    ("reports", "command-reports"),
    ("language", "command-language"),
    ("mydata", "command-mydata"),
    ("forget", "command-forget"),
    ("help", "command-help"),
    ("start", "command-start"),
)
_VOLUNTEER: Commands = (("tasks", "command-tasks"), ("checklists", "command-checklists"), *_CITIZEN)
_COORDINATOR: Commands = (
    ("inbox", "command-inbox"),
    ("due", "command-due"),
    ("campaigns", "command-campaigns"),
    ("digest", "command-digest"),
    ("forms", "command-forms"),
    *_VOLUNTEER,
)
_ADMIN: Commands = (
    ("people", "command-people"),
    ("calendar", "command-calendar"),
    ("audit", "command-audit"),
    *_COORDINATOR,
)

COMMANDS: Mapping[Role, Commands] = {
    Role.CITIZEN: _CITIZEN,
    Role.VOLUNTEER: _VOLUNTEER,
    Role.COORDINATOR: _COORDINATOR,
    Role.ADMIN: _ADMIN,
}
"""What each role is offered. The citizen's are the default scope; the others are set for the person's own chat."""

HELP: Mapping[Role, str] = {
    Role.ADMIN: "help-admin",
    Role.COORDINATOR: "help-coordinator",
    Role.VOLUNTEER: "help-volunteer",
}
"""Fluent key of what «/help» says on top to those who hold a role."""


def highest(person: Person) -> Role:
    """The role whose commands the person is offered."""
    return next((role for role in (Role.ADMIN, Role.COORDINATOR, Role.VOLUNTEER) if person.has(role)), Role.CITIZEN)


def commands_of(person: Person | None) -> tuple[tuple[str, Text], ...]:
    """Name and description of each command offered to the person, or to everybody (None)."""
    role = Role.CITIZEN if person is None else highest(person)
    return tuple((name, T(key)) for name, key in COMMANDS[role])


def help_texts(person: Person) -> tuple[Text, ...]:
    """What «/help» says for each role the person holds."""
    return tuple(T(key) for role, key in HELP.items() if person.has(role))
