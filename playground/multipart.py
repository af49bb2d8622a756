"""Reading multipart/form-data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from playground.cloud.params import Upload

_FILE_NAME = re.compile(r'filename="(.*?)"')
_CHUNK = 256 * 1024


@dataclass
class Multipart:
    """Fields and files of a form; `too_big` when it held more than was allowed (the rest was read and dropped)."""

    fields: dict[str, str] = field(default_factory=dict)
    uploads: list[tuple[str, Upload]] = field(default_factory=list)
    too_big: bool = False


async def read_multipart(request: web.Request, most: int) -> Multipart:
    """Reads a form of up to `most` bytes. A bigger one is read to its end, so that the client sees the answer."""
    form = Multipart()
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(_CHUNK):
            total += len(chunk)
            if total <= most:
                content += chunk
        name = _file_name(part)
        if name is None:
            form.fields[part.name] = content.decode("utf-8", "replace")
        else:
            form.uploads.append((part.name, Upload(name, bytes(content), part.headers.get("Content-Type", ""))))
    form.too_big = total > most
    return form


def _file_name(part: BodyPartReader) -> str | None:
    """The name as sent: browsers and aiogram write UTF-8 into the header, which aiohttp's parser refuses."""
    match = _FILE_NAME.search(part.headers.get("Content-Disposition", ""))
    return match.group(1) if match else part.filename
