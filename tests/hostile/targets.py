"""What is read from outside without a database: each target takes any bytes and breaks only where the bot would.

`python -m tests.hostile.fuzz` feeds them; tests/hostile/corpus keeps what once broke one, and the suite replays it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from domain.code import BadCode, parse_code
from domain.opening_hours import UnclearHours, read_hours
from domain.people import Role
from forms.authoring.checking import examine, from_json, to_json
from forms.authoring.compiled import form_problem
from forms.conversation.dialog import Dialog
from forms.conversation.given import Typed
from forms.conversation.prompt import Prompt
from forms.datasets.reading import ENDINGS, read_dataset
from forms.definition import FormError
from forms.inputs.search import fold
from forms.regex.match import matches
from forms.xform.reader import parse_xform
from handlers import incoming
from handlers.citizen.greeting import choose_language, is_payload
from handlers.journeys import all_routes
from handlers.routing import Router, Routes, Stale
from handlers.turn import Turn
from locales.texts import ALMATY, T, render
from playground.cloud.markup import parse_html, utf16_length
from services.fieldwork.place_files import read_places
from services.pictures.picture_work import DOES
from services.referral.authority_rows import read_authorities
from services.volunteering.volunteer_refusals import Unreadable
from tests.forms.helpers import now
from tests.forms.test_properties import EVERYTHING
from tests.forms.test_xpath import compute
from transport.arrivals import arrival_of
from transport.polling import is_number, read
from transport.splitting import MESSAGE_UNITS, split

LANGUAGES = ("kk", "ru", "en")
TABLES = (".csv", ".xlsx", ".geojson", ".tsv", ".json")
FORMS = (".md", ".xlsx", ".csv", ".zip", ".xls")


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _named(data: bytes, endings: tuple[str, ...]) -> tuple[str, bytes]:
    """The first byte chooses the ending of the file's name, the others are the file."""
    return f"f{endings[data[0] % len(endings)]}" if data else "f", data[1:]


def expression(data: bytes) -> None:
    """An expression of a form, computed."""
    with suppress(FormError):
        compute(_text(data))


def pattern(data: bytes) -> None:
    """A pattern on the first line, a text to match behind it."""
    written, _, text = _text(data).partition("\n")
    matches(written, text[:2_000])


def dataset(data: bytes) -> None:
    """A table beside a form."""
    name, content = _named(data, ENDINGS)
    with suppress(FormError):
        table = read_dataset(name, content)
        assert all(len(row) == len(table.columns) for row in table.rows)
        table.words(table.columns).find(fold("а"))


def places(data: bytes) -> None:
    """A table of objects."""
    name, content = _named(data, TABLES)
    with suppress(Unreadable):
        read_places(content, name, region="KZ-71")


def authorities(data: bytes) -> None:
    """A table of authorities."""
    name, content = _named(data, TABLES)
    with suppress(Unreadable):
        read_authorities(content, name)


def xform(data: bytes) -> None:
    """A form's XML, begun if it is one; what is wrong with it can be said in every language."""
    try:
        dialog = Dialog.start(parse_xform(data), now=now)
        dialog.answer(Typed("1"))
        Dialog.restore(dialog.session.form, json.loads(json.dumps(dialog.state())), now=now)
    except FormError as error:
        for language in LANGUAGES:
            form_problem(error).text(language)


def form(data: bytes) -> None:
    """A form's file, checked as when a coordinator sends it."""
    name, content = _named(data, FORMS)
    found = examine(content, name)
    for problem in found.problems:
        for language in LANGUAGES:
            problem.text(language)
    assert from_json(to_json(found)) == found


def typed(data: bytes) -> None:
    """Lines said to a form with every kind of question."""
    dialog = Dialog.start(EVERYTHING, now=now)
    for line in _text(data).split("\n")[:40]:
        dialog.answer(Typed(line))
        if isinstance(dialog.prompt, Prompt):
            json.dumps(dialog.state())


def hours(data: bytes) -> None:
    """Opening hours."""
    with suppress(UnclearHours):
        read_hours(_text(data))


def code(data: bytes) -> None:
    """A case's code."""
    with suppress(BadCode):
        assert parse_code(parse_code(_text(data))) == parse_code(_text(data))


def picture(data: bytes) -> None:
    """A picture: its display copy, its print, the bar code on it."""
    for does in DOES.values():
        does(data)


def markup(data: bytes) -> None:
    """Words on a screen: what Telegram reads from them is what was typed, in parts that are not too long."""
    words = _text(data)
    html = render(T("words-added", code="AD", lines=words), "ru", zone=ALMATY)
    plain = render(T("words-added", code="AD", lines=words), "ru", zone=ALMATY, markup=False)
    parts = [parse_html(part).text for part in split(html)]
    assert all(utf16_length(part) <= MESSAGE_UNITS for part in parts)
    assert "".join("".join(parts).split()) == "".join(plain.split())


def update(data: bytes) -> None:
    """What Telegram brings, as JSON."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(raw, dict) or not is_number(raw.get("update_id")):
        return
    good, bad = read([raw])
    assert len(good) + len(bad) == 1
    for one in good:
        if arrival_of(one) is not None and isinstance(came := incoming.read(one), incoming.Said):
            came.command  # noqa: B018 - it is computed


def route(data: bytes) -> None:
    """The data of a button and the payload of a link."""
    written = _text(data)
    if is_payload(written):
        choose_language(written)
    for table in (_routes().taps, _routes().takers):
        with suppress(Stale):
            asyncio.run(cast(Any, Router(_routes(), cast(Any, None)))._follow(_turn(), table, written))


@cache
def _routes() -> Routes:
    """The bot's, open to all, with handlers that do nothing: what is tried here is what comes before them."""

    async def nothing(*_: object) -> None: ...

    made = Routes()
    for table, ours in ((made.taps, all_routes().taps), (made.takers, all_routes().takers)):
        table.update({name: replace(entry, handler=nothing, role=Role.CITIZEN) for name, entry in ours.items()})
    return made


def _turn() -> Turn:
    return cast(Turn, SimpleNamespace(person=SimpleNamespace(has=lambda _: True)))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        *(expression, pattern, dataset, places, authorities, xform, form, typed, hours, code, picture, markup),
        *(update, route),
    )
}
