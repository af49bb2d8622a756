"""The <body> of an XForm: questions, groups and repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.definition import Action, Bind, Choice, DataType, Element, FormError, Group, Itemset, Kind, Question, Repeat
from forms.expression import Call, Expression, Path
from forms.xform.model import action, path_of
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
    """Reads the body; `actions` collects the <setvalue>s found inside."""

    def __init__(self, itext: Itext, binds: Mapping[str, Bind], by_id: Mapping[str, str]) -> None:
        self.itext = itext
        self.binds = binds
        self.by_id = by_id
        self.actions: list[Action] = []

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
        bind = self.bind(path)
        itemset = next(element.all("itemset"), None)
        return Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            kind=_kind(element, bind),
            bind=bind,
            label=label(element.find("label"), self.itext, path),
            hint=label(element.find("hint"), self.itext, path),
            guidance=guidance(element.find("hint"), self.itext),
            appearance=frozenset(element.get("appearance").split()),
            parameters={k: v for k, v in element.attributes.items() if k not in _NOT_PARAMETERS},
            choices=tuple(self.choice(item, path) for item in element.all("item")),
            itemset=_itemset(itemset, path) if itemset is not None else None,
        )

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


def _itemset(element: Xml, path: str) -> Itemset:
    nodeset = expression(element.get("nodeset"), path, "choice_filter")
    seed: Expression | None = None
    randomized = False
    match nodeset.tree:
        case Call("randomize", (inner, *rest)):
            nodeset, randomized = Expression(nodeset.source, inner), True
            seed = Expression(nodeset.source, rest[0]) if rest else None
    if not isinstance(nodeset.tree, Path):
        raise FormError("itemset-nodeset", path=path, expression=nodeset.source)
    value, text = element.find("value"), element.find("label")
    reference = text.get("ref") if text is not None else ""
    is_itext = reference.startswith("jr:itext(")
    start = nodeset.tree.start
    return Itemset(
        nodeset=nodeset,
        value_ref=path_of(value.get("ref")).lstrip("/") if value is not None else "",
        label_ref=path_of(reference.removeprefix("jr:itext(").rstrip(") ") if is_itext else reference).lstrip("/"),
        label_is_itext=is_itext,
        randomized=randomized,
        seed=seed,
        instance=start.removeprefix("instance:") if start.startswith("instance:") else None,
    )
