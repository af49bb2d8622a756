"""What a finished form hands in: its XML, its log, its name; and texts in the reader's language."""

import csv
import io
from datetime import datetime, timedelta
from xml.etree import ElementTree

from forms.conversation.audit import MOST_EVENTS
from forms.conversation.dialog import Dialog
from forms.conversation.given import Added, Finished, Picked, Typed, Verdict
from forms.engine.session import Session
from forms.xform.reader import parse_xform
from tests.forms.helpers import HEADER, NOW, form_of, now, survey
from tests.forms.talking import COLOURS, talk

SETTINGS = """| settings |
| | form_title | form_id | version | instance_name |
| | Байқау | visit | 2026-05 | concat('Байқау: ', ${name}) |"""
ORX = "{http://openrosa.org/xforms}"


def test_the_root_carries_id_version_and_namespaces_and_meta_the_name() -> None:
    form = form_of(survey("| text | name | Аты | Имя |") + "\n" + SETTINGS)
    session = Session.start(form, now=now)
    session.answer("/data/name", "А & <Б>")
    root = ElementTree.fromstring(session.instance_xml())
    assert (root.tag, root.get("id"), root.get("version")) == ("data", "visit", "2026-05")
    assert root.findtext("name") == "А & <Б>"
    assert root.findtext("meta/instanceName") == "Байқау: А & <Б>"
    assert (root.findtext("meta/instanceID") or "").startswith("uuid:")


def test_prefixes_of_the_form_stay_and_the_version_is_that_of_the_form() -> None:
    form = parse_xform(
        """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title>
        <model><instance><data id="f" orx:version="7" uiVersion="1"><a/><orx:meta><orx:instanceID/></orx:meta></data>
        </instance>
        <bind nodeset="/data/a" type="string"/>
        <bind nodeset="/data/orx:meta/orx:instanceID" jr:preload="uid" type="string"/>
        </model></h:head><h:body><input ref="/data/a"><label>A</label></input></h:body></h:html>"""
    )
    root = ElementTree.fromstring(Session.start(form, now=now).instance_xml())
    assert root.attrib == {"id": "f", ORX + "version": "7", "uiVersion": "1"}
    assert (root.findtext(f"{ORX}meta/{ORX}instanceID") or "").startswith("uuid:")


class Clock:
    """A clock that goes ten seconds at every look."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=10)
        return self.time


AUDITED = (
    "| audit | audit | | |",
    "| text | a | А | А |",
    "| begin_repeat | r | Р | Р |",
    "| text | b | Б | Б |",
    "| end_repeat | | | |",
)


def events(dialog: Dialog) -> list[dict[str, str]]:
    """The rows of the log."""
    log = dialog.audit_csv()
    assert log is not None
    return list(csv.DictReader(io.StringIO(log)))


def test_a_form_with_audit_keeps_a_log_of_questions_over_restarts() -> None:
    form, clock = form_of(survey(*AUDITED)), Clock()
    dialog = Dialog.start(form, now=clock)
    for given in (Typed("1"), Typed("2"), Added(), Typed("3"), Finished()):
        dialog.answer(given)
        dialog = Dialog.restore(form, dialog.state(), now=clock)
    dialog.edit("/data/a")
    dialog.back()
    assert dialog.submit().verdict is Verdict.READY
    log = events(dialog)
    assert [(row["event"], row["node"]) for row in log] == [
        ("form start", ""),
        ("question", "/data/a"),
        ("question", "/data/r[1]/b"),
        ("repeat", "/data/r"),
        ("question", "/data/r[2]/b"),
        ("repeat", "/data/r"),
        ("end screen", ""),
        ("question", "/data/a"),
        ("end screen", ""),
        ("form finalize", ""),
    ]
    first = log[1]
    assert int(first["end"]) - int(first["start"]) >= 10_000
    assert dialog.values()["/data/meta/audit"] == "audit.csv"
    assert "<audit>audit.csv</audit>" in dialog.instance_xml()


def test_a_log_does_not_grow_without_end() -> None:
    dialog = talk(*AUDITED, "| text | c | В | В |")
    for _ in range(MOST_EVENTS):
        dialog.skip()
        dialog.back()
    log = events(dialog)
    assert len(log) == MOST_EVENTS
    assert log[0]["event"] == "form start"


def test_a_form_without_audit_has_no_log() -> None:
    dialog = talk("| text | a | А | А |")
    dialog.skip()
    assert dialog.audit_csv() is None
    assert "events" not in dialog.state()["memory"]


def test_what_the_device_knows_is_kept_over_a_restart_and_nothing_else_is_told() -> None:
    form = form_of(
        survey(
            "| username | who | | |",
            "| begin_repeat | r | Р | Р |",
            "| text | b | Б | Б |",
            "| calculate | by | | |",
            "| end_repeat | | | |",
            header=HEADER + " calculation |",
        ).replace("| calculate | by | | |", "| calculate | by | | | property('username') |")
    )
    dialog = Dialog.start(form, now=now, preloads={"username": "anon-7f3a"})
    again = Dialog.restore(form, dialog.state(), now=now)
    while again.prompt().ref != "/data/r":
        again.skip()
    again.answer(Added())
    assert again.values()["/data/who"] == "anon-7f3a"
    assert again.values()["/data/r[2]/by"] == "anon-7f3a"
    assert Dialog.start(form, now=now).values()["/data/who"] == ""


SPOKEN = (
    "| select_one colour | q | Түс | Цвет | |",
    "| calculate | name | | | jr:choice-name(${q}, '${q}') |",
    "| calculate | day | | | format-date('2026-05-14', '%e %B, %a') |",
    "| note | n | Түсі ${name}, ${day} | Цвет ${name}, ${day} | |",
)


def test_calculated_words_are_shown_in_the_language_of_the_reader() -> None:
    dialog = talk(*SPOKEN, header=HEADER + " calculation |", choices=COLOURS)
    dialog.answer(Picked("green"))
    assert dialog.prompt("kk").label == "Түсі Жасыл, 14 мамыр, бс"
    assert dialog.prompt("ru").label == "Цвет Зелёный, 14 мая, чт"
    assert dialog.values()["/data/name"] == "Жасыл", "what is stored does not depend on who reads"
