"""Documents that the bot has sent, as they lie on the phone."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.harness import Someone, World


def documents(world: World, someone: Someone) -> dict[str, bytes]:
    """The files that came, by name."""
    found = {}
    for shown in someone.phone.messages():
        if "document" in shown.body and not shown.outgoing:
            stored = world.cloud.files.find(shown.body["document"]["file_id"])
            assert stored is not None
            found[shown.body["document"]["file_name"]] = world.cloud.files.content(stored)
    return found


def printed(document: bytes) -> str:
    """The words of a PDF, a blank between two."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())
