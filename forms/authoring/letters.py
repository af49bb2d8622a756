"""Letters that look alike in Latin and Cyrillic, and names of sheets that look like the right ones."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = str.maketrans("аеорсухіАВЕКМНОРСТУХІһԛԝ", "aeopcyxiABEKMHOPCTYXIhqw")
"""Cyrillic letters to the Latin ones that look the same."""
SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")


def misspelt_sheets(names: Iterable[str]) -> dict[str, str]:
    """Names of sheets as they should be, to how they are written: look-alike letters, a letter too many or too few."""
    written = {str(name).strip().translate(ALIKE).lower(): str(name) for name in names}
    found: dict[str, str] = {}
    for sheet in SHEETS:
        exact = any(name.strip().lower() == sheet for name in written.values())
        near = get_close_matches(sheet, written, n=1, cutoff=0.85)
        if not exact and near and near[0] not in SHEETS:
            found[sheet] = written[near[0]]
        elif not exact and sheet in written:
            found[sheet] = written[sheet]
    return found
