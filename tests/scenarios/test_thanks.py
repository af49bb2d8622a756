"""Hours and thanks: a certificate that a stranger can check, a letter that a coordinator signs, a list for awards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import pytest
import zxingcpp
from openpyxl.reader.excel import load_workbook
from PIL import Image
from pypdf import PdfReader

from locales.texts import Language
from reports import pdf
from services import letters
from services.fieldwork import review
from tests.harness import Someone, World
from tests.scenarios.campaigning import CLEAN, acting, offered, visits
from tests.scenarios.filed import coordinator
from tests.scenarios.offering import approved, running
from tests.scenarios.papers import documents
from tests.scenarios.steps import count, rows

NAME = "Дәулет #Қайратұлы Өміртай"


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator of Astana."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


@pytest.fixture
async def daulet(world: World, saule: Someone, language: Language) -> Someone:
    """A volunteer of Astana, with one approved visit of an hour and a half."""
    someone = await approved(world, "Дәулет", language)
    await running(world, "«Балапан» алаңы")
    (task,) = await offered(world, someone)
    await visits(world, someone, task, CLEAN, minutes=90)
    async with acting(world, saule) as work:
        await review.approve(work, task.id)
    await world.settle()
    return someone


async def opens(someone: Someone) -> None:
    """One's own hours, from the menu."""
    await someone.says("/menu")
    await someone.taps("menu-volunteering")
    await someone.taps("thanks-button")


async def asks(someone: Someone, paper: str, name: str = NAME) -> None:
    """From the own page to the last question."""
    await opens(someone)
    await someone.taps(f"thanks-{paper}")
    await someone.taps("span-all")
    await someone.taps(f"language-{someone.language}")
    await someone.says(name)


def papers(world: World, someone: Someone, ending: str) -> list[bytes]:
    """The files with this ending that the bot has sent them."""
    return [content for name, content in documents(world, someone).items() if name.endswith(ending)]


class Printer:
    """Looks over the shoulder of what makes PDFs, to see the same pages as pictures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: list[bytes] = []
        self._pdf = letters.pdf
        monkeypatch.setattr(letters, "pdf", self)

    async def __call__(self, template: str, data: Mapping[str, pdf.Value], at: datetime) -> bytes:
        self.pages = pdf.pages(template, data, at)
        return await self._pdf(template, data, at)

    def qr(self) -> str:
        """What a phone reads in the newest document's code."""
        (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(self.pages[0])))
        return found.text


def text_of(document: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())


async def test_a_certificate_is_made_and_a_stranger_sees_that_it_is_genuine(
    world: World, daulet: Someone, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer(monkeypatch)
    await asks(daulet, "certificate")
    assert daulet.words("thanks-sure", name=NAME) in daulet.text
    await daulet.says(NAME + " ұлы")
    assert daulet.words("thanks-sure", name=NAME + " ұлы") in daulet.text
    await daulet.says(NAME)
    await daulet.taps("thanks-certificate-make")
    (document,) = papers(world, daulet, ".pdf")
    said = text_of(document)
    assert NAME in said
    assert daulet.words("document-certificate") in said
    assert world.settings.operator in said
    code = rows(world, "SELECT code FROM certificate")[0][0]
    assert f"№ {code}" in said

    link, _, payload = printer.qr().partition("?start=")
    assert link == "https://t.me/adal_playground_bot"
    assert len(printer.pages) == 1
    assert payload == f"v_{code}"
    stranger = world.citizen("Ержан", language)
    await stranger.starts(payload)
    assert stranger.words("genuine-name", initials="Д. Қ. Ө.") in stranger.text
    assert stranger.words("thanks-record", hours=2, visits=1, findings=0) in stranger.text
    assert "Қайратұлы" not in stranger.text

    await daulet.taps("thanks-wrong-name")
    assert daulet.words("thanks-wrong-done", code=str(code)) in daulet.text
    await stranger.starts(f"v_{code}")
    assert str(code) in stranger.text
    assert stranger.words("genuine-compare") not in stranger.text
    await stranger.starts("v_AD-2222-2222")
    assert stranger.words("genuine-unknown") in stranger.text


async def test_the_name_leaves_nothing_but_initials(world: World, daulet: Someone) -> None:
    await asks(daulet, "certificate")
    await daulet.taps("thanks-certificate-make")
    assert count(world, "certificate") == 1
    assert rows(world, "SELECT count(*) FROM outbox WHERE kind = 'certificate-ready' AND sealed_payload <> x''") == [
        (0,)
    ]
    await daulet.says("/menu")
    await daulet.taps("menu-volunteering")
    await daulet.taps("volunteering-erase")
    await daulet.taps("volunteering-erase-yes")
    assert rows(world, "SELECT count(*) FROM certificate WHERE sealed_content = x'' AND person_id IS NULL") == [(1,)]


async def test_a_letter_is_asked_for_and_signed(world: World, saule: Someone, daulet: Someone) -> None:
    await asks(daulet, "letter")
    await daulet.taps("thanks-letter-send")
    assert daulet.words("thanks-letter-asked") in daulet.text
    assert saule.words("letter-requested", alias="Дәулет") in saule.text
    await saule.taps("thanks-letter-open")
    assert saule.words("letter-name", name=NAME) in saule.text
    await saule.taps("letter-words-add")
    await saule.says("а" * 301)
    assert saule.words("case-words-long", limit=300) in saule.text
    await saule.says("Мұны алып тастаймыз")
    await saule.taps("letter-words-change")
    await saule.taps("letter-words-drop")
    assert "Мұны алып тастаймыз" not in saule.text
    await saule.taps("letter-words-add")
    own = 'Дәулет *өте* #ұқыпты <b>жігіт</b> $x$ \\ #read("/etc/passwd") ' + "сөз " * 58
    await saule.says(own.replace("жігіт", "жігіт\n\n\n"))
    assert "Дәулет *өте* #ұқыпты <b>жігіт </b>" in saule.text
    await saule.taps("letter-sign")
    assert saule.words("letter-signed") in saule.text
    (document,) = papers(world, daulet, ".pdf")
    said = text_of(document)
    assert NAME in said
    assert daulet.words("document-letter") in said
    assert "Сәуле" in said
    assert 'Дәулет *өте* #ұқыпты <b>жігіт </b> $x$ \\ #read("/etc/passwd") сөз' in said, "printed as typed"
    assert len(PdfReader(BytesIO(document)).pages) == 1
    assert rows(world, "SELECT sealed_content FROM letter_request") == [(b"",)]
    code = rows(world, "SELECT code FROM certificate")[0][0]
    await saule.starts(f"v_{code}")
    assert saule.words("genuine-yes", paper=saule.words("paper-letter"), code=str(code)) in saule.text


async def test_a_letter_may_be_declined_with_words(world: World, saule: Someone, daulet: Someone) -> None:
    await asks(daulet, "letter")
    await daulet.taps("thanks-letter-send")
    await asks(daulet, "letter")
    await daulet.taps("thanks-letter-send")
    assert daulet.words("refused-letter-waits") in (daulet.toast, *daulet.text.split("\n\n"))
    await saule.taps("thanks-letter-open")
    await saule.taps("letter-decline")
    await saule.says("Келесі айда қайта сұраңызшы")
    assert saule.words("letter-declined-done") in saule.text
    assert "Келесі айда қайта сұраңызшы" in daulet.all_text
    assert papers(world, daulet, ".pdf") == []


async def test_awards_are_for_the_coordinators_eyes(world: World, saule: Someone, daulet: Someone) -> None:
    await saule.says("/menu")
    await saule.taps("applicants-menu-row", count=0)
    await saule.taps("thanks-awards-row")
    assert saule.words("awards-line", number=1, alias="Дәулет", hours=2, visits=1, findings=0) in saule.text
    await saule.taps("awards-sheet-button")
    (content,) = papers(world, saule, ".xlsx")
    sheet = load_workbook(BytesIO(content)).active  # type: ignore[no-untyped-call]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [["Дәулет", 2, 1, 0]]
    await daulet.does(lambda: daulet.phone.forge(daulet.sees.id, "awards:all"))
    assert "🏅 1" not in daulet.text
    assert saule.words("awards-private") not in daulet.text


async def test_nothing_is_promised_before_the_first_visit(world: World, language: Language) -> None:
    aliya = await approved(world, "Әлия", language)
    await opens(aliya)
    assert aliya.words("thanks-nothing-yet") in aliya.text
    assert not aliya.can_tap("thanks-certificate")


async def test_an_admin_revokes_a_paper_shown_to_them(world: World, daulet: Someone, language: Language) -> None:
    await asks(daulet, "certificate")
    await daulet.taps("thanks-certificate-make")
    code = str(rows(world, "SELECT code FROM certificate")[0][0])
    stranger = world.citizen("Ержан", language)
    await stranger.starts(f"v_{code}")
    assert not stranger.can_tap("genuine-revoke")
    await stranger.does(lambda: stranger.phone.forge(stranger.sees.id, f"genuine.revoked:{code}"))
    assert rows(world, "SELECT count(*) FROM certificate WHERE revoked_at IS NOT NULL") == [(0,)]
    admin = world.admin()
    await admin.starts(f"v_{code}")
    await admin.taps("genuine-revoke")
    await admin.taps("genuine-revoke-yes")
    assert not admin.can_tap("genuine-revoke")
    assert rows(world, "SELECT count(*) FROM certificate WHERE revoked_at IS NOT NULL") == [(1,)]
    await stranger.starts(f"v_{code}")
    assert stranger.words("genuine-compare") not in stranger.text
