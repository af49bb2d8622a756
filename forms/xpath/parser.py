"""From the text of an expression to its tree: recursive descent with operator precedence."""

from __future__ import annotations

from functools import lru_cache

from forms.definition import FormError
from forms.expression import Binary, Call, Expression, Literal, Negative, Node, Number, Path, Step, children
from forms.xpath.lexer import Token, tokens

MAX_LENGTH = 20_000
MAX_DEPTH = 60
"""Parentheses, predicates and calls inside one another; deeper ones are an attack on the stack, not a form."""
MAX_HEIGHT = 150
"""Height of the tree. Real chains of several hundred 'or' are balanced and so stay low; sums of sums would not."""

_PRECEDENCE = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
_UNARY = 7
_NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """The expression a bind, filter or output holds. FormError('expression-…') if it is not XPath."""
    if len(source) > MAX_LENGTH:
        raise FormError("expression-too-long", expression=source[:80], limit=MAX_LENGTH)
    parser = _Parser(source)
    tree = parser.expression(0)
    if parser.token.kind != "end":
        raise parser.error()
    if _height(tree) > MAX_HEIGHT:
        raise FormError("expression-too-deep", expression=source[:80])
    return Expression(source, tree)


def _balanced(operator: str, operands: list[Node]) -> Node:
    """A chain of one associative operator as a low tree, operands in the same order."""
    if len(operands) == 1:
        return operands[0]
    middle = len(operands) // 2
    return Binary(operator, _balanced(operator, operands[:middle]), _balanced(operator, operands[middle:]))


def _height(tree: Node) -> int:
    height, level = 0, [tree]
    while level:
        height += 1
        level = [child for node in level for child in children(node)]
    return height


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.stream = list(tokens(source))
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.stream[self.position]

    def error(self) -> FormError:
        return FormError("expression-syntax", expression=self.source, position=self.token.position)

    def take(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
        return token

    def at(self, *symbols: str) -> bool:
        return self.token.kind == "symbol" and self.token.text in symbols

    def accept(self, symbol: str) -> bool:
        if self.at(symbol):
            self.position += 1
            return True
        return False

    def expect(self, symbol: str) -> None:
        if not self.accept(symbol):
            raise self.error()

    def expression(self, minimum: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormError("expression-too-deep", expression=self.source[:80])
        left = self.unary()
        while self.token.kind == "operator" and (level := _PRECEDENCE[self.token.text]) > minimum:
            operator = self.take().text
            operands = [left, self.expression(level)]
            while operator in ("or", "and") and self.token.kind == "operator" and self.token.text == operator:
                self.take()
                operands.append(self.expression(level))
            left = _balanced(operator, operands)
        self.depth -= 1
        return left

    def unary(self) -> Node:
        if self.token.kind == "operator" and self.token.text == "-":
            self.take()
            return Negative(self.expression(_UNARY))
        return self.primary()

    def primary(self) -> Node:
        token = self.token
        if token.kind == "number":
            return Number(float(self.take().text))
        if token.kind == "string":
            return Literal(self.take().text)
        if self.accept("("):
            inner = self.expression(0)
            self.expect(")")
            return self.filtered(inner)
        if token.kind == "name" and self.is_call():
            return self.filtered(self.call())
        return self.path()

    def is_call(self) -> bool:
        follower = self.stream[self.position + 1]
        return follower.kind == "symbol" and follower.text == "(" and self.token.text not in _NODE_TESTS

    def call(self) -> Call:
        name = self.take().text
        self.expect("(")
        arguments: list[Node] = []
        if not self.at(")"):
            arguments.append(self.expression(0))
            while self.accept(","):
                arguments.append(self.expression(0))
        self.expect(")")
        return Call(name, tuple(arguments))

    def filtered(self, inner: Node) -> Node:
        """What stands after a call or parenthesis: predicates, and a path that goes on from there."""
        predicates = self.predicates()
        if not predicates and not self.at("/"):
            return inner
        start = _start(inner)
        if start is None:
            raise self.error()
        steps = self.steps() if self.accept("/") else ()
        if isinstance(inner, Path):
            if predicates:
                raise self.error()
            return Path(inner.start, inner.steps + steps)
        return Path(start, steps, predicates)

    def path(self) -> Node:
        if self.accept("/"):
            if self.token.kind == "name" or self.at("*", "@", ".", ".."):
                return Path("/", self.steps())
            return Path("/", ())
        return Path(".", self.steps())

    def steps(self) -> tuple[Step, ...]:
        steps = [self.step()]
        while self.accept("/"):
            steps.append(self.step())
        return tuple(steps)

    def step(self) -> Step:
        if self.accept(".."):
            return Step("parent", "*", self.predicates())
        if self.accept("."):
            return Step("self", "*", self.predicates())
        axis = "child"
        if self.accept("@"):
            axis = "attribute"
        elif self.token.kind == "name" and self.stream[self.position + 1].text == "::":
            axis = self.take().text
            self.expect("::")
            if axis not in ("child", "parent", "self", "attribute"):
                raise FormError("expression-axis", expression=self.source, axis=axis)
        return Step(axis, self.node_test(), self.predicates())

    def node_test(self) -> str:
        if self.accept("*"):
            return "*"
        if self.token.kind != "name":
            raise self.error()
        name = self.take().text
        if self.at("(") and name == "node":
            self.expect("(")
            self.expect(")")
            return "*"
        # Prefixes are dropped: a form's own nodes are told apart by their local names.
        return name.rsplit(":", 1)[-1]

    def predicates(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.accept("["):
            found.append(self.expression(0))
            self.expect("]")
        return tuple(found)


def _start(inner: Node) -> str | None:
    match inner:
        case Call("instance", (Literal(name),)):
            return "instance:" + name
        case Call("current", ()):
            return "current"
        case Path():
            return inner.start
    return None
