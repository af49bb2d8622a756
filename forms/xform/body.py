"""The <body> of an XForm: questions, groups and repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.definition import Action, Bind, Choice, DataType, Element, FormError, Group, Itemset, Kind, Question, Repeat
from forms.expression import Call, Expression
from forms.xform.itemsets import itemset, query, searched, split_appearance
from forms.xform.model import action, path_of
from forms.xform.tables import Tables
from forms.xform.text import Itext, expression, guidance, label
from forms.xform.xmltree import Element as Xml

_SELECTS = {"select1": Kind.SELECT_ONE, "select": Kind.SELECT_MULTIPLE, "rank": Kind.RANK}
_INPUTS = {
    DataType.INTEGER: Kind.INTEGER,
    DataType.DECIMAL: Kind.DECIMAL,
    DataType.DATE: Kind.DATE,
    DataType.TIME: Kind.TIME,
    DataType.DATETIME: Kind.DATETIME,
    DataType.GEOPOINT: Kind.GEOPOINT,
    DataType.GEOTRACE: Kind.GEOTRACE,
    DataType.GEOSHAPE: Kind.GEOSHAPE,
    DataType.BARCODE: Kind.BARCODE,
}
_CONTROLS = frozenset({"input", "secret", "upload", "trigger", "range", *_SELECTS})
_NOT_PARAMETERS = frozenset({"ref", "bind", "appearance", "mediatype", "query"})


class Body:
    """Reads the body; `actions` collects the <setvalue>s found inside, `searched` the tables that search() names."""

    def __init__(self, itext: Itext, binds: Mapping[str, Bind], by_id: Mapping[str, str], tables: Tables) -> None:
        self.itext = itext
        self.binds = binds
        self.by_id = by_id
        self.tables = tables
        self.actions: list[Action] = []
        self.searched: set[str] = set()
        self.ignored: list[str] = []

    def elements(self, parent: Xml, path: str) -> Iterator[Element]:
        """The questions, groups and repeats directly inside an element whose context is `path`."""
        for child in parent.children:
            if child.name in _CONTROLS:
                yield self.question(child, path)
            elif child.name == "group":
                yield self.group(child, path)
            elif child.name == "repeat":
                yield self.repeat(child, path, None)
            elif child.name == "setvalue":
                self.act(child, path, None)

    def act(self, element: Xml, path: str, trigger: str | None) -> None:
        made = action(element, path, trigger, self.by_id)
        if made is not None:
            self.actions.append(made)

    def path(self, element: Xml, parent: str) -> str:
        """The node a control is about."""
        if element.get("bind"):
            return self.by_id.get(element.get("bind"), "")
        reference = element.get("ref", "nodeset")
        return path_of(reference, parent) if reference else ""

    def bind(self, path: str) -> Bind:
        return self.binds.get(path) or Bind(path)

    def group(self, element: Xml, parent: str) -> Element:
        path = self.path(element, parent)
        inside = [child for child in element.children if child.name not in ("label", "hint", "setvalue")]
        if len(inside) == 1 and inside[0].name == "repeat" and path in ("", self.path(inside[0], path or parent)):
            for child in element.all("setvalue"):
                self.act(child, path or parent, None)
            return self.repeat(inside[0], path or parent, element)
        return Group(
            path=path or None,
            name=path.rsplit("/", 1)[-1],
            bind=self.bind(path) if path else None,
            label=label(element.find("label"), self.itext, path),
            children=tuple(self.elements(element, path or parent)),
            appearance=frozenset(element.get("appearance").split()),
        )

    def repeat(self, element: Xml, parent: str, around: Xml | None) -> Repeat:
        path = self.path(element, parent)
        if not path:
            raise FormError("repeat-without-node")
        count = element.get("jr:count")
        heading = (around.find("label") if around is not None else None) or element.find("label")
        appearance = element.get("appearance") or (around.get("appearance") if around is not None else "")
        return Repeat(
            path=path,
            name=path.rsplit("/", 1)[-1],
            bind=self.bind(path),
            label=label(heading, self.itext, path),
            children=tuple(self.elements(element, path)),
            count=expression(count, path, "repeat_count") if count else None,
            fixed=not count and element.get("jr:noAddRemove").startswith("true"),
            appearance=frozenset(appearance.split()),
        )

    def question(self, element: Xml, parent: str) -> Question:
        path = self.path(element, parent)
        if not path:
            raise FormError("question-without-node", control=element.name)
        for child in element.all("setvalue"):
            self.act(child, path, path)
        self.ignored += [path_of(child.get("ref"), path) for child in element.all("setgeopoint")]
        bind = self.bind(path)
        appearance, search = split_appearance(element.get("appearance"))
        offered, choices = self.choices(element, path, search)
        return Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            kind=Kind.SELECT_ONE if offered is not None and element.get("query") else _kind(element, bind),
            bind=bind,
            label=label(element.find("label"), self.itext, path),
            hint=label(element.find("hint"), self.itext, path),
            guidance=guidance(element.find("hint"), self.itext),
            appearance=appearance,
            parameters={k: v for k, v in element.attributes.items() if k not in _NOT_PARAMETERS},
            choices=choices,
            itemset=offered,
        )

    def choices(self, element: Xml, path: str, search: str) -> tuple[Itemset | None, tuple[Choice, ...]]:
        """Where the choices come from, and those written out."""
        written = tuple(self.choice(item, path) for item in element.all("item"))
        if search and element.name in _SELECTS:
            made, fixed = searched(search, path, written)
            self.searched.add(made.instance or "")
            return made, fixed
        if element.get("query"):
            asked = query(element.get("query"), path)
            # As in ODK Collect a select_one_external without its file is a text.
            return (asked if self.tables.query(asked.instance or "") else None), ()
        found = next(element.all("itemset"), None)
        return (itemset(found, path) if found is not None else None), written

    def choice(self, element: Xml, path: str) -> Choice:
        value = element.find("value")
        return Choice(value.text if value else "", label(element.find("label"), self.itext, path))


def _kind(element: Xml, bind: Bind) -> Kind:
    if element.name in _SELECTS:
        return _SELECTS[element.name]
    if element.name == "trigger":
        return Kind.ACKNOWLEDGE
    if element.name == "range":
        return Kind.RANGE
    if element.name == "upload":
        family = element.get("mediatype").partition("/")[0]
        return {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}.get(family, Kind.FILE)
    if bind.type in _INPUTS:
        return _INPUTS[bind.type]
    return Kind.NOTE if bind.readonly is not None and _always(bind.readonly) else Kind.TEXT


def _always(rule: Expression) -> bool:
    return rule.tree == Call("true", ())
