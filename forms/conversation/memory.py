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
    entry: str = ""
    """The entry of a repeat that is gone through again; after it comes the list of entries."""
    thinned: list[str] = field(default_factory=list)
    """Repeats that lost an entry: what was answered in them before has other refs now."""
    events: list[list[Any]] | None = None
    """The form's own log, where it keeps one (conversation/audit.py)."""

    def saw(self, ref: str) -> None:
        """The stop has been passed once."""
        if ref not in self.seen:
            self.seen.append(ref)

    def forget_entry(self, repeat: str, number: int) -> None:
        """An entry is gone and those after it moved up."""
        if repeat not in self.thinned:
            self.thinned.append(repeat)

        def moved(ref: str) -> str | None:
            inside = ref.removeprefix(f"{repeat}[")
            own, bracket, rest = inside.partition("]")
            if inside == ref or not bracket or not own.isdigit() or int(own) < number:
                return ref
            return None if int(own) == number else f"{repeat}[{int(own) - 1}]{rest}"

        self.seen = [new for ref in self.seen if (new := moved(ref)) is not None]
        self.prefilled = [new for ref in self.prefilled if (new := moved(ref)) is not None]
        self.lines = {new: counts for ref, counts in self.lines.items() if (new := moved(ref)) is not None}

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
        stored: dict[str, Any] = {
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
        if self.entry:
            stored["entry"] = self.entry
        if self.thinned:
            stored["thinned"] = list(self.thinned)
        if self.events is not None:
            stored["events"] = [list(event) for event in self.events]
        return stored

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
            entry=stored.get("entry", ""),
            thinned=list(stored.get("thinned", ())),
            events=[list(event) for event in stored["events"]] if "events" in stored else None,
        )
