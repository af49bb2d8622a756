"""What a form asks of a device that a chat cannot do: said once for each place, as a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.authoring.problems import Problem, Severity
from forms.authoring.supported import PRELOADS, Support, support_of
from forms.definition import Element, Form, Repeat, Template, walk

Rows = Mapping[str, int | None]
"""Generic path to the row of the table."""


def support_problems(form: Form, row_of: Rows | None) -> Iterator[Problem]:
    """Warnings about appearances, metadata and actions without effect."""
    for element in walk(form.children):
        yield from _appearance(element, row_of)
    for path in form.ignored:
        yield _warning("device-action", {"name": path.rsplit("/", 1)[-1]}, path, "type", row_of)
    for path, bind in form.binds.items():
        if bind.preload is not None and bind.preload.source == "property" and bind.preload.parameter not in PRELOADS:
            yield _warning("preload-empty", {"name": bind.preload.parameter}, path, "type", row_of)
    if _has_entity(form.root):
        yield Problem("entities-read-only", {}, Severity.WARNING, "entities" if row_of is not None else "")


def _appearance(element: Element, row_of: Rows | None) -> Iterator[Problem]:
    # pyxform writes the appearance of a repeat on the group around it, and its own words on a table-list.
    if element.path is None or isinstance(element, Repeat):
        return
    for word in sorted(element.appearance):
        support = support_of(word)
        if support is None or support is Support.IGNORED:
            key = "appearance-unknown" if support is None else "appearance-ignored"
            yield _warning(key, {"appearance": word}, element.path, "appearance", row_of)


def _warning(key: str, args: Mapping[str, str | int], path: str, column: str, row_of: Rows | None) -> Problem:
    sheet, row = ("survey", row_of.get(path)) if row_of is not None else ("", None)
    return Problem(key, args, Severity.WARNING, sheet, row, column)


def _has_entity(template: Template) -> bool:
    return (template.name == "entity" and "dataset" in template.attributes) or any(map(_has_entity, template.children))
