"""The zip, opened again as ODK's tools and KoboToolbox open it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from forms.xform.reader import parse_xform
from forms.xform.xmltree import read_xml
from reports.archive import Archive, Instance
from reports.submission import Submission
from tests.reports.forms import FULL, RECEIVED, authored, filled

JPEG = b"\xff\xd8\xff" + bytes(1000)


def packed(submission: Submission, **files: bytes) -> ZipFile:
    """An archive of one submission with these files (`_` stands for a dot)."""
    out = BytesIO()
    named = {name.replace("_", "."): content for name, content in files.items()}
    with Archive(out, RECEIVED) as archive:
        archive.form(authored()[1].xml)
        archive.form("<h/>", version="0/9")
        archive.beside("form.xlsx", b"PK as sent")
        archive.add(Instance(submission.instance_id, submission.received_at, submission.xml, named))
    return ZipFile(BytesIO(out.getvalue()))


def test_the_archive_holds_the_form_its_table_the_instances_and_their_files() -> None:
    submission = filled(authored()[0], FULL, visits=(("Айгүл", "17.jpg"),))
    with packed(submission, **{"17_jpg": JPEG}) as archive:
        folder = "instances/" + submission.instance_id.replace(":", "")
        assert archive.namelist() == [
            "form.xml",
            "form-09.xml",
            "form.xlsx",
            f"{folder}/submission.xml",
            f"{folder}/17.jpg",
        ]
        assert archive.read("form.xlsx") == b"PK as sent"
        assert archive.read(f"{folder}/17.jpg") == JPEG
        assert archive.read(f"{folder}/submission.xml").decode() == submission.xml
        assert parse_xform(archive.read("form.xml")).id == "visits"
        assert archive.getinfo(f"{folder}/submission.xml").date_time == (2026, 5, 20, 20, 30, 14)  # even seconds only
        assert archive.testzip() is None


def test_the_instance_names_its_form_version_id_and_files() -> None:
    submission = filled(authored()[0], FULL, visits=(("Айгүл", "17.jpg"),))
    with packed(submission) as archive:
        root = read_xml(archive.read(archive.namelist()[3]))
    assert (root.get("id"), root.get("version")) == ("visits", "1")
    named, photo = root.find("meta", "instanceID"), root.find("visit", "photo")
    assert (named and named.text, photo and photo.text) == (submission.instance_id, "17.jpg")


def test_only_instances_begin_with_an_xml_declaration() -> None:
    """KoboToolbox takes every such file for a submission."""
    with packed(filled(authored()[0], {})) as archive:
        declared = [name for name in archive.namelist() if archive.read(name).startswith(b"<?xml")]
    assert [name.rpartition("/")[2] for name in declared] == ["submission.xml"]


@pytest.mark.parametrize("name", ["../a.jpg", "a/b.jpg", "..", "", "submission.xml", "a\\b"])
def test_a_file_cannot_leave_its_folder(name: str) -> None:
    instance = Instance("uuid:1", RECEIVED, "<a/>", {name: b""})
    with Archive(BytesIO(), RECEIVED) as archive, pytest.raises(ValueError, match="plain name"):
        archive.add(instance)


def test_an_instance_id_cannot_leave_the_archive() -> None:
    out = BytesIO()
    with Archive(out, RECEIVED) as made:
        made.add(Instance("../../uuid:1", RECEIVED, "<a/>"))
    with ZipFile(out) as archive:
        assert archive.namelist()[-1] == "instances/uuid1/submission.xml"
