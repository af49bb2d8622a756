"""Choices."""

from __future__ import annotations

from forms.engine.values import Scalar, to_int, to_string
from forms.functions.registry import contextual, plain
from forms.xpath.context import Context


@plain("selected", "is-selected", arity=2)
def selected(chosen: Scalar, value: Scalar) -> bool:
    """Whether a choice is among those chosen (chosen values are parted by spaces)."""
    return f" {to_string(value).strip()} " in f" {to_string(chosen)} "


@plain("count-selected", arity=1)
def count_selected(chosen: Scalar) -> float:
    return float(len(to_string(chosen).split()))


@plain("selected-at", arity=2)
def selected_at(chosen: Scalar, position: Scalar) -> str:
    """The choice at a position counted from 0, '' outside."""
    values, index = to_string(chosen).split(), to_int(position)
    return values[index] if index is not None and 0 <= index < len(values) else ""


@contextual("jr:choice-name", arity=2)
def choice_name(context: Context, value: Scalar, question: Scalar) -> str:
    """The label of a choice in the current language."""
    return context.world.choice_label(context.node, to_string(question).strip(), to_string(value))
