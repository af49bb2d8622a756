"""The table of faults in docs/reliability.md, of what the tests say about themselves: `python -m tests.faults.table`.

A test that shows a fault is marked `@fault("what breaks", "what comes of it")`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs/reliability.md"
BEGIN, END = "<!-- written by tests/faults/table.py: begin -->", "<!-- faults: end -->"

Test = TypeVar("Test", bound=Callable[..., object])


def fault(what: str, outcome: str) -> Callable[[Test], Test]:
    """Marks a test that shows what comes of a fault; both are sentences of the table."""
    assert what
    assert outcome
    return lambda test: test


def table() -> str:
    """The rows, in the order of the files' names."""
    lines = ["| what breaks | what comes of it | test |", "|---|---|---|"]
    for file in sorted(TESTS.rglob("test_*.py")):
        for what, outcome, name in _marked(file):
            lines.append(f"| {what} | {outcome} | `{file.relative_to(TESTS.parent)}` `{name}` |")
    return "\n".join(lines)


def _marked(file: Path) -> Iterator[tuple[str, str, str]]:
    source = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)) if f"@{fault.__name__}(" in source else ():
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == fault.__name__:
                what, outcome = (ast.literal_eval(argument) for argument in mark.args)
                yield what, outcome, node.name


def written(page: str) -> str:
    """The page with the table as it is now."""
    return re.sub(
        f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: f"{BEGIN}\n{table()}\n{END}", page, flags=re.DOTALL
    )


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
