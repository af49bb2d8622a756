"""What the lines of the audit log are called that a route of the staff has written: by the first word of its name."""

from __future__ import annotations

DID = {
    "admin": "audit-did-admin",
    "alike": "audit-did-alike",
    "authorities": "audit-did-authority",
    "authority": "audit-did-authority",
    "awards": "audit-did-awards",
    "broadcast": "audit-did-broadcast",
    "broadcasts": "audit-did-broadcast",
    "calendar": "audit-did-calendar",
    "campaign": "audit-did-campaign",
    "campaigns": "audit-did-campaign",
    "canned": "audit-did-canned",
    "case": "audit-did-case",
    "desk": "audit-did-case",
    "digest": "audit-did-digest",
    "due": "audit-did-due",
    "exports": "audit-did-form",
    "finding": "audit-did-finding",
    "findings": "audit-did-finding",
    "form": "audit-did-form",
    "forms": "audit-did-form",
    "genuine": "audit-did-genuine",
    "group": "audit-did-group",
    "groups": "audit-did-group",
    "hand": "audit-did-hand",
    "inbox": "audit-did-case",
    "letter": "audit-did-letter",
    "letters": "audit-did-letter",
    "org": "audit-did-org",
    "orgs": "audit-did-org",
    "people": "audit-did-admin",
    "place": "audit-did-place",
    "places": "audit-did-place",
    "pushes": "audit-did-pushes",
    "recommendation": "audit-did-recommendation",
    "recommendations": "audit-did-recommendation",
    "refer": "audit-did-referral",
    "referral": "audit-did-referral",
    "route": "audit-did-route",
    "search": "audit-did-search",
    "share": "audit-did-share",
    "small": "audit-did-small",
    "swap": "audit-did-swap",
    "tags": "audit-did-tags",
    "takeaway": "audit-did-takeaway",
    "task": "audit-did-task",
    "team": "audit-did-team",
    "teams": "audit-did-team",
    "visit": "audit-did-visit",
    "visits": "audit-did-visit",
    "volunteer": "audit-did-volunteer",
    "volunteers": "audit-did-volunteer",
}
"""Of every kind of thing that staff can change."""


def did(action: str) -> str | None:
    """The Fluent key for a route's line; None for what is no route."""
    return DID.get(action.partition(".")[0])
