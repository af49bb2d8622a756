"""A question as it stands when a reply comes, and what a reply may come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from forms.conversation.options import Offered, in_order
from forms.conversation.refusals import Refused
from forms.conversation.view import View
from forms.definition import Kind, Question
from forms.inputs.parse import number_value

_RANGE_BUTTONS = 11
LEAST_POINTS = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}


@dataclass(frozen=True)
class Asked:
    """The question as it stands: what is stored, what is offered, what is remembered of looking at it."""

    question: Question
    value: str
    offered: Sequence[Offered]
    view: View
    now: datetime
    required: bool


@dataclass(frozen=True)
class Value:
    """Store this and go on."""

    value: str


@dataclass(frozen=True)
class Look:
    """Store nothing; show the question so."""

    view: View


@dataclass(frozen=True)
class Keep:
    """Go on; what is stored stays."""


Reading = Value | Look | Keep | Refused


def ticked(asked: Asked) -> list[str]:
    """The values ticked (in order of ticking), whether stored yet or not; only those still offered."""
    chosen = asked.view.chosen if asked.view.chosen is not None else asked.value.split()
    offered = set(in_order(asked.offered, chosen))
    return [value for value in chosen if value in offered]


def range_of(question: Question) -> tuple[Decimal, Decimal, Decimal] | None:
    """Start, end and step of a range question; None when the form gives none that makes sense."""
    try:
        low, high, step = (
            Decimal(question.parameters.get(k, d)) for k, d in (("start", "1"), ("end", "10"), ("step", "1"))
        )
    except InvalidOperation:
        return None
    usable = all(number.is_finite() for number in (low, high, step)) and step != 0 and low != high
    return (low, high, abs(step)) if usable else None


def range_values(question: Question) -> tuple[str, ...]:
    """The values of a range short enough for buttons, else ()."""
    found = range_of(question)
    if found is None:
        return ()
    low, high, step = found
    count = int(abs(high - low) / step) + 1
    direction = 1 if high > low else -1
    return tuple(number_value(low + direction * step * i) for i in range(count)) if count <= _RANGE_BUTTONS else ()
