"""Starts the bot cheaply: a process that has everything loaded and forks a bot for each life.

`python -m tests.torture.zygote FOLDER` rehearses in the folder, which holds an empty database, and says `ready 0`. Then
it reads one JSON line for each life ({"env": …, "log": …, "cwd": …, "clock": …}), answers `started PID`, and when it is
over `ended CODE`. What a fork saves is what Python loads and makes once, which touches no data.

A life lasts seconds, so its clock ticks every two, and re-sealing goes in small steps that it can die between.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

REHEARSED_SECONDS = 1.0


def main() -> None:
    """Serves lives until standard input ends."""
    from transport.quick_import import import_aiogram

    import_aiogram()
    import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401 - what every life needs

    import app
    import bot
    from scheduler.ticker import Ticker
    from services.trust import rekeying
    from tests.torture.clock import Shifted
    from transport.clock import Clock

    Ticker.__init__.__kwdefaults__ = {**(Ticker.__init__.__kwdefaults__ or {}), "every_seconds": 2.0}
    rekeying.ROWS, rekeying.CHUNKS, rekeying.FILES = 20, 10, 5
    asyncio.run(_rehearsed(Path(sys.argv[1])))
    print("ready 0", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            vars(app)["Clock"] = partial(Clock, now=Shifted(Path(asked["clock"])))
            _live(asked, bot)
        print(f"started {pid}", flush=True)
        print(f"ended {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}", flush=True)


async def _rehearsed(folder: Path) -> None:
    """One life in which nothing happens, opened and closed in order: no thread of it is left to be forked."""
    import app
    from playground.cloud.session import SimulatorSession
    from playground.cloud.telegram import Telegram
    from settings import Settings

    cloud = Telegram(lambda: datetime.now(UTC))
    settings = Settings(bot_token=cloud.token, data_dir=folder, _env_file=None)
    async with app.opened(settings, session=SimulatorSession(cloud)) as one:
        running = asyncio.create_task(one.run())
        await asyncio.sleep(REHEARSED_SECONDS)
        one.stop.set()
        await running


def _live(asked: dict[str, Any], bot: Any) -> None:
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for own, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(own, target)
    code = 1
    try:
        code = bot.main(["run"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
