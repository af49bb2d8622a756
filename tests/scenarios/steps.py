"""The citizen's way through the complaint form, in either language."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping

from tests.harness import Someone, World

CODE = re.compile(r"AD-[2-9A-Z]{4}-[2-9A-Z]{4}")
STORY = "Қызметкер құжатымды тез шығару үшін 20 мың теңге сұрады."

ORDER = ("category", "region", "district", "institution", "place", "when", "amount", "story", "evidence", "identity")
"""The questions of the complaint in the order they are asked."""
TYPICAL: Mapping[str, str] = {
    "category": "bribe",
    "region": "KZ-71",
    "district": "711210000",
    "story": STORY,
    "identity": "anonymous",
}
"""Answers by question; what is not here is skipped."""


async def begins(me: Someone) -> None:
    """From the first word to the first question."""
    await me.starts()
    await me.taps("menu-report")
    await me.taps("consent-agree")


async def fills(me: Someone, *questions: str, **answers: str) -> None:
    """Answers these questions (all of them, when none is named), each on its turn."""
    given = {**TYPICAL, **answers}
    for question in questions or ORDER:
        await replies(me, question, given.get(question, ""))


async def fills_until(me: Someone, question: str, **answers: str) -> None:
    """Answers everything before this question."""
    await fills(me, *ORDER[: ORDER.index(question)], **answers)


async def replies(me: Someone, question: str, value: str) -> None:
    """One answer; '' passes over the question."""
    if question in ("category", "region", "district", "identity"):
        await me.picks(question, value)
    elif question == "evidence":
        await me.taps("form-no-files" if me.can_tap("form-no-files") else "form-done")
    elif not value:
        await passes(me)
    else:
        await me.says(value)
        if question == "story":
            await me.taps("form-done")


async def passes(me: Someone) -> None:
    """Skip: a button, or a key under the composer where a place is asked."""
    label = me.words("form-skip")
    if me.can_tap("form-skip"):
        await me.taps_label(label)
    else:
        await me.does(lambda: me.phone.press(label))


async def sends(me: Someone, **answers: str) -> str:
    """A whole complaint, from the first word to the receipt; its code."""
    await begins(me)
    await fills(me, **answers)
    await me.taps("form-send")
    return code_of(me)


def code_of(me: Someone) -> str:
    """The code in the newest message that has one."""
    for shown in reversed(me.phone.messages()):
        if not shown.outgoing and (found := CODE.search(shown.text)):
            return found.group()
    raise AssertionError("no code was given")


def rows(world: World, query: str) -> list[tuple[object, ...]]:
    """What the database answers."""
    connection = sqlite3.connect(world.settings.data_dir / "adal.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def count(world: World, table: str) -> int:
    """How many rows a table has."""
    (number,) = rows(world, f"SELECT count(*) FROM {table}")[0]
    return int(str(number))


def offered(me: Someone) -> dict[str, str]:
    """What Telegram's menu of commands shows this person."""
    cloud, person = me.world.cloud, me.phone.person
    found = cloud.profile.commands_for(person, cloud.chats[person.id])
    return {command["command"]: command["description"] for command in found}


def times_said(me: Someone, key: str) -> int:
    """How many messages with these words (in the text or on a button) were sent to this person; edits do not count."""
    words = json.dumps(me.words(key), ensure_ascii=False)[1:-1]
    sent = [params for name, params in me.world.cloud.calls if name == "sendmessage"]
    to_me = [params for params in sent if int(params["chat_id"]) == me.phone.person.id]
    return sum(words in params["text"] or words in json.dumps(_markup(params), ensure_ascii=False) for params in to_me)


def _markup(params: Mapping[str, object]) -> object:
    """As aiogram's form has it, JSON in a field; our own session sends it as it is."""
    markup = params.get("reply_markup", {})
    return json.loads(markup) if isinstance(markup, str) else markup
