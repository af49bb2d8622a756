"""The playground exactly as `make run` starts it: its own process, a folder for its data, a free port."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 30


@dataclass
class Stack:
    """The running playground. `said` is everything it printed, known once it has ended."""

    url: str
    said: str = ""


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[Stack]:
    """`python bot.py` without a token, stopped with SIGTERM at the end, which must end it with code 0."""
    port = _free_port()
    settings = {"ADAL_DATA_DIR": str(folder), "ADAL_HTTP_PORT": str(port), "ADAL_LOG_LEVEL": "DEBUG"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ADAL_")}
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "playground", cwd=ROOT, env=inherited | settings, stdout=out, stderr=out
        )
    stack = Stack(f"http://127.0.0.1:{port}")
    try:
        await _until_open(port, process, log)
        yield stack
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            code = await process.wait()
        stack.said = await asyncio.to_thread(log.read_text)
    assert code == 0, stack.said


async def _until_open(port: int, process: asyncio.subprocess.Process, log: Path) -> None:
    async with asyncio.timeout(START_SECONDS):
        while True:
            if process.returncode is not None:
                raise RuntimeError(await asyncio.to_thread(log.read_text))
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
