"""Whether a file is what its name says. The name is the sender's, the type comes from the first bytes."""

from __future__ import annotations

from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
_OFFICE = ("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "apk", "jar", "epub", "kmz")
_OLE = ("doc", "xls", "ppt", "msg")
ENDINGS = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "image/avif": ("avif",),
    "audio/mp4": ("m4a", "mp4", "m4b"),
    "video/mp4": ("mp4", "m4v", "mov", "m4a", "3gp"),
    "video/webm": ("webm", "mkv"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "application/pdf": ("pdf",),
    "application/zip": _OFFICE,
    "application/x-ole-storage": _OLE,
    "application/x-rar": ("rar",),
    "application/x-7z-compressed": ("7z",),
    "application/gzip": ("gz", "tgz"),
    "application/x-dosexec": ("exe", "dll", "scr", "com", "msi"),
    "application/x-elf": ("so", "elf", "bin"),
    "text/html": ("html", "htm"),
}
"""The endings that a file of each type carries by right."""
PROGRAMS = frozenset({"application/x-dosexec", "application/x-elf"})
_KNOWN = frozenset(ending for endings in ENDINGS.values() for ending in endings)


def disguised(name: str, mime: str | None) -> str | None:
    """The type in short («exe», «zip») of a file whose name says another; of a program always. None where name and
    content agree, or nothing is known of one of them."""
    if mime is None or mime == UNKNOWN or mime not in ENDINGS:
        return None
    ending = PurePosixPath(name).suffix.removeprefix(".").strip().lower()
    if mime in PROGRAMS:
        return ENDINGS[mime][0]
    if ending not in _KNOWN or ending in ENDINGS[mime]:
        return None
    return ENDINGS[mime][0]
