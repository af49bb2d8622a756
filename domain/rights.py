"""Who may do what where: one table of role, action and scope. An action is a route, without its arguments.

A line stands for the route of its name and for every route that begins with it and a dot, unless a longer name has a
line of its own. Handlers are registered with the same roles; the bot does not start where they differ, and a test tries
every route as everybody. Services check the scope: a thing outside of it is to them as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.people import Role


class Scope(StrEnum):
    """Of whose things the action is."""

    ANYBODY = "anybody"
    """What everybody may read, or nothing but the person's own screen."""
    OWN = "own"
    """The person's own reports, drafts, visits and papers."""
    REGION = "region"
    """What belongs to a region of the person's grant."""
    HOUSE = "house"
    """The whole installation."""


@dataclass(frozen=True)
class Right:
    """The role an action needs, and on what it may be done."""

    role: Role
    scope: Scope


def _rights(role: Role, scope: Scope, names: str) -> dict[str, Right]:
    return dict.fromkeys(names.split(), Right(role, scope))


RIGHTS: Mapping[str, Right] = {
    **_rights(Role.CITIZEN, Scope.ANYBODY, (
        "about consent emergency genuine help idle lang language menu rights small start"
    )),
    **_rights(Role.CITIZEN, Scope.OWN, (
        "admin.join checklists draft f fixed follow forget form join mydata naming news nothing offer outdated own "
        "quiet report reports thanks thread volunteer.answer volunteering"
    )),
    **_rights(Role.VOLUNTEER, Scope.OWN, "conflict conflicts task tasks"),
    **_rights(Role.COORDINATOR, Scope.REGION, (
        "alike authorities authority awards broadcast broadcasts campaign campaigns canned case desk "
        "digest due exports finding findings forms groups hand inbox letter letters org.open orgs place "
        "places recommendation recommendations refer referral route search share small.open small.reply "
        "swap tags takeaway task.extend task.extend-by team teams visit visits volunteer volunteers"
    )),
    **_rights(Role.ADMIN, Scope.HOUSE, (
        "admin alike.split alike.split-do audit calendar genuine.revoke genuine.revoked org people pushes"
    )),
}  # fmt: skip


def right_of(action: str) -> Right | None:
    """The right an action needs: of the longest name in the table that fits. None for one the table does not know."""
    name = action
    while name not in RIGHTS:
        name, dot, _ = name.rpartition(".")
        if not dot:
            return None
    return RIGHTS[name]
