"""Numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from forms.engine.values import NAN, Scalar, fractional_days, to_number
from forms.functions.registry import contextual, over_nodes, plain
from forms.xpath.context import Argument, Context

_MAX_PLACES = 30


@plain("number", arity=1)
def number(value: Scalar) -> float:
    return to_number(value)


@plain("int", arity=1)
def int_(value: Scalar) -> float:
    result = to_number(value)
    return float(math.trunc(result)) if math.isfinite(result) else result


@plain("round", arity=(1, 2))
def round_(value: Scalar, places: Scalar = 0.0) -> float:
    """Half away from zero upwards, half towards zero below it, as XPath says and JavaRosa does."""
    amount, digits = to_number(value), to_number(places)
    if not math.isfinite(amount):
        return amount
    if not abs(digits) <= _MAX_PLACES:
        return NAN
    exact, unit = Decimal(repr(amount)), Decimal(1).scaleb(-int(digits))
    if abs(exact) > Decimal(10) ** 60:
        return amount
    if digits >= 0:
        steps = (exact / unit).quantize(Decimal(1), ROUND_HALF_DOWN if amount < 0 else ROUND_HALF_UP)
    else:
        steps = (exact / unit + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return float(steps * unit)


@plain("floor", arity=1)
def floor(value: Scalar) -> float:
    result = to_number(value)
    return float(math.floor(result)) if math.isfinite(result) else result


@plain("ceiling", arity=1)
def ceiling(value: Scalar) -> float:
    result = to_number(value)
    return float(math.ceil(result)) if math.isfinite(result) else result


def numbers(arguments: tuple[Argument, ...]) -> list[float]:
    """All the numbers in the arguments; what is not a number is left out."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, list):
            found += [to_number(node.value) for node in argument]
        else:
            found.append(to_number(argument))
    return [value for value in found if value == value]


@over_nodes("sum", arity=1)
def sum_(_: Context, values: Argument) -> float:
    return math.fsum(numbers((values,))) if all(map(math.isfinite, numbers((values,)))) else NAN


@over_nodes("max", arity=(1, None))
def max_(_: Context, *values: Argument) -> float:
    return max(numbers(values), default=NAN)


@over_nodes("min", arity=(1, None))
def min_(_: Context, *values: Argument) -> float:
    return min(numbers(values), default=NAN)


@plain("pow", arity=2)
def pow_(base: Scalar, exponent: Scalar) -> float:
    try:
        result = to_number(base) ** to_number(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else NAN


@plain("pi", arity=0)
def pi() -> float:
    return math.pi


@plain("atan2", arity=2)
def atan2(y: Scalar, x: Scalar) -> float:
    return math.atan2(to_number(y), to_number(x))


def _exp10(value: float) -> float:
    return float(10.0**value)


def _log(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else function(value)


def _unary(name: str, function: Callable[[float], float]) -> None:
    """A function of one number; outside its domain NaN, too large infinity. Dates count with their time of day."""

    def body(context: Context, value: Scalar) -> float:
        is_number = isinstance(value, (str, float, bool))
        amount = to_number(value) if is_number else fractional_days(value, context.world.zone)  # type: ignore[arg-type]
        try:
            return function(amount)
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    contextual(name, arity=1)(body)


for _name, _function in {
    "abs": math.fabs,
    "acos": math.acos,
    "asin": math.asin,
    "atan": math.atan,
    "cos": math.cos,
    "exp": math.exp,
    "exp10": _exp10,
    "log": _log(math.log),
    "log10": _log(math.log10),
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tan": math.tan,
}.items():
    _unary(_name, _function)
