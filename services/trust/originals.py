"""Files as they were sent: asked for by a recipe, read only when they leave."""

from __future__ import annotations

from domain.evidence import Evidence, Stage
from services.trust.cellar import Cellar

ORIGINAL = "original"
"""What the recipe of an original begins with."""


def original_recipe(evidence_id: int, reader: int) -> str:
    """An original for a screen's `Made`: read only when it is sent, and only if the reader may still see its case."""
    return f"{ORIGINAL} {evidence_id} {reader}"


async def original(cellar: Cellar, one: Evidence) -> bytes:
    """The file as it was sent, or as it was closed to the offline key. Raises as `Cellar.original`."""
    return await (cellar.closed(one.id) if one.stage is Stage.SEALED else cellar.original(one.id))
