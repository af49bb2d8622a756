"""The stopped bot's data, held against what volunteers handed in, coordinators sent to all, and the clock brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from domain.digest import DigestKind, last_due, told_of
from services.outreach.digest_words import period
from services.trust.cellar import Cellar
from storage import evidence as rows
from storage.keys import read, rotate
from storage.questionnaires import submissions
from storage.schema.outreach_tables import broadcast
from storage.schema.sealed import SEALED, reseal
from storage.schema.tables import submission
from storage.schema.volunteer_tables import assignment, place, visit
from storage.store import Store
from storage.trust import audit
from tests.torture.announcer import Announcer, mark
from tests.torture.books import count_told, wrong_files
from tests.torture.data import KEY_FILE
from tests.torture.flights import Flights
from tests.torture.report import Tally
from tests.torture.stage import ANNOUNCER, CHOICES, PLANNED, Cast
from tests.torture.told import Told
from tests.torture.visitor import HandedIn, Visitor

HEADS = {DigestKind.DAILY: ("☀️", "📊"), DigestKind.WEEKLY: ("📊",)}
"""What a digest begins with; a quiet one looks the same for both kinds."""
ROWS = 500


async def checklists(
    store: Store, cellar: Cellar, visitors: list[Visitor], told: Told, flights: Flights
) -> list[Tally]:
    """Each visit is stored once, with its answers and files, and its coordinator was told."""
    kept, files, arrived = (
        Tally("checklists of visits"),
        Tally("photos of visits"),
        Tally("visits told to coordinators"),
    )
    made = [one for visitor in visitors for one in visitor.handed_in]
    async with store.read() as connection:
        joined = sa.select(place.c.kk, assignment.c.state, visit.c.submission_id).select_from(
            visit.join(assignment, assignment.c.id == visit.c.assignment_id).join(
                place, place.c.id == assignment.c.place_id
            )
        )
        visited = {row.kk: row for row in await connection.execute(joined)}
        ids = list((await connection.execute(sa.select(submission.c.id))).scalars())
        stored = {one: await submissions.find(connection, store.vault, one) for one in ids}
        sent = await rows.of_submissions(connection, store.vault, ids)
    kept.tried, kept.kept, files.tried = len(made), len(ids), sum(len(one.hashes) for one in made)
    if len(ids) != len(made):
        kept.problems.append(f"{len(made)} were handed in, {len(ids)} are stored")
    for one in made:
        row = visited.get(one.place)
        if row is None or row.state != "submitted" or (found := stored.get(row.submission_id)) is None:
            kept.problems.append(f"{one.place}: the visit is not stored")
            continue
        kept.problems += _wrong_answers(one, found.values)
        own = sent.get(found.id, [])
        files.kept += len(own)
        files.problems += [f"{one.place}: {wrong}" for wrong in await wrong_files(cellar, own, one.hashes)]
        arrived.tried += 1
        texts = [text for text in told.texts(ANNOUNCER) if text.startswith(f"📥 {one.place}")]
        count_told(arrived, flights, ANNOUNCER, texts, one.place)
    return [kept, files, arrived]


def _wrong_answers(one: HandedIn, values: object) -> list[str]:
    stored = dict(values) if isinstance(values, dict) else {}
    wrong = []
    for question, answer in one.answers.items():
        found = stored.get(f"/data/{question}", "")
        if bool(found) != (answer == "file") if answer == "file" else found != answer:
            wrong.append(f"{one.place}: {question} is {found!r}, not {answer!r}")
    return wrong


async def broadcasts(
    store: Store, announcer: Announcer, mornings: int, cast: Cast, told: Told, flights: Flights
) -> Tally:
    """Each went out to all volunteers, and only what was in flight came twice; its numbers are true."""
    tally, readers = Tally("letters of broadcasts"), cast.readers
    async with store.read() as connection:
        begun = broadcast.c.state != "scheduled"
        found = (await connection.execute(sa.select(broadcast.c.state, broadcast.c.delivered).where(begun))).all()
    over = [row for row in found if row.state == "done" and row.delivered == len(readers)]
    sent = [*range(announcer.sent), *range(PLANNED, PLANNED + mornings)]
    if len(over) != len(sent) or len(found) != len(sent):
        states = ", ".join(f"{row.state} {row.delivered}" for row in found)
        tally.problems.append(f"{len(sent)} were sent to {len(readers)}, stored are: {states}")
    for number in sent:
        for chat in readers:
            tally.tried += 1
            texts = [text for text in told.texts(chat) if mark(number) in text]
            count_told(tally, flights, chat, texts, f"{mark(number)} to {chat}")
    return tally


def digests(mornings: Iterable[datetime], since: datetime, told: Told, flights: Flights) -> Tally:
    """Everybody got the digests that came due, by the clock as it was moved."""
    tally = Tally("digests")
    for chat, choice in CHOICES.items():
        for kind in DigestKind:
            dues = {last_due(choice, kind, at) for at in mornings}
            for due in sorted(due for due in dues if choice.wants(kind) and due > since):
                tally.tried += 1
                when = period(told_of(kind, due), "kk")
                heads = told.texts(chat)
                texts = [text for text in heads if text.startswith(HEADS[kind]) and f"· {when} ·" in f"· {text[2:]}"]
                count_told(tally, flights, chat, texts, f"{kind} of {due:%d.%m} to {chat}")
    return tally


async def seals(folder: Path, store: Store) -> Tally:
    """Every value opens with the one key that is left, as it is sealed with another one; the audit log is whole."""
    tally, file = Tally("sealed values, the old keys thrown away"), folder / "data" / KEY_FILE
    rotate(file)
    store.vault.renew(read(file).vault())
    for table in SEALED:
        while True:
            async with store.write() as connection:
                done = await reseal(connection, store.vault, table, ROWS)
            tally.tried += done.rows
            tally.kept += done.rows
            if not done.rows:
                break
        tally.tried += done.stuck
        tally.problems += [f"{done.stuck} rows of {table} do not open"] if done.stuck else []
    async with store.read() as connection:
        verdict = await audit.verify(connection, store.vault)
    if verdict.broken is not None:
        tally.problems.append(f"the audit log is broken at line {verdict.broken}: {verdict.why}")
    return tally
