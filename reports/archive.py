"""Submissions as a zip in ODK Briefcase's layout, which ODK's tools, KoboToolbox and Ona read.

    form.xml                              the XForm
    form.xlsx                             the table as its author sent it
    instances/uuid…/submission.xml        an instance, its files beside it

KoboToolbox and Ona take every file that begins with an XML declaration for an instance, so form.xml has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SUBMISSION = "submission.xml"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_NOT_IN_FOLDERS = re.compile(r"[^\w.-]", re.ASCII)


@dataclass(frozen=True)
class Instance:
    """One submission with its files, by the names under which the instance mentions them."""

    instance_id: str
    received_at: datetime
    xml: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def write_archive(
    out: IO[bytes],
    *,
    form_xml: str,
    source: tuple[str, bytes] | None,
    instances: Iterable[Instance],
    made_at: datetime,
) -> int:
    """Writes the zip, an instance at a time; how many. `source` is the form's table: file name and content.

    Raises ValueError for a file name that would leave its folder.
    """
    count = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _add(archive, "form.xml", _DECLARATION.sub("", form_xml, count=1).encode(), made_at)
        if source is not None:
            name, content = source
            _add(archive, f"form.{name.rpartition('.')[2].lower()}", content, made_at)
        for instance in instances:
            folder = f"instances/{folder_of(instance.instance_id)}"
            _add(archive, f"{folder}/{SUBMISSION}", instance.xml.encode(), instance.received_at)
            for name, content in instance.files.items():
                _add(archive, f"{folder}/{_plain(name)}", content, instance.received_at, packed=False)
            count += 1
    return count


def folder_of(instance_id: str) -> str:
    """An instance's folder as Briefcase names it: the instanceID without its colon."""
    return _NOT_IN_FOLDERS.sub("", instance_id).strip(".") or "instance"


def _add(archive: ZipFile, path: str, content: bytes, at: datetime, *, packed: bool = True) -> None:
    """`packed` false for photos and the like, which are as small as they get."""
    info = ZipInfo(path, date_time=(max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)


def _plain(name: str) -> str:
    if name in ("", ".", "..", SUBMISSION) or any(sign in name for sign in "/\\\0"):
        raise ValueError("a submission's file must have a plain name")
    return name
