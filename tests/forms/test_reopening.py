"""What was handed in, opened once more to put an answer right."""

from __future__ import annotations

from forms.conversation.dialog import Dialog
from forms.conversation.given import Typed
from forms.conversation.reopening import reopened
from tests.forms.helpers import form_of, now, survey


def test_a_corrected_form_keeps_its_log_and_the_name_that_was_agreed_to() -> None:
    form = form_of(survey("| username | who | | |", "| audit | audit | | |", "| text | q | Не көрдіңіз? | Что? |"))
    first = Dialog.start(form, now=now, preloads={"username": "anon-1"})
    first.tell({"username": "Дәулет"})
    first.answer(Typed("Сынған есік"))
    handed_in = first.values()
    assert handed_in["/data/who"] == "Дәулет"

    again = reopened(form, handed_in, now=now)
    again.edit("/data/q")
    again.answer(Typed("Жөнделген есік"))
    assert (again.values()["/data/who"], again.values()["/data/q"]) == ("Дәулет", "Жөнделген есік")
    log = again.audit_csv()
    assert log is not None
    assert log.startswith("event,node,start,end\nform start,,")
    assert "question,/data/q," in log


def test_a_corrected_form_that_was_told_no_name_is_told_none() -> None:
    form = form_of(survey("| username | who | | |", "| text | q | Не көрдіңіз? | Что? |"))
    first = Dialog.start(form, now=now, preloads={"username": "anon-1"})
    first.answer(Typed("Сынған есік"))
    again = reopened(form, first.values(), now=now)
    assert again.values()["/data/who"] == "anon-1"
    assert again.audit_csv() is None
