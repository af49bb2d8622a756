"""Booleans, choosing between values, and what the session knows."""

from __future__ import annotations

from forms.engine.instance import Node
from forms.engine.values import Scalar, to_boolean, to_int, to_number, to_string
from forms.expression import Call
from forms.functions.registry import Compiler, contextual, over_nodes, plain, special
from forms.xpath.context import Argument, Compiled, Context

_MAX_UUID = 64


@plain("true", arity=0)
def true() -> bool:
    return True


@plain("false", arity=0)
def false() -> bool:
    return False


@plain("not", arity=1)
def not_(value: Scalar) -> bool:
    return not to_boolean(value)


@plain("boolean", arity=1)
def boolean(value: Scalar) -> bool:
    return to_boolean(value)


@plain("boolean-from-string", arity=1)
def boolean_from_string(value: Scalar) -> bool:
    return to_string(value).lower() == "true" or to_string(value) == "1"


@special("if", arity=3)
def if_(call: Call, compiler: Compiler) -> Compiled:
    condition, yes, no = (compiler.value(argument) for argument in call.arguments)
    return lambda context: yes(context) if to_boolean(condition(context)) else no(context)


@special("coalesce", arity=(1, None))
def coalesce(call: Call, compiler: Compiler) -> Compiled:
    parts = [compiler.value(argument) for argument in call.arguments]

    def first(context: Context) -> Scalar:
        value: Scalar = ""
        for part in parts:
            value = part(context)
            if value != "" and value == value:
                break
        return value

    return first


@special("once", arity=1)
def once(call: Call, compiler: Compiler) -> Compiled:
    """The node's own value if it has one; only otherwise is the argument computed."""
    value = compiler.value(call.arguments[0])
    return lambda context: value(context) if context.node.value == "" else context.node.value


@plain("depend", arity=(1, None))
def depend(value: Scalar, *_: Scalar) -> Scalar:
    return value


def _truths(factors: tuple[Argument, ...]) -> list[bool]:
    values: list[bool] = []
    for factor in factors:
        if isinstance(factor, list):
            values += [to_boolean(node.value) for node in factor]
        else:
            values.append(to_boolean(factor))
    return values


@over_nodes("checklist", arity=(2, None))
def checklist(_: Context, minimum: Argument, maximum: Argument, *factors: Argument) -> bool:
    """Whether the number of true factors lies between the two; -1 means no limit."""
    least, most = to_int(single(minimum)), to_int(single(maximum))
    count = sum(_truths(factors))
    return (least is None or least < 0 or count >= least) and (most is None or most < 0 or count <= most)


@plain("weighted-checklist", arity=(2, None))
def weighted_checklist(minimum: Scalar, maximum: Scalar, *pairs: Scalar) -> bool:
    """Whether the weights (every second argument) of the true factors add up to something between the two."""
    total = sum(to_number(weight) for flag, weight in zip(pairs[::2], pairs[1::2], strict=False) if to_boolean(flag))
    return to_number(minimum) <= total <= to_number(maximum)


def single(argument: Argument) -> Scalar:
    """One value of an argument that may be a list of nodes."""
    if not isinstance(argument, list):
        return argument
    return argument[0].value if argument else ""


@contextual("random", arity=0)
def random(context: Context) -> float:
    return context.world.random()


@contextual("uuid", arity=(0, 1))
def uuid(context: Context, length: Scalar = "") -> str:
    """A random UUID, or so many random letters and digits."""
    wanted = to_int(length)
    if wanted is None:
        return context.world.uuid()
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(alphabet[int(context.world.random() * len(alphabet))] for _ in range(min(wanted, _MAX_UUID)))


@contextual("version", arity=0)
def version(context: Context) -> str:
    return context.world.version


@contextual("property", arity=1)
def property_(context: Context, name: Scalar) -> str:
    return context.world.property(to_string(name))


@contextual("jr:itext", arity=1)
def itext(context: Context, identifier: Scalar) -> str:
    return context.world.itext(to_string(identifier))


@contextual("pulldata", arity=4)
def pulldata(context: Context, table: Scalar, wanted: Scalar, key: Scalar, value: Scalar) -> Scalar:
    """The `wanted` column of the row whose `key` column is `value`; '' if there is none."""
    source = context.world.tables.get(to_string(table))
    if source is None:
        return ""
    rows = source.matching((source.root.name, "item"), to_string(key), to_string(value))
    cells: list[Node] = rows[0].children.get(to_string(wanted), []) if rows else []
    return cells[0].value if cells else ""
