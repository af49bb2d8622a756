"""Submissions as a zip in ODK Briefcase's layout, which ODK's tools, KoboToolbox and Ona read.

    form.xml                              the XForm; form-VERSION.xml an older one
    form.xlsx, form-media/                the table as its author sent it, and what came with it
    instances/uuid…/submission.xml        an instance, its files beside it

KoboToolbox and Ona take every file that begins with an XML declaration for an instance, so form.xml has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


class Archive:
    """A zip being written, an instance at a time. To be used with `with`."""

    def __init__(self, out: IO[bytes], made_at: datetime) -> None:
        self._zip = ZipFile(out, "w", ZIP_DEFLATED)
        self._made_at = made_at

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def form(self, xform: str, version: str | None = None) -> None:
        """The form the instances were filled with; `version` for one that is not in use any more."""
        older = f"-{_NOT_IN_FOLDERS.sub('', version)}" if version is not None else ""
        self.beside(f"form{older}.xml", _DECLARATION.sub("", xform, count=1).encode())

    def beside(self, path: str, content: bytes) -> None:
        """Anything else that stands beside the instances."""
        self._add(path, content, self._made_at)

    def add(self, instance: Instance) -> None:
        """One submission. Raises ValueError for a file name that would leave its folder."""
        names = [_plain(name) for name in instance.files]
        folder = f"instances/{folder_of(instance.instance_id)}"
        self._add(f"{folder}/{SUBMISSION}", instance.xml.encode(), instance.received_at)
        for name, content in zip(names, instance.files.values(), strict=True):
            self._add(f"{folder}/{name}", content, instance.received_at, packed=False)

    def _add(self, path: str, content: bytes, at: datetime, *, packed: bool = True) -> None:
        """`packed` false for photos and the like, which are as small as they get."""
        info = ZipInfo(path, date_time=(max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = 0o600 << 16
        self._zip.writestr(info, content)


def folder_of(instance_id: str) -> str:
    """An instance's folder as Briefcase names it: the instanceID without its colon."""
    return _NOT_IN_FOLDERS.sub("", instance_id).strip(".") or "instance"


def _plain(name: str) -> str:
    if name in ("", ".", "..", SUBMISSION) or any(sign in name for sign in "/\\\0"):
        raise ValueError("a submission's file must have a plain name")
    return name
