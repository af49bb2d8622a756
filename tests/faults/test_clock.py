"""The machine's clock jumps: reminders are neither lost nor given twice, and nothing is erased by a wrong date."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.steadiness import HOLD_SECONDS, Steadiness
from scheduler.ticker import TICK, Ticker
from services.trust.cellar import Cellar
from tests.faults.conftest import NAMES
from tests.faults.table import fault
from tests.harness import World
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import begins, code_of, count, fills, sends, times_said

DAY = timedelta(days=1)


@dataclass
class Machine:
    """Its two clocks, in seconds."""

    wall: float = 1e9
    monotonic: float = 0.0

    def passes(self, seconds: float, *, jump: float = 0.0) -> None:
        """Time goes on; the date perhaps by more, or back."""
        self.monotonic += seconds
        self.wall += seconds + jump


async def jumps(world: World, by: timedelta) -> None:
    """The date is another, forward or back, and the bot notices."""
    world.clock._offset += by
    await world.later(timedelta())


@fault(
    "the clock goes back by days and forward again",
    "what was reminded of is not said again, what is due later is said when it is due",
)
async def test_reminders_through_jumps(world: World) -> None:
    await coordinator(world, NAMES[2], "Астана", language="kk")
    me, idle = world.citizen(NAMES[0], "kk"), world.citizen(NAMES[1], "ru")
    await sends(me)
    await begins(idle)
    await fills(idle, "category")
    await jumps(world, timedelta(hours=25))
    told = count(world, "outbox")
    assert times_said(idle, "draft-waiting") == 1
    for jump in (timedelta(hours=-25), -2 * DAY, timedelta(hours=3), 2 * DAY, timedelta(hours=22)):
        await jumps(world, jump)
        assert times_said(idle, "draft-waiting") == 1
        assert count(world, "outbox") == told
    await jumps(world, 10 * DAY)
    assert count(world, "outbox") > told, "what became due later is said"
    once = count(world, "outbox")
    await jumps(world, -10 * DAY)
    await jumps(world, 10 * DAY)
    assert count(world, "outbox") == once


@fault("the date is suddenly years ahead", "nothing is erased by it for a day, so that it can be set right")
async def test_a_date_years_ahead_erases_nothing(stopped: World, log: io.StringIO) -> None:
    machine = Machine()
    async with stopped as world:
        me = world.citizen(NAMES[0], "ru")
        await begins(me)
        await fills(me, "category")
        await sends(world.citizen(NAMES[1], "kk"))
        app = world.app
        ticker = Ticker(
            app.store,
            Cellar(world.settings.data_dir / "evidence", app.store.vault),
            clock=world.clock,
            zone=world.settings.zone,
            steadiness=Steadiness(lambda: machine.wall, lambda: machine.monotonic),
        )
        await ticker.tick()
        world.clock.advance(1000 * DAY)
        machine.passes(60, jump=(1000 * DAY).total_seconds())
        await ticker.tick()
        assert (count(world, "draft"), count(world, "complaint")) == (1, 1)
        machine.passes(HOLD_SECONDS - 120)
        await ticker.tick()
        assert (count(world, "draft"), count(world, "complaint")) == (1, 1)
        machine.passes(120)  # nobody has set it right: so it is right
        await ticker.tick()
        assert count(world, "draft") == 0
        assert ticker.failures == 0
    (jumped,) = [json.loads(line) for line in log.getvalue().splitlines() if "the clock has jumped" in line]
    assert jumped["seconds"] == (1000 * DAY).total_seconds()


def test_a_clock_that_is_set_by_minutes_or_that_drifts_holds_nothing_up() -> None:
    machine = Machine()
    steadiness = Steadiness(lambda: machine.wall, lambda: machine.monotonic)
    for jump in (0.0, 300.0, -300.0, 3000.0, -3000.0, 0.5):
        machine.passes(60, jump=jump)
        assert steadiness.look()
    machine.passes(60, jump=-7200)
    assert not steadiness.look()
    machine.passes(HOLD_SECONDS)
    assert steadiness.look()


@fault("the clock goes back an hour", "the next tick comes a minute later and not an hour")
async def test_ticks_go_on_after_a_jump_back(stopped: World) -> None:
    async with stopped as world:
        ticked, stop = asyncio.Semaphore(0), asyncio.Event()
        ticker = Ticker(
            world.app.store,
            Cellar(world.settings.data_dir / "evidence", world.app.store.vault),
            clock=world.clock,
            zone=ZoneInfo("Asia/Almaty"),
            committed=ticked.release,
            every_seconds=0.1,
        )
        running = asyncio.create_task(ticker.run(stop))
        async with asyncio.timeout(10):
            await ticked.acquire()
            await ticked.acquire()
            # As APScheduler stands when the wall clock was set back: its next run is an hour away.
            an_hour_off = datetime.now(ZoneInfo("Asia/Almaty")) + timedelta(hours=1)
            ticker._scheduler.modify_job(TICK, next_run_time=an_hour_off)
            while not ticked.locked():
                await ticked.acquire()
            await ticked.acquire()
            stop.set()
            await running


@fault("somebody writes while the date is a year behind", "they are served as ever, and the desk hears of it")
async def test_who_acts_while_the_date_is_wrong(world: World) -> None:
    me, admin = world.citizen(NAMES[0], "kk"), world.admin()
    await admin.starts()
    await begins(me)
    await jumps(world, -400 * DAY)
    await fills(me)
    await me.taps("form-send")
    await jumps(world, 400 * DAY)
    assert (count(world, "complaint"), count(world, "set_aside")) == (1, 0)
    assert times_said(me, "button-copy-code") == 1
    assert code_of(me) in admin.all_text
