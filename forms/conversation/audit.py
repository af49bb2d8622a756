"""The log of a form that asks for one (type audit): which question was on screen from when to when.

Kept in the draft as short rows, and handed in as audit.csv with the columns of ODK Collect. Unlike Collect's it holds
neither places nor answers: the form's own questions are the only way to ask for those.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from forms.definition import Form, Template

FILE = "audit.csv"
MOST_EVENTS = 1_000
"""Of a longer log the oldest questions are forgotten."""

Events = list[list[Any]]
"""Rows of event, node, milliseconds since 1970 of its start, milliseconds it lasted."""


def node_of(form: Form) -> str | None:
    """The node that holds the log's file name; None where the form asks for no log."""
    meta = _child(form.root, "meta")
    return f"/{form.root.name}/meta/audit" if meta is not None and _child(meta, "audit") is not None else None


def _child(template: Template, name: str) -> Template | None:
    return next((child for child in template.children if child.name == name), None)


def note(events: Events, event: str, node: str, now: datetime) -> None:
    """Something happened now."""
    events.append([event, node, _milliseconds(now), 0])
    if len(events) > MOST_EVENTS:
        del events[1]  # the first says when the form was opened


def stand(events: Events, event: str, node: str, now: datetime) -> None:
    """This is on screen now; what was there before has ended."""
    last = events[-1] if events else None
    if last is not None and [event, node] == last[:2]:
        return
    if last is not None and last[1]:
        last[3] = max(_milliseconds(now) - last[2], 0)
    note(events, event, node, now)


def written(events: Events) -> str:
    """The log as CSV."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["event", "node", "start", "end"])
    rows.writerows([event, node, start, start + lasted if node else ""] for event, node, start, lasted in events)
    return text.getvalue()


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
