"""Where a conversation stands, apart from the answers themselves. Plain JSON, so that a restart changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.conversation.refusals import FormSays, Refused
from forms.conversation.view import View
from forms.definition import Labels, pick

REVIEW = ""


@dataclass(frozen=True)
class FormRefused:
    """The form's own refusal, in every language it has."""

    labels: Labels


@dataclass
class Memory:
    """The cursor and what belongs to it. `at` is the ref of the stop on screen, REVIEW at the end."""

    at: str = REVIEW
    language: str = "kk"
    revision: int = 1
    editing: bool = False
    seen: list[str] = field(default_factory=list)
    prefilled: list[str] = field(default_factory=list)
    view: View = field(default_factory=View)
    refusal: Refused | FormRefused | None = None
    lines: dict[str, list[int]] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)

    def saw(self, ref: str) -> None:
        """The stop has been passed once."""
        if ref not in self.seen:
            self.seen.append(ref)

    def go(self, ref: str) -> None:
        """To another stop, with a fresh view of it."""
        self.at, self.view, self.refusal = ref, View(), None

    def refused(self, language: str) -> FormSays | Refused | None:
        """The refusal in words, or its key."""
        if isinstance(self.refusal, FormRefused):
            return FormSays(pick(self.refusal.labels, language))
        return self.refusal

    def to_json(self) -> dict[str, Any]:
        """Small and JSON only."""
        refusal: dict[str, Any] | None = None
        if isinstance(self.refusal, FormRefused):
            refusal = {"labels": dict(self.refusal.labels)}
        elif self.refusal is not None:
            refusal = {"key": self.refusal.key, "args": dict(self.refusal.args)}
        return {
            "at": self.at,
            "language": self.language,
            "revision": self.revision,
            "editing": self.editing,
            "seen": list(self.seen),
            "prefilled": list(self.prefilled),
            "view": self.view.to_json(),
            "refusal": refusal,
            "lines": {ref: list(counts) for ref, counts in self.lines.items()},
            "media": dict(self.media),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Memory:
        """What `to_json` wrote."""
        refusal = stored["refusal"]
        said: Refused | FormRefused | None = None
        if refusal is not None:
            said = FormRefused(refusal["labels"]) if "labels" in refusal else Refused(refusal["key"], refusal["args"])
        return cls(
            at=stored["at"],
            language=stored["language"],
            revision=stored["revision"],
            editing=stored["editing"],
            seen=list(stored["seen"]),
            prefilled=list(stored["prefilled"]),
            view=View.from_json(stored["view"]),
            refusal=said,
            lines={ref: list(counts) for ref, counts in stored["lines"].items()},
            media=dict(stored["media"]),
        )
