"""One bribe, from the first word to the outcome, clicked: a citizen in Kazakh, a coordinator in Russian."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.async_api import Page, expect

from locales.texts import Language, Tenge
from playground import town
from playground.town_stories import ALMATY, AQTOBE, IGOR, MARAT, SAULE
from tests.browser.hands import PATIENCE_MS, Hands, newcomer_called, to_list

CODE = re.compile(r"AD-[2-9A-Z]{4}-[2-9A-Z]{4}")
CITIZEN_NAME = "Айгүл"
INSTITUTION = "№3 ХҚКО, 5-терезе"
STORY = "Құжатты бір күнде шығарамын деп, қызметкер 20 мың теңге сұрады. Бермесем, бір ай күтесің деді."
CAPTION = "Кезек талоны"
QUESTION = "Как звали сотрудника? Было ли написано на бейдже?"
ANSWER = "Бейджінде «Нұрлан» деп жазылған."
NOTE = "Третья жалоба на это окно за месяц."
BASIS = "Приказ о возврате, расписка"

Look = Callable[[str, Hands], Awaitable[None]]
"""Called at each screen worth looking at, with its name and who is in front of it."""


async def look_away(name: str, who: Hands) -> None:
    """Looks at nothing."""


@dataclass(frozen=True)
class Cast:
    """Who plays, in which language, and where it happens: ready people of the demo town."""

    citizen: int
    citizen_speaks: Language
    coordinator: int
    coordinator_speaks: Language
    region: str
    district: str


KAZAKH_TO_RUSSIAN = Cast(town.AIGUL, "kk", MARAT, "ru", ALMATY, "751410000")
RUSSIAN_TO_KAZAKH = Cast(IGOR, "ru", SAULE, "kk", AQTOBE, "151000000")


class Journey:
    """The story in the order it happens; each step begins where the one before it ended."""

    def __init__(self, page: Page, look: Look = look_away, cast: Cast = KAZAKH_TO_RUSSIAN) -> None:
        self.page = page
        self.look = look
        self.cast = cast
        self.citizen = Hands(page, cast.citizen, cast.citizen_speaks)
        self.coordinator = Hands(page, cast.coordinator, cast.coordinator_speaks)
        self.code = ""

    async def whole(self) -> None:
        """From an empty chat to the citizen who reads the outcome."""
        await self.citizen_reports()
        await self.coordinator_accepts_and_asks()
        await self.citizen_answers()
        await self.coordinator_closes()
        await self.citizen_reads_the_outcome()

    async def citizen_reports(self) -> None:
        """20 000 tenge demanded: with a photo, anonymously, in Kazakh."""
        me = self.citizen
        await me.comes()
        await self.look("before-start", me)
        await me.starts()
        await me.sees(me.words("menu-title"))
        await self.look("menu", me)
        await me.taps("menu-emergency")
        await me.sees("1424")
        await self.look("emergency", me)
        await me.taps("emergency-write")
        if self.cast.citizen == town.AIGUL:
            await me.sees(me.words("consent-refuse"))
            await self.look("consent", me)
            await me.taps("consent-agree")
        await self._answers_the_form(me)
        await me.sees(me.words("form-review-edit"))
        await self.look("review", me)
        await me.taps("form-send")
        await me.has_seen(me.words("button-copy-code"))
        self.code = await me.reads(CODE)
        await self.look("receipt", me)

    async def _answers_the_form(self, me: Hands) -> None:
        await self.look("region", me)
        await me.picks("region", self.cast.region)
        await self.look("district", me)
        await me.picks("district", self.cast.district)
        await me.asked("institution")
        await self.look("institution", me)
        await me.says(INSTITUTION)
        await me.asked("place")
        await self.look("place", me)
        await me.taps("form-skip")
        await me.asked("when")
        await self.look("when", me)
        await me.taps("form-yesterday")
        await me.asked("amount")
        await me.says("20 мың")
        await me.asked("story")
        await self.look("story", me)
        await me.says(STORY)
        await me.sees(me.words("form-more-words"))
        await self.look("story-more", me)
        await me.taps("form-done")
        await me.asked("file")
        await self.look("evidence", me)
        await me.attaches(ticket(), "ticket.jpg", CAPTION)
        await me.sees(me.words("form-files", count=1))
        await self.look("evidence-more", me)
        await me.taps("form-done")
        await me.asked("identity")
        await self.look("identity", me)
        await me.picks("identity", "anonymous")

    async def coordinator_accepts_and_asks(self) -> None:
        """The case comes without a name, in Russian."""
        me = self.coordinator
        await to_list(self.page)
        row = self.page.get_by_test_id(f"person-{me.person}")
        await expect(row).to_contain_text(self.code, timeout=PATIENCE_MS)
        await expect(row.get_by_test_id("unread")).to_be_visible()
        await me.comes()
        await me.sees(self.code)
        assert CITIZEN_NAME not in await self.page.get_by_test_id("log").inner_text()
        await self.look("arrived", me)
        await me.taps("button-accept")
        await me.sees(me.words("case-assignee-you"))
        await self.look("accepted", me)
        await me.taps("button-ask")
        await me.sees(me.words("case-ask-careful"))
        await self.look("ask", me)
        await me.says(QUESTION)
        await me.sees(me.words("case-asked"))
        await self.look("asked", me)

    async def citizen_answers(self) -> None:
        """The question came as a message; the answer goes back."""
        me = self.citizen
        await me.comes()
        await me.sees(QUESTION)
        await self.look("question", me)
        await me.taps("button-answer")
        await me.sees(me.words("report-answer-how"))
        await self.look("answering", me)
        await me.says(ANSWER)
        await me.sees(me.words("report-answered"))
        await self.look("answered", me)

    async def coordinator_closes(self) -> None:
        """Reads the answer, looks at the photo, notes, closes with what was saved."""
        me = self.coordinator
        await me.comes()
        await me.sees(ANSWER)
        await self.look("answer", me)
        await me.taps("button-open-case")
        await me.sees(me.words("case-thread"))
        await me.taps("case-button-evidence")
        await expect(self.page.locator("img.photo, .tile img, .single img").last).to_be_visible(timeout=PATIENCE_MS)
        await me.sees(me.words("case-evidence-shown", code=self.code))
        await self.look("files", me)
        await me.taps("case-button-back")
        await me.sees(me.words("case-thread"))
        await me.taps("button-note")
        await me.sees(me.words("case-note-write"))
        await self.look("note", me)
        await me.says(NOTE)
        await me.sees(NOTE)
        await self.look("case", me)
        await me.taps("button-close")
        await me.taps("case-close-fixed")
        await me.sees(me.words("case-close-none"))
        await self.look("saved", me)
        await me.says("20 тыс")
        await me.sees("20 000")
        await me.says(BASIS)
        await me.sees(me.words("case-close-amount", amount=Tenge(20_000)))
        await self.look("close", me)
        await me.taps("case-close-confirm")
        await me.sees(me.words("case-outcome", outcome=me.words("outcome-fixed")))
        await self.look("closed", me)
        await me.taps("inbox-back")
        await me.sees(me.words("inbox-title-mine"))
        await self.look("inbox", me)

    async def citizen_reads_the_outcome(self) -> None:
        """Closed: what came of it, and was it solved?"""
        me = self.citizen
        await me.comes()
        await me.sees(me.words("outcome-fixed"))
        await self.look("outcome", me)
        await me.taps("button-satisfied")
        await me.sees(me.words("report-thanks"))
        await self.look("thanks", me)
        await me.taps("button-back")
        await me.sees(me.words("reports-title"))
        await self.look("reports", me)


async def invitation(page: Page, look: Look = look_away, language: Language = "ru") -> None:
    """The admin makes a link for Astana; somebody new follows it, says their name, and is a coordinator."""
    admin = Hands(page, town.ADMIN, language)
    newcomer = await newcomer_called(page, "Әсел", language)
    await admin.comes()
    await admin.starts()
    await admin.taps("menu-more")
    await admin.taps("admin-menu-row")
    await admin.sees(admin.words("admin-people"))
    await look("people", admin)
    await admin.taps("admin-invite")
    await admin.taps("admin-role-coordinator")
    await admin.taps("admin-region-off", region="Астана")
    await admin.sees("☑ Астана")
    await look("regions", admin)
    await admin.taps("admin-regions-done")
    await admin.sees("?start=i_")
    await look("link", admin)
    await admin.newest.locator("a").click()
    await page.get_by_test_id(f"open-as-{newcomer.person}").click()
    await newcomer.taps(f"language-{language}")
    await newcomer.sees(newcomer.words("admin-join-name"))
    await newcomer.says("Әсел")
    await newcomer.sees(newcomer.words("admin-welcome-how"))
    await look("welcome", newcomer)
    await newcomer.taps("admin-welcome-inbox")
    await newcomer.sees(newcomer.words("inbox-empty-new"))
    await look("empty-inbox", newcomer)


def ticket() -> bytes:
    """A photo of a queue ticket, drawn."""
    paper = Image.new("RGB", (900, 620), "#c9d6d8")
    pen = ImageDraw.Draw(paper)
    pen.rounded_rectangle((190, 60, 710, 560), 18, fill="#fbfaf4", outline="#9fb0b3", width=3)
    pen.rectangle((190, 130, 710, 136), fill="#00808d")
    for top, width in ((90, 220), (420, 380), (460, 330), (500, 280)):
        pen.rounded_rectangle((450 - width // 2, top, 450 + width // 2, top + 14), 7, fill="#a9b4b4")
    for left in (300, 390, 480):
        pen.rounded_rectangle((left, 190, left + 60, 360), 12, outline="#1c2b2f", width=14)
    made = BytesIO()
    paper.save(made, "JPEG", quality=82)
    return made.getvalue()
