"""What a form is: an immutable tree of questions with the rules bound to them.

The names are those of the ODK XForms specification (https://getodk.github.io/xforms-spec/).
A path is *generic* ('/data/child/name'); which instance of a repeat is meant is the session's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from forms.datasets.dataset import Dataset
from forms.expression import Expression

Labels = Mapping[str, str]
"""Language code ('kk', 'ru', '' for an untranslated form) to text."""

UNTRANSLATED = ""


class FormError(Exception):
    """A form that cannot be run. `code` names the kind of fault, `args_` what the message needs."""

    def __init__(self, code: str, /, **details: str | int) -> None:
        super().__init__(f"{code}: {', '.join(f'{k}={v}' for k, v in details.items())}" if details else code)
        self.code = code
        self.details: Mapping[str, str | int] = MappingProxyType(dict(details))


class Kind(StrEnum):
    """What is asked. A calculation or hidden value has no control, so it is not a Question at all."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    RANGE = "range"


SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
MEDIA = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})


class DataType(StrEnum):
    """How a stored value is read. Types the engine does not know are text, as in ODK Collect."""

    STRING = "string"
    INTEGER = "int"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    BINARY = "binary"
    BARCODE = "barcode"
    CHOICE = "select1"
    CHOICES = "select"


Piece = str | Expression
"""A stretch of text, or an <output> that is computed when the text is shown."""


@dataclass(frozen=True)
class Text:
    """A text in every language the form has; '${…}' outputs are Expressions between the strings."""

    pieces: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language to {'image': 'jr://images/a.png', …}."""

    def labels(self) -> Labels:
        """The text as written, with '${name}' where an output stands: for lint and listings."""
        return {code: "".join(map(_written, pieces)) for code, pieces in self.pieces.items()}

    @cached_property
    def fixed(self) -> Labels | None:
        """The text in all its languages if nothing in it is computed, else None."""
        return None if any(self.outputs()) else self.labels()

    def outputs(self) -> Iterator[Expression]:
        """Every expression that stands in the text, in any language."""
        for pieces in self.pieces.values():
            yield from (piece for piece in pieces if isinstance(piece, Expression))


def _written(piece: Piece) -> str:
    return piece if isinstance(piece, str) else "${" + piece.source.strip().rsplit("/", 1)[-1] + "}"


@dataclass(frozen=True)
class Preload:
    """jr:preload: a value the device knows, such as ('date', 'today') or ('property', 'deviceid')."""

    source: str
    parameter: str


@dataclass(frozen=True)
class Bind:
    """The rules of one node. None means the rule is not written: relevant, optional, editable, unconstrained."""

    path: str
    type: DataType = DataType.STRING
    relevant: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    constraint_message: Text | None = None
    required_message: Text | None = None
    preload: Preload | None = None

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """The written rules with their XForms names, for lint and for the dependency graph."""
        for name in ("relevant", "required", "readonly", "constraint", "calculate"):
            rule: Expression | None = getattr(self, name)
            if rule is not None:
                yield name, rule


@dataclass(frozen=True)
class Choice:
    """One row of a choice list that is written out in the form; `columns` are what choice_filter reads."""

    value: str
    label: Text
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Itemset:
    """Choices computed from an instance: `nodeset` finds the items, with choice_filter as its predicate.

    `value_ref` and `label_ref` are child names in an item. `label_is_itext` says that the label child holds
    the id of a translated text. `randomized`: the order is drawn once for a session.
    """

    nodeset: Expression
    value_ref: str
    label_ref: str
    label_is_itext: bool
    randomized: bool = False
    seed: Expression | None = None
    instance: str | None = None
    label_columns: Mapping[str, str] = field(default_factory=dict)
    """Language to the column that holds its labels, where a search() names one for each."""


@dataclass(frozen=True)
class Question:
    """Something shown to the person: a control in the form's body with the bind of its node."""

    path: str
    name: str
    kind: Kind
    bind: Bind
    label: Text
    hint: Text
    guidance: Text
    appearance: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(default_factory=dict)
    """start, end, step of a range; rows; max-pixels; accuracyThreshold …"""
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None


@dataclass(frozen=True)
class Group:
    """A group; one without a node of its own (presentation only) has path None."""

    path: str | None
    name: str
    bind: Bind | None
    label: Text
    children: tuple[Element, ...]
    appearance: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Repeat:
    """A repeated group. With `count` the form says how many; otherwise the person is asked to add another."""

    path: str
    name: str
    bind: Bind
    label: Text
    children: tuple[Element, ...]
    count: Expression | None = None
    fixed: bool = False
    """jr:noAddRemove: the instances in the form are all there are."""
    appearance: frozenset[str] = frozenset()


Element = Question | Group | Repeat


@dataclass(frozen=True)
class Action:
    """<setvalue>: put a value into `target` when one of `events` happens (to `trigger`, for value changes)."""

    events: frozenset[str]
    target: str
    value: Expression | None
    literal: str = ""
    trigger: str | None = None


@dataclass(frozen=True)
class Template:
    """A node of the main instance as the form was written: its name, default text, and children."""

    name: str
    text: str = ""
    children: tuple[Template, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    """'orx:' of a node in that namespace; names and paths are without it."""
    repeats: bool = False
    instances: tuple[Template, ...] | None = None
    """The instances a repeat starts with, as they are written; None for what is not repeated."""


@dataclass(frozen=True, eq=False)
class Form:
    """A form ready to run. Two forms are the same only if they are one object, so a form can key a cache."""

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    children: tuple[Element, ...]
    root: Template
    binds: Mapping[str, Bind]
    actions: tuple[Action, ...] = ()
    instances: Mapping[str, Template] = field(default_factory=dict)
    """Secondary instances (choice lists and other tables) by their id."""
    choice_lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    """The secondary instances that are choice lists, by instance id: what lint and listings read."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """itext by id, for labels that are found by computation (jr:itext)."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Instance ids to the names of the files beside the form that hold their rows."""
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    """The rows of those files that are there, by instance id."""
    ignored: tuple[str, ...] = ()
    """Actions of a device (odk:setgeopoint, odk:recordaudio) that a chat cannot do, by the nodes they would fill."""

    def questions(self) -> Iterator[Question]:
        """Every question, in form order, however deep."""
        for element in walk(self.children):
            if isinstance(element, Question):
                yield element


def walk(elements: tuple[Element, ...]) -> Iterator[Element]:
    """The elements and everything inside them, in form order, parents first."""
    for element in elements:
        yield element
        if not isinstance(element, Question):
            yield from walk(element.children)


def pick(labels: Labels, language: str) -> str:
    """The text in `language`, else Kazakh, Russian, untranslated, any. '-' and '' count as not written."""
    for code in (language, "kk", "ru", UNTRANSLATED, *labels):
        text = labels.get(code, "")
        if text.strip() not in ("", "-"):
            return text
    return ""
