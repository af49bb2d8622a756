"""Hostile words through every field a person can fill, harmless in everything that is made of them."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Evidence, Kind, Stage
from forms.definition import FormError
from forms.xpath import parse
from locales.texts import ALMATY, T, render
from reports.archive import Archive, Instance
from reports.csv_files import csv_file
from reports.tables import Table
from reports.xlsx import workbook
from services.fieldwork.place_files import read_places
from services.questionnaires.export_files import file_name
from services.referral.authority_rows import read_authorities
from services.volunteering.volunteer_refusals import Unreadable
from tests.harness import World
from tests.hostile.storm import EVIL
from tests.scenarios.filed import coordinator, filed

COMPUTED = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://x","y")')
NAMES = (
    "../../x.sh",
    "..\\x.exe",
    "a\0b.jpg",
    "\u202egpj.exe",
    "x" * 5000 + ".jpg",
    "CON",
    "NUL.txt",
    "/etc/passwd",
    ".",
)
WORDS = [one.replace("\ud800", "").replace("\x00", "") for one in EVIL if one.strip("\ud800\x00 ")]
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_a_screen_shows_words_as_they_were_typed(words: str) -> None:
    shown = render(T("words-added", code="AD", lines=words), "ru", zone=ALMATY)
    inside = shown.partition("<blockquote>")[2].rpartition("</blockquote>")[0]
    assert "<" not in inside
    assert ">" not in inside


@pytest.mark.parametrize("words", COMPUTED)
def test_no_table_computes_what_somebody_typed(words: str) -> None:
    table = Table("t", ("a",), ((words,),))
    cell = list(csv.reader(io.StringIO(csv_file(table).decode("utf-8-sig"), newline="")))[1][0]
    assert cell[0] == "'"
    packed = zipfile.ZipFile(io.BytesIO(workbook([table])))
    sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_never_leaves_its_folder(name: str) -> None:
    left = file_name(Evidence(17, Kind.DOCUMENT, 1, Stage.STORED, "f", name=name, mime="application/octet-stream"))
    assert left.isascii()
    assert left.startswith("17")
    assert PurePosixPath(left).name == left
    assert len(left) < 20


@pytest.mark.parametrize("name", ["../x", "..", "a/b", "a\\b", "a\0b", ""])
def test_an_archive_refuses_a_name_that_would_leave(name: str) -> None:
    out = io.BytesIO()
    with Archive(out, NOW) as archive, pytest.raises(ValueError, match="plain name"):
        archive.add(Instance("uuid:1", NOW, "<a/>", {name: b"x"}))
    assert zipfile.ZipFile(out).namelist() == []


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_as_an_expression_is_read_or_refused(source: str) -> None:
    try:
        parse(source)
    except FormError:
        return


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.geojson", "a"]))
@settings(max_examples=60, deadline=None)
def test_any_bytes_as_a_table_are_read_or_refused(content: bytes, name: str) -> None:
    for reading in (lambda: read_places(content, name, region="KZ-71"), lambda: read_authorities(content, name)):
        with suppress(Unreadable):
            reading()


async def test_sql_and_markup_in_a_report_stay_words(world: World) -> None:
    """Through the desk, to the coordinator and back to the reporter."""
    evil = "'; DROP TABLE complaint; -- <b>x</b> { $code } *_` </blockquote>"
    me, saule = world.citizen("Айгүл", "kk"), await coordinator(world, "Сәуле", "Астана", language="ru")
    await me.starts()
    await filed(world, me, story=evil, institution=evil)
    assert "DROP TABLE complaint; -- <b>x</b> { $code } *_` </blockquote>" in saule.text
    await saule.taps("button-accept")
    assert evil in saule.text
    await saule.taps("button-tell")
    await saule.says(evil)
    await saule.taps("case-tell-send")
    assert evil in me.all_text
