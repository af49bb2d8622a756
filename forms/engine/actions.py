"""What happens to values by itself: defaults, preloads, <setvalue>."""

from __future__ import annotations

from collections.abc import Mapping

from forms.definition import Action, DataType, Preload, Repeat
from forms.engine.instance import Node, build
from forms.engine.program import Program, names_of
from forms.engine.recompute import Recompute
from forms.engine.values import Scalar, read, serialize, wrap
from forms.engine.world import SessionWorld
from forms.xpath.compiler import compile_value
from forms.xpath.context import Context

MAX_CHAIN = 50
"""A value set by an action may set off the next; longer chains are circles."""


class Actions:
    """Sets values in one session, and queues what follows from them."""

    recompute: Recompute

    def __init__(self, program: Program, world: SessionWorld) -> None:
        self.program = program
        self.world = world
        self.depth = 0
        elements = program.elements.values()
        self.dynamic_repeats = any(isinstance(e, Repeat) and e.path in program.relevance for e in elements)

    def open(self) -> None:
        """Build the instance with its defaults and preloads, and fire the events of the first load."""
        self.world.root = build(self.program.form.root)
        self._defaults(self.world.root)
        for event in ("odk-instance-first-load", "xforms-ready", "odk-instance-load"):
            for action in self.program.form.actions:
                if event in action.events:
                    for node in self.world.root.at(names_of(action.target)[1:]):
                        self._act(action, node)

    def on_new(self, node: Node) -> None:
        """A new repeat instance: its defaults and preloads, and the events for it."""
        self._defaults(node)
        depth = node.path.count("/")
        for action in self.program.form.actions:
            if "odk-new-repeat" in action.events and (action.target + "/").startswith(node.path + "/"):
                for target in node.at(names_of(action.target)[depth:]):
                    self._act(action, target, run=False)

    def told(self, properties: Mapping[str, str]) -> None:
        """Put what became known of the device or the person where a preload asks for it."""
        for node in self.world.root.leaves():
            bind = self.program.form.binds.get(node.path)
            preload = None if bind is None else bind.preload
            if preload is not None and preload.source == "property" and preload.parameter in properties:
                node.value = self.world.property(preload.parameter)

    def close(self) -> None:
        """Stamp the end of the interview."""
        for node in self.world.root.leaves():
            bind = self.program.form.binds.get(node.path)
            if bind is not None and bind.preload == Preload("timestamp", "end"):
                node.value = self.world.now()

    def set(self, node: Node, text: str, *, by_person: bool = False, run: bool = True) -> None:
        """Store a value, compute what depends on it, and fire xforms-value-changed if it is another value."""
        kind = self.program.types[node.path]
        value = read(text, kind, self.world.zone)
        before = node.value
        node.value = text if value is None else value
        self.recompute.changed(node)
        if by_person or run:
            self.recompute.run()
        if before != node.value:
            self._value_changed(node)

    def _value_changed(self, node: Node) -> None:
        for action in self.program.form.actions:
            if action.trigger == node.path and "xforms-value-changed" in action.events and self.depth < MAX_CHAIN:
                self.depth += 1
                try:
                    for target in _nearest(node, action.target):
                        self._act(action, target)
                finally:
                    self.depth -= 1

    def _act(self, action: Action, node: Node, *, run: bool = True) -> None:
        result: Scalar = action.literal
        if action.value is not None:
            result = compile_value(action.value, names_of(action.target))(Context(self.world, node))
        kind = self.program.types[node.path]
        self.set(node, serialize(wrap(result, kind, self.world.zone)), run=run)

    def _defaults(self, top: Node) -> None:
        for node in top.leaves():
            text = node.value
            if isinstance(text, str) and text:
                value = read(text, self.program.types[node.path], self.world.zone)
                node.value = text if value is None else value
            bind = self.program.form.binds.get(node.path)
            if bind is not None and bind.preload is not None:
                preloaded = self._preload(bind.preload, bind.type)
                if preloaded != "":
                    node.value = preloaded

    def _preload(self, preload: Preload, kind: DataType) -> Scalar:
        match preload.source, preload.parameter:
            case "date", "today":
                return self.world.now().date()
            case "timestamp", "start":
                return wrap(self.world.now(), kind, self.world.zone)
            case "uid", _:
                return "uuid:" + self.world.uuid()
            case "property", name:
                return self.world.property(name)
        return ""


def _nearest(node: Node, path: str) -> list[Node]:
    """The nodes at a generic path that share the most instances with `node`."""
    around: Node | None = node
    while around is not None and not path.startswith(around.path + "/") and around.path != path:
        around = around.parent
    return [] if around is None else around.at(names_of(path)[around.path.count("/") :])
