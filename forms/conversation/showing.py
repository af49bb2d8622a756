"""Builds the prompt and the review from the session and the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from forms.conversation.asked import Asked
from forms.conversation.asking import MULTILINE, ask_of
from forms.conversation.flow import AskStop, CollectStop, Flow, MoreStop, Stop
from forms.conversation.gathering import OF_KIND, files
from forms.conversation.memory import Memory
from forms.conversation.offering import asked, illustrations, labels_of, offered
from forms.conversation.prompt import (
    Another,
    Ask,
    Collected,
    Entry,
    Files,
    Illustration,
    Listed,
    Media,
    Notice,
    Progress,
    Prompt,
    Removing,
    Review,
    Words,
)
from forms.conversation.readable import pieces
from forms.definition import MEDIA, Kind, Text
from forms.engine.session import Session

MOST_NAMING = 2
"""Answers that name an entry of a repeat."""
LONGEST_NAME = 60


class Shower:
    """Draws one moment of a conversation in one language."""

    def __init__(self, session: Session, flow: Flow, memory: Memory, now: datetime, language: str) -> None:
        self.session, self.flow, self.memory, self.now, self.language = session, flow, memory, now, language

    def prompt(self, stop: Stop, stops: list[Stop]) -> Prompt:
        """The screen of one stop."""
        refs = [s.ref for s in stops]
        ref = stop.ref
        required, answered = self._required(stop), self._answered(stop)
        plain = isinstance(stop, AskStop) and not self._readonly(stop) and stop.question.kind is not Kind.NOTE
        return Prompt(
            ref=ref,
            revision=self.memory.revision,
            progress=Progress(refs.index(ref) + 1, len(refs)),
            headings=self.flow.headings(stop, self.session, self.language),
            label=self._said(stop, "label"),
            hint=self._said(stop, "hint"),
            guidance=self._said(stop, "guidance"),
            ask=self._ask(stop, stops),
            current=self._current(stop),
            refusal=self.memory.refused(self.language),
            required=required,
            can_skip=plain and not required and not answered,
            can_keep=plain and answered and not _has_done(stop),
            can_clear=plain and answered and (not required or _multiline(stop)),
            can_back=self._back_leads_somewhere(refs.index(ref)),
            editing=self.memory.editing,
            media=self._media(stop),
        )

    def review(self, stops: list[Stop]) -> Review:
        """All questions with their answers."""
        entries: list[Entry] = []
        for stop in stops:
            if isinstance(stop, AskStop) and stop.question.kind is Kind.NOTE:
                continue
            listed = isinstance(stop, MoreStop)
            entries.append(
                Entry(
                    number=len(entries) + 1,
                    ref=stop.ref,
                    headings=self.flow.headings(stop, self.session, self.language),
                    label=self._said(stop, "label") or (stop.ref.rsplit("/", 1)[-1] if listed else ""),
                    pieces=self._entry_labels(stop, stops) if isinstance(stop, MoreStop) else self._stored(stop),
                    files=self._files(stop),
                    required=self._required(stop),
                    repeat=listed,
                )
            )
        ready = not self.session.problems()
        return Review(self.memory.revision, self.session.form.title, tuple(entries), ready)

    # ------------------------------------------------------------ parts

    def _back_leads_somewhere(self, position: int) -> bool:
        view = self.memory.view
        return self.memory.editing or position > 0 or view.day is not None or bool(view.removing)

    def _said(self, stop: Stop, text: str) -> str:
        """The label, hint or guidance; of a collecting repeat, its file's (which may have no entry yet)."""
        element = stop.collection.file if isinstance(stop, CollectStop) else self.flow.element(stop.ref)
        words = getattr(element, text, None)
        return self.session.say(words, self.flow.place(stop), self.language) if isinstance(words, Text) else ""

    def _media(self, stop: Stop) -> tuple[Illustration, ...]:
        element = stop.collection.file if isinstance(stop, CollectStop) else self.flow.element(stop.ref)
        return illustrations(element.label, self.language) if element.label.media else ()

    def _readonly(self, stop: AskStop) -> bool:
        return self.session.readonly(stop.ref)

    def _required(self, stop: Stop) -> bool:
        if isinstance(stop, AskStop):
            return self.session.required(stop.ref)
        return False

    def _answered(self, stop: Stop) -> bool:
        return isinstance(stop, AskStop) and bool(self.session.value(stop.ref))

    def _files(self, stop: Stop) -> tuple[Collected, ...]:
        if isinstance(stop, CollectStop):
            return files(self.session, stop, self.memory.media)
        if isinstance(stop, AskStop) and stop.question.kind in MEDIA and (name := self.session.value(stop.ref)):
            return (Collected(name, Media(self.memory.media.get(name, OF_KIND[stop.question.kind])), ""),)
        return ()

    def _entries(self, stop: MoreStop, stops: list[Stop]) -> tuple[Listed, ...]:
        """The entries of a repeat, each named by the first answers in it."""
        found = []
        for number in range(1, stop.count + 1):
            ref = f"{stop.ref}[{number}]"
            inside = (s for s in stops if s.ref.startswith(ref + "/"))
            words = (self._stored(s) for s in inside if isinstance(s, AskStop) and s.question.kind is not Kind.NOTE)
            said = islice((", ".join(piece) for piece in words if piece), MOST_NAMING)
            found.append(Listed(ref, number, " · ".join(said)[:LONGEST_NAME]))
        return tuple(found)

    def _entry_labels(self, stop: MoreStop, stops: list[Stop]) -> tuple[str, ...]:
        return tuple(entry.label or str(entry.number) for entry in self._entries(stop, stops))

    def _stored(self, stop: Stop) -> tuple[str, ...]:
        if not isinstance(stop, AskStop):
            return ()
        question, value = stop.question, self.session.value(stop.ref)
        labels = self._labels(stop, [value, *value.split()]) if value else {}
        return pieces(question, value, labels, self.memory.lines.get(stop.ref, ()), self.now.tzinfo)

    def _labels(self, stop: AskStop, values: Sequence[str]) -> Mapping[str, str]:
        options = offered(self.session, stop.ref, stop.question, self.language, findable=False)
        return labels_of(options, values)

    def _current(self, stop: Stop) -> tuple[str, ...]:
        view = self.memory.view
        if not isinstance(stop, AskStop) or view.anew:
            return ()
        if view.points is not None:
            return pieces(stop.question, ";".join(view.points), {}, (), self.now.tzinfo)
        if view.chosen is not None:
            labels = self._labels(stop, view.chosen)
            return tuple(labels.get(value, value) for value in view.chosen)
        return self._stored(stop)

    def _ask(self, stop: Stop, stops: list[Stop]) -> Ask:
        match stop:
            case CollectStop():
                return Files(OF_KIND[stop.collection.file.kind], many=True, files=self._files(stop))
            case MoreStop(ref, count, can_add):
                entries = self._entries(stop, stops)
                removed = next((entry for entry in entries if entry.ref == self.memory.view.removing), None)
                if removed is not None:
                    return Removing(removed)
                return Another(count, can_add, f"{ref}[{count}]" if count else "", entries)
            case AskStop() if stop.question.kind is Kind.NOTE or self._readonly(stop):
                return Notice()
        findable = bool(self.memory.view.search)
        found = asked(self.session, stop, self.memory, self.now, self.language, findable=findable)
        if _multiline(stop):
            return self._words(found)
        return ask_of(self.session, stop, found, self._files(stop), self.now)

    def _words(self, asked: Asked) -> Words:
        collect = self.flow.collect_stop(self.session)
        gathered = self._files(collect) if collect else ()
        has_text = (bool(asked.value) and not self.memory.view.anew) or bool(gathered)
        return Words(multiline=True, has_text=has_text, takes_files=collect is not None, files=gathered)


def _has_done(stop: Stop) -> bool:
    """Whether Done, which is always offered here, goes on with the answer as it is."""
    return _multiline(stop) or (isinstance(stop, AskStop) and stop.question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK))


def _multiline(stop: Stop) -> bool:
    return isinstance(stop, AskStop) and stop.question.kind is Kind.TEXT and MULTILINE in stop.question.appearance
