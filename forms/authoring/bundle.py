"""What a coordinator sends: a table alone, or a zip with the table and the files it uses."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath

from forms.authoring.problems import AuthoringError, Problem, Severity
from forms.authoring.workbook import BROKEN_ARCHIVE, FILE_TYPES
from forms.definition import Form

ENDINGS = (*FILE_TYPES, ".zip")
MOST_PARTS = 300
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200
_TABLES = (".xlsx", ".xlsm", ".xls", ".md")
_SHOWN = re.compile(r"jr://(?:images|audio|video)/([^\"'<>]+)")


@dataclass(frozen=True)
class Bundle:
    """The table and, by their names, the files beside it."""

    file_name: str
    table: bytes
    media: Mapping[str, bytes] = field(default_factory=dict)


def unpack(content: bytes, file_name: str) -> Bundle:
    """Opens what was sent. Raises AuthoringError for an archive that is damaged, a trap, or holds no one table."""
    if PurePosixPath(file_name).suffix.lower() != ".zip":
        return Bundle(file_name, content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {PurePosixPath(part.filename).name: part for part in _parts(archive)}
            files = _read(archive, parts)
    except BROKEN_ARCHIVE as error:
        raise AuthoringError(Problem("file-unreadable", {"type": ".zip"})) from error
    name = _table_of(files)
    return Bundle(name, files.pop(name), files)


def _parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files inside, without folders and what macOS adds."""
    parts = [part for part in archive.infolist() if not part.is_dir() and not part.filename.startswith("__MACOSX")]
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise AuthoringError(Problem("file-bomb"))
    return [part for part in parts if not PurePosixPath(part.filename).name.startswith(".")]


def _read(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """What the archive says of sizes may be a lie, so no more than that is read."""
    files = {}
    for name, part in parts.items():
        with archive.open(part) as opened:
            files[name] = opened.read(part.file_size)
            if opened.read(1):
                raise AuthoringError(Problem("file-bomb"))
    return files


def _table_of(files: Mapping[str, bytes]) -> str:
    """The one file that is the form: a workbook or Markdown; a CSV only if it has a sheet «survey»."""
    found = [name for name in files if PurePosixPath(name).suffix.lower() in _TABLES]
    if not found:
        found = [name for name in files if name.lower().endswith(".csv") and b"survey" in files[name][:200].lower()]
    if len(found) != 1:
        key = "zip-several-forms" if found else "zip-no-form"
        raise AuthoringError(Problem(key, {"files": ", ".join(sorted(found))} if found else {}))
    return found[0]


def missing_files(form: Form, xform: str, media: Collection[str]) -> tuple[Problem, ...]:
    """A problem for each file that the form uses and that did not come with it: without a table it cannot run."""
    shown = dict.fromkeys(unescape(name) for name in _SHOWN.findall(xform))
    used = dict.fromkeys(shown, Severity.WARNING) | dict.fromkeys(form.files.values(), Severity.ERROR)
    return tuple(Problem("media-missing", {"file": name}, how) for name, how in used.items() if name not in media)
