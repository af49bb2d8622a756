"""A form being filled in by one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from forms.definition import Element, Form, FormError, Question, Text, pick
from forms.engine import snapshot, submission
from forms.engine.actions import Actions
from forms.engine.checks import Checks, Refusal, RefusalKind
from forms.engine.instance import Node
from forms.engine.menu import Menu
from forms.engine.program import Program, program
from forms.engine.recompute import Recompute, RepeatLimit
from forms.engine.refs import find
from forms.engine.steps import AskStep, RepeatStep, Step, Walk
from forms.engine.values import serialize
from forms.engine.world import Chance, SessionWorld

Clock = Callable[[], datetime]
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Option:
    """A choice that is offered."""

    value: str
    label: str


class Session:
    """Answers, and everything that follows from them. Make one with `start` or `restore`."""

    def __init__(self, prepared: Program, world: SessionWorld) -> None:
        self._program = prepared
        self._world = world
        self._actions = Actions(prepared, world)
        self._recompute = Recompute(prepared, world, self._actions.on_new)
        self._actions.recompute = self._recompute
        self._checks = Checks(prepared, world)
        self._walk = Walk(prepared, world)
        self._steps: tuple[int, tuple[Step, ...]] | None = None

    @property
    def form(self) -> Form:
        """The form that is being filled in."""
        return self._program.form

    @classmethod
    def start(
        cls,
        form: Form,
        *,
        now: Clock,
        preloads: Mapping[str, str] = _NONE,
        chance: Chance | None = None,
    ) -> Session:
        """Open a form. `now` must give aware datetimes; `preloads` are properties such as 'deviceid'.

        FormError if the form cannot be run, RepeatLimit if it asks for an absurd number of instances.
        """
        prepared = program(form)
        session = cls(prepared, SessionWorld(prepared, now, chance or Chance(), preloads))
        session._actions.open()
        session._recompute.everything()
        return session

    @classmethod
    def restore(
        cls,
        form: Form,
        state: Mapping[str, object],
        *,
        now: Clock,
        preloads: Mapping[str, str] = _NONE,
        chance: Chance | None = None,
    ) -> Session:
        """The session of a snapshot. Nothing is computed again: now(), uuid(), random() and once() stay what they were.

        FormError('snapshot') if the snapshot does not belong to this form.
        """
        prepared = program(form)
        known = {**snapshot.properties(state), **preloads}
        session = cls(prepared, SessionWorld(prepared, now, chance or Chance(), known))
        session._world.root, session._world.seed = snapshot.give_back(prepared, state, session._world.zone)
        return session

    def snapshot(self) -> dict[str, object]:
        """The state as a small object that JSON can hold."""
        state = snapshot.take(self._program, self._world.root, self._world.seed)
        if self._world.properties:
            state["properties"] = dict(self._world.properties)
        return state

    def tell(self, properties: Mapping[str, str]) -> None:
        """Properties the front end knows only now ('username'), put wherever the form wants them."""
        self._world.properties = {**self._world.properties, **properties}
        self._actions.told(properties)
        self._recompute.everything()

    def steps(self) -> tuple[Step, ...]:
        """Every relevant question, and every place where an instance can be added, in form order, now.

        The same tuple as long as nothing appears, disappears or moves.
        """
        if self._steps is None or self._steps[0] != self._recompute.revision or self._actions.dynamic_repeats:
            self._steps = (self._recompute.revision, tuple(self._walk.steps()))
        return self._steps[1]

    def value(self, ref: str) -> str:
        """The answer as XForms writes it, '' when there is none."""
        return serialize(self._node(ref).value)

    def answer(self, ref: str, value: str) -> Refusal | None:
        """Give an answer. On a Refusal nothing has changed. '' clears the answer."""
        if value == "":
            return self.clear(ref)
        question, node = self._question(ref)
        if self._checks.readonly(node):
            return self._checks.refusal(RefusalKind.READONLY, node)
        typed = self._checks.read(question, node, value)
        if typed is None:
            return self._checks.refusal(RefusalKind.TYPE, node)
        if not self._checks.allows(node, typed):
            return self._checks.refusal(RefusalKind.CONSTRAINT, node)
        return self._commit(node, value)

    def accepts(self, ref: str, value: str) -> bool:
        """Whether `answer` would take the value; nothing changes."""
        question, node = self._question(ref)
        typed = self._checks.read(question, node, value)
        return typed is not None and not self._checks.readonly(node) and self._checks.allows(node, typed)

    def clear(self, ref: str) -> Refusal | None:
        """Take an answer back, or leave a question unanswered; refused where an answer is required."""
        _, node = self._question(ref)
        if self._checks.readonly(node):
            return self._checks.refusal(RefusalKind.READONLY, node)
        if self._checks.required(node):
            return self._checks.refusal(RefusalKind.REQUIRED, node)
        return self._commit(node, "") if node.value != "" else None

    def _commit(self, node: Node, value: str) -> Refusal | None:
        before = (
            snapshot.take(self._program, self._world.root, self._world.seed)
            if node.path in self._program.growing
            else None
        )
        ref = node.ref
        try:
            self._actions.set(node, value, by_person=True)
        except RepeatLimit:
            if before is None:
                raise
            self._recompute.forget()
            self._recompute.revision += 1
            self._world.root, _ = snapshot.give_back(self._program, before, self._world.zone)
            return self._checks.refusal(RefusalKind.LIMIT, self._node(ref))
        return None

    def label(self, ref: str, language: str) -> str:
        """The label of a question, group or repeat, with outputs filled in."""
        element, node = self._element(ref)
        return self._world.say(element.label, node, language)

    def hint(self, ref: str, language: str) -> str:
        """The hint of a question, '' if it has none."""
        element, node = self._element(ref)
        return self._world.say(element.hint, node, language) if isinstance(element, Question) else ""

    def guidance(self, ref: str, language: str) -> str:
        """The further guidance of a question, '' if it has none."""
        element, node = self._element(ref)
        return self._world.say(element.guidance, node, language) if isinstance(element, Question) else ""

    def say(self, text: Text, ref: str, language: str) -> str:
        """Any text of the form with its outputs computed at a node: a group's label, a message."""
        if text.fixed is not None:
            return pick(text.fixed, language)
        return self._world.say(text, self._node(ref), language)

    def choices(self, ref: str, language: str) -> list[Option]:
        """What a question offers now; a choice without a label is shown by its value."""
        question, node = self._question(ref)
        return [
            Option(value, self._world.say(text, node, language) or value)
            for value, text in self._world.menu(question, node)
        ]

    def menu(self, ref: str) -> Menu:
        """What a question offers now, with labels in all languages; of a long list nothing is read yet."""
        question, node = self._question(ref)
        return self._world.menu(question, node)

    def required(self, ref: str) -> bool:
        """Whether the question must be answered, now."""
        return self._checks.required(self._node(ref))

    def readonly(self, ref: str) -> bool:
        """Whether the question is only shown, now."""
        return self._checks.readonly(self._node(ref))

    def relevant(self, ref: str) -> bool:
        """Whether the node counts, now."""
        return self._node(ref).relevant

    def add_repeat(self, repeat_ref: str) -> str:
        """Add an instance at the end of a repeat ('/data/child'); its ref. RepeatLimit if there are too many."""
        parent_ref, _, name = repeat_ref.rpartition("/")
        parent = self._node(parent_ref)
        path = f"{parent.path}/{name}"
        if path not in self._program.templates or not self._program.templates[path].repeats:
            raise FormError("unknown-repeat", path=path)
        node = self._recompute.add(parent, path)
        self._recompute.run()
        return node.ref

    def remove_repeat(self, instance_ref: str) -> None:
        """Take an instance ('/data/child[2]') out; those after it move up."""
        node = self._node(instance_ref)
        if not node.repeats:
            raise FormError("unknown-repeat", path=node.path)
        self._recompute.remove(node)
        self._recompute.run()

    def problems(self) -> list[tuple[str, Refusal]]:
        """What stands in the way of submitting, in form order."""
        found: list[tuple[str, Refusal]] = []
        for step in self.steps():
            if not isinstance(step, AskStep):
                continue
            node = self._node(step.ref)
            if node.value == "" and self._checks.required(node):
                found.append((step.ref, self._checks.refusal(RefusalKind.REQUIRED, node)))
            elif not self._checks.allows(node, node.value):
                found.append((step.ref, self._checks.refusal(RefusalKind.CONSTRAINT, node)))
        return found

    def values(self) -> dict[str, str]:
        """Every relevant leaf by its indexed path."""
        return {node.ref: serialize(node.value) for node in submission.leaves(self._world.root)}

    def finish(self, extra: Mapping[str, str] = _NONE) -> None:
        """Stamp what is only known at the end (the 'end' timestamp). Call once, when the person submits.

        `extra` are values of nodes that nobody answers, by ref: the name of the audit's file.
        """
        for ref, value in extra.items():
            self._node(ref).value = value
        self._actions.close()

    def instance_xml(self) -> str:
        """The instance as ODK Collect would submit it; what is not relevant is left out."""
        return submission.write(self._world.root, self._program)

    def _node(self, ref: str) -> Node:
        return find(self._world.root, ref)

    def _element(self, ref: str) -> tuple[Element, Node]:
        node = self._repeat_parent(ref)
        element = self._program.elements.get(node.path)
        if element is None:
            raise FormError("unknown-element", path=ref)
        return element, node

    def _repeat_parent(self, ref: str) -> Node:
        """The node of a ref; for a repeat without instances ('/data/child') one to compute its label at."""
        try:
            return self._node(ref)
        except FormError:
            parent_ref, _, name = ref.rpartition("/")
            parent = self._node(parent_ref)
            path = f"{parent.path}/{name}"
            if path not in self._program.templates:
                raise
            return Node(name, parent, path, repeats=True)

    def _question(self, ref: str) -> tuple[Question, Node]:
        node = self._node(ref)
        question = self._program.questions.get(node.path)
        if question is None or not node.relevant:
            raise FormError("unknown-question", path=ref)
        return question, node


__all__ = [
    "AskStep",
    "Option",
    "Refusal",
    "RefusalKind",
    "RepeatLimit",
    "RepeatStep",
    "Session",
    "Step",
]
