"""The bot as it runs, with everything on: encryption, FULL sync, outbox. Only the pacing is off, as for the others."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from benchmarks.fake_api import TOKEN
from benchmarks.meter import Meter
from settings import Settings
from transport.quick_import import import_aiogram


async def main(address: str, folder: Path) -> None:
    """Runs until SIGTERM."""
    import_aiogram()
    from app import opened

    settings = Settings(
        _env_file=None, bot_token=SecretStr(TOKEN), bot_api_url=address, data_dir=folder, admin_ids=frozenset({99})
    )
    async with opened(settings, limits=None) as app:
        loop = asyncio.get_running_loop()
        Meter()
        loop.add_signal_handler(signal.SIGTERM, app.stop.set)
        await app.run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
