"""From the XML of an XForm to a Form that can be run."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from forms.definition import Action, Form, FormError, Repeat, Template, walk
from forms.engine.menu import prepare
from forms.engine.program import program
from forms.xform.body import Body
from forms.xform.model import action, binds, choices, main_instance, path_of, table
from forms.xform.tables import Tables
from forms.xform.text import Itext
from forms.xform.xmltree import Element, read_xml

Files = Mapping[str, bytes]
_NO_FILES: Files = MappingProxyType({})
_DEVICE_ACTIONS = ("setgeopoint", "recordaudio")


def parse_xform(xml: str | bytes, beside: Files = _NO_FILES) -> Form:
    """The form an XForm document describes. `beside` are the files that came with it, by name.

    Raises FormError for XML that is broken or hostile, for expressions that cannot be read or computed
    (the error says which node and rule), and for calculations that depend on one another in a circle.
    """
    document = read_xml(xml)
    head, body = document.find("head"), document.find("body")
    model = head.find("model") if head is not None else None
    if head is None or body is None or model is None:
        raise FormError("not-an-xform", root=document.name)
    form = _form(head, model, body, beside)
    program(form)
    prepare(form)
    return form


def _form(head: Element, model: Element, body: Element, beside: Files) -> Form:
    itext = Itext(model.find("itext"))
    rules, by_id = binds(model, itext)
    primary, secondary = _instances(model)
    tables = Tables(model, beside)
    reader = Body(itext, rules, by_id, tables)
    elements = tuple(reader.elements(body, "/" + primary.name))
    repeats = frozenset(element.path for element in walk(elements) if isinstance(element, Repeat))
    root = main_instance(primary, repeats)
    title = head.find("title")
    for name in reader.searched - secondary.keys() - tables.files.keys():
        tables.need(name, f"{name}.csv")
    return Form(
        id=primary.get("id") or primary.name,
        version=primary.get("version", "orx:version"),
        title=title.text if title is not None else "",
        languages=tuple(dict.fromkeys(itext.languages)),
        default_language=itext.default,
        children=elements,
        root=root,
        binds=rules,
        actions=(*_actions(model, "/" + primary.name), *reader.actions),
        instances={**secondary, **tables.trees},
        choice_lists={name: found for name, rows in secondary.items() if (found := choices(rows, itext))},
        texts=itext.all(),
        files=tables.files,
        datasets=tables.datasets,
        ignored=(
            *(path_of(e.get("ref"), "/" + primary.name) for e in model.all(*_DEVICE_ACTIONS)),
            *reader.ignored,
        ),
    )


def _instances(model: Element) -> tuple[Element, dict[str, Template]]:
    """The primary instance's root element, and the secondary instances that have their data in the form."""
    primary: Element | None = None
    secondary: dict[str, Template] = {}
    for element in model.all("instance"):
        if primary is None:
            primary = next(iter(element.children), None)
            if primary is None:
                raise FormError("no-instance")
            continue
        rows = table(element)
        if rows is not None:
            secondary[element.get("id")] = rows
    if primary is None:
        raise FormError("no-instance")
    return primary, secondary


def _actions(model: Element, root: str) -> list[Action]:
    found = [action(element, root, None, {}) for element in model.all("setvalue")]
    return [made for made in found if made is not None]
