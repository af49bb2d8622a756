"""Groups as Telegram has them: topics that come and go, rights that are taken away, a group that becomes another."""

from __future__ import annotations

import pytest

from playground.cloud.telegram import Telegram
from playground.people.acting import CannotDo, delete_topic, migrate, new_group, set_bot_status, set_forum
from playground.people.phone import Phone
from tests.playground.conftest import Call


def seen(cloud: Telegram) -> list[str]:
    """Texts of the messages the bot was told of."""
    return [update["message"].get("text", "") for update in cloud.updates.pending if "message" in update]


@pytest.mark.parametrize(
    ("forum", "bot", "name", "error"),
    [
        (False, "administrator", "Өтініш", "the chat is not a forum"),
        (True, "member", "Өтініш", "not enough rights to create a topic"),
        (True, "administrator", " ", "TOPIC_TITLE_EMPTY"),
        (True, "administrator", "x" * 129, "TOPIC_TITLE_TOO_LONG"),
    ],
)
async def test_topics_that_cannot_be_opened(
    call: Call, cloud: Telegram, aigul: Phone, forum: bool, bot: str, name: str, error: str
) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id], forum=forum, bot=bot)  # type: ignore[arg-type]
    assert await call("createForumTopic", chat_id=group.id, name=name) == (400, f"Bad Request: {error}")
    assert group.topics == {}


async def test_a_topic_that_is_gone_takes_nothing(call: Call, cloud: Telegram, aigul: Phone) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id], forum=True, bot="administrator")
    missing = (400, "Bad Request: message thread not found")
    topic = (await call("createForumTopic", chat_id=group.id, name="Бір"))["message_thread_id"]
    kept = (await call("sendMessage", chat_id=group.id, text="жалпы"))["message_id"]
    sent = await call("sendMessage", chat_id=group.id, text="x", message_thread_id=topic)
    set_forum(cloud, group, False)
    assert await call("sendMessage", chat_id=group.id, text="x", message_thread_id=topic) == missing
    set_forum(cloud, group, True)
    assert "message_id" in await call("sendMessage", chat_id=group.id, text="y", message_thread_id=topic)
    delete_topic(cloud, group, topic)
    assert await call("sendMessage", chat_id=group.id, text="x", message_thread_id=topic) == missing
    assert sent["message_id"] not in group.messages
    assert kept in group.messages
    with pytest.raises(CannotDo):
        delete_topic(cloud, group, topic)
    with pytest.raises(CannotDo):
        aigul.send_text("x", chat=group.id, topic=topic)
    with pytest.raises(CannotDo):
        set_forum(cloud, new_group(cloud, "Шағын", [aigul.person.id], kind="group"), True)


async def test_the_bot_hears_replies_to_itself_but_not_what_is_said_below_its_topic(
    call: Call, cloud: Telegram, aigul: Phone
) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id], forum=True, bot="administrator")
    topic = (await call("createForumTopic", chat_id=group.id, name="Бір"))["message_thread_id"]
    sent = (await call("sendMessage", chat_id=group.id, text="Шағым", message_thread_id=topic))["message_id"]
    set_bot_status(cloud, aigul.person, group, "member")
    cloud.updates.drop_pending()
    aigul.send_text("Өзара әңгіме", chat=group.id, topic=topic)
    aigul.send_text("Жауап", sent, group.id, topic)
    assert seen(cloud) == ["Жауап"]
    reply = cloud.updates.pending[-1]["message"]
    assert (reply["message_thread_id"], reply["reply_to_message"]["message_id"]) == (topic, sent)


async def test_a_group_becomes_a_supergroup(call: Call, cloud: Telegram, aigul: Phone) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id], kind="group")
    cloud.updates.drop_pending()
    heir = migrate(cloud, group)
    first, second = (update["message"] for update in cloud.updates.pending)
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (group.id, heir.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (heir.id, group.id)
    assert (heir.type, heir.members, heir.bot_status) == ("supergroup", group.members, "member")
    with pytest.raises(CannotDo):
        aigul.send_text("x", chat=group.id)
    assert "message_id" in await call("sendMessage", chat_id=heir.id, text="x")
    with pytest.raises(CannotDo):
        migrate(cloud, heir)


async def test_the_bot_is_told_what_becomes_of_its_place_in_a_group(cloud: Telegram, aigul: Phone) -> None:
    group = new_group(cloud, "Топ", [aigul.person.id])
    cloud.updates.drop_pending()
    set_bot_status(cloud, aigul.person, group, "administrator")
    set_bot_status(cloud, aigul.person, group, "kicked")
    aigul.send_text("/unbind", chat=group.id)
    changes = [update["my_chat_member"] for update in cloud.updates.pending]
    told = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in changes]
    assert told == [("member", "administrator"), ("administrator", "kicked")]
