"""The chat page's JSON API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Literal

import pytest
from aiohttp import ClientResponse, FormData, web
from aiohttp.test_utils import TestClient, TestServer

from playground.clock import MovableClock
from playground.cloud.files import sample_photo
from playground.cloud.telegram import DEFAULT_TOKEN, Telegram
from playground.http_api import add_bot_api
from playground.page.api import Page
from playground.people.phone import Phone
from tests.playground.conftest import Call, Time

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
async def client(cloud: Telegram, clock: Time, tmp_path: Path, restarts: list[str]) -> AsyncIterator[Client]:
    async def restart(how: Literal["kill", "restart"]) -> None:
        restarts.append(how)

    (tmp_path / "index.html").write_text("<!doctype html>сәлем")
    app = web.Application()
    movable = MovableClock(clock.now)
    cloud.now = movable
    Page(cloud, movable, restart=restart, static=tmp_path).add_to(app)
    add_bot_api(app, cloud)
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running


async def post(client: Client, path: str, **values: Any) -> Any:
    async with client.post(f"/api/{path}", json=values) as answer:
        body = await answer.json()
        return body if answer.status == 200 else (answer.status, body["error"])


async def view(client: Client, phone: Phone) -> Any:
    number = phone.person.id
    async with client.get(f"/api/chats/{number}", params={"as": str(number)}) as answer:
        return await answer.json()


async def read_event(stream: ClientResponse, kind: str) -> Any:
    async with asyncio.timeout(3):
        async for line in stream.content:
            if line.startswith(b"data: ") and (event := json.loads(line[6:]))["type"] == kind:
                return event
    raise AssertionError("the stream ended")


async def test_index_and_state(client: Client, aigul: Phone) -> None:
    async with client.get("/") as answer:
        assert "сәлем" in await answer.text()
    async with client.get("/api/state") as answer:
        state = await answer.json()
    assert state["people"][0]["name"] == "Айгүл"
    assert state["people"][0]["started"] is True
    assert state["bot"]["username"] == "adal_playground_bot"
    assert state["faults"]["limits"] is False
    assert state["clock"]["timezone"] == "Asia/Almaty"


async def test_a_conversation(client: Client, call: Call, cloud: Telegram, aigul: Phone) -> None:
    number = aigul.person.id
    sent = await post(client, "act/text", **{"as": number, "text": "Сәлем <b>"})
    assert cloud.updates.pending[-1]["message"]["message_id"] == sent["message_id"]
    markup = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}, {"text": "Ашу", "url": "https://e.kz"}]]}
    answer = await call("sendMessage", chat_id=number, text="<b>Иә</b> ма?", parse_mode="HTML", reply_markup=markup)
    shown = await view(client, aigul)
    assert [message["html"] for message in shown["messages"][1:]] == ["Сәлем &lt;b&gt;", "<b>Иә</b> ма?"]
    assert shown["messages"][1]["outgoing"] is True
    assert [button["kind"] for button in shown["messages"][2]["buttons"][0]] == ["callback", "url"]
    tap = {"as": number, "message_id": answer["message_id"], "row": 0}
    assert (await post(client, "act/tap", **tap, column=0))["kind"] == "callback"
    assert (await post(client, "act/tap", **tap, column=1))["url"] == "https://e.kz"
    assert (await post(client, "act/tap", **tap, column=2))[0] == 409
    assert cloud.updates.pending[-1]["callback_query"]["data"] == "y"
    assert aigul.unread() == 1
    await post(client, "act/read", **{"as": number})
    assert aigul.unread() == 0


async def test_reply_keyboard(client: Client, call: Call, cloud: Telegram, aigul: Phone) -> None:
    number = aigul.person.id
    keys = [[{"text": "Мәзір"}, {"text": "Жер", "request_location": True}]]
    await call("sendMessage", chat_id=number, text="x", reply_markup={"keyboard": keys, "one_time_keyboard": True})
    shown = await view(client, aigul)
    assert shown["keyboard"]["rows"][0][1] == {"text": "Жер", "request": "location"}
    press = {"as": number, "row": 0, "column": 1}
    assert (await post(client, "act/press", **press))[0] == 409
    await post(client, "act/press", **press, latitude=43.2, longitude=76.9)
    assert cloud.updates.pending[-1]["message"]["location"] == {"latitude": 43.2, "longitude": 76.9}
    assert (await view(client, aigul))["keyboard"] is None


async def test_uploads_become_an_album_and_can_be_fetched(client: Client, cloud: Telegram, aigul: Phone) -> None:
    form = FormData({"as": str(aigul.person.id), "kind": "photo", "caption": "дәлел"})
    for index in range(2):
        form.add_field("file", sample_photo(), filename=f"сурет {index}.jpg", content_type="image/jpeg")
    async with client.post("/api/act/upload", data=form) as answer:
        assert len((await answer.json())["message_ids"]) == 2
    messages = (await view(client, aigul))["messages"][-2:]
    assert messages[0]["album"] == messages[1]["album"] is not None
    assert [message["text"] for message in messages] == ["дәлел", ""]
    async with client.get(messages[0]["media"]["url"]) as answer:
        assert answer.content_type == "image/jpeg"
        assert (await answer.read()).startswith(b"\xff\xd8")


async def test_a_file_that_could_run_scripts_is_only_downloaded(client: Client, aigul: Phone) -> None:
    aigul.send_file("document", b"<script>", name="x.html", mime="text/html")
    media = (await view(client, aigul))["messages"][-1]["media"]
    async with client.get(media["url"]) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_events(client: Client, call: Call, aigul: Phone) -> None:
    number = aigul.person.id
    async with client.get("/api/events") as stream:
        sent = await call("sendMessage", chat_id=number, text="жаңа")
        event = await read_event(stream, "message")
        assert (event["chat"], event["message"]["text"], event["message"]["outgoing"]) == (number, "жаңа", False)
        assert (await read_event(stream, "unread"))["unread"] == 1
        await call("editMessageText", chat_id=number, message_id=sent["message_id"], text="басқа")
        assert (await read_event(stream, "edited"))["message"]["text"] == "басқа"
        await call("answerCallbackQuery", callback_query_id=aigul.forge(sent["message_id"], "x"), text="!")
        assert (await read_event(stream, "toast"))["text"] == "!"
        await post(client, "act/block", **{"as": number, "blocked": True})
        assert (await read_event(stream, "person"))["person"]["blocked"] is True


async def test_people_groups_clock_faults_and_the_bots_life(
    client: Client, cloud: Telegram, aigul: Phone, restarts: list[str]
) -> None:
    person = (await post(client, "people", first_name="Ерлан", language_code="ru", role="volunteer"))["person"]
    assert cloud.people[person["id"]].language_code == "ru"
    group = (await post(client, "groups", title="Топ", members=[aigul.person.id], forum=True))["chat"]
    assert group["bot"] == "administrator"
    await post(client, "groups/members", chat=group["id"], person=person["id"], joined=True)
    assert cloud.chats[group["id"]].members == [aigul.person.id, person["id"]]
    clock = (await post(client, "clock", to="monday-0900"))["clock"]
    assert clock["now"] == "2026-05-18T04:00:00+00:00"
    assert cloud.now().isoformat() == clock["now"]
    assert (await post(client, "clock", advance_seconds=-5))[0] == 400
    faults = (await post(client, "faults", too_many_requests=2, limits=True))["faults"]
    assert (faults["too_many_requests"], faults["limits"]) == (2, True)
    assert cloud.limiter.limits.enabled is True
    assert (await post(client, "faults", earthquake=1))[0] == 400
    await post(client, "bot", do="kill")
    assert restarts == ["kill"]


async def test_wrong_requests_are_named(client: Client, aigul: Phone) -> None:
    assert await post(client, "act/text", **{"as": 1, "text": "x"}) == (404, "There is no such person.")
    assert await post(client, "act/text", text="x") == (400, '"as" must be a number.')
    assert (await post(client, "act/text", **{"as": aigul.person.id, "text": " "}))[0] == 409
    assert (await post(client, "act/edit", **{"as": aigul.person.id, "message_id": 9, "text": "x"}))[0] == 409


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_other_sites_are_kept_out(client: Client, aigul: Phone, headers: dict[str, str]) -> None:
    values = {"as": aigul.person.id, "text": "x"}
    for path in ("/api/act/text", f"/bot{DEFAULT_TOKEN}/sendMessage"):
        async with client.post(path, json=values, headers=headers) as answer:
            assert answer.status == 403
    own = {"Origin": str(client.make_url("")).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    async with client.post("/api/act/text", json=values, headers=own) as answer:
        assert answer.status == 200
