"""What a subject's process used: CPU, memory, garbage collection."""

from __future__ import annotations

import gc
import json
import signal
import sys
import time
from pathlib import Path


class Meter:
    """Counts between two signals: the first SIGUSR1 starts it, the second prints what was used."""

    def __init__(self) -> None:
        self._cpu: float | None = None
        self._began = 0.0
        self._pauses: list[float] = []
        signal.signal(signal.SIGUSR1, lambda *_: self._signalled())

    def _signalled(self) -> None:
        if self._cpu is None:
            self._cpu = time.process_time()
            gc.callbacks.append(self._collected)
            return
        used = time.process_time() - self._cpu
        pause = max(self._pauses, default=0.0) * 1000
        print(json.dumps({"cpu": used, "gc_pause_ms": pause, "rss_mb": peak_memory()}))
        sys.stdout.flush()

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self._pauses.append(time.perf_counter() - self._began)


def peak_memory() -> float:
    """The most memory this process held, in megabytes. (getrusage would tell the parent's, if that was more.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024
