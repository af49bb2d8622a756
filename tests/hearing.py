"""What `bot.py` writes to its log, caught to be searched."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
import structlog

from bot import set_up_log


@contextmanager
def log_heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error as the bot writes it at ADAL_LOG_LEVEL=DEBUG."""
    lines = io.StringIO()
    before, root = structlog.get_config(), logging.getLogger()
    handlers = root.handlers[:]
    # Loggers that remember this set-up would speak into it in every later test.
    configure = partial(_configure_without_cache, structlog.configure)
    with monkeypatch.context() as patched:
        patched.setattr(structlog, "configure", configure)
        patched.setattr(sys, "stderr", lines)
        set_up_log("DEBUG")
        yield lines
    root.handlers[:] = handlers
    structlog.configure(**before)


def _configure_without_cache(configure: Callable[..., None], **values: Any) -> None:
    configure(**{**values, "cache_logger_on_first_use": False})
