"""A form as a conversation: one question at a time, back, skip, edit, review. Pure; its state is plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from forms.conversation import audit
from forms.conversation.answering import Answering, outcome_of
from forms.conversation.flow import AskStop, CollectStop, flow
from forms.conversation.gathering import drop_empty, lacks_file
from forms.conversation.given import Given, Outcome, Receipt, Verdict
from forms.conversation.memory import REVIEW, Memory
from forms.conversation.moving import Moves
from forms.conversation.prompt import Prompt, Review
from forms.conversation.refusals import Refused
from forms.conversation.revising import revise
from forms.conversation.showing import Shower
from forms.conversation.view import View
from forms.definition import Form
from forms.engine.session import Refusal, Session

Now = Callable[[], datetime]


class Dialog:
    """The conversation over one session. `now` must give aware datetimes in the zone of the person."""

    def __init__(self, session: Session, memory: Memory, now: Now) -> None:
        self.session = session
        self.flow = flow(session.form)
        self._memory = memory
        self._moves = Moves(session, self.flow, memory)
        self._now = now

    @classmethod
    def start(cls, form: Form, *, now: Now, language: str = "kk", preloads: Mapping[str, str] | None = None) -> Dialog:
        """A new conversation, at its first question."""
        dialog = cls(Session.start(form, now=now, preloads=preloads or {}), Memory(language=language), now)
        stops = dialog._moves.stops()
        dialog._memory.go(stops[0].ref if stops else REVIEW)
        dialog.begin_log()
        return dialog

    @classmethod
    def restore(cls, form: Form, state: Mapping[str, Any], *, now: Now) -> Dialog:
        """The conversation as `state` described it."""
        return cls(Session.restore(form, state["session"], now=now), Memory.from_json(state["memory"]), now)

    def state(self) -> dict[str, Any]:
        """All there is to keep: JSON only."""
        return {"session": self.session.snapshot(), "memory": self._memory.to_json()}

    def begin_log(self) -> None:
        """Begins the form's own log, where it asks for one."""
        if audit.node_of(self.session.form) is not None:
            self._memory.events = []
            audit.note(self._memory.events, "form start", "", self._now())
            self._note()

    def tell(self, properties: Mapping[str, str]) -> None:
        """What the person has agreed that the form is told of them, in place of what it was told at its start."""
        self.session.tell(properties)

    # ------------------------------------------------------------ looking

    @property
    def revision(self) -> int:
        """Grows with every reply, taken or refused; a button that carries another is old."""
        return self._memory.revision

    @property
    def at_review(self) -> bool:
        """Whether everything has been asked and the review is on screen."""
        return self._moves.stop() is None

    def screen(self, language: str | None = None) -> Prompt | Review:
        """What to show now."""
        self._memory.language = language or self._memory.language
        stops = self._moves.stops()
        stop = self._moves.stop(stops)
        return self._shower().review(stops) if stop is None else self._shower().prompt(stop, stops)

    def prompt(self, language: str | None = None) -> Prompt:
        """The question on screen. Raises LookupError at the review."""
        shown = self.screen(language)
        if isinstance(shown, Review):
            raise LookupError("everything has been asked")
        return shown

    def review(self, language: str | None = None) -> Review:
        """The review, wherever the cursor is."""
        self._memory.language = language or self._memory.language
        return self._shower().review(self._moves.stops())

    def values(self) -> dict[str, str]:
        """Every relevant answer by its indexed path."""
        return self.session.values()

    def audit_csv(self) -> str | None:
        """The log to hand in beside the instance as audit.csv; None where the form asks for none."""
        return None if self._memory.events is None else audit.written(self._memory.events)

    def instance_xml(self) -> str:
        """The filled form as ODK Collect would submit it."""
        return self.session.instance_xml()

    # ------------------------------------------------------------ replying

    def answer(self, given: Given) -> Outcome:
        """A reply to what is on screen."""
        self._memory.revision += 1
        stop = self._moves.stop()
        self._memory.at = stop.ref if stop else REVIEW
        answering = self._answering()
        done, moves = answering.at_review(given) if stop is None else answering.at(stop, given)
        if moves is not None and stop is not None:
            self._moves.leave(stop, moves)
        elif done.verdict is not Verdict.REFUSED and done.refusal is None:
            self._memory.refusal = None
        self._note()
        return done

    def back(self) -> Outcome:
        """To the stop before; while editing, to the review; from a time still awaited, to its day."""
        self._memory.revision += 1
        stops, stop = self._moves.stops(), self._moves.stop()
        view = self._memory.view
        if stop is not None and (view.day is not None or view.removing):
            self._memory.view, self._memory.refusal = View(), None
        elif self._memory.entry and stop is not None:
            self._moves.back_in_entry(stop, stops)
        elif self._memory.editing:
            self._memory.editing = False
            self._memory.go(REVIEW)
        else:
            position = len(stops) if stop is None else stops.index(stop)
            if position > 0:
                self._memory.go(stops[position - 1].ref)
        self._note()
        return Outcome(Verdict.MOVED)

    def skip(self) -> Outcome:
        """Past an optional question; an answer given before is kept. Refused where an answer is required."""
        self._memory.revision += 1
        stop = self._moves.stop()
        if stop is None:
            return self._refused(Refused("refused-not-now"))
        if isinstance(stop, AskStop) and not self.session.value(stop.ref) and self.session.required(stop.ref):
            refusal = self.session.clear(stop.ref)
            return self._refused(refusal or Refused("refused-required"))
        if isinstance(stop, CollectStop) and lacks_file(self.session, stop):
            return self._refused(Refused("refused-want-file"))
        self._moves.leave(stop, "")
        self._note()
        return Outcome(Verdict.MOVED)

    def edit(self, ref: str) -> Outcome:
        """From the review to one answer; answering it returns there. LookupError for a ref that is not asked now."""
        if all(stop.ref != ref for stop in self._moves.stops()):
            raise LookupError("no such question now")
        self._memory.revision += 1
        self._memory.editing, self._memory.entry = True, ""
        self._memory.go(ref)
        self._note()
        return Outcome(Verdict.MOVED)

    def submit(self) -> Outcome:
        """READY when complete and valid; else REFUSED, and the dialog stands at the first thing missing."""
        self._memory.revision += 1
        lacking: dict[str, Refusal | Refused] = {}
        for stop in self._moves.stops():
            if isinstance(stop, CollectStop):
                lacking |= {stop.ref: Refused("refused-want-file")} if lacks_file(self.session, stop) else {}
                drop_empty(self.session, stop)
        problems = self.session.problems()
        if not problems and not lacking:
            self._finish()
            return Outcome(Verdict.READY)
        for ref, refusal in problems:
            if (missing := self._moves.stop_of(ref)) is not None:
                lacking.setdefault(missing.ref, refusal)
        for stop in self._moves.stops():
            if stop.ref in lacking:
                self._memory.editing = True
                self._memory.go(stop.ref)
                return self._refused(lacking[stop.ref])
        # A rule on something that is never asked: nothing the person can do but know.
        return self._refused(problems[0][1])

    def revise(self, receipt: Receipt, given: Given) -> Outcome:
        """Puts another reply in the place of the one that gave this receipt; the cursor stays."""
        self._memory.revision += 1
        shown = self._memory.refusal
        done = revise(self._answering(), receipt, given)
        self._memory.refusal = shown
        return done

    def prefill(self, name: str, given: Given) -> Outcome:
        """Answers a question ahead, by its name (or a collecting repeat's); it is then passed over, not asked.

        LookupError for a name the form does not have.
        """
        self._memory.revision += 1
        named = [question.path for question in self.session.form.questions()]
        named += self.flow.collections
        if not any(path.rsplit("/", 1)[-1] == name for path in named):
            raise LookupError("no such question")
        stop = next((s for s in self._moves.stops() if s.ref.rsplit("/", 1)[-1] == name), None)
        if stop is None:
            return Outcome(Verdict.REFUSED, Refused("refused-question-gone"))
        view, refusal = self._memory.view, self._memory.refusal
        done, _ = self._answering().at(stop, given)
        self._memory.view, self._memory.refusal = view, refusal
        if done.verdict is Verdict.TAKEN and isinstance(stop, AskStop) and stop.ref not in self._memory.prefilled:
            self._memory.prefilled.append(stop.ref)
            self._memory.saw(stop.ref)
            self._moves.pass_prefilled()
        return done

    # ------------------------------------------------------------ parts

    def _note(self) -> None:
        """What is on screen goes into the form's log, where it keeps one."""
        if self._memory.events is not None:
            stop = self._moves.stop()
            event = "end screen" if stop is None else "question" if isinstance(stop, AskStop) else "repeat"
            audit.stand(self._memory.events, event, stop.ref if stop else "", self._now())

    def _finish(self) -> None:
        node, events = audit.node_of(self.session.form), self._memory.events
        if node is None or events is None:
            self.session.finish()
            return
        audit.stand(events, "form finalize", "", self._now())
        self.session.finish({node: audit.FILE})

    def _answering(self) -> Answering:
        return Answering(self.session, self.flow, self._memory, self._now())

    def _shower(self) -> Shower:
        return Shower(self.session, self.flow, self._memory, self._now(), self._memory.language)

    def _refused(self, refusal: Refusal | Refused) -> Outcome:
        return outcome_of(refusal, self._memory)
