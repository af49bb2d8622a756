"""News of the movement: citizens switch them on, volunteers have agreed when joining; anybody stops them with a tap.

Agreement is kept with the version of its text, the language and the time (law on personal data, art. 8 and 25).
"""

from __future__ import annotations

from domain.geography import region as find_region
from domain.people import Role
from storage.outreach import broadcasts, news
from storage.outreach.news import NewsChoice
from storage.work import Work

VERSION = 1
"""Of the text `news-about`."""


async def choice(work: Work) -> NewsChoice:
    """What the person has said about news."""
    return await news.find(await work.db(), work.person.id)


def gets(work: Work, said: NewsChoice) -> bool:
    """Whether they get news: as a citizen who agreed, or as a volunteer."""
    return said.has_agreed or (said.stopped_at is None and work.person.has(Role.VOLUNTEER))


async def agree(work: Work, region: str) -> None:
    """The person wants news of this region (empty: of the country only). Raises UnknownPlace."""
    code = find_region(region).code if region else ""
    language = work.person.language or "kk"
    await news.agree(await work.db(), work.person.id, code, version=VERSION, language=language, at=work.now)


async def stop(work: Work) -> None:
    """No more news; what was about to leave does not."""
    conn = await work.db()
    await news.stop(conn, work.person.id, work.now)
    await broadcasts.call_off(conn, person_id=work.person.id)


async def resume(work: Work) -> None:
    """As it was before they stopped."""
    await news.resume(await work.db(), work.person.id)


async def may_ask(work: Work) -> bool:
    """Whether the bot may ask now: only once in a lifetime, and nobody who has chosen already. It counts as asked."""
    said = await choice(work)
    if said != NewsChoice() or gets(work, said):
        return False
    await news.mark_asked(await work.db(), work.person.id, work.now)
    return True
