"""A region's own tags: put on a case and taken off by a tap, made by typing, hidden when no longer wanted."""

from __future__ import annotations

from domain.people import Role
from forms.inputs.search import fold
from services.cases.common import desk_case, needed
from services.refusals import NotFound, TooManyTags
from storage.cases import tags
from storage.cases.tags import Tag
from storage.work import Work

LONGEST = 24
"""Characters of a tag: it fits half a row of buttons."""
MOST = 6
"""Tags on one case."""


async def offered(work: Work, case_id: int) -> tuple[list[Tag], frozenset[int]]:
    """The tags of the case's region and which the case has; hidden ones only where it has them. Raises NotFound."""
    case, conn = await desk_case(work, case_id), await work.db()
    worn = frozenset(tag.id for tag in await tags.of_case(conn, work.vault, case_id))
    known = await tags.of_region(conn, work.vault, frozenset({case.region}))
    return [tag for tag in known if not tag.hidden or tag.id in worn], worn


async def of_case(work: Work, case_id: int) -> list[Tag]:
    """The tags of a case that came from the desk."""
    return await tags.of_case(await work.db(), work.vault, case_id)


async def mine(work: Work, regions: frozenset[str] | None) -> list[Tag]:
    """The tags in use in these regions."""
    return [tag for tag in await tags.of_region(await work.db(), work.vault, regions) if tag.used]


async def toggle(work: Work, case_id: int, tag_id: int) -> bool:
    """Puts the tag on the case or takes it off; whether it is on now. Raises NotFound, TooManyTags."""
    case, conn = await desk_case(work, case_id), await work.db()
    tag = await tags.find(conn, work.vault, tag_id)
    if tag is None or tag.region != case.region:
        raise NotFound
    if await tags.take(conn, case_id, tag_id):
        return False
    await _put(work, case_id, tag_id)
    return True


async def add(work: Work, case_id: int, name: str) -> None:
    """Puts a tag with this name on the case; the region has it from now on.

    Raises NotFound, NothingSaid, TooManyTags; ValueError for a name that is too long.
    """
    case, words = await desk_case(work, case_id), " ".join(needed(name).lstrip("#").split())
    if len(words) > LONGEST or not fold(words):
        raise ValueError("not a tag")
    conn = await work.db()
    tag_id = await tags.named(conn, work.vault, case.region, words, by=work.person.id, at=work.now)
    if tag_id not in {tag.id for tag in await tags.of_case(conn, work.vault, case_id)}:
        await _put(work, case_id, tag_id)


async def _put(work: Work, case_id: int, tag_id: int) -> None:
    conn = await work.db()
    if len(await tags.of_case(conn, work.vault, case_id)) >= MOST:
        raise TooManyTags(MOST)
    await tags.put(conn, case_id, tag_id, by=work.person.id, at=work.now)


async def hide(work: Work, tag_id: int) -> Tag:
    """Offers a tag of one's region no longer, or again. Raises NotFound."""
    tag = await tags.find(await work.db(), work.vault, tag_id)
    if tag is None or not work.person.may(Role.COORDINATOR, tag.region):
        raise NotFound
    await tags.hide(await work.db(), tag_id, not tag.hidden)
    return tag
