"""A filled form, handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Submission:
    """What one person answered once. It does not name them; the thread to them lies sealed elsewhere.

    `values` are the relevant answers by indexed path; `xml` is the XForm instance; `findings` is the form's own
    calculated number of things found, None for a form that has no such. `audit` is the log that the instance names as
    audit.csv, None for a form that asks for none.
    """

    id: int
    instance_id: str
    form: str
    version: str
    language: str
    started_at: datetime
    finished_at: datetime
    values: Mapping[str, str]
    xml: str
    region: str | None = None
    findings: int | None = None
    audit: str | None = None

    @property
    def corrects(self) -> str | None:
        """The instance id of the submission that this one puts right (OpenRosa metadata: deprecatedID)."""
        return next((value for path, value in self.values.items() if path.endswith("/meta/deprecatedID")), None)
