"""Sessions: what is asked, what is kept, what is refused, and that a snapshot is the whole of it."""

from __future__ import annotations

import json
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pyxform.xls2xform import convert

from forms.definition import Form, Kind, pick
from forms.engine import recompute
from forms.engine.session import AskStep, RefusalKind, RepeatLimit, RepeatStep, Session
from forms.xform.reader import parse_xform

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 5, 14, 9, 30, tzinfo=ALMATY)


def form(markdown: str) -> Form:
    return parse_xform(convert(markdown, validate=False, file_type=".md").xform)


def start(markdown: str) -> Session:
    return Session.start(form(markdown), now=lambda: NOW)


def asked(session: Session) -> list[str]:
    return [step.ref for step in session.steps() if isinstance(step, AskStep)]


SIMPLE = """
| survey|         |     |                 |            |        |          |           |       |                  |
|       |type     |name |label            |relevant    |required|constraint|calculation|default|constraint_message|
|       |text     |name |Name             |            |yes     |          |           |       |                  |
|       |integer  |age  |Age              |            |        |. < 120   |           |       |Too old           |
|       |text     |job  |Job              |${age} >= 18|        |          |           |       |                  |
|       |calculate|twice|                 |            |        |          |${age} * 2 |       |                  |
|       |note     |sum  |${name}: ${twice}|${job} != ''|        |          |           |       |                  |
|       |decimal  |size |Size             |            |        |          |           |1.5    |                  |
"""


def test_relevant_questions_are_asked_in_form_order() -> None:
    session = start(SIMPLE)
    assert asked(session) == ["/data/name", "/data/age", "/data/size"]
    assert session.answer("/data/age", "20") is None
    assert asked(session) == ["/data/name", "/data/age", "/data/job", "/data/size"]


def test_an_irrelevant_answer_stays_stored_but_reads_as_empty_and_is_left_out() -> None:
    session = start(SIMPLE)
    session.answer("/data/age", "20")
    session.answer("/data/job", "cook")
    assert "/data/sum" in asked(session)
    session.answer("/data/age", "10")
    assert "/data/sum" not in asked(session)
    assert "/data/job" not in session.values()
    assert "<job>" not in session.instance_xml()
    session.answer("/data/age", "30")
    assert session.value("/data/job") == "cook"


def test_a_refused_answer_changes_nothing_and_says_why() -> None:
    session = start(SIMPLE)
    session.answer("/data/age", "20")
    before = session.snapshot()
    refusal = session.answer("/data/age", "130")
    assert refusal is not None
    assert refusal.kind is RefusalKind.CONSTRAINT
    assert pick(refusal.labels, "kk") == "Too old"
    wrong = session.answer("/data/age", "many")
    assert wrong is not None
    assert wrong.kind is RefusalKind.TYPE
    assert session.snapshot() == before


def test_an_empty_required_question_stands_in_the_way() -> None:
    session = start(SIMPLE)
    refusal = session.clear("/data/name")
    assert refusal is not None
    assert refusal.kind is RefusalKind.REQUIRED
    assert [(ref, problem.kind) for ref, problem in session.problems()] == [("/data/name", RefusalKind.REQUIRED)]
    session.answer("/data/name", "Dana")
    assert session.problems() == []


def test_outputs_are_filled_into_labels() -> None:
    session = start(SIMPLE)
    session.answer("/data/name", "Дана")
    session.answer("/data/age", "21")
    session.answer("/data/job", "cook")
    assert session.label("/data/sum", "kk") == "Дана: 42"


def test_a_note_is_shown_and_cannot_be_answered() -> None:
    session = start(SIMPLE)
    session.answer("/data/age", "21")
    session.answer("/data/job", "cook")
    note = next(step for step in session.steps() if step.ref == "/data/sum")
    assert isinstance(note, AskStep)
    assert note.question.kind is Kind.NOTE
    refusal = session.answer("/data/sum", "x")
    assert refusal is not None
    assert refusal.kind is RefusalKind.READONLY


LANGUAGES = """
| survey  |                  |          |                   |                     |                            |
|         | type             | name     | label::Қазақша (kk) | label::Русский (ru) | choice_filter            |
|         | select_one place | region   | Облыс             | Область             | kind = 'region'            |
|         | select_one place | district | Аудан             | -                   | parent = ${region}         |
|         | select_multiple place | seen | Көрген            | Видели              | parent = ${region}         |
| choices |                  |          |                   |                     |                            |
|         | list_name        | name     | label::Қазақша (kk) | label::Русский (ru) | kind   | parent |
|         | place            | abai     | Абай облысы       | Область Абай        | region | kz     |
|         | place            | turk     | Түркістан облысы  | Туркестанская       | region | kz     |
|         | place            | semey    | Семей             | Семей               |        | abai   |
|         | place            | kurchatov | Курчатов         | Курчатов            |        | abai   |
|         | place            | kentau   | Кентау            |                     |        | turk   |
"""


def test_choices_follow_the_answer_above_and_speak_both_languages() -> None:
    session = start(LANGUAGES)
    assert [option.label for option in session.choices("/data/region", "ru")] == ["Область Абай", "Туркестанская"]
    assert session.choices("/data/district", "kk") == []
    session.answer("/data/region", "abai")
    assert [option.value for option in session.choices("/data/district", "kk")] == ["semey", "kurchatov"]
    assert session.label("/data/district", "ru") == "Аудан", "'-' counts as not written"
    assert session.form.languages == ("kk", "ru")


def test_an_answer_no_longer_offered_is_cleared() -> None:
    session = start(LANGUAGES)
    session.answer("/data/region", "abai")
    session.answer("/data/district", "semey")
    session.answer("/data/seen", "kurchatov semey")
    session.answer("/data/region", "turk")
    assert session.value("/data/district") == ""
    assert session.value("/data/seen") == ""
    refusal = session.answer("/data/district", "semey")
    assert refusal is not None
    assert refusal.kind is RefusalKind.TYPE


REPEATS = """
| survey  |              |       |           |              |                   |
|         | type         | name  | label     | repeat_count | calculation       |
|         | begin_repeat | child | Child     |              |                   |
|         | text         | name  | Name      |              |                   |
|         | integer      | age   | Age       |              |                   |
|         | calculate    | place |           |              | position(..)      |
|         | calculate    | of    |           |              | count(../../child) |
|         | end_repeat   |       |           |              |                   |
|         | calculate    | years |           |              | sum(${age})       |
|         | integer      | pets  | Pets      |              |                   |
|         | begin_repeat | pet   | Pet       | ${pets}      |                   |
|         | text         | call  | Call ${child_count} |    |                   |
|         | end_repeat   |       |           |              |                   |
|         | calculate    | child_count |     |              | count(${child})   |
"""


def test_instances_can_be_added_and_taken_out() -> None:
    session = start(REPEATS)
    session.answer("/data/child[1]/age", "3")
    assert session.add_repeat("/data/child") == "/data/child[2]"
    session.answer("/data/child[2]/age", "5")
    session.answer("/data/child[2]/name", "Б")
    session.add_repeat("/data/child")
    session.answer("/data/child[3]/age", "8")
    values = session.values()
    assert values["/data/years"] == "16"
    assert [values[f"/data/child[{n}]/of"] for n in (1, 2, 3)] == ["3", "3", "3"]
    session.remove_repeat("/data/child[1]")
    values = session.values()
    assert values["/data/child[1]/name"] == "Б"
    assert values["/data/years"] == "13"
    assert [values[f"/data/child[{n}]/place"] for n in (1, 2)] == ["1", "2"]
    assert values["/data/child_count"] == "2"


def test_adding_is_offered_after_the_last_instance() -> None:
    session = start(REPEATS)
    steps = [step for step in session.steps() if isinstance(step, RepeatStep)]
    assert [(step.ref, step.count, step.can_add) for step in steps] == [("/data/child", 1, True)]


def test_a_counted_repeat_has_as_many_instances_as_the_form_says() -> None:
    session = start(REPEATS)
    session.answer("/data/pets", "2")
    assert [ref for ref in asked(session) if "pet[" in ref] == ["/data/pet[1]/call", "/data/pet[2]/call"]
    session.answer("/data/pet[1]/call", "Ақтөс")
    session.answer("/data/pets", "1")
    assert [ref for ref in asked(session) if "pet[" in ref] == ["/data/pet[1]/call"]
    assert session.value("/data/pet[1]/call") == "Ақтөс"


def test_an_absurd_number_of_instances_is_refused_and_nothing_changes() -> None:
    session = start(REPEATS)
    session.answer("/data/pets", "2")
    session.answer("/data/pet[2]/call", "Мыстан")
    before = session.snapshot()
    began = time.process_time()
    refusal = session.answer("/data/pets", "1000000000")
    assert time.process_time() - began < 20  # only a guard against hanging
    assert refusal is not None
    assert refusal.kind is RefusalKind.LIMIT
    assert session.snapshot() == before
    assert session.value("/data/pet[2]/call") == "Мыстан"


def test_a_person_cannot_add_instances_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recompute, "MAX_INSTANCES", 3)
    session = start(REPEATS)
    session.add_repeat("/data/child")
    session.add_repeat("/data/child")
    with pytest.raises(RepeatLimit) as caught:
        session.add_repeat("/data/child")
    assert caught.value.limit == 3
    assert session.values()["/data/child_count"] == "3"


VARYING = """
| survey  |           |        |       |             |                                   |         |
|         | type      | name   | label | calculation | relevant                          | trigger |
|         | start     | begun  |       |             |                                   |         |
|         | end       | ended  |       |             |                                   |         |
|         | calculate | made   |       | now()       |                                   |         |
|         | calculate | key    |       | uuid()      |                                   |         |
|         | calculate | dice   |       | random()    |                                   |         |
|         | calculate | first  |       | once(random()) |                                |         |
|         | text      | lucky  | Lucky |             | ${dice} >= 0                      |         |
|         | text      | word   | Word  |             |                                   |         |
|         | calculate | at     |       | now()       |                                   | ${word} |
"""


def test_restoring_asks_neither_the_clock_nor_chance_again() -> None:
    moments = iter(datetime(2026, 5, 14, 9, minute, tzinfo=ALMATY) for minute in range(60))
    there = form(VARYING)
    session = Session.start(there, now=lambda: next(moments))
    session.answer("/data/word", "а")
    again = Session.restore(there, json.loads(json.dumps(session.snapshot())), now=lambda: next(moments))
    assert again.values() == session.values()
    assert again.snapshot() == session.snapshot()
    assert again.values()["/data/at"] != ""


def test_the_end_is_stamped_when_the_person_submits() -> None:
    session = start(VARYING)
    assert session.values()["/data/ended"] == ""
    session.finish()
    assert session.values()["/data/ended"] == "2026-05-14T09:30:00.000+05:00"


def test_a_calculated_default_that_was_typed_over_stays() -> None:
    session = start(
        """
        | survey |         |       |       |             |
        |        | type    | name  | label | calculation |
        |        | integer | price | Price |             |
        |        | integer | paid  | Paid  | ${price} + 1 |
        |        | text    | other | Other |             |
        """
    )
    session.answer("/data/price", "10")
    assert session.value("/data/paid") == "11"
    session.answer("/data/paid", "5")
    session.answer("/data/other", "x")
    assert session.value("/data/paid") == "5"
