"""The <model> of an XForm: the instances, the binds and the actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from forms.definition import Action, Bind, Choice, DataType, FormError, Preload, Template
from forms.expression import Expression
from forms.xform.text import EMPTY, Itext, expression, message
from forms.xform.xmltree import Element

_TYPES = {
    "string": DataType.STRING,
    "text": DataType.STRING,
    "int": DataType.INTEGER,
    "integer": DataType.INTEGER,
    "long": DataType.INTEGER,
    "decimal": DataType.DECIMAL,
    "double": DataType.DECIMAL,
    "float": DataType.DECIMAL,
    "boolean": DataType.BOOLEAN,
    "date": DataType.DATE,
    "time": DataType.TIME,
    "dateTime": DataType.DATETIME,
    "geopoint": DataType.GEOPOINT,
    "geotrace": DataType.GEOTRACE,
    "geoshape": DataType.GEOSHAPE,
    "binary": DataType.BINARY,
    "barcode": DataType.BARCODE,
    "select1": DataType.CHOICE,
    "select": DataType.CHOICES,
    "rank": DataType.CHOICES,
}
EVENTS = frozenset(
    {
        "odk-instance-first-load",
        "odk-instance-load",
        "odk-new-repeat",
        "xforms-ready",
        "xforms-value-changed",
        "xforms-revalidate",
    }
)


def path_of(reference: str, parent: str = "") -> str:
    """A control's or bind's reference as an absolute generic path; prefixes of names are dropped."""
    reference = reference.strip().removeprefix("current()/")
    names = [] if reference.startswith("/") else parent.strip("/").split("/")
    for step in reference.strip("/").split("/"):
        if step == "..":
            del names[-1:]
        elif step not in (".", ""):
            names.append(step.rsplit(":", 1)[-1])
    return "/" + "/".join(name for name in names if name)


def main_instance(root: Element, repeats: frozenset[str]) -> Template:
    """The primary instance; several elements of one repeat become its template and first instances."""
    return _template(root, "/" + root.name, repeats)


def _template(element: Element, path: str, repeats: frozenset[str]) -> Template:
    groups: dict[str, list[Element]] = {}
    for child in element.children:
        groups.setdefault(child.name, []).append(child)
    children = tuple(_group(f"{path}/{name}", some, repeats) for name, some in groups.items())
    text = "" if children else "".join(part for part in element.content if isinstance(part, str))
    text = text if text.strip() else ""
    return Template(element.name, text, children, element.attributes, element.prefix, repeats=path in repeats)


def _group(path: str, elements: list[Element], repeats: frozenset[str]) -> Template:
    """One child of the template, from all the elements of its name."""
    if path not in repeats:
        return _template(elements[0], path, repeats)
    models = [element for element in elements if "jr:template" in element.attributes]
    written = tuple(_template(element, path, repeats) for element in elements if element not in models)
    # Without a jr:template, a new instance is like the first one but has no defaults (as in ODK Collect).
    model = _template(models[0], path, repeats) if models else _emptied(written[0])
    return replace(model, text="", repeats=True, instances=written)


def _emptied(template: Template) -> Template:
    return replace(template, text="", children=tuple(map(_emptied, template.children)))


def table(element: Element) -> Template | None:
    """A secondary instance: its root as written, every row a child; None where the data is outside the form."""
    root = next(iter(element.children), None)
    return None if root is None else _rows(root)


def _rows(element: Element) -> Template:
    return Template(element.name, "" if element.children else element.text, tuple(map(_rows, element.children)))


def choices(root: Template, itext: Itext) -> tuple[Choice, ...]:
    """The rows of a secondary instance that look like a choice list."""
    found: list[Choice] = []
    for row in root.children:
        columns = {cell.name: cell.text for cell in row.children}
        value = columns.get("name", columns.get("value"))
        if value is None:
            return ()
        text = itext.text(columns["itextId"]) if "itextId" in columns else EMPTY
        if text is EMPTY and columns.get("label"):
            text = type(text)({"": (columns["label"],)})
        found.append(Choice(value, text, columns))
    return tuple(found)


def data_type(name: str) -> DataType:
    """The type a bind names; what the engine does not know is text."""
    return _TYPES.get(name.rsplit(":", 1)[-1], DataType.STRING)


def bind(element: Element, itext: Itext) -> Bind:
    """A <bind>; rules that are constantly empty are left out."""
    path = path_of(element.get("nodeset", "ref"))

    def rule(name: str) -> Expression | None:
        source = element.get(name)
        return expression(source, path, name) if source else None

    preload = element.get("jr:preload")
    return Bind(
        path=path,
        type=data_type(element.get("type")),
        relevant=rule("relevant"),
        required=rule("required"),
        readonly=rule("readonly"),
        constraint=rule("constraint"),
        calculate=rule("calculate"),
        constraint_message=message(element.get("jr:constraintMsg", "constraintMsg"), itext),
        required_message=message(element.get("jr:requiredMsg", "requiredMsg"), itext),
        preload=Preload(preload, element.get("jr:preloadParams")) if preload else None,
    )


def binds(model: Element, itext: Itext) -> tuple[Mapping[str, Bind], Mapping[str, str]]:
    """The binds by path, and paths by the binds' ids. Of two binds of one node the later rules win."""
    found: dict[str, Bind] = {}
    by_id: dict[str, str] = {}
    for element in model.all("bind"):
        made = bind(element, itext)
        found[made.path] = made
        if element.get("id"):
            by_id[element.get("id")] = made.path
    return found, by_id


def action(element: Element, parent: str, trigger: str | None, by_id: Mapping[str, str]) -> Action | None:
    """A <setvalue>; None for events the engine does not know."""
    events = frozenset(element.get("event", "ev:event").split()) & EVENTS
    if not events:
        return None
    reference = element.get("ref")
    target = path_of(reference, parent) if reference else by_id.get(element.get("bind"), "")
    if not target:
        raise FormError("action-target", element=element.name)
    if "@" in target:
        return None
    value = element.get("value")
    made = expression(value, target, "setvalue") if value else None
    return Action(events, target, made, element.text, trigger)
