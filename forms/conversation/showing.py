"""Builds the prompt and the review from the session and the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from forms.conversation.asked import LEAST_POINTS, Asked, range_of, ticked
from forms.conversation.flow import AskStop, CollectStop, Flow, MoreStop, Stop
from forms.conversation.gathering import OF_KIND, files
from forms.conversation.memory import Memory
from forms.conversation.months import days, month_grid
from forms.conversation.offering import asked, labels_of, offered
from forms.conversation.options import choices
from forms.conversation.prompt import (
    Acknowledge,
    Another,
    Ask,
    Calendar,
    Clock,
    Collected,
    Entry,
    Files,
    Media,
    Notice,
    Number,
    Place,
    Progress,
    Prompt,
    Review,
    Words,
)
from forms.conversation.readable import pieces
from forms.definition import MEDIA, Kind, Text
from forms.engine.session import Session
from forms.inputs.parse import number_value

MULTILINE = "multiline"


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
            ask=self._ask(stop),
            current=self._current(stop),
            refusal=self.memory.refused(self.language),
            required=required,
            can_skip=plain and not required and not answered,
            can_keep=plain and answered and not _has_done(stop),
            can_clear=plain and answered and (not required or _multiline(stop)),
            can_back=self.memory.editing or self.memory.view.day is not None or refs.index(ref) > 0,
            editing=self.memory.editing,
        )

    def review(self, stops: list[Stop]) -> Review:
        """All questions with their answers."""
        entries: list[Entry] = []
        for stop in stops:
            if isinstance(stop, MoreStop) or (isinstance(stop, AskStop) and stop.question.kind is Kind.NOTE):
                continue
            entries.append(
                Entry(
                    number=len(entries) + 1,
                    ref=stop.ref,
                    headings=self.flow.headings(stop, self.session, self.language),
                    label=self._said(stop, "label"),
                    pieces=self._stored(stop),
                    files=self._files(stop),
                    required=self._required(stop),
                )
            )
        ready = not self.session.problems()
        return Review(self.memory.revision, self.session.form.title, tuple(entries), ready)

    # ------------------------------------------------------------ parts

    def _said(self, stop: Stop, text: str) -> str:
        """The label, hint or guidance; of a collecting repeat, its file's (which may have no entry yet)."""
        element = stop.collection.file if isinstance(stop, CollectStop) else self.flow.element(stop.ref)
        words = getattr(element, text, None)
        return self.session.say(words, self.flow.place(stop), self.language) if isinstance(words, Text) else ""

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

    def _ask(self, stop: Stop) -> Ask:
        match stop:
            case CollectStop():
                return Files(OF_KIND[stop.collection.file.kind], many=True, files=self._files(stop))
            case MoreStop(ref, count, can_add):
                return Another(count, can_add, f"{ref}[{count}]" if count else "")
            case AskStop() if stop.question.kind is Kind.NOTE or self._readonly(stop):
                return Notice()
        findable = bool(self.memory.view.search)
        return self._question(stop, asked(self.session, stop, self.memory, self.now, self.language, findable=findable))

    def _question(self, stop: AskStop, asked: Asked) -> Ask:
        question, view = stop.question, self.memory.view
        match question.kind:
            case Kind.INTEGER | Kind.DECIMAL:
                return Number(whole=question.kind is Kind.INTEGER)
            case Kind.RANGE if not asked.offered:
                bounds = range_of(question)
                return Number(False, *map(number_value, bounds)) if bounds else Number(whole=False)
            case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.RANK | Kind.RANGE:
                many = question.kind is Kind.SELECT_MULTIPLE
                ordered = question.kind is Kind.RANK
                chosen = ticked(asked) if many or ordered else [asked.value] if asked.value else []
                return choices(asked.offered, chosen, search=view.search, page=view.page, many=many, ordered=ordered)
            case Kind.DATE:
                return self._calendar(stop, asked.value)
            case Kind.DATETIME:
                return self._calendar(stop, asked.value) if view.day is None else Clock(view.day)
            case Kind.TIME:
                return Clock(None)
            case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
                many = question.kind is not Kind.GEOPOINT
                return Place(LEAST_POINTS.get(question.kind, 1), len(view.points or ()), many)
            case Kind.IMAGE | Kind.AUDIO | Kind.VIDEO | Kind.FILE:
                return Files(OF_KIND[question.kind], many=False, files=self._files(stop))
            case Kind.ACKNOWLEDGE:
                return Acknowledge(confirmed=bool(asked.value))
        return self._words(stop, asked)

    def _words(self, stop: AskStop, asked: Asked) -> Words:
        if not _multiline(stop):
            return Words(multiline=False, has_text=bool(asked.value), takes_files=False)
        collect = self.flow.collect_stop(self.session)
        gathered = self._files(collect) if collect else ()
        has_text = (bool(asked.value) and not self.memory.view.anew) or bool(gathered)
        return Words(multiline=True, has_text=has_text, takes_files=collect is not None, files=gathered)

    def _calendar(self, stop: AskStop, value: str) -> Calendar:
        chosen = date.fromisoformat(value[:10]) if value else None
        today = self.now.date()
        tried = stop.question.kind is Kind.DATE
        accepts = days(self.session, stop.ref, stop.question, today) if tried else lambda _: True
        return month_grid(self.memory.view.month, today, chosen, accepts)


def _has_done(stop: Stop) -> bool:
    """Whether Done, which is always offered here, goes on with the answer as it is."""
    return _multiline(stop) or (isinstance(stop, AskStop) and stop.question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK))


def _multiline(stop: Stop) -> bool:
    return isinstance(stop, AskStop) and stop.question.kind is Kind.TEXT and MULTILINE in stop.question.appearance
