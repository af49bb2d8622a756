"""Forms, places and snapshots that a session refuses."""

from __future__ import annotations

import pytest

from forms.definition import FormError
from forms.engine.session import Session
from forms.xform.reader import parse_xform
from tests.forms.test_session import NOW, REPEATS, SIMPLE, form, start


def test_a_circle_of_calculations_is_refused_with_its_nodes() -> None:
    with pytest.raises(FormError) as caught:
        form(
            """
            | survey |           |      |       |             |
            |        | type      | name | label | calculation |
            |        | text      | q    | Q     |             |
            |        | calculate | a    |       | ${b} + 1    |
            |        | calculate | b    |       | ${a} + 1    |
            """
        )
    assert caught.value.code == "cycle"
    assert "/data/a" in str(caught.value.details["nodes"])


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>', "xml-doctype"),
        ("<a>" * 500 + "</a>" * 500, "xml-too-deep"),
        ("<a><b></a>", "xml-syntax"),
        ("", "xml-syntax"),
        ("<a/>", "not-an-xform"),
        (b"\xff\xfe\x00", "xml-syntax"),
    ],
)
def test_hostile_documents_are_refused(xml: str | bytes, code: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_xform(xml)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "ref", ["/data/nothing", "/other", "", "/data/child[9]/age", "/data/child[0]/age", "/data/[]["]
)
def test_an_unknown_place_is_an_error(ref: str) -> None:
    with pytest.raises(FormError):
        start(REPEATS).answer(ref, "1")


def test_a_snapshot_of_another_form_is_refused() -> None:
    with pytest.raises(FormError):
        Session.restore(form(SIMPLE), start(REPEATS).snapshot() | {"hidden": ["/data/child[1]"]}, now=lambda: NOW)
