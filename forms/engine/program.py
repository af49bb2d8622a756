"""A form made ready to run: rules compiled, put in order, and indexed by what they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from weakref import WeakKeyDictionary

from forms.definition import Bind, DataType, Element, Form, FormError, Question, Repeat, Template, Text, walk
from forms.engine.dependencies import Names, Reference, order, references
from forms.engine.instance import Node, build
from forms.engine.longtable import LongTable
from forms.expression import Call, Expression, Literal
from forms.regex.match import compile_pattern
from forms.xpath.compiler import compile_nodes, compile_value
from forms.xpath.context import Compiled, CompiledNodes, Table

MAX_QUESTIONS = 5_000
SPOKEN = frozenset({"jr:choice-name", "jr:itext", "format-date", "format-date-time"})
"""Functions whose result depends on the language."""


class Effect(Enum):
    """What a rule's result does."""

    RELEVANT = "shows or hides a node"
    CALCULATE = "becomes a node's value"
    COUNT = "is the number of a repeat's instances"
    CHOICES = "takes away answers that are no longer offered"


@dataclass(frozen=True, eq=False)
class Rule:
    """Something to compute again when what it reads has changed. Lower ranks go first."""

    rank: int
    effect: Effect
    path: str
    names: Names
    compute: Compiled


@dataclass(frozen=True)
class Watch:
    """A rule that reads a node; only instances below the node's ancestor at depth `shared` are concerned."""

    rule: Rule
    shared: int


@dataclass(frozen=True, eq=False)
class Program:
    """What sessions of one form share."""

    form: Form
    rules: tuple[Rule, ...]
    watches: Mapping[str, tuple[Watch, ...]]
    """By generic path: the rules that read it."""
    watches_below: Mapping[str, tuple[Watch, ...]]
    """By generic path: the rules that read the node or anything inside it."""
    relevance: Mapping[str, Rule]
    elements: Mapping[str, Element]
    questions: Mapping[str, Question]
    templates: Mapping[str, Template]
    types: Mapping[str, DataType]
    required: Mapping[str, Compiled]
    readonly: Mapping[str, Compiled]
    constraints: Mapping[str, Compiled]
    itemsets: Mapping[str, CompiledNodes]
    tables: Mapping[str, Table]
    offers: dict[tuple[str, str, bool], dict[Node, tuple[str, Text]]]
    """The choices in the rows of the tables, by how an itemset reads them; filled as they are asked for."""
    spoken: Mapping[str, Compiled]
    """Calculations that give words of one language (a choice's label, a month's name), by the node they fill."""
    growing: frozenset[str]
    """The nodes whose values decide, directly or through calculations, how many instances a repeat has."""


_programs: WeakKeyDictionary[Form, Program] = WeakKeyDictionary()


def program(form: Form) -> Program:
    """The form's program, made on first use. FormError if a rule cannot be compiled or rules form a circle."""
    made = _programs.get(form)
    if made is None:
        made = _programs[form] = _Builder(form).build()
    return made


@lru_cache(maxsize=65_536)
def names_of(path: str) -> Names:
    """'/data/child' → ('data', 'child')."""
    return tuple(path.strip("/").split("/"))


@dataclass(frozen=True)
class _Draft:
    effect: Effect
    path: str
    compute: Compiled
    reads: frozenset[Reference]


class _Builder:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.templates: dict[str, Template] = {}
        self._collect(form.root, "")
        self.elements = {element.path: element for element in walk(form.children) if element.path is not None}
        self.questions = {path: e for path, e in self.elements.items() if isinstance(e, Question)}

    def _collect(self, template: Template, parent: str) -> None:
        """Templates by path; a written instance may have a node that its repeat's template lacks."""
        path = f"{parent}/{template.name}"
        self.templates.setdefault(path, template)
        for child in (*template.children, *(part for one in template.instances or () for part in one.children)):
            self._collect(child, path)

    def _check(self) -> None:
        """Every question, group and repeat must have its node."""
        if len(self.elements) > MAX_QUESTIONS:
            raise FormError("too-many-questions", limit=MAX_QUESTIONS)
        for path in self.elements:
            if path not in self.templates:
                raise FormError("unknown-node", path=path)

    def build(self) -> Program:
        self._check()
        ordered = self._ordered(list(self._drafts()))
        rules = tuple(
            Rule(rank, draft.effect, draft.path, names_of(draft.path), draft.compute)
            for rank, draft in enumerate(ordered)
        )
        watches: defaultdict[str, list[Watch]] = defaultdict(list)
        below: defaultdict[str, list[Watch]] = defaultdict(list)
        for rule, draft in zip(rules, ordered, strict=True):
            for reference in draft.reads:
                watch = Watch(rule, reference.shared)
                watches["/" + "/".join(reference.names)].append(watch)
                for depth in range(1, len(reference.names) + 1):
                    below["/" + "/".join(reference.names[:depth])].append(watch)
        self._check_texts()
        return Program(
            form=self.form,
            rules=rules,
            watches={path: tuple(some) for path, some in watches.items()},
            watches_below={path: tuple(some) for path, some in below.items()},
            relevance={rule.path: rule for rule in rules if rule.effect is Effect.RELEVANT},
            elements=self.elements,
            questions=self.questions,
            templates=self.templates,
            types={
                path: bind.type if (bind := self.form.binds.get(path)) else DataType.STRING for path in self.templates
            },
            required=self._compiled("required"),
            readonly=self._compiled("readonly"),
            constraints=self._compiled("constraint"),
            itemsets={
                path: self._nodes(question.itemset.nodeset, path)
                for path, question in self.questions.items()
                if question.itemset is not None
            },
            tables={
                **{name: Table(build(root)) for name, root in self.form.instances.items()},
                **{name: LongTable(dataset) for name, dataset in self.form.datasets.items()},
            },
            offers={},
            spoken=self._spoken(),
            growing=_growing(ordered),
        )

    def _value(self, expression: Expression, path: str, rule: str) -> Compiled:
        try:
            _check_patterns(expression)
            return compile_value(expression, names_of(path))
        except FormError as error:
            raise FormError(error.code, **{**error.details, "path": path, "rule": rule}) from None

    def _nodes(self, expression: Expression, path: str) -> CompiledNodes:
        try:
            _check_patterns(expression)
            return compile_nodes(expression, names_of(path))
        except FormError as error:
            raise FormError(error.code, **{**error.details, "path": path, "rule": "choice_filter"}) from None

    def _compiled(self, rule: str) -> dict[str, Compiled]:
        found: dict[str, Compiled] = {}
        for path, bind in self.form.binds.items():
            expression: Expression | None = getattr(bind, rule)
            if expression is not None:
                found[path] = self._value(expression, path, rule)
        return found

    def _spoken(self) -> dict[str, Compiled]:
        calculated = {path: bind.calculate for path, bind in self.form.binds.items() if bind.calculate is not None}
        return {
            path: self._value(rule, path, "calculate")
            for path, rule in calculated.items()
            if any(call.name in SPOKEN for call in rule.calls())
        }

    def _check_texts(self) -> None:
        for element in self.elements.values():
            texts = [element.label]
            if isinstance(element, Question):
                texts += [element.hint, element.guidance]
            for text in texts:
                for output in text.outputs():
                    self._value(output, element.path or "", "output")

    def _drafts(self) -> Iterable[_Draft]:
        for path, bind in self.form.binds.items():
            if path in self.templates:
                yield from self._of_bind(bind)
        for path, element in self.elements.items():
            if isinstance(element, Repeat) and element.count is not None:
                compute = self._value(element.count, path, "repeat_count")
                yield _Draft(Effect.COUNT, path, compute, self._reads(element.count, path))
            if isinstance(element, Question) and element.itemset is not None:
                reads = self._reads(element.itemset.nodeset, path) | {Reference(names_of(path), len(names_of(path)))}
                yield _Draft(Effect.CHOICES, path, _nothing, reads)

    def _of_bind(self, bind: Bind) -> Iterable[_Draft]:
        for effect, expression in ((Effect.RELEVANT, bind.relevant), (Effect.CALCULATE, bind.calculate)):
            if expression is not None:
                compute = self._value(expression, bind.path, effect.name.lower())
                yield _Draft(effect, bind.path, compute, self._reads(expression, bind.path))

    def _reads(self, expression: Expression, path: str) -> frozenset[Reference]:
        return frozenset(
            expanded
            for reference in references(expression.tree, names_of(path))
            for expanded in self._expanded(reference)
        )

    def _expanded(self, reference: Reference) -> Iterable[Reference]:
        """A reference with '*' as one for every node it may mean."""
        if "*" not in reference.names:
            return (reference,)
        return tuple(
            Reference(names, reference.shared)
            for names in map(names_of, self.templates)
            if len(names) == len(reference.names)
            and all(wanted in ("*", name) for wanted, name in zip(reference.names, names, strict=True))
        )

    def _ordered(self, drafts: list[_Draft]) -> list[_Draft]:
        """Relevance and calculations by dependency; then counts, then choices, which react to the rest."""
        computed = [draft for draft in drafts if draft.effect in (Effect.RELEVANT, Effect.CALCULATE)]
        affects = [self._affects(draft) for draft in computed]
        reads = [frozenset(reference.names for reference in draft.reads) for draft in computed]
        sequence = [computed[i] for i in order(affects, reads, [draft.path for draft in computed])]
        for effect in (Effect.COUNT, Effect.CHOICES):
            sequence += [draft for draft in drafts if draft.effect is effect]
        return sequence

    def _affects(self, draft: _Draft) -> frozenset[Names]:
        if draft.effect is Effect.CALCULATE:
            return frozenset({names_of(draft.path)})
        inside = draft.path + "/"
        return frozenset(names_of(path) for path in self.templates if path == draft.path or path.startswith(inside))


def _growing(drafts: list[_Draft]) -> frozenset[str]:
    """The paths read by counts, and by the rules that decide those."""
    found: set[str] = set()
    rules = [draft for draft in drafts if draft.effect is Effect.COUNT]
    while rules:
        fresh = {"/" + "/".join(reference.names) for rule in rules for reference in rule.reads} - found
        found |= fresh
        rules = [d for d in drafts if d.path in fresh or any(path.startswith(d.path + "/") for path in fresh)]
    return frozenset(found)


def _nothing(_: object) -> str:
    """CHOICES rules look at the choices themselves."""
    return ""


def _check_patterns(expression: Expression) -> None:
    """A pattern that is written out must be one the engine can run."""
    for call in expression.calls():
        match call:
            case Call("regex", (_, Literal(pattern))):
                compile_pattern(pattern)
