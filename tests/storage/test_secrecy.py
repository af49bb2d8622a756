"""A stolen database names nobody and quotes nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from chat.notice import Notice
from domain.case import CaseEvent, Direction
from domain.complaint import State
from domain.evidence import Evidence, Kind, Stage
from domain.form_version import FormState, FormVersion
from domain.people import Role
from domain.submission import Submission
from storage import evidence, invites, outbox, people
from storage.cases import cases
from storage.questionnaires import forms, submissions
from storage.schema.tables import case_event, metadata, reporter_link
from storage.schema.tables import evidence as evidence_table
from storage.store import Store
from storage.vault import Vault
from storage.work import begin
from tests.storage.conftest import NOW
from tests.storage.test_cases import case

CITIZEN, STAFF = 7_345_678_901, 7_345_678_902
SECRETS = (
    "Гүлнар Әбілқызы", "Gulnar", "+77011234567", "двадцать тысяч", "жиырма мың", "Орталық аурухана", "қашан болды",
    "кеше түсте", "ішкі күмән", "акт сверки", "себебі жасырын", "суреттегі есік", "receipt-secret",
    "AgACAgIAAxkBAAFile", "deep-link-token", "Координатор Серік", "traceback-words", "update-words",
    "ab" * 32, "report.open:17", "аула-формасы.xlsx", "сынған тақтай",
)  # fmt: skip


@dataclass(frozen=True)
class WordsQuoted(Notice):
    """A notice for these tests."""

    words: str


async def _live(store: Store) -> None:
    """Puts every secret through every way into the database."""
    async with begin(store, now=NOW) as batch:
        await batch.load([1, 2, 3], [CITIZEN, STAFF])
        staff = batch.person_of(STAFF).id
        async with batch.step(1, CITIZEN) as work:
            work.person = replace(work.person, language="kk", at=SECRETS[19], awaiting=SECRETS[5])
            draft = work.open_draft("complaint", "1", {"story": SECRETS[3], "who": SECRETS[0], "from": CITIZEN})
            file = Evidence(
                0, Kind.PHOTO, 1, Stage.PENDING, SECRETS[13], SECRETS[1], SECRETS[11], work.person.id, draft.id
            )
            number = await evidence.insert(await work.db(), work.vault, file, at=NOW)
            work.notify(work.person.id, WordsQuoted(SECRETS[4]), key=SECRETS[12])
        async with batch.step(2, STAFF) as work:
            work.person = replace(work.person, alias=SECRETS[15])
            db = await work.db()
            await invites.add(db, work.vault, SECRETS[14], Role.COORDINATOR, ["75"], by=staff, at=NOW, expires_at=NOW)
            values = {"story": SECRETS[3], "contact": SECRETS[2], "institution": SECRETS[5]}
            kept = case(values=values, saved_basis=SECRETS[9])
            one = await cases.insert(db, work.vault, kept, reporter=batch.person_of(CITIZEN).id)
            event = CaseEvent("moved", NOW, State.RECEIVED, State.REJECTED, staff, {"reason": SECRETS[10]})
            await cases.record(db, work.vault, one.id, event)
            await cases.say(db, work.vault, one.id, Direction.TO_CITIZEN, SECRETS[6], at=NOW, author_id=staff)
            await cases.say(db, work.vault, one.id, Direction.FROM_CITIZEN, SECRETS[7], at=NOW)
            await cases.note(db, work.vault, one.id, SECRETS[8], author_id=staff, at=NOW)
            joined = replace(
                file, id=number, person_id=None, draft_id=None, case_id=one.id, sha256=SECRETS[18], caption=SECRETS[11]
            )
            await evidence.save(db, work.vault, joined)
            await _fill(db, work.vault, batch.person_of(CITIZEN).id)
        batch.set_aside(3, SECRETS[17].encode(), SECRETS[16])


async def _fill(db: AsyncConnection, vault: Vault, submitter: int) -> None:
    """A form somebody sent, and what somebody answered in it."""
    one = FormVersion(0, "yard", "1", FormState.DRAFT, SECRETS[6], SECRETS[20], ("kk",), 1, 1, None)
    await forms.insert(db, vault, one, f"<h:html>{SECRETS[21]}</h:html>", by=None, at=NOW)
    values, xml = {"/data/what": SECRETS[21]}, f"<data>{SECRETS[21]}</data>"
    filled = Submission(0, "uuid:1", "yard", "1", "kk", NOW, NOW, values, xml)
    await submissions.insert(db, vault, filled, submitter=submitter)


def _stolen(folder: Path) -> bytes:
    """Everything a thief of the folder gets: the database, its WAL and shared memory."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _found(stolen: bytes) -> list[str]:
    looked_for = [*SECRETS, str(CITIZEN), str(STAFF)]
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    found = [word for word in looked_for if any(word.encode(one) in stolen for one in encodings)]
    numbers = [one for one in (CITIZEN, STAFF) if one.to_bytes(6, "big") in stolen or _varint(one) in stolen]
    return [*found, *map(str, numbers)]


def _varint(number: int) -> bytes:
    """As SQLite writes a row id; a column's integer of this size has six bytes."""
    groups = [number >> shift & 0x7F for shift in range(28, -1, -7)]
    return bytes([*(group | 0x80 for group in groups[:-1]), groups[-1]])


async def test_nothing_anybody_said_is_in_the_files(store: Store, tmp_path: Path) -> None:
    await _live(store)
    stolen = _stolen(tmp_path)
    assert (tmp_path / "adal.db-wal").stat().st_size > 0
    assert b"AD-0001-29QX" in stolen, "the search would find what is there"
    assert _found(stolen) == []


async def test_nor_after_the_wal_is_gone(store: Store, tmp_path: Path) -> None:
    await _live(store)
    await store.close()
    assert b"AD-0001-29QX" in (tmp_path / "adal.db").read_bytes()
    assert _found(_stolen(tmp_path)) == []


async def test_the_search_itself_finds_words_and_numbers(store: Store, tmp_path: Path) -> None:
    """Otherwise the tests above prove nothing."""
    async with store.write() as connection:
        row = (CITIZEN, SECRETS[0].encode(), SECRETS[1].encode("utf-16-le"), STAFF)
        await connection.exec_driver_sql("INSERT INTO set_aside VALUES (?, ?, ?, ?)", row)
    assert _found(_stolen(tmp_path)) == [SECRETS[0], SECRETS[1], str(CITIZEN), str(STAFF)]


async def test_what_was_sealed_is_all_there_for_who_has_the_key(store: Store) -> None:
    await _live(store)
    async with store.read() as connection:
        (letter,) = await outbox.due(connection, store.vault, NOW)
        assert letter.notice() == WordsQuoted(SECRETS[4])
        assert letter.chat_id == CITIZEN
        one = await cases.find_by_code(connection, store.vault, "AD-0001-29QX")
    assert one is not None
    assert one.values["contact"] == SECRETS[2]


async def test_no_row_of_a_case_holds_its_reporters_id(store: Store) -> None:
    await _live(store)
    async with store.write() as connection:
        reporter = (await people.load(connection, store.vault, [CITIZEN], NOW))[CITIZEN].person.id
        actors = set((await connection.execute(select(case_event.c.actor_id))).scalars())
        senders = set((await connection.execute(select(evidence_table.c.person_id))).scalars())
        links = (await connection.execute(select(reporter_link))).one()
    assert reporter not in actors
    assert senders == {None}
    assert reporter not in tuple(links)[1:]


PUBLIC = {
    "place": {"kind", "kk", "ru", "region", "district", "address", "hours"},
    "place_word": {"region", "word"},
    "campaign": {
        "title", "form", "form_version", "region", "state", "repeat", "instructions", "project", "repeat_reason",
    },
    "task": {"state", "gap"},
    "organisation": {"kind", "kk", "ru", "region"},
    "team": {"name", "region"},
    "authority": {"kk", "ru", "region", "takes", "address", "email", "source", "checked_on"},
}  # fmt: skip
"""Tables of what is public: objects of observation and what is planned there; nothing of a person."""


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_free_text_columns_are_codes_only(table: str) -> None:
    """A new TEXT column has to be put on this list, and thought about."""
    plain = {
        "person": {"language"},
        "consent": {"language"},
        "role_grant": {"role", "region"},
        "invite": {"role", "regions"},
        "draft": {"form", "version"},
        "complaint": {"code", "category", "region", "district", "state", "language", "outcome"},
        "case_event": {"kind", "from_state", "to_state"},
        "case_message": {"direction"},
        "form_version": {"form", "version", "state"},
        "submission": {"instance_id", "form", "version", "language", "region"},
        "evidence": {"kind", "state", "reason", "purpose"},
        "outbox": {"kind", "state", "reason"},
        "message_file": {"kind"},
        "staff_group": {"region", "language"},
        "group_code": {"region"},
        "group_letter": {"kind", "state", "reason"},
        "openrosa_push": {"state", "reason"},
        "setting": {"key"},
        "audit_entry": {"action", "case_code", "about"},
        "volunteer": {"state", "region", "district"},
        "assignment": {"state", "why", "reason", "reminded"},
        "assignment_event": {"kind", "from_state", "to_state", "actor"},
        "visit": {"outcome"},
        "visit_flag": {"flag"},
        "photo_print": {"bits"},
        "finding": {"question", "state"},
        "certificate": {"code"},
        "shared_case": {"code"},
        "tag": {"region"},
        "letter_request": {"region", "state"},
        "applicant_question": set(),
        "digest_choice": {"language", "theme"},
        "day_override": {"day"},
        "due_item": {"kind", "ref", "stops", "said"},
        "last_move": {"actor"},
        "follow_up": {"answer"},
        "news_choice": {"region", "language"},
        "broadcast": {"audience", "region", "state"},
        "case_statistic": {"category", "region", "state", "outcome", "received_on", "ended_on", "erased_on", "why"},
        "past_consent": {"language", "given_on", "ended_on"},
        "used_id": {"name"},
        "referral": {
            "number", "language", "state", "naming", "letter_on", "sent_on", "reminded_on", "complained_on",
        },
        "recommendation": {"number", "region", "language", "state"},
        "recommendation_event": {"state"},
        **PUBLIC,
    }  # fmt: skip
    text = {column.name for column in metadata.tables[table].c if column.type.python_type is str}
    assert text == plain.get(table, set())
