"""Agreement to the storing of data: given before anything is stored, kept as proof, taken back at any time.

Law «On personal data and their protection» of 21.05.2013: art. 8 (what the text must say), art. 25 (it must be
provable: text version, language, time).
"""

from __future__ import annotations

from dataclasses import replace

from domain.people import Person
from storage.work import Work

VERSION = 3
"""Of the text `consent-text` in law.ftl. Raise it when the meaning changes: everybody is asked again."""


def is_needed(person: Person) -> bool:
    """Whether the person has to be asked before anything is stored."""
    return person.consent_version != VERSION


def is_outdated(person: Person) -> bool:
    """Whether the person agreed to an older text: they are asked at the next start."""
    return person.consent_version is not None and person.consent_version != VERSION


async def give(work: Work) -> None:
    """Notes that the person agreed to the current text in the language they read it in. Again: no change."""
    if is_needed(work.person):
        work.consent(VERSION, work.person.language or "kk")


async def withdraw(work: Work) -> None:
    """Takes the agreement back: the open draft is erased and nothing new is stored."""
    work.close_draft()
    work.person = replace(work.person, consent_version=None)
