"""Runs a module of the house in a process of its own, so that it can be stopped: with limits on time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path

import forms

ROOT = Path(forms.__file__).parents[1]


class Failed(RuntimeError):
    """The process ended with an error; `code` is its exit status."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit {code}")
        self.code = code


SECRET = ("ADAL_", "CREDENTIALS_")
"""What such a process has no use for: settings may hold the token and the key."""


def environment() -> dict[str, str]:
    """The environment of a process that reads what somebody sent: without our settings."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().startswith(SECRET)}
    return {**ours, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


async def run(module: str, *arguments: str, content: bytes, seconds: float) -> bytes:
    """What the module writes to stdout when it is given `content` on stdin. Raises TimeoutError after `seconds`, when
    the process is killed, and Failed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(),
    )
    try:
        async with asyncio.timeout(seconds):
            written, _ = await process.communicate(content)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise Failed(process.returncode)
    return written
