"""Screens as people see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chat.screen import Button, CopyButton, LinkButton, Made, Media, ReplyKey, Screen
from locales.texts import T
from playground.cloud.files import sample_photo
from playground.people.phone import Phone
from tests.transport.world import World, texts, world
from transport.calls import Blocked, Done, Refused, Unreachable
from transport.presenter import Reader, Tapped
from transport.splitting import split, units, visible_units

GO = ((Button("Go", "go:1"),),)


async def pictures(file: int | Made) -> bytes:
    if file == 404:
        raise FileNotFoundError("a name nobody should see")
    if isinstance(file, Made):
        return file.recipe.encode()
    return sample_photo() if file < 100 else b"51.1605 71.4704 0 5"


async def show(w: World, phone: Phone, screen: Screen | None, **more: Any) -> object:
    phone.person.started = True
    return await w.presenter.show(screen, Reader(phone.person.id, "ru"), **more)


def calls(w: World) -> list[str]:
    return [name for name, _ in w.cloud.calls]


async def test_words_are_escaped_and_buttons_stand_below(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        buttons = ((Button("Go", "go:1"), LinkButton("Law", "https://adilet.zan.kz")), (CopyButton("Copy", "AD-1"),))
        screen = Screen(words=("1 < 2 & <b>", T("button-menu")), buttons=buttons)
        assert isinstance(await show(w, aigul, screen), Done)
        shown = aigul.last()
        assert shown.text == "1 < 2 & <b>\n\n🏠 Меню"
        assert shown.buttons == (("Go", "Law"), ("Copy",))
        assert shown.body["reply_markup"]["inline_keyboard"][1][0]["copy_text"] == {"text": "AD-1"}


async def test_a_tap_edits_the_tapped_message_and_toasts(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("one",), buttons=GO))
        query = aigul.tap("Go")
        await show(w, aigul, Screen(words=("two",), toast=T("button-menu")), tapped=Tapped(query, aigul.last().id))
        assert texts(aigul) == ["two"]
        assert [toast.text for toast in aigul.toasts] == ["🏠 Меню"]


async def test_a_fresh_screen_does_not_edit(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("one",), buttons=GO))
        await show(w, aigul, Screen(words=("two",), fresh=True), tapped=Tapped(aigul.tap("Go"), aigul.last().id))
        assert texts(aigul) == ["one", "two"]


async def test_the_same_screen_again_is_fine(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        same = Screen(words=("one",), buttons=GO)
        await show(w, aigul, same)
        assert isinstance(await show(w, aigul, same, tapped=Tapped(aigul.tap("Go"), aigul.last().id)), Done)
        assert texts(aigul) == ["one"]


async def test_a_message_that_is_gone_is_sent_anew(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("one",), buttons=GO))
        query = aigul.tap("Go")
        await show(w, aigul, Screen(words=("two",)), tapped=Tapped(query, 999_999))
        await show(w, aigul, Screen(words=("three",)), tapped=Tapped("expired", None))
        assert texts(aigul) == ["one", "two", "three"]


async def test_nothing_to_show_still_stops_the_spinner(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("one",), buttons=GO))
        await show(w, aigul, None, tapped=Tapped(aigul.tap("Go"), aigul.last().id))
        assert texts(aigul) == ["one"]
        assert [toast.text for toast in aigul.toasts] == [""]


async def test_long_words_are_split_between_paragraphs_with_buttons_on_the_last(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        story = "Жемқорлық < туралы & әңгіме. " * 100
        await show(w, aigul, Screen(words=("head", story, story, "tail"), buttons=GO))
        shown = [one for one in aigul.messages() if not one.outgoing]
        assert [one.buttons for one in shown] == [(), (("Go",),)]
        assert shown[0].text.startswith("head")
        assert shown[1].text.endswith("tail")
        assert "".join("".join(one.text.split()) for one in shown) == "".join(f"head{story}{story}tail".split())


@pytest.mark.parametrize(
    "piece", ["слово ", "словобезпробелов", "строка\n", "👍🏽", "&lt;&amp;", "<b>жир</b> и <i>курсив</i> "]
)
def test_parts_fit_and_lose_nothing(piece: str) -> None:
    html = "<blockquote>" + piece * 900 + "</blockquote>"
    parts = split(html, 1000)
    assert all(visible_units(part) <= 1000 for part in parts)
    assert all(part.count("<b>") == part.count("</b>") for part in parts)
    assert all(part.startswith("<blockquote>") and part.endswith("</blockquote>") for part in parts)
    joined = "".join(part.removeprefix("<blockquote>").removesuffix("</blockquote>") for part in parts)
    bare = [text.replace("</b><b>", "").replace("</i><i>", "") for text in (joined, piece * 900)]
    assert "".join(bare[0].split()) == "".join(bare[1].split())
    assert len(parts) <= units(html) / 500


async def test_keys_come_and_go_without_extra_messages_where_there_are_no_buttons(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("where?",), keys=((ReplyKey("Here", "location"),),)))
        assert aigul.keyboard() == [["Here"]]
        await show(w, aigul, Screen(words=("thanks",), clears_keys=True))
        assert aigul.keyboard() == []
        assert texts(aigul) == ["where?", "thanks"]


async def test_keys_and_buttons_need_one_message_more(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("where?",), buttons=GO, keys=((ReplyKey("Here", "location"),),)))
        assert aigul.keyboard() == [["Here"]]
        assert texts(aigul) == ["where?", "👇"]
        await show(w, aigul, Screen(words=("next?",), buttons=GO, clears_keys=True))
        assert aigul.keyboard() == []
        assert texts(aigul) == ["where?", "👇", "✅", "next?"]
        assert aigul.last().labels == ("Go",)


async def test_a_tap_that_brings_keys(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(words=("one",), buttons=GO))
        tapped = Tapped(aigul.tap("Go"), aigul.last().id)
        await show(w, aigul, Screen(words=("where?",), keys=((ReplyKey("Here", "location"),),)), tapped=tapped)
        assert texts(aigul) == ["one", "where?"]
        assert aigul.keyboard() == [["Here"]]


async def test_pictures_go_as_albums_of_ten_and_the_words_follow(tmp_path: Path) -> None:
    async with world(tmp_path, load=pictures) as w:
        aigul = w.phone("Aigul")
        media = tuple(Media("photo", number, f"{number}.jpg", f"caption {number}") for number in range(12))
        await show(w, aigul, Screen(words=("these",), media=media, buttons=GO))
        assert calls(w) == ["sendmediagroup", "sendmediagroup", "sendmessage"]
        shown = [one for one in aigul.messages() if not one.outgoing]
        assert [one.body.get("caption") for one in shown[:12]] == [f"caption {number}" for number in range(12)]
        assert shown[-1].labels == ("Go",)


async def test_each_kind_of_file_and_a_place(tmp_path: Path) -> None:
    async with world(tmp_path, load=pictures) as w:
        aigul = w.phone("Aigul")
        media = (
            Media("photo", 1, "a.jpg"),
            Media("video", 2, "a.mp4"),
            Media("voice", 3, "a.ogg"),
            Media("voice", 4, "b.ogg"),
            Media("document", 5, "a.pdf", "<report>"),
            Media("audio", 6, "a.mp3"),
            Media("location", 100, ""),
        )
        assert isinstance(await show(w, aigul, Screen(media=media)), Done)
        sent = ["sendmediagroup", "sendvoice", "sendvoice", "senddocument", "sendaudio", "sendlocation"]
        assert calls(w) == sent
        assert aigul.last().body["location"]["latitude"] == pytest.approx(51.1605)


async def test_a_file_may_be_made_when_it_is_sent(tmp_path: Path) -> None:
    async with world(tmp_path, load=pictures) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(media=(Media("document", Made("<recipe>"), "made.txt"),)))
        assert calls(w) == ["senddocument"]
        assert aigul.last().body["document"]["file_size"] == len("<recipe>")


async def test_a_file_that_cannot_be_read_is_named_and_the_rest_comes(tmp_path: Path) -> None:
    async with world(tmp_path, load=pictures) as w:
        aigul = w.phone("Aigul")
        media = (Media("document", 1, "ok.pdf"), Media("document", 404, "lost.pdf"))
        await show(w, aigul, Screen(words=("these",), media=media))
        assert calls(w) == ["senddocument", "sendmessage", "sendmessage"]
        assert texts(aigul)[1:] == ["📎 Файл «lost.pdf» сейчас не открывается.", "these"]


async def test_a_long_caption_becomes_a_message(tmp_path: Path) -> None:
    async with world(tmp_path, load=pictures) as w:
        aigul = w.phone("Aigul")
        await show(w, aigul, Screen(media=(Media("photo", 1, "a.jpg", "я" * 1500),)))
        assert texts(aigul)[-1] == "я" * 1500


async def test_what_became_of_it_is_told(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        aigul = w.phone("Aigul")
        aigul.person.started = True
        aigul.person.blocked = True
        assert isinstance(await show(w, aigul, Screen(words=("hi",))), Blocked)
        aigul.person.blocked = False
        w.cloud.faults.change({"network_down": 1})
        assert isinstance(await show(w, aigul, Screen(words=("hi",))), Unreachable)
        too_many = ((Button("x", "x"),) * 8,) * 20
        refused = await show(w, aigul, Screen(words=("hi",), buttons=too_many))
        assert isinstance(refused, Refused)
        assert refused.reason
