"""Random histories of cases on a real database: no illegal state, every reminder exactly once at each who must hear it,
whatever restarts, crashes in the middle of a tick and jumps of the clock, forward and back, happen."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain import due as rules
from domain.complaint import MOVES, Outcome, RejectReason, State
from domain.due import Due, Reason, Stage
from domain.people import EVERYWHERE, Role
from domain.reminders import QUIET
from services.cases import calendar, complaints, desk, due_clock, due_desk, life, notices_due, undo
from services.cases.common import MOVED, UNDONE
from services.refusals import Refusal
from storage import calendar as days
from storage import outbox
from storage.cases import cases
from storage.cases import due as rows
from storage.schema import tables
from storage.store import Store
from storage.vault import Vault
from storage.work import Work
from tests.services.conftest import AIGUL, ASTANA, DAUREN, ERLAN, SAULE, Town

Act = Callable[[Work, int], Awaitable[object]]

DESK: dict[str, Act] = {
    "accept": desk.accept,
    "ask": lambda work, case_id: desk.ask(work, case_id, "Қашан?"),
    "look": life.look_into,
    "refer": lambda work, case_id: life.refer(work, case_id, work.now),
    "answered": life.answered,
    "without": life.without_answer,
    "reject": lambda work, case_id: desk.reject(work, case_id, RejectReason.SPAM),
    "close": lambda work, case_id: desk.close(work, case_id, Outcome.FIXED),
    "undo": undo.undo,
}
CITIZEN: dict[str, Act] = {
    "answer": lambda work, case_id: complaints.answer_question(work, case_id, "Кеше."),
    "withdraw": complaints.withdraw,
    "return": undo.undo_withdrawal,
    "reopen": lambda work, case_id: complaints.confirm_fixed(work, case_id, satisfied=False, reason="Жоқ"),
}
MINUTES = st.sampled_from([1, 9, 11, 60, 600, 1440, 1441, 3000, 10_080, 40_000])


class _Killed(Exception):
    """Power is cut before the tick is committed."""


class Histories(RuleBasedStateMachine):
    """One town, one case, and whatever can happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(mkdtemp(prefix="adal-histories-"))
        self.said: Counter[tuple[int, str, str, int]] = Counter()
        self.case_id = 0
        self.admin_id = 0

    def run(self, work: Awaitable[object]) -> object:
        async def whole() -> object:
            return await work

        return self.loop.run_until_complete(whole())

    @initialize()
    def begin(self) -> None:
        async def opened() -> None:
            self.town = Town(await self._store(), self.folder)
            await self.town.settle(SAULE, "Сәуле", Role.COORDINATOR, [ASTANA])
            await self.town.settle(DAUREN, "Дәурен", Role.COORDINATOR, [ASTANA])
            await self.town.settle(ERLAN, "Ерлан", Role.ADMIN, [EVERYWHERE])
            self.admin_id = await self.town.id_of(ERLAN)
            self.case_id = (await self.town.reports(AIGUL)).case_id

        self.run(opened())

    async def _store(self) -> Store:
        vault = Vault({1: bytes(range(32))}, current=1)
        return await Store.open(f"sqlite+aiosqlite:///{self.folder / 'adal.db'}", vault=vault)

    async def _acts(self, who: int, act: Act) -> None:
        """A refusal changes nothing."""
        before = await self.town.rows(tables.complaint)
        try:
            async with self.town.acts(who) as work:
                await act(work, self.case_id)
        except Refusal:
            assert await self.town.rows(tables.complaint) == before

    @rule(who=st.sampled_from([SAULE, DAUREN]), what=st.sampled_from(sorted(DESK)))
    def desk_acts(self, who: int, what: str) -> None:
        self.run(self._acts(who, DESK[what]))

    @rule(what=st.sampled_from(sorted(CITIZEN)))
    def citizen_acts(self, what: str) -> None:
        self.run(self._acts(AIGUL, CITIZEN[what]))

    @rule(days=st.sampled_from([1, 3, 10]))
    def more_time(self, days: int) -> None:
        async def extend(work: Work, case_id: int) -> None:
            for one in (await due_desk.of_case(work, case_id))[:1]:
                await due_desk.extend(work, one.id, days, Reason.PAPERS)

        self.run(self._acts(SAULE, extend))

    @rule(ahead=st.integers(0, 20), works=st.booleans())
    def calendar_changes(self, ahead: int, works: bool) -> None:
        async def put(work: Work, case_id: int) -> None:
            await calendar.put(work, (work.now + timedelta(days=ahead)).date(), works=works)

        self.run(self._acts(ERLAN, put))

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.town.now += timedelta(minutes=minutes)

    @rule(back=st.sampled_from([1, 61]))
    def clock_is_set_back_for_one_tick(self, back: int) -> None:
        self.town.now -= timedelta(minutes=back)
        self.tick(times=1)
        self.town.now += timedelta(minutes=back)

    @rule(minutes=st.sampled_from([5, 61, 1441, 4400]))
    def clock_jumps_back_and_goes_on_from_there(self, minutes: int) -> None:
        self.town.now -= timedelta(minutes=minutes)

    @rule()
    def killed_in_the_middle_of_a_tick(self) -> None:
        async def killed() -> None:
            with contextlib.suppress(_Killed):
                async with self.town.clock_acts() as job:
                    await due_clock.remind(job)
                    raise _Killed

        self.run(killed())

    @rule(times=st.integers(1, 3))
    def tick(self, times: int) -> None:
        async def ticked() -> None:
            for _ in range(times):
                async with self.town.clock_acts() as job:
                    await due_clock.remind(job)
                await self._deliver()

        self.run(ticked())

    @rule()
    def restart(self) -> None:
        async def again() -> None:
            await self.town.store.close()
            self.town.store = await self._store()

        self.run(again())

    async def _deliver(self) -> None:
        async with self.town.store.write() as conn:
            found = await outbox.due(conn, self.town.store.vault, self.town.now, limit=1000)
            await outbox.mark_sent(conn, [letter.id for letter in found], self.town.now)
        for letter in found:
            notice = letter.notice()
            if isinstance(notice, notices_due._AboutDue | notices_due.DueEscalated):
                self.said[notice.item, notice.kind(), notice.due.isoformat(), letter.recipient_id] += 1

    @invariant()
    def history_is_legal_and_says_where_the_case_stands(self) -> None:
        if not self.case_id:
            return

        async def told() -> None:
            async with self.town.store.read() as conn:
                events = await cases.events(conn, self.town.store.vault, self.case_id)
                case = await cases.find(conn, self.town.store.vault, self.case_id)
                waited = await rows.of_case(conn, self.case_id)
            at: State | None = None
            for event in events:
                if event.kind in (MOVED, UNDONE):
                    assert event.from_state == at
                    if event.kind == MOVED and at is not None:
                        assert event.to_state in MOVES[at]
                    at = event.to_state
            assert case is not None
            assert case.state is at
            stands = case.question_open or case.state is State.REFERRED
            for one in waited:
                assert (one.stopped_at is not None) == (stands and rules.stands_still(one.kind))

        self.run(told())

    @invariant()
    def no_reminder_comes_twice(self) -> None:
        # An escalation has the same words for the second coordinator and for the admin, who are different people.
        assert max(self.said.values(), default=1) == 1

    @invariant()
    def after_a_tick_by_day_nothing_is_left_unsaid(self) -> None:
        if not self.case_id or QUIET.covers(self.town.now):
            return

        async def looked() -> None:
            async with self.town.clock_acts() as job:
                await due_clock.remind(job)
            await self._deliver()
            async with self.town.store.read() as conn:
                known = await days.overrides(conn)
                for one in await rows.of_case(conn, self.case_id):
                    assert rules.come(one, self.town.now, known) == []
                    passed = [stage for at, stage in rules.moments(one, known) if at <= self.town.now]
                    if one.is_running and passed:
                        assert one.said is not None
                        assert list(Stage).index(one.said) >= list(Stage).index(passed[-1])
                    if one.said is not None:
                        self._was_heard(one, one.said)

        self.run(looked())

    def teardown(self) -> None:
        if self.case_id:
            self.run(self.town.store.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    def _was_heard(self, one: Due, stage: Stage) -> None:
        """The latest reminder for the due time as it is has arrived: at the desk, or at the one admin."""
        if stage is Stage.SECOND:  # there is one only where somebody has the case
            return
        notice = notices_due.DueEscalated if stage is Stage.ADMIN else notices_due.SAYING[stage]
        about = (one.id, notice.kind(), one.due_at.isoformat())
        heard = {key[3]: times for key, times in self.said.items() if key[:3] == about}
        if stage is Stage.ADMIN:
            assert heard.get(self.admin_id) == 1
        else:
            assert set(heard.values()) == {1}


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
