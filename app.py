"""The bot with all its parts: built here, run here, stopped here in order."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.types import Update
from sqlalchemy import make_url

from chat.screen import Made, Screen
from domain.evidence import Purpose
from domain.workdays import add_working_days
from forms import library
from handlers.citizen.intake import FORM
from handlers.commands import commands_of
from handlers.coordinator.outreach.broadcast_page import progress
from handlers.group.binding import changed as group_changed
from handlers.group.router import GroupRouter
from handlers.journeys import FAILED, UNSAVED, all_routes
from handlers.routing import Router
from handlers.turn import House
from locales.texts import LANGUAGES, bundle
from operate import lock_of, shelf_of, source_of
from scheduler.backups import Backups
from scheduler.ticker import Ticker
from services.fieldwork.place_inbox import PlaceInbox
from services.messaging.talk_files import ReplyFiles
from services.questionnaires import barcodes
from services.questionnaires.export_files import ExportFiles
from services.questionnaires.form_inbox import FormInbox
from services.questionnaires.form_registry import Registry
from services.referral import authority_inbox
from services.referral.authority_inbox import ReplyInbox
from services.referral.papers import Papers
from services.trust import own_data
from services.trust.cellar import Cellar
from services.trust.own_data import OwnData
from services.trust.rekeying import Rekeying
from services.trust.sealing import Sealing
from settings import Settings
from storage import people
from storage.keys import KeyFile, load_or_make
from storage.lock import DataLock
from storage.store import Store, has_data
from storage.trust import audit
from storage.work import Work
from transport.alive import kept_alive
from transport.api import make_bot
from transport.arrivals import arrival_of
from transport.broadcaster import Broadcaster
from transport.calls import Caller, Counters
from transport.clock import Clock
from transport.courier import Courier
from transport.downloads import Downloads
from transport.groups import GroupPoster
from transport.intake import Intake
from transport.monitor import Monitor, Signs
from transport.openrosa import OpenRosaPush
from transport.openrosa_server import Access, OpenRosaServer
from transport.pacing import Limits, Pacer
from transport.polling import Poller
from transport.presenter import Presenter
from transport.profile import Profile
from transport.reaching import reached
from transport.tuning import tune_memory
from transport.webhook import Webhook

TELEGRAM_LIMITS = Limits()
SETTLE_SECONDS = 8.0
"""How long a stopping bot goes on sending."""


@dataclass
class App:
    """The running bot. Made by `opened`; `run` works until `stop` is set."""

    settings: Settings
    clock: Clock
    bot: Bot
    store: Store
    intake: Intake
    courier: Courier
    broadcaster: Broadcaster
    poster: GroupPoster
    downloads: Downloads
    ticker: Ticker
    profile: Profile
    pushes: OpenRosaPush | None
    backups: Backups | None
    calls: Counters
    poller: Poller | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Takes updates until `stop`, then finishes what was taken. Raises TokenRefused."""
        quiet = asyncio.Event()
        senders = (self.courier, self.broadcaster, self.poster)
        parts = (*senders, self.downloads, self.ticker, self.profile, self.pushes, self.backups, self._monitor())
        workers = [asyncio.create_task(kept_alive(part, quiet, self.clock)) for part in parts if part is not None]
        try:
            warm_up(self.settings.data_dir, self.clock.now())
            tune_memory()
            await (self._serve_webhook() if self.settings.webhook_url else self._poll())
        finally:
            await self.intake.close()
            quiet.set()
            _, late = await asyncio.wait(workers, timeout=SETTLE_SECONDS)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _poll(self) -> None:
        self.poller = Poller(self.bot, self.intake, clock=self.clock, stop=self.stop)
        await self.poller.run()

    def _monitor(self) -> Monitor | None:
        """/healthz and /metrics, where the operator wants them."""
        if self.settings.metrics_port is None:
            return None
        url = make_url(self.settings.database)
        signs = Signs(
            self.intake.counters,
            self.calls,
            self._failures,
            self._contact,
            lambda: self.ticker.ticked,
            lambda: self.intake.is_stuck,
        )
        return Monitor(
            self.store,
            signs,
            clock=self.clock,
            port=self.settings.metrics_port,
            database=Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None,
            shelf=shelf_of(self.settings),
        )

    def _failures(self) -> dict[str, int]:
        return {"duty": self.ticker.failures, "backup": self.backups.failures if self.backups else 0}

    def _contact(self) -> float | None:
        """When Telegram was last reached; behind a webhook it is Telegram that reaches us."""
        if self.settings.webhook_url:
            return self.clock.monotonic()
        return self.poller.contact if self.poller else None

    async def _serve_webhook(self) -> None:
        secret = self.settings.webhook_secret
        if self.settings.webhook_url is None or secret is None:
            raise ValueError("the settings allow a webhook only with its secret")
        webhook = Webhook(self.intake, url=self.settings.webhook_url, secret=secret.get_secret_value())
        await webhook.serve(
            self.bot, self.stop, host=self.settings.http_host, port=self.settings.http_port, clock=self.clock
        )


def warm_up(data: Path, now: datetime) -> None:
    """Loads what the first updates would: nobody waits for it then, and it is frozen with the rest."""
    library.load(FORM, kept_in=data / "compiled")
    for language in LANGUAGES:
        bundle(language)
    add_working_days(now, 1)


@asynccontextmanager
async def opened(
    settings: Settings,
    *,
    clock: Clock | None = None,
    session: BaseSession | None = None,
    limits: Limits | None = TELEGRAM_LIMITS,
    on_new_key: Callable[[Path], None] = lambda file: None,
) -> AsyncIterator[App]:
    """The bot on its data, closed in order at the end. `session` speaks to something else than Telegram (tests).

    Raises DataInUse, BadKeyFile, StorageError; TokenRefused.
    """
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(DataLock(settings.data_dir))
        fresh = not has_data(settings.database, settings.data_dir)
        vault, made = load_or_make(settings.secret_key, settings.key_file, may_make=fresh)
        if made:
            on_new_key(settings.key_file)
        store = await Store.open(settings.database, vault=vault)
        stack.push_async_callback(store.close)
        bot = make_bot(settings.bot_token.get_secret_value(), base_url=settings.bot_api_url, session=session)
        stack.push_async_callback(bot.session.close)
        yield await _built(settings, clock or Clock(), bot, store, limits)


async def _built(settings: Settings, clock: Clock, bot: Bot, store: Store, limits: Limits | None) -> App:
    me = await reached(bot.me, clock)
    async with store.write() as connection:
        await audit.begin(connection, store.vault, clock.now())
        await people.appoint_admins(connection, store.vault, settings.admin_ids, clock.now())
    cellar = Cellar(settings.data_dir / "evidence", store.vault)
    house = House(
        settings.zone,
        me.username or "",
        settings.operator,
        Registry(cellar),
        periods=settings.periods,
        reopening_noes=settings.reopening_noes,
    )
    router = Router(all_routes(), house)
    exports = ExportFiles(store, cellar, settings.zone, clock.now)
    own = OwnData(store, cellar, settings.zone, clock.now)
    papers = Papers(store, cellar, settings.zone, settings.operator, clock.now)

    async def load(file: int | Made) -> bytes:
        if isinstance(file, Made) and own_data.is_ours(file):
            return await own.load(file)
        if isinstance(file, Made) and papers.makes(file):
            return await papers.load(file)
        return await exports.load(file)

    caller = Caller(bot, Pacer(limits, clock), clock)
    presenter = Presenter(caller, zone=settings.zone, load=load)
    courier = Courier(store, presenter, clock=clock)
    broadcaster = Broadcaster(store, presenter, clock=clock, draw=progress, committed=courier.wake)
    poster = GroupPoster(store, caller, clock=clock, zone=settings.zone, username=house.username, told=courier.wake)
    inboxes = {
        Purpose.FORM: FormInbox(cellar, house.forms).take_in,
        Purpose.PLACES: PlaceInbox(store, clock.now).take_in,
        Purpose.BARCODE: barcodes.take_in,
        Purpose.AUTHORITIES: authority_inbox.take_in,
        Purpose.REPLY: ReplyInbox(cellar).take_in,
        Purpose.TALK: ReplyFiles(cellar).take_in,
    }
    downloads = Downloads(bot, store, cellar, clock=clock, inboxes=inboxes, committed=courier.wake)
    profile = Profile(bot, store, commands=commands_of)
    pushes = _pushes(settings, store, cellar, clock)

    async def handle(update: Update, work: Work) -> Screen | None:
        spoken = work.person.language
        screen = await router.handle(update, work)
        if work.is_forgotten and (came := arrival_of(update)) is not None:
            profile.forgotten(came.person)
        else:
            profile.changed(work.regranted)
        if work.person.grants and work.person.language != spoken:
            profile.changed([work.person.id])
        if work.person.at.startswith("broadcast"):
            broadcaster.expect()
        return screen

    def committed() -> None:
        courier.wake()
        broadcaster.committed()
        poster.wake()
        downloads.wake()
        profile.wake()
        if pushes is not None:
            pushes.wake()

    in_group = GroupRouter(house)
    intake = Intake(
        store,
        handle=handle,
        in_group=in_group.act,
        group_changed=group_changed,
        again=router.again,
        failed=FAILED,
        unsaved=UNSAVED,
        presenter=presenter,
        clock=clock,
        committed=committed,
    )
    rekeying = Rekeying(store, cellar, None if settings.secret_key else KeyFile(settings.key_file))
    ticker = Ticker(
        store,
        cellar,
        clock=clock.now,
        zone=settings.zone,
        committed=courier.wake,
        periods=settings.periods,
        rekeying=rekeying,
        sealing=_sealing(settings, store, cellar),
    )
    backups = _backups(settings, store, clock, courier.wake)
    return App(
        settings,
        clock,
        bot,
        store,
        intake,
        courier,
        broadcaster,
        poster,
        downloads,
        ticker,
        profile,
        pushes,
        backups,
        caller.counters,
    )


def _backups(settings: Settings, store: Store, clock: Clock, committed: Callable[[], None]) -> Backups | None:
    """The backups of every day, where the operator has named a folder for them."""
    shelf, lock = shelf_of(settings), lock_of(settings)
    if shelf is None or lock is None:
        return None
    return Backups(store, source_of(settings), shelf, lock, clock.now, committed)


def _sealing(settings: Settings, store: Store, cellar: Cellar) -> Sealing | None:
    """What closes old evidence to an offline key, where the operator has named one."""
    if not settings.evidence_recipients:
        return None
    return Sealing(store, cellar, settings.evidence_recipients, timedelta(days=settings.evidence_open_days))


def _pushes(settings: Settings, store: Store, cellar: Cellar, clock: Clock) -> OpenRosaPush | None:
    """What takes checklists on to another server, where the operator has named one."""
    if settings.openrosa_url is None:
        return None
    password, token = (
        secret.get_secret_value() if secret else "" for secret in (settings.openrosa_password, settings.openrosa_token)
    )
    access = Access(settings.openrosa_user or "", password, token)
    return OpenRosaPush(store, cellar, OpenRosaServer(settings.openrosa_url, access), clock=clock)
