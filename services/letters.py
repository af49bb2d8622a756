"""Documents as PDF, made outside the event loop and outside any transaction, with a limit on time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from reports.pdf import Job, Value
from services import apart

SECONDS = 20.0
"""How long one document may take; a page takes about 0.4 s with the start of the process."""
AT_A_TIME = asyncio.Semaphore(2)


async def pdf(template: str, data: Mapping[str, Value], at: datetime, *, seconds: float = SECONDS) -> bytes:
    """The PDF that the template (a name in reports/letters) makes of the data. The same data and time give the same
    bytes. Raises TimeoutError, services.apart.Failed."""
    async with AT_A_TIME:
        packed = Job(template, data, int(at.timestamp())).packed()
        return await apart.run("reports.pdf", content=packed, seconds=seconds)
