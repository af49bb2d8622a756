"""The log of this package. Only kinds of errors and places in our code go there: an exception's own words may carry
what people wrote, their Telegram ids or the token."""

from __future__ import annotations

import structlog
from aiogram.exceptions import TelegramNetworkError

from storage.trouble import told

log: structlog.stdlib.BoundLogger = structlog.get_logger("adal.transport")


def what(error: BaseException) -> dict[str, str]:
    """What went wrong, why as SQLite or the system names it, and where; without the error's message."""
    where, frame = "", error.__traceback__
    while frame is not None:
        where = f"{frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"
        frame = frame.tb_next
    named = {**told(error), "where": where}
    if isinstance(error, TelegramNetworkError) and error.message.isidentifier():
        named["cause"] = error.message  # our session leaves only the kind: no name service, no connection, too slow
    return named
