"""Starts the bot cheaply: a process that has everything imported and forks a bot for each life.

Reads one JSON line for each life ({"env": …, "log": …, "cwd": …, "clock": …}), answers `started PID`, and when it is
over `ended CODE`; before the first it says `ready 0`. What a fork saves is only the loading of code, which touches no data.

A life lasts seconds, so its clock ticks every two, and re-sealing goes in small steps that it can die between.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any


def main() -> None:
    """Serves lives until standard input ends."""
    from transport.quick_import import import_aiogram

    import_aiogram()
    import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401 - what every life needs

    import app
    import bot
    from scheduler.ticker import Ticker
    from services import rekeying
    from tests.torture.clock import Shifted
    from transport.clock import Clock

    Ticker.__init__.__kwdefaults__ = {**(Ticker.__init__.__kwdefaults__ or {}), "every_seconds": 2.0}
    rekeying.ROWS, rekeying.CHUNKS, rekeying.FILES = 20, 10, 5
    with tempfile.TemporaryDirectory() as folder:
        app.warm_up(Path(folder), datetime.now(UTC))

    print("ready 0", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            vars(app)["Clock"] = partial(Clock, now=Shifted(Path(asked["clock"])))
            _live(asked, bot)
        print(f"started {pid}", flush=True)
        print(f"ended {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}", flush=True)


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
