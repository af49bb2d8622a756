"""A questionnaire as a coordinator sent it: one version of one form, and whether new visits use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FormState(StrEnum):
    """A draft is tried, a published one is offered; a retired one only lets begun answers be finished."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def name_key(self) -> str:
        """Fluent key: `forms-state-draft`."""
        return f"forms-state-{self}"


@dataclass(frozen=True)
class FormVersion:
    """One version of a form. Files are numbers in the cellar; `source` is the file as it was sent, None where the form
    is the bot's own. `minutes` is an estimate of how long answering takes."""

    id: int
    form: str
    version: str
    state: FormState
    title: str
    file_name: str
    languages: tuple[str, ...]
    questions: int
    minutes: int
    source: int | None
    media: Mapping[str, int] = field(default_factory=dict)
    """Files that came with the form, by the names it uses."""
    made_at: datetime | None = None

    def title_in(self, language: str) -> str:
        """The title in one language."""
        return title_in(self.title, language)

    @property
    def files(self) -> tuple[int, ...]:
        """Everything of it that lies in the cellar."""
        return (*(() if self.source is None else (self.source,)), *self.media.values())


def title_in(title: str, language: str) -> str:
    """XLSForm has one title for all languages: «Дәріхана · Аптека» is Kazakh, then Russian."""
    parts = [part.strip() for part in title.split(" · ")]
    return parts[1 if language == "ru" else 0] if len(parts) == 2 and all(parts) else title
