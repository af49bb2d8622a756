"""Takes one reply at one stop: stores what it says, or says why not. Moving on is the dialog's business."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from forms.conversation.asked import Keep, Look, Value
from forms.conversation.asking import MULTILINE
from forms.conversation.flow import AskStop, CollectStop, Flow, MoreStop, Stop
from forms.conversation.gathering import lacks_file, put, take_out, too_many
from forms.conversation.given import (
    Added,
    Attached,
    Cleared,
    Confirmed,
    Finished,
    Given,
    OpenedEntry,
    Outcome,
    Receipt,
    Removed,
    RemovedEntry,
    Typed,
    Verdict,
)
from forms.conversation.kinds import LONGEST_TEXT, clean_text, read_file
from forms.conversation.memory import FormRefused, Memory
from forms.conversation.offering import asked
from forms.conversation.reading import read
from forms.conversation.refusals import FormSays, Refused
from forms.conversation.view import View
from forms.definition import Kind, pick
from forms.engine.recompute import MAX_INSTANCES
from forms.engine.session import Refusal, RefusalKind, RepeatLimit, Session

Taken = tuple[Outcome, str | None]
"""What came of it, and whether to move on: None stays, '' goes on, a ref goes into that entry of a repeat."""

_TYPE_KEYS = {
    Kind.INTEGER: "refused-not-whole",
    Kind.DECIMAL: "refused-not-a-number",
    Kind.RANGE: "refused-not-a-number",
    Kind.DATE: "refused-not-a-date",
    Kind.TIME: "refused-not-a-time",
    Kind.DATETIME: "refused-not-a-datetime",
    Kind.GEOPOINT: "refused-not-a-place",
    Kind.GEOTRACE: "refused-not-a-place",
    Kind.GEOSHAPE: "refused-not-a-place",
}


def outcome_of(refusal: Refusal | Refused, memory: Memory, kind: Kind | None = None) -> Outcome:
    """A refusal as an outcome, noted for the prompt."""
    if isinstance(refusal, Refusal):
        said = pick(refusal.labels, memory.language)
        if said:
            memory.refusal = FormRefused(refusal.labels)
            return Outcome(Verdict.REFUSED, FormSays(said))
        refusal = _in_our_words(refusal.kind, kind)
    memory.refusal = refusal
    return Outcome(Verdict.REFUSED, refusal)


def _in_our_words(why: RefusalKind, kind: Kind | None) -> Refused:
    match why:
        case RefusalKind.REQUIRED:
            return Refused("refused-required")
        case RefusalKind.READONLY:
            return Refused("refused-readonly")
        case RefusalKind.LIMIT:
            return Refused("refused-too-many-entries", {"limit": MAX_INSTANCES})
        case RefusalKind.TYPE if kind is not None:
            return Refused(_TYPE_KEYS.get(kind, "refused-answer"))
    return Refused("refused-answer")


@dataclass
class Answering:
    """One moment of a conversation, ready to take a reply."""

    session: Session
    flow: Flow
    memory: Memory
    now: datetime

    def at(self, stop: Stop, given: Given) -> Taken:
        """A reply at a stop."""
        match stop:
            case CollectStop():
                return self._collect(stop, given)
            case MoreStop():
                return self._more(stop, given)
            case AskStop() if stop.question.kind is not Kind.NOTE and self.session.readonly(stop.ref):
                return (Outcome(Verdict.MOVED), "") if isinstance(given, Confirmed) else self._no("refused-readonly")
            case AskStop() if stop.question.kind is Kind.TEXT and MULTILINE in stop.question.appearance:
                return self._lines(stop, given)
        return self._question(stop, given)

    def at_review(self, given: Given) -> Taken:
        """At the review only one more file is taken."""
        collect = self.flow.collect_stop(self.session)
        if isinstance(given, Attached) and collect is not None:
            return self._attach(collect, given)
        return self._no("refused-not-now")

    # ------------------------------------------------------------ plain questions

    def _question(self, stop: AskStop, given: Given) -> Taken:
        typed = isinstance(given, Typed)
        asked_now = asked(self.session, stop, self.memory, self.now, self.memory.language, findable=typed)
        match reading := read(asked_now, given):
            case Refused(key):
                return self._refuse(self._required_message(stop, key) or reading)
            case Keep():
                return Outcome(Verdict.MOVED), ""
            case Look(view):
                self.memory.view = view
                return Outcome(Verdict.SHOWN), None
            case Value(value):
                refused = self.store(stop, value)
                if refused is not None:
                    return self._refuse(refused, stop.question.kind)
                if isinstance(given, Attached):
                    self.memory.media[given.name] = given.media.value
                taken = Outcome(Verdict.TAKEN, receipt=Receipt(stop.ref))
                return taken, None if isinstance(given, Cleared) else ""

    def _required_message(self, stop: AskStop, key: str) -> Refusal | None:
        """Where nothing was answered, what the form's author says about it."""
        if key not in ("refused-nothing-chosen", "refused-required"):
            return None
        refusal = self.session.clear(stop.ref)
        return refusal if refusal is not None and refusal.labels else None

    def store(self, stop: AskStop, value: str) -> Refusal | None:
        """Puts the value in, or takes the answer out for ''."""
        return self.session.answer(stop.ref, value) if value else self.session.clear(stop.ref)

    # ------------------------------------------------------------ text in several messages

    def _lines(self, stop: AskStop, given: Given) -> Taken:
        match given:
            case Typed(text):
                return self._add_line(stop, clean_text(text))
            case Attached():
                collect = self.flow.collect_stop(self.session)
                return self._attach(collect, given) if collect else self._no("refused-file-not-here")
            case Removed(name):
                return self._remove(self.flow.collect_stop(self.session), name)
            case Cleared():
                self.memory.view = replace(self.memory.view, anew=True)
                return Outcome(Verdict.SHOWN), None
            case Finished() | Confirmed():
                missing = self.session.clear(stop.ref) if not self.session.value(stop.ref) else None
                return self._refuse(missing) if missing is not None else (Outcome(Verdict.MOVED), "")
        return self._no("refused-want-text")

    def _add_line(self, stop: AskStop, text: str) -> Taken:
        if not text:
            return self._no("refused-text-empty")
        before = "" if self.memory.view.anew else self.session.value(stop.ref)
        whole = f"{before}\n{text}" if before else text
        if len(whole) > LONGEST_TEXT:
            return self._refuse(Refused("refused-text-too-long", {"limit": LONGEST_TEXT}))
        refused = self.session.answer(stop.ref, whole)
        if refused is not None:
            return self._refuse(refused)
        counts = self.memory.lines.get(stop.ref, [])
        if not before:
            # Lines forgotten keep their numbers, so that their old messages edit nothing.
            counts = [0] * len(counts)
        elif sum(counts) != len(before.split("\n")):
            # A text that was not typed line by line (a default of the form) counts as one piece.
            counts = [len(before.split("\n"))]
        self.memory.lines[stop.ref] = [*counts, len(text.split("\n"))]
        self.memory.view = replace(self.memory.view, anew=False)
        return Outcome(Verdict.TAKEN, receipt=Receipt(stop.ref, len(counts))), None

    # ------------------------------------------------------------ files, entries

    def _collect(self, stop: CollectStop, given: Given) -> Taken:
        match given:
            case Attached():
                return self._attach(stop, given)
            case Removed(name):
                return self._remove(stop, name)
            case Finished() | Confirmed():
                return self._collected(stop)
        return self._no("refused-want-file")

    def _collected(self, stop: CollectStop) -> Taken:
        """Done with the files; the form may require at least one."""
        if lacks_file(self.session, stop):
            return self._no("refused-want-file")
        return Outcome(Verdict.MOVED), ""

    def _attach(self, stop: CollectStop, given: Attached) -> Taken:
        wanted = stop.collection.file.kind
        fitting = read_file(wanted, given)
        if isinstance(fitting, Refused):
            return self._refuse(fitting)
        refused = put(self.session, stop, given, clean_text(given.caption)[:LONGEST_TEXT])
        if refused is not None:
            return self._refuse(refused, wanted)
        self.memory.media[given.name] = given.media.value
        return Outcome(Verdict.TAKEN, receipt=Receipt(stop.ref, file=given.name)), None

    def _remove(self, stop: CollectStop | None, name: str) -> Taken:
        if stop is None or not take_out(self.session, stop, name):
            return self._no("refused-not-now")
        self.memory.media.pop(name, None)
        return Outcome(Verdict.TAKEN), None

    def _more(self, stop: MoreStop, given: Given) -> Taken:
        match given:
            case Added():
                try:
                    return Outcome(Verdict.MOVED), self.session.add_repeat(stop.ref)
                except RepeatLimit as error:
                    return self._refuse(too_many(error))
            case RemovedEntry(ref) if self._is_entry(stop, ref):
                self.memory.view = View(removing=ref)
                return Outcome(Verdict.SHOWN), None
            case Confirmed() if self._is_entry(stop, self.memory.view.removing):
                return self._remove_entry(stop, self.memory.view.removing)
            case OpenedEntry(ref) if self._is_entry(stop, ref):
                self.memory.entry = ref
                return Outcome(Verdict.MOVED), ref
            case Finished() | Confirmed():
                return Outcome(Verdict.MOVED), ""
        return self._no("refused-use-buttons")

    def _is_entry(self, stop: MoreStop, ref: str) -> bool:
        return ref in {f"{stop.ref}[{i}]" for i in range(1, stop.count + 1)}

    def _remove_entry(self, stop: MoreStop, ref: str) -> Taken:
        self.session.remove_repeat(ref)
        self.memory.view = View()
        self.memory.forget_entry(stop.ref, int(ref.removeprefix(f"{stop.ref}[").removesuffix("]")))
        return Outcome(Verdict.TAKEN), None

    # ------------------------------------------------------------ refusing

    def _no(self, key: str) -> Taken:
        return self._refuse(Refused(key))

    def _refuse(self, refusal: Refusal | Refused, kind: Kind | None = None) -> Taken:
        return outcome_of(refusal, self.memory, kind), None
