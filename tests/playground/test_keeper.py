"""The playground continues where it was."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from playground.clock import MovableClock
from playground.cloud.limits import Limits
from playground.cloud.telegram import Telegram
from playground.keeper import Keeper, files_folder
from playground.people.acting import new_group
from playground.people.phone import Phone, new_phone
from tests.playground.conftest import Time


def open_cloud(folder: Path, time: Time) -> tuple[Telegram, Keeper, MovableClock]:
    clock = MovableClock(time.now)
    cloud = Telegram(clock, limits=Limits.off(), files=files_folder(folder))
    keeper = Keeper(cloud, clock, folder)
    keeper.load()
    keeper.start()
    return cloud, keeper, clock


async def live(cloud: Telegram) -> Phone:
    """A little of everything."""
    phone = new_phone(cloud, "Айгүл", role="citizen")
    phone.start()
    phone.send_photo(caption="сурет")
    keyboard = {"keyboard": [[{"text": "Мәзір"}]]}
    await cloud.call("sendMessage", {"chat_id": phone.person.id, "text": "x", "reply_markup": keyboard})
    buttons = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]}
    await cloud.call("sendMessage", {"chat_id": phone.person.id, "text": "y", "reply_markup": buttons})
    phone.tap("Иә")
    group = new_group(cloud, "Топ", [phone.person.id], forum=True, bot="administrator")
    await cloud.call("createForumTopic", {"chat_id": group.id, "name": "Алматы"})
    await cloud.call("setMyCommands", {"commands": [{"command": "start", "description": "Бастау"}]})
    return phone


def as_json(cloud: Telegram) -> Any:
    dumped = json.loads(json.dumps(cloud.dump()))
    return {**dumped, "chats": sorted(dumped["chats"], key=lambda chat: int(chat["id"]))}


async def test_everything_comes_back_after_a_clean_stop(tmp_path: Path, clock: Time) -> None:
    cloud, keeper, movable = open_cloud(tmp_path, clock)
    phone = await live(cloud)
    movable.advance(timedelta(hours=3))
    keeper.stop()
    again, _, moved = open_cloud(tmp_path, clock)
    assert as_json(again) == as_json(cloud)
    assert moved.offset == timedelta(hours=3)
    photo = again.files.find(phone.messages()[1].body["photo"][-1]["file_id"])
    assert photo is not None
    assert again.files.content(photo).startswith(b"\xff\xd8")
    same = Phone(again, again.people[phone.person.id])
    assert same.keyboard() == [["Мәзір"]]
    same.send_text("жалғасы")
    assert same.messages()[-1].id == phone.messages()[-1].id + 1


async def test_a_kill_loses_nothing_and_no_number_is_used_twice(tmp_path: Path, clock: Time) -> None:
    cloud, _, _ = open_cloud(tmp_path, clock)
    phone = await live(cloud)
    last_update = cloud.updates.pending[-1]["update_id"]
    # No stop: the process is gone.
    again, _, _ = open_cloud(tmp_path, clock)
    assert [shown.text for shown in Phone(again, again.people[phone.person.id]).messages()] == [
        shown.text for shown in phone.messages()
    ]
    assert again.updates.pending == cloud.updates.pending
    same = Phone(again, again.people[phone.person.id])
    same.send_text("жалғасы")
    assert again.updates.pending[-1]["update_id"] > last_update
    assert same.messages()[-1].id > phone.messages()[-1].id + 1


async def test_dump_and_load_without_a_folder(cloud: Telegram, clock: Time) -> None:
    phone = await live(cloud)
    copy = Telegram(clock.now, limits=Limits.off())
    copy.load(as_json(cloud))
    assert as_json(copy) == as_json(cloud)
    assert Phone(copy, copy.people[phone.person.id]).unread() == phone.unread() == 2
