"""A submission as it leaves the house: the instance as another server expects it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

_ROOT = re.compile(r"<(?![?!])[^>]*>")
_VERSION = re.compile(r"\sversion=(\"[^\"]*\"|'[^']*')")


def outgoing(xml: str, files: Mapping[str, str], *, has_version: bool) -> str:
    """The instance with its files by their new names (`files`: old to new).

    A form without a version gets one from us when it is published, which no other server knows: unless the form
    `has_version` itself, the instance says none.
    """
    root = _ROOT.search(xml)
    if root is not None and not has_version:
        xml = xml[: root.start()] + _VERSION.sub("", root[0], count=1) + xml[root.end() :]
    for old, new in files.items():
        xml = xml.replace(f">{escape(old)}<", f">{escape(new)}<")
    return xml
