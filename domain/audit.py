"""What the audit log says: who did what to which case or thing, and when. Never what was said in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.people import Grant

LOG_BEGUN = "log-begun"
CASE_OPENED = "case-opened"
ROLE_GIVEN = "role-given"
ROLE_TAKEN = "role-taken"
INVITE_MADE = "invite-made"
RESULTS_EXPORTED = "results-exported"
PAPERS_MADE = "papers-made"
EVIDENCE_READ = "evidence-read"
ORIGINALS_READ = "originals-read"
NOTE_WRITTEN = "note-written"
GROUP_BOUND = "group-bound"
GROUP_UNBOUND = "group-unbound"
FORM_PUBLISHED = "form-published"
FORM_RETIRED = "form-retired"
EVIDENCE_SEALED = "evidence-sealed"
KEY_ADDED = "key-added"
KEY_APPLIED = "key-applied"

PERSON_FORGOTTEN = "person-forgotten"

CASE = "case-"
"""A line of a case's history is here as well, under its kind with this in front: `case-moved`."""


@dataclass(frozen=True)
class Entry:
    """One line. `actor` is a member of staff, None for the clock, the settings and reporters, who are never named.

    `case` is a case's code, `about` another thing: `person:17`, `form:yard`, or the state a case was moved to.
    """

    number: int
    at: datetime
    actor: int | None
    action: str
    case: str | None
    about: str
    link: bytes
    """Keyed hash over this line and the link before it."""


@dataclass(frozen=True)
class Verdict:
    """What a check of the whole log found. `broken` is the first line that is not as it was written."""

    count: int
    fingerprint: str
    broken: int | None = None
    why: str = ""


def fingerprint(link: bytes) -> str:
    """The link of a line as people compare it: the first 16 hexadecimal digits."""
    return link.hex()[:16]


def about_grant(person_id: int, grant: Grant) -> str:
    """Whom a role was given to or taken from: `person:17/coordinator/KZ-71`, with no region where it is everywhere."""
    return f"person:{person_id}/{grant.role}" + (f"/{grant.region}" if grant.region else "")
