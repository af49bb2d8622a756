"""Two reports in which every kind of secret goes every way, also through failures, to be searched for afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

import pytest

from services.cases import complaints
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.searching import found, stolen

FIRST_ID = 7_345_678_901
"""As long as today's Telegram ids: a shorter one would be found by chance."""
CAMERA = "Kamera-7 GPS 43.2389"
SNAPSHOT = photo(camera=CAMERA)
OFFERED = "Маған қоңырау соқты, сексен мың теңге сұрады"
WORDS = {
    "story kk": "құжатымды тез шығарамын деді",
    "story ru": "пока не заплатишь, очередь не дойдёт",
    "institution": "Бостандық ХҚКО, 5-терезе",
    "contact": "Кенжебеков Тимур, 8 701 555 44 33",
    "amount": "8341700",
    "place": "43.238949",
    "caption": "Чектің екінші беті",
    "file name": "akt-sverki-kyzmet.pdf",
    "photo name": "DSC_0007.jpg",
    "file content": "іс жүзінде алынған соманың құжаты",
    "question": "Қызметкердің бейджінде не жазылған еді?",
    "answer": "Бейджі төңкеріліп тұрды",
    "failed answer": "Атын естіп қалдым: Серікбол",
    "note": "Осы терезеге үшінші шағым",
    "basis": "Қайтарылған ақшаның қолхаты",
    "idle words": OFFERED,
    "alien update": "words of an update nobody can read",
    "wrong number": "жиырмадан астам шығар",
    "first name kk": "Гүлбаршын",
    "last name kk": "Сейтқалиева",
    "username": "gulbarshyn_seit",
    "first name ru": "Тимурлан",
    "alias": "Сәуле Қарабаева",
    "camera": CAMERA,
}


@dataclass(frozen=True)
class Secrets:
    """What must be nowhere: words with the token, and Telegram ids."""

    words: tuple[str, ...]
    ids: tuple[int, ...]

    def found_in(self, data: bytes) -> list[str]:
        """Those that are there after all."""
        return found(self.words, self.ids, data)


def secrets_of(world: World) -> Secrets:
    """The words, and all that Telegram knows of people and files."""
    files = [file for stored in world.cloud.files.dump() for file in (stored["file_id"], stored["unique_id"])]
    phones = [person.phone for person in world.cloud.people.values()]
    token = world.cloud.token
    words = (*WORDS.values(), *files, *phones, token, token.partition(":")[2])
    return Secrets(words, tuple(number for number in world.cloud.people if number >= FIRST_ID))


def told_to_telegram(world: World) -> bytes:
    """Everything that went through the simulated Telegram: what people and bot wrote, and the files."""
    chats = json.dumps([chat.dump() for chat in world.cloud.chats.values()], ensure_ascii=False)
    users = json.dumps([person.user() for person in world.cloud.people.values()], ensure_ascii=False)
    return f"{chats}{users}".encode() + stolen(world.folder / "telegram")


async def lives_through(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[Someone, Someone, Someone]:
    """Every secret goes every way: both languages, anonymous and named, also through failures."""
    saule = await coordinator(world, WORDS["alias"], "Алматы")
    gulbarshyn = world.citizen(WORDS["first name kk"], "kk")
    gulbarshyn.phone.person.last_name = WORDS["last name kk"]
    gulbarshyn.phone.person.username = WORDS["username"]
    timur = world.citizen(WORDS["first name ru"], "ru")
    await files_anonymously(gulbarshyn)
    await saule.taps("button-accept")
    await files_with_contact(timur)
    await saule.says("/inbox")
    await saule.taps("inbox-filter-mine", count=1)
    await saule.taps_label(next(label for label in saule.sees.labels if " · AD-" in label))
    await saule.taps("button-ask")
    await saule.says(WORDS["question"])
    await answers_while_broken(gulbarshyn, monkeypatch)
    await gulbarshyn.says(WORDS["answer"])
    await a_bad_day(world, gulbarshyn)
    await closes(saule)
    return gulbarshyn, timur, saule


async def files_anonymously(me: Someone) -> None:
    """From words sent to the idle bot; with a pin, a photo, a photo as a file with its EXIF, and a document."""
    await me.starts("c_AD-AAAA-AAAA")
    await me.says(OFFERED)
    await me.taps("offer-anonymous")
    await me.taps("consent-agree")
    await me.picks("category", "bribe")
    await me.picks("region", "KZ-75")
    await me.picks("district", "751210000")
    await me.says(WORDS["institution"])
    await me.does(partial(me.phone.send_location, float(WORDS["place"]), 76.889709))
    await me.taps("form-yesterday")
    await me.says(WORDS["wrong number"])
    await me.says(WORDS["amount"])
    await me.does(partial(me.phone.send_photo, SNAPSHOT, WORDS["caption"]))
    await me.does(partial(me.phone.send_file, "document", SNAPSHOT, name="DSC_0007.jpg"))
    document = partial(me.phone.send_file, "document", WORDS["file content"].encode(), name=WORDS["file name"])
    await me.does(document)
    await me.taps("form-done")
    await me.taps("form-send")


async def files_with_contact(me: Someone) -> None:
    """From the menu, in Russian, by name."""
    await me.starts()
    await me.does(me.phone.send_contact)
    await me.taps("menu-report")
    await me.taps("consent-agree")
    await me.picks("category", "service")
    await me.picks("region", "KZ-75")
    await me.picks("district", "751210000")
    await me.taps("form-skip")
    await me.does(partial(me.phone.press, me.words("form-skip")))  # a question for a place has keys below the composer
    await me.taps("form-skip")
    await me.says(WORDS["story ru"])
    await me.says(WORDS["story kk"])
    await me.taps("form-done")
    await me.taps("form-no-files")
    await me.picks("identity", "named")
    await me.says(WORDS["contact"])
    await me.taps("form-send")


async def answers_while_broken(me: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler fails, in words that quote what the person wrote and who they are."""

    async def broken(work: object, case_id: int, text: str) -> None:
        raise ValueError(f"cannot store {text!r} of {me.phone.person.id}")

    with monkeypatch.context() as patched:
        patched.setattr(complaints, "answer_question", broken)
        await me.taps("button-answer")
        await me.says(WORDS["failed answer"])
    assert me.words("failed") in me.text
    await me.taps("failed-retry")


async def a_bad_day(world: World, me: Someone) -> None:
    """An update nobody can read, a network that goes down, and somebody who blocks the bot."""
    world.cloud.updates.put("message", {"text": WORDS["alien update"], "from": me.phone.person.id})
    await world.settle()
    world.cloud.faults.change({"server_error": 1, "only": ("sendMessage", "sendPhoto")})
    await me.says("/reports")
    me.phone.block()
    await world.settle()
    await me.starts()


async def closes(saule: Someone) -> None:
    """Notes, looks at the files, closes with money saved."""
    await saule.taps("button-open-case")
    await saule.taps("case-button-evidence")
    await saule.taps("case-button-back")
    await saule.taps("button-note")
    await saule.says(WORDS["note"])
    await saule.taps("button-close")
    await saule.taps("case-close-fixed")
    await saule.says("20 мың")
    await saule.says(WORDS["basis"])
    await saule.taps("case-close-confirm")
    assert saule.toast == saule.words("case-closed")
