"""One process for one data folder."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks must do
    fcntl = None  # type: ignore[assignment]


class DataInUse(Exception):
    """Another process works on the same data; the text says which and what to do."""


class DataLock:
    """Held as a context manager for as long as the data is used; the system frees it when the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def __enter__(self) -> DataLock:
        """Makes the folder if needed. Raises DataInUse."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
            os.close(handle)
            raise DataInUse(
                f"Another Adal (process {holder}) is already running on the data in {self._folder}. "
                "Stop it first, or give this one its own ADAL_DATA_DIR."
            ) from None
        with contextlib.suppress(OSError):  # a full disk: the number is only for the message
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
