"""The log of this package. Only kinds of errors and places in our code go there: an exception's own words may carry
what people wrote, their Telegram ids or the token."""

from __future__ import annotations

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger("adal.transport")


def what(error: BaseException) -> dict[str, str]:
    """What went wrong and where, without the error's message."""
    where, frame = "", error.__traceback__
    while frame is not None:
        where = f"{frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"
        frame = frame.tb_next
    return {"error": type(error).__name__, "where": where}
