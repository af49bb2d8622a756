"""One submitted form as reports read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forms.definition import Form


@dataclass(frozen=True)
class Submission:
    """A filled form as it was handed in: `xml` is the XForm instance, `form` the version it was filled with.

    `instance_id` is meta/instanceID ('uuid:…'). Who handed it in is not part of any report.
    """

    instance_id: str
    received_at: datetime
    form: Form
    xml: str
