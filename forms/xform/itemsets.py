"""Where choices come from: <itemset>, the query of a select_one_external, and search() in the appearance."""

from __future__ import annotations

from forms.definition import Choice, FormError, Itemset
from forms.expression import Binary, Call, Expression, Literal, Node, Path, Step
from forms.xform.model import path_of
from forms.xform.text import expression
from forms.xform.xmltree import Element

_FUNCTIONS = {"contains": "contains", "startswith": "starts-with", "endswith": "ends-with"}


def itemset(element: Element, path: str) -> Itemset:
    """The <itemset> of a select."""
    if next(element.all("copy"), None) is not None:
        raise FormError("itemset-copy", path=path, rule="choice_filter")
    nodeset = expression(element.get("nodeset"), path, "choice_filter")
    seed: Expression | None = None
    randomized = False
    match nodeset.tree:
        case Call("randomize", (inner, *rest)):
            nodeset, randomized = Expression(nodeset.source, inner), True
            seed = Expression(nodeset.source, rest[0]) if rest else None
    value, text = element.find("value"), element.find("label")
    reference = text.get("ref") if text is not None else ""
    is_itext = reference.startswith("jr:itext(")
    return Itemset(
        nodeset=nodeset,
        value_ref=path_of(value.get("ref")).lstrip("/") if value is not None else "",
        label_ref=path_of(reference.removeprefix("jr:itext(").rstrip(") ") if is_itext else reference).lstrip("/"),
        label_is_itext=is_itext,
        randomized=randomized,
        seed=seed,
        instance=_instance(nodeset, path),
    )


def query(source: str, path: str) -> Itemset:
    """The choices of a select_one_external: rows of itemsets.csv with the columns `name` and `label`."""
    nodeset = expression(source, path, "choice_filter")
    return Itemset(nodeset, "name", "label", False, instance=_instance(nodeset, path))


def _instance(nodeset: Expression, path: str) -> str | None:
    if not isinstance(nodeset.tree, Path):
        raise FormError("itemset-nodeset", path=path, expression=nodeset.source)
    start = nodeset.tree.start
    return start.removeprefix("instance:") if start.startswith("instance:") else None


def split_appearance(written: str) -> tuple[frozenset[str], str]:
    """The plain words of an appearance, and its search(…) call, '' if it has none."""
    start = written.find("search(")
    if start < 0:
        return frozenset(written.split()), ""
    depth, quote = 0, ""
    for place in range(start, len(written)):
        letter = written[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                rest = written[:start] + " " + written[place + 1 :]
                return frozenset(rest.split()), written[start : place + 1]
    return frozenset(written.split()), written[start:]


def searched(source: str, path: str, rows: tuple[Choice, ...]) -> tuple[Itemset, tuple[Choice, ...]]:
    """What search('table', …) offers: the table's rows, and the choices that are written out (numbers by name).

    The one other choice names the columns: its value the values' column, its labels the labels' columns.
    """
    call = expression(source, path, "appearance")
    fixed = tuple(row for row in rows if row.value.lstrip("-").isdigit())
    columns = next((row for row in rows if row not in fixed), None)
    match call.tree:
        case Call("search", (Literal(table), *conditions)) if columns is not None and len(conditions) in (0, 3, 5):
            pass
        case _:
            raise FormError("search-call", path=path, rule="appearance", expression=source)
    names = {code: text.split(",")[0].strip() for code, text in columns.label.labels().items()}
    predicates = tuple(_conditions(conditions, source, path))
    tree = Path(f"instance:{table}", (Step("child", "root"), Step("child", "item", predicates)))
    label = next(iter(names.values()), columns.value)
    found = Itemset(Expression(source, tree), columns.value, label, False, instance=table, label_columns=names)
    return found, fixed


def _conditions(given: list[Node], source: str, path: str) -> list[Node]:
    """'matches', column, value; and a further column and value that must be equal."""
    found: list[Node] = []
    match given:
        case [Literal(kind), Literal(column), value, *_]:
            cell = Path(".", (Step("child", column),))
            if kind == "matches":
                found.append(Binary("=", cell, _outer(value)))
            elif kind in _FUNCTIONS:
                found.append(Call(_FUNCTIONS[kind], (cell, _outer(value))))
            else:
                raise FormError("search-call", path=path, rule="appearance", expression=source)
    match given[3:]:
        case [Literal(column), value]:
            found.insert(0, Binary("=", Path(".", (Step("child", column),)), _outer(value)))
    return found


def _outer(node: Node) -> Node:
    """An argument, computed where the question is rather than in the row."""
    match node:
        case Path(".", steps):
            return Path("current", steps)
        case Call(name, arguments):
            return Call(name, tuple(map(_outer, arguments)))
        case Binary(operator, left, right):
            return Binary(operator, _outer(left), _outer(right))
    return node
