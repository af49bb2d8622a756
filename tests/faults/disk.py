"""A file system small enough to be filled, or switched to read-only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FILLER = "filler"


class SmallDisk:
    """Mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, leaving: int = 0) -> None:
        """Takes all the room there is but these bytes."""
        filler = self.folder / FILLER
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                file.truncate(max(filler.stat().st_size - leaving, 0))

    def clear(self) -> None:
        """Gives the room back."""
        (self.folder / FILLER).unlink()

    def read_only(self) -> None:
        """From now on; nothing may be open for writing."""
        _mount("-o", "remount,ro", str(self.folder))

    def writable(self) -> None:
        """As it was."""
        _mount("-o", "remount,rw", str(self.folder))


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[SmallDisk]:
    """A file system of its own in memory. Skips the test where this user may not mount one."""
    folder.mkdir(parents=True)
    try:
        _mount("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here: it takes Linux and root")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
