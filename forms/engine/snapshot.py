"""A session's state as a small JSON object, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from typing import cast

from forms.definition import FormError, Template
from forms.engine.instance import Node, build
from forms.engine.program import Program
from forms.engine.recompute import MAX_INSTANCES
from forms.engine.values import Scalar

FORMAT = 1


def take(program: Program, root: Node, seed: int) -> dict[str, object]:
    """Values, numbers of instances and what is hidden: all that cannot be computed again without asking the clock."""
    values: dict[str, object] = {}
    hidden: list[str] = []
    counts: dict[str, int] = {}
    for node in root.within():
        if not node.children and node.value != "":
            values[node.ref] = _pack(node.value)
        if not node.own:
            hidden.append(node.ref)
        for name, siblings in node.children.items():
            template = program.templates[f"{node.path}/{name}"]
            # Inside a repeat the instance first written may have other numbers than a new one, so they are always told.
            if template.instances is not None and ("[" in node.ref or len(siblings) != len(template.instances)):
                counts[f"{node.ref}/{name}"] = len(siblings)
    state: dict[str, object] = {"format": FORMAT, "version": program.form.version, "seed": seed, "values": values}
    if hidden:
        state["hidden"] = hidden
    if counts:
        state["counts"] = counts
    return state


def properties(state: Mapping[str, object]) -> dict[str, str]:
    """What the front end knew when the session was opened ('deviceid', 'username'): later entries need it too."""
    return dict(cast("dict[str, str]", state.get("properties", {})))


def give_back(program: Program, state: Mapping[str, object], zone: tzinfo | None) -> tuple[Node, int]:
    """The instance tree and the seed of a snapshot. FormError('snapshot') if it does not fit the form."""
    if state.get("format") != FORMAT:
        raise FormError("snapshot", reason="format")
    values = cast("dict[str, object]", state.get("values", {}))
    hidden = cast("list[str]", state.get("hidden", []))
    counts = cast("dict[str, int]", state.get("counts", {}))
    root = build(program.form.root)
    by_ref: dict[str, Node] = {}
    _restore_counts(root, program, counts, by_ref)
    for node in by_ref.values():
        node.value = ""
    try:
        for ref, packed in values.items():
            by_ref[ref].value = _unpack(packed, zone)
        for ref in hidden:
            by_ref[ref].own = False
    except KeyError:
        raise FormError("snapshot", reason="unknown-node") from None
    _settle(root, True)
    return root, cast("int", state.get("seed", 0))


def _settle(node: Node, above: bool) -> None:
    node.relevant = above and node.own
    for siblings in node.children.values():
        for child in siblings:
            _settle(child, node.relevant)


def _restore_counts(node: Node, program: Program, counts: Mapping[str, int], by_ref: dict[str, Node]) -> None:
    ref = node.ref
    by_ref[ref] = node
    for name, siblings in node.children.items():
        template: Template = program.templates[f"{node.path}/{name}"]
        wanted = counts.get(f"{ref}/{name}")
        if wanted is not None:
            if not 0 <= wanted <= MAX_INSTANCES:
                raise FormError("snapshot", reason="count")
            del siblings[wanted:]
            while len(siblings) < wanted:
                siblings.append(build(template, node, len(siblings)))
        for child in siblings:
            _restore_counts(child, program, counts, by_ref)


def _pack(value: Scalar) -> object:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return {"number": str(value)}
    return value


def _unpack(packed: object, zone: tzinfo | None) -> Scalar:
    match packed:
        case bool() | str():
            return packed
        case int() | float():
            return float(packed)
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text).astimezone(zone)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case {"number": str(text)}:
            return float(text)
    raise FormError("snapshot", reason="value")
