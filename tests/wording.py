"""What tests/test_locales.py needs to know of the .ftl files and of the code that uses them."""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from locales.texts import HERE, LANGUAGES, Language

ROOT = HERE.parent
ROOMS = (
    "chat",
    "domain",
    "forms",
    "handlers",
    "scheduler",
    "services",
    "transport",
    "locales",
    "storage",
    "playground",
)
BUTTONS = frozenset({"Button", "LinkButton", "CopyButton", "ReplyKey"})
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


@dataclass(frozen=True)
class Selector:
    """A `{ $variable -> … }`: what it selects on and its variants."""

    variable: str
    variants: frozenset[str]

    @property
    def plural(self) -> bool:
        """Whether it chooses by number."""
        return bool(self.variants & (PLURALS - {"other"}))


@dataclass
class Message:
    """One message of one language."""

    key: str
    file: str
    language: Language
    source: str
    words: list[str] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)
    refers: set[str] = field(default_factory=set)
    selectors: list[Selector] = field(default_factory=list)

    @property
    def prose(self) -> str:
        """All words of all variants, without placeables."""
        return " ".join(self.words)

    @property
    def numbers(self) -> set[str]:
        """Variables that must be numbers, because a plural form is chosen by them."""
        return {selector.variable for selector in self.selectors if selector.plural}


class _Reader(Visitor):
    def __init__(self, message: Message) -> None:
        self.message = message

    def visit_TextElement(self, node: ftl.TextElement) -> None:
        self.message.words.append(node.value)

    def visit_StringLiteral(self, node: ftl.StringLiteral) -> None:
        self.message.words.append(node.value)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.message.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:
        self.message.refers.add(node.id.name)

    def visit_TermReference(self, node: ftl.TermReference) -> None:
        self.message.refers.add(f"-{node.id.name}")

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        names = frozenset(
            variant.key.name if isinstance(variant.key, ftl.Identifier) else variant.key.value
            for variant in node.variants
        )
        if isinstance(node.selector, ftl.VariableReference):
            self.message.selectors.append(Selector(node.selector.id.name, names))
        self.generic_visit(node)


@cache
def messages(language: Language) -> Mapping[str, Message]:
    """All messages and terms («-name») of a language. Raises ValueError for what Fluent cannot read or reads twice."""
    found: dict[str, Message] = {}
    for file in sorted((HERE / language).glob("*.ftl")):
        source = file.read_text(encoding="utf-8")
        for entry in FluentParser().parse(source).body:
            if isinstance(entry, ftl.Junk):
                raise ValueError(f"{language}/{file.name}: unreadable: {(entry.content or '')[:80]!r}")
            if not isinstance(entry, ftl.Message | ftl.Term):
                continue
            key = f"-{entry.id.name}" if isinstance(entry, ftl.Term) else entry.id.name
            if key in found:
                raise ValueError(f"{language}/{file.name}: {key} is also in {found[key].file}")
            if entry.value is None or entry.span is None:
                raise ValueError(f"{language}/{file.name}: {key} is empty")
            message = Message(key, file.name, language, source[entry.span.start : entry.span.end])
            _Reader(message).visit(entry.value)
            found[key] = message
    return found


def variables(language: Language, key: str) -> set[str]:
    """The message's variables, those of the messages it refers to included."""
    message = messages(language)[key]
    return message.variables.union(*(variables(language, other) for other in message.refers))


def everything() -> Iterator[Message]:
    """Every message and term of both languages."""
    for language in LANGUAGES:
        yield from messages(language).values()


@dataclass(frozen=True)
class Use:
    """A call `T("key", name=…)` in the code. `exact` is false where arguments come from a mapping."""

    key: str
    names: frozenset[str]
    exact: bool
    where: str


@dataclass(frozen=True)
class Label:
    """The text of a button and how many stand beside each other in its row (as far as the code shows)."""

    key: str
    beside: int
    where: str


@dataclass
class Code:
    """What the code says about texts."""

    uses: list[Use] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    strings: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)


@cache
def code() -> Code:
    """Read from the syntax trees of all rooms and of bot.py."""
    found = Code()
    files = [ROOT / "bot.py", *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))]
    for file in files:
        _scan(ast.parse(file.read_text(encoding="utf-8")), file, found)
    return found


def _scan(tree: ast.Module, file: Path, found: Code) -> None:
    beside, name = _beside(tree), file.relative_to(ROOT)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.strings.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.prefixes.add(str(node.values[0].value))
        elif isinstance(node, ast.Call):
            where = f"{name}:{node.lineno}"
            if (key := _said_key(node)) is not None:
                names = frozenset(word.arg for word in node.keywords if word.arg is not None)
                found.uses.append(Use(key, names, len(names) == len(node.keywords), where))
            if (label := _label(node)) is not None:
                found.labels.append(Label(label, beside.get(node, 1), where))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _said_key(node: ast.expr | None) -> str | None:
    """The key of `T("key", …)`."""
    if not isinstance(node, ast.Call) or _called(node) != "T" or not node.args:
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _label(node: ast.Call) -> str | None:
    if _called(node) not in BUTTONS:
        return None
    named = {word.arg: word.value for word in node.keywords}
    return _said_key(node.args[0] if node.args else named.get("label"))


def _beside(tree: ast.Module) -> dict[ast.Call, int]:
    """How many buttons are written in the same row as this one."""
    rows: dict[ast.Call, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List):
            buttons = [item for item in node.elts if isinstance(item, ast.Call) and _called(item) in BUTTONS]
            rows.update({button: len(buttons) for button in buttons})
    return rows


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of chat, domain and services, so that all notices, refusals and states are known."""
    found = []
    for room in ("chat", "domain", "services"):
        package = importlib.import_module(room)
        found.append(package)
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            found.append(importlib.import_module(info.name))
    return tuple(found)


def enum_keys() -> Iterator[str]:
    """What the `…_key` properties of the domain's enumerations give: `state-in-progress`, `outcome-fixed` …"""
    for module in modules():
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__ or not issubclass(kind, enum.Enum):
                continue
            names = [name for name in vars(kind) if name.endswith("_key")]
            yield from (str(getattr(member, name)) for member in kind for name in names)
