"""No screen that staff can reach from a case, and no file they get there, tells who reported it."""

from __future__ import annotations

from collections import deque
from functools import partial

from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed

NAME, CONTACT = "Гүлбаршын", "+7 700 765 43 21"
MOST = 60
"""Screens walked over; each is reached by forging the button, as a curious coordinator would."""
LEAVES = (
    "case.contact-show",
    "case.reject-do",
    "case.close",
    "lang",
    "own.forgotten",
    "own",
    "menu.citizen",
    "report",
    "draft",
    "admin",
)


async def test_staff_walk_everywhere_and_find_nobody(world: World) -> None:
    saule = await coordinator(world, "Сәуле", "Астана")
    me = world.citizen(NAME, "kk")
    await me.starts()
    await filed(world, me, identity="named", contact=CONTACT)
    await me.taps("button-open-report")
    await me.taps("report-add")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.says("Тағы бір жағдай болды")
    await saule.taps("button-open-case")
    await saule.taps("button-accept")
    seen = await _walks(saule)
    assert len(seen) > 15, sorted(seen)
    files = [one.body for one in saule.phone.messages() if not one.outgoing and "document" in one.body]
    content = b"".join(_content(world, body["document"]["file_id"]) for body in files)
    told = (saule.all_text + repr([one.body for one in saule.phone.messages()])).encode() + content
    for secret in (NAME, me.phone.person.username or NAME, CONTACT, str(me.phone.person.id)):
        assert secret.encode() not in told, secret


async def _walks(who: Someone) -> set[str]:
    """Taps every button there is, each once; the names of the screens that were seen."""
    waiting, done = deque(_routes(who)), set[str]()
    while waiting and len(done) < MOST:
        route = waiting.popleft()
        if route in done or route.removeprefix("+").split(":")[0].startswith(LEAVES):
            continue
        done.add(route)
        await who.does(partial(who.phone.forge, who.sees.id, route))
        waiting.extend(one for one in _routes(who) if one not in done)
    return done


def _routes(who: Someone) -> list[str]:
    rows = who.sees.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [one["callback_data"] for row in rows for one in row if "callback_data" in one]


def _content(world: World, file_id: str) -> bytes:
    stored = world.cloud.files.find(file_id)
    return b"" if stored is None else world.cloud.files.content(stored)
