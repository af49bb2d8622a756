"""A region's group of coordinators: bound, told of cases, used for acting and answering, lost again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest

from locales.texts import Language
from playground.cloud.model import Chat
from playground.people.acting import delete_topic, migrate, new_group, set_bot_status, set_forum
from playground.people.screen import Shown
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows

CONTACT = "Айгүл Оспанова, 8 700 000 00 01"
STORY = "Қызметкер құжатымды тез шығару үшін 20 мың теңге сұрады."


@dataclass
class Group:
    """A bound group and who is in it: a coordinator, and somebody who is none."""

    world: World
    chat: Chat
    saule: Someone
    stranger: Someone

    @property
    def last(self) -> Shown:
        return self.saule.phone.last(self.chat.id)

    @property
    def texts(self) -> str:
        return "\n".join(one.text for one in self.saule.phone.messages(self.chat.id) if not one.outgoing)

    def card(self, code: str) -> Shown:
        """The first message about a case."""
        found = [one for one in self.saule.phone.messages(self.chat.id) if code in one.text and one.buttons]
        return found[0]

    async def taps(self, who: Someone, key: str) -> None:
        await who.does(partial(who.phone.tap, self.saule.words(key), chat=self.chat.id))

    async def replies(self, who: Someone, text: str, to: int) -> None:
        topic = self.chat.messages[to].body.get("message_thread_id")
        who.phone.send_text(text, to, self.chat.id, topic)
        await self.world.settle()


@pytest.fixture
async def aigul(world: World) -> Someone:
    person = world.citizen("Айгүл", "kk")
    await person.starts()
    return person


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    return await coordinator(world, "Сәуле", "Астана", language=language)


async def code_of(saule: Someone) -> str:
    """A code, as the link on the screen carries it."""
    await saule.says("/menu")
    await saule.taps("menu-more")
    await saule.taps("group-menu")
    await saule.taps("group-add")
    markup = saule.sees.body["reply_markup"]["inline_keyboard"]
    link = next(button["url"] for row in markup for button in row if "url" in button)
    return str(parse_qs(urlsplit(link).query)["startgroup"][0])


async def bound(world: World, saule: Someone, *, kind: str = "supergroup", forum: bool = False) -> Group:
    """A group that Сәуле has added the bot to by the link."""
    stranger = world.citizen("Бөтен", "kk")
    status = "administrator" if forum else "member"
    members = [saule.phone.person.id, stranger.phone.person.id]
    chat = new_group(world.cloud, "Астана", members, kind=kind, forum=forum, bot=status)  # type: ignore[arg-type]
    code = await code_of(saule)
    name = world.cloud.bot["username"]
    await saule.does(lambda: saule.phone.send_text(f"/start@{name} {code}", chat=chat.id))
    return Group(world, chat, saule, stranger)


def group_calls(world: World, chat: Chat) -> str:
    """Everything the bot has sent to the group or to what it became."""
    chats = {str(chat.id), str(chat.migrated_to)}
    sent = [params for _, params in world.cloud.calls if str(params.get("chat_id")) in chats]
    assert sent
    return json.dumps(sent, ensure_ascii=False)


def assert_nobody_is_named(world: World, chat: Chat, aigul: Someone) -> None:
    said = group_calls(world, chat)
    for secret in ("Айгүл", "Оспанова", "8 700", str(aigul.phone.person.id), "20 мың", "Құпия сөз"):
        assert secret not in said


async def test_cases_come_as_topics_and_are_worked_on_there(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule, forum=True)
    receipt = await filed(world, aigul, identity="named", contact=CONTACT)
    other = await filed(world, aigul)
    assert [name.split(" · ")[0] for name in group.chat.topics.values()] == [receipt.code, other.code]
    card = group.card(receipt.code)
    assert group.chat.messages[card.id].body["message_thread_id"] in group.chat.topics
    await saule.does(lambda: saule.phone.tap(saule.words("button-accept"), card.id, group.chat.id))
    assert saule.toast == saule.words("case-accepted")
    assert "Сәуле" in group.card(receipt.code).text
    assert rows(world, "SELECT state FROM complaint ORDER BY id") == [("accepted",), ("received",)]

    await group.replies(saule, "Құжатыңызды алдық.", card.id)
    assert "Құжатыңызды алдық." not in aigul.all_text, "a mere reply sends nothing"
    asked = group.last
    assert asked.body["message_thread_id"] == card.body["message_thread_id"]
    await group.taps(saule, "case-tell-send")
    assert "Құжатыңызды алдық." in aigul.text
    assert "Сәуле" not in aigul.all_text
    await aigul.taps("button-answer")
    await aigul.says("Құпия сөз: Айгүл жазды")
    assert saule.words("citizen-wrote-in-group", code=receipt.code) in group.texts
    assert_nobody_is_named(world, group.chat, aigul)


async def test_without_topics_a_case_is_a_thread_of_replies(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule)
    receipt = await filed(world, aigul, identity="named", contact=CONTACT)
    card = group.card(receipt.code)
    await group.taps(saule, "button-accept")
    follow = group.last
    assert follow.body["reply_to_message"]["message_id"] == card.id
    photo = partial(saule.phone.send_photo, caption="Үлгі", reply_to=follow.id, chat=group.chat.id)
    await saule.does(photo)
    await group.taps(saule, "case-tell-send")
    assert "Үлгі" in aigul.text
    assert [one for one in aigul.phone.messages() if "photo" in one.body]
    assert_nobody_is_named(world, group.chat, aigul)


async def test_who_is_no_coordinator_gets_a_hint_and_changes_nothing(
    world: World, aigul: Someone, saule: Someone
) -> None:
    group = await bound(world, saule)
    receipt = await filed(world, aigul)
    card = group.card(receipt.code)
    await group.replies(group.stranger, "Мен жауап берейін", card.id)
    assert group.last.text == saule.words("group-only-staff")
    count = len(group.chat.messages)
    await group.replies(group.stranger, "Тағы", card.id)
    assert len(group.chat.messages) == count + 1, "the hint is not repeated at once"
    group.stranger.phone.tap(saule.words("button-accept"), card.id, group.chat.id)
    await world.settle()
    assert group.stranger.toast == saule.words("group-only-staff")
    assert rows(world, "SELECT state FROM complaint") == [("received",)]
    assert "Мен жауап берейін" not in aigul.all_text


async def test_only_the_author_sends_a_reply_and_a_coordinator_of_another_region_nothing(
    world: World, aigul: Someone, saule: Someone
) -> None:
    group = await bound(world, saule)
    await filed(world, aigul)
    marat = await coordinator(world, "Марат", "Астана")
    gulnar = await coordinator(world, "Гүлнар", "Шымкент")
    group.chat.members += [marat.phone.person.id, gulnar.phone.person.id]
    await group.replies(saule, "Сәуленің сөзі", group.last.id)
    await group.taps(marat, "case-tell-send")
    assert marat.toast == saule.words("group-only-author")
    await gulnar.does(partial(gulnar.phone.forge, group.last.id, "g.accept:1", group.chat.id))
    assert gulnar.toast == saule.words("group-only-staff")
    await group.taps(saule, "button-cancel")
    assert "Сәуленің сөзі" not in aigul.all_text
    assert rows(world, "SELECT state FROM complaint") == [("received",)]


async def test_a_case_is_taken_over_and_opened_in_private(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule)
    receipt = await filed(world, aigul)
    marat = await coordinator(world, "Марат", "Астана")
    group.chat.members.append(marat.phone.person.id)
    await group.taps(saule, "button-accept")
    await group.taps(marat, "group-take")
    assert marat.toast == saule.words("group-taken")
    assert saule.words("case-taken-in-group", code=receipt.code, alias="Марат") in saule.text
    assert saule.words("taken-over-in-group", code=receipt.code, alias="Марат") in group.texts
    markup = json.dumps(group.card(receipt.code).body["reply_markup"])
    assert "?start=k_1" in markup
    await marat.starts("k_1")
    assert STORY in marat.text
    await aigul.starts("k_1")
    assert STORY not in aigul.text


async def test_a_group_becomes_a_supergroup_and_cases_follow(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule, kind="group")
    first = await filed(world, aigul)
    heir = migrate(world.cloud, group.chat)
    await world.settle()
    second = await filed(world, aigul)
    moved = Group(world, heir, saule, group.stranger)
    assert second.code in moved.texts
    await moved.taps(saule, "button-accept")
    assert rows(world, "SELECT state FROM complaint ORDER BY id") == [("received",), ("accepted",)]
    await saule.does(partial(saule.phone.forge, moved.last.id, "g.take:1", heir.id))
    assert first.code in moved.texts


async def test_a_migration_that_nobody_told_of_shows_at_the_next_case(
    world: World, aigul: Someone, saule: Someone
) -> None:
    group = await bound(world, saule, kind="group")
    await world.stop()
    heir = migrate(world.cloud, group.chat)
    world.cloud.updates.drop_pending()
    await world.start()
    receipt = await filed(world, aigul)
    assert receipt.code in Group(world, heir, saule, group.stranger).texts


async def test_a_deleted_topic_is_opened_anew(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule, forum=True)
    receipt = await filed(world, aigul)
    (topic,) = group.chat.topics
    delete_topic(world.cloud, group.chat, topic)
    await saule.taps("button-accept")
    assert list(group.chat.topics.values()) == [receipt.code]
    assert saule.words("state-accepted") in group.texts


async def test_losing_the_rights_or_the_topics_leaves_plain_messages(
    world: World, aigul: Someone, saule: Someone
) -> None:
    group = await bound(world, saule, forum=True)
    set_bot_status(world.cloud, saule.phone.person, group.chat, "member")
    await world.settle()
    assert saule.words("group-menu") in saule.sees.labels
    receipt = await filed(world, aigul)
    assert group.chat.topics == {}
    assert receipt.code in group.texts
    set_forum(world.cloud, group.chat, False)
    assert (await filed(world, aigul)).code in group.texts
    set_forum(world.cloud, group.chat, True)
    set_bot_status(world.cloud, saule.phone.person, group.chat, "administrator")
    await world.settle()
    await filed(world, aigul)
    assert len(group.chat.topics) == 1


async def test_topics_turned_off_unseen_are_noticed(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule, forum=True)
    set_forum(world.cloud, group.chat, False)
    receipt = await filed(world, aigul)
    assert receipt.code in group.texts
    assert rows(world, "SELECT forum FROM staff_group") == [(0,)]


@pytest.mark.parametrize("told", [True, False])
async def test_a_bot_sent_away_is_unbound_and_the_coordinators_hear_of_it(
    world: World, aigul: Someone, saule: Someone, told: bool
) -> None:
    group = await bound(world, saule)
    if told:
        set_bot_status(world.cloud, saule.phone.person, group.chat, "kicked")
    else:
        group.chat.bot_status = "kicked"
    await world.settle()
    receipt = await filed(world, aigul)
    await world.settle()
    assert rows(world, "SELECT count(*) FROM staff_group") == [(0,)]
    assert saule.words("group-lost-removed") in saule.all_text
    assert receipt.code in saule.all_text, "in private everything comes as before"
    assert rows(world, "SELECT count(*) FROM person WHERE blocked_at IS NOT NULL") == [(0,)]


async def test_a_code_binds_once_and_only_for_its_region(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule)
    code = await code_of(saule)
    gulnar = await coordinator(world, "Гүлнар", "Шымкент")
    chat = new_group(world.cloud, "Бөтен", [gulnar.phone.person.id, saule.phone.person.id])
    await gulnar.does(lambda: gulnar.phone.send_text(f"/bind {code}", chat=chat.id))
    assert gulnar.phone.last(chat.id).text == gulnar.words("group-code-bad")
    await saule.does(lambda: saule.phone.send_text(f"/bind {code}", chat=chat.id))
    assert saule.phone.last(chat.id).text.startswith("✅")
    await saule.does(lambda: saule.phone.send_text(f"/bind {code}", chat=chat.id))
    assert saule.phone.last(chat.id).text == saule.words("group-code-bad")
    assert rows(world, "SELECT count(*) FROM staff_group") == [(2,)]
    await saule.does(lambda: saule.phone.send_text("/unbind", chat=group.chat.id))
    assert rows(world, "SELECT count(*) FROM staff_group") == [(1,)]


async def test_a_group_does_not_disturb_private_journeys(world: World, aigul: Someone, saule: Someone) -> None:
    group = await bound(world, saule, forum=True)
    receipt = await filed(world, aigul)
    await saule.taps("button-open-case")
    await saule.taps("button-note")
    topic = next(iter(group.chat.topics))
    await saule.does(lambda: saule.phone.send_text("Топтағы әңгіме", chat=group.chat.id, topic=topic))
    await saule.does(lambda: saule.phone.send_text("/inbox", chat=group.chat.id))
    count = rows(world, "SELECT count(*) FROM internal_note")
    assert count == [(0,)], "what is said in the group is no note"
    assert "Топтағы әңгіме" not in aigul.all_text
    await saule.says("Жеке жазба")
    assert saule.words("case-noted") in saule.text
    assert receipt.code in saule.text
