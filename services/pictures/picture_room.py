"""Pictures that somebody sent are decoded in a process of its own: one, kept for the next picture, ended when it takes
too long or dies. Everything here blocks and belongs in a thread.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
from threading import Lock, Timer
from typing import IO

from services.apart import ROOT, environment
from services.pictures.picture_protocol import CODE, DISPLAY, HEAD, MADE, PRINT

SECONDS = 30.0
"""How long one picture may take. The largest that are allowed take two."""


class PictureRoom:
    """The process, started with the first picture and again after each that was too much for it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._one = Lock()
        """One picture at a time, so that many large ones cannot take the memory together."""
        self._process: subprocess.Popen[bytes] | None = None
        self._made_in = 0

    def ask(self, what: bytes, data: bytes) -> bytes | None:
        """What came of it; None for a picture that is broken, too large, or too much for its process."""
        with self._one:
            process = self._running()
            late = Timer(self._seconds, process.kill)
            late.daemon = True
            late.start()
            try:
                return _asked(process, what, data)
            except (OSError, EOFError):
                self._end()
                return None
            finally:
                late.cancel()

    def close(self) -> None:
        """Ends the process; the next picture starts another."""
        with self._one:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        """A process of ours; what a forked parent left in memory belongs to the parent."""
        if self._process is not None and self._made_in == os.getpid() and self._process.poll() is None:
            return self._process
        self._end()
        self._made_in = os.getpid()
        self._process = subprocess.Popen(
            (sys.executable, "-m", "services.pictures.picture_work"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment(),
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._made_in != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _asked(process: subprocess.Popen[bytes], what: bytes, data: bytes) -> bytes | None:
    """Raises OSError, EOFError where the process has ended."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(HEAD.pack(what, len(data)) + data)
    process.stdin.flush()
    came, size = HEAD.unpack(_read(process.stdout, HEAD.size))
    made = _read(process.stdout, size)
    return made if came == MADE else None


def _read(pipe: IO[bytes], size: int) -> bytes:
    read = pipe.read(size)
    if len(read) < size:
        raise EOFError
    return read


ROOM = PictureRoom()
"""The one of this process."""
atexit.register(ROOM.close)


def display_copy(data: bytes) -> bytes | None:
    """A JPEG to show, without EXIF. None where there is none."""
    return ROOM.ask(DISPLAY, data)


def print_of(data: bytes) -> int | None:
    """The perceptual hash of a picture; None for anything else."""
    made = ROOM.ask(PRINT, data)
    return None if made is None else int.from_bytes(made, "big")


def read_code(data: bytes) -> str:
    """The text of a bar code or QR code; '' where there is none."""
    return (ROOM.ask(CODE, data) or b"").decode()
