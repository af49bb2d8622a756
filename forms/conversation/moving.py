"""Where a conversation goes next, and where "back" leads."""

from __future__ import annotations

from forms.conversation.flow import CollectStop, Flow, Stop
from forms.conversation.gathering import drop_empty
from forms.conversation.memory import REVIEW, Memory
from forms.engine.session import Session, Step


class Moves:
    """Moves the cursor in the memory of one conversation."""

    def __init__(self, session: Session, flow: Flow, memory: Memory) -> None:
        self.session, self.flow, self.memory = session, flow, memory
        self._stops: tuple[tuple[Step, ...], list[Stop]] | None = None

    def stops(self) -> list[Stop]:
        """Everything to be shown now."""
        steps = self.session.steps()
        if self._stops is None or self._stops[0] is not steps:
            self._stops = (steps, self.flow.stops(self.session))
        return self._stops[1]

    def stop(self, stops: list[Stop] | None = None) -> Stop | None:
        """The stop on screen; when it is no longer asked, the first not seen yet."""
        if self.memory.at == REVIEW:
            return None
        stops = self.stops() if stops is None else stops
        here = next((stop for stop in stops if stop.ref == self.memory.at), None)
        return here or next((stop for stop in stops if stop.ref not in self.memory.seen), None)

    def stop_of(self, ref: str) -> Stop | None:
        """The stop where the value with this ref is answered."""
        for stop in self.stops():
            if stop.ref == ref or (isinstance(stop, CollectStop) and ref.startswith(f"{stop.ref}[")):
                return stop
        return None

    def leave(self, stop: Stop, into: str) -> None:
        """On from a stop that is done: `into` a new entry of a repeat, or ('') to what comes next."""
        self.memory.refusal = None
        if into:
            # The question "another?" comes again after the new entry.
            self.memory.seen = [ref for ref in self.memory.seen if ref != stop.ref]
            self.memory.go(next((s.ref for s in self.stops() if s.ref.startswith(f"{into}/")), stop.ref))
            return
        self.memory.saw(stop.ref)
        before = self.stops()
        if isinstance(stop, CollectStop):
            drop_empty(self.session, stop)
        if self.memory.entry:
            self.memory.go(self._on_in_entry(stop, before))
        elif self.memory.editing:
            self.memory.go(self._left_to_ask())
        else:
            self.memory.go(self._after(stop, before))
            self.pass_prefilled()
        if self.memory.at == REVIEW:
            self.memory.editing = False

    def _after(self, stop: Stop, before: list[Stop]) -> str:
        """The ref that follows, in the order of now; what stands before the stop has been passed."""
        stops = self.stops()
        refs = [s.ref for s in stops]
        if stop.ref in refs:
            return refs[refs.index(stop.ref) + 1] if refs.index(stop.ref) + 1 < len(refs) else REVIEW
        position = next((i for i, s in enumerate(before) if s.ref == stop.ref), 0)
        later = {s.ref for s in before[position + 1 :]}
        return next((ref for ref in refs if ref in later), REVIEW)

    def _on_in_entry(self, stop: Stop, before: list[Stop]) -> str:
        """What follows in the entry that is gone through again; after its end the list of entries."""
        entry = self.memory.entry
        following = self._after(stop, before)
        if following.startswith(entry + "/"):
            return following
        self.memory.entry = ""
        return _list_of(entry)

    def back_in_entry(self, stop: Stop, stops: list[Stop]) -> None:
        """To the stop before in the entry; from its first, to the list of entries."""
        position = stops.index(stop)
        before = stops[position - 1].ref if position else ""
        entry = self.memory.entry
        if not before.startswith(entry + "/"):
            self.memory.entry, before = "", _list_of(entry)
        self.memory.go(before)

    def _left_to_ask(self) -> str:
        """While editing: the first question never asked, or whose answer no longer stands; else the review."""
        broken = {found.ref for ref, _ in self.session.problems() if (found := self.stop_of(ref)) is not None}
        unseen = (s.ref for s in self.stops() if s.ref not in self.memory.seen or s.ref in broken)
        return next(unseen, REVIEW)

    def pass_prefilled(self) -> None:
        """Moves on over questions that were answered ahead."""
        stops = self.stops()
        here = self.stop(stops)
        while here is not None and here.ref in self.memory.prefilled and self.session.value(here.ref):
            self.memory.go(self._after(here, stops))
            here = self.stop(stops)


def _list_of(entry: str) -> str:
    """The ref of an entry's repeat: '/data/child[2]' → '/data/child'."""
    return entry[: entry.rindex("[")]
