"""One bribe, from the first word to the outcome, clicked: a citizen in Kazakh, a coordinator in Russian."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.async_api import Page, expect

from locales.texts import Language, Tenge
from tests.browser.hands import PATIENCE_MS, Hands, newcomer

CODE = re.compile(r"AD-[2-9A-Z]{4}-[2-9A-Z]{4}")
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


@dataclass
class Journey:
    """The story in the order it happens; each step begins where the one before it ended."""

    page: Page
    look: Look = look_away
    citizen_language: Language = "kk"
    desk_language: Language = "ru"
    code: str = ""
    citizen: Hands = field(init=False)
    coordinator: Hands = field(init=False)

    async def whole(self) -> None:
        """From an empty chat to the citizen who reads the outcome."""
        await self.coordinator_is_invited()
        await self.citizen_reports()
        await self.coordinator_accepts_and_asks()
        await self.citizen_answers()
        await self.coordinator_closes()
        await self.citizen_reads_the_outcome()

    async def coordinator_is_invited(self) -> None:
        """The admin makes a link for Astana; somebody new follows it and says their name."""
        admin = Hands(self.page, await _first_admin(self.page), self.desk_language)
        await admin.comes()
        if await self.page.get_by_test_id("start").is_visible():
            await admin.starts()
        else:
            await admin.says("/menu")
        await admin.taps("admin-menu-row")
        await admin.sees(admin.words("admin-people"))
        await self.look("people", admin)
        await admin.taps("admin-invite")
        await admin.taps("admin-role-coordinator")
        await admin.taps("admin-region-off", region="Астана")
        await self.look("regions", admin)
        await admin.sees("☑ Астана")
        await admin.taps("admin-regions-done")
        await admin.sees("?start=i_")
        await self.look("link", admin)
        self.coordinator = await newcomer(self.page, "Сәуле", self.desk_language)
        await admin.comes()
        await admin.newest.locator("a").click()
        await self.page.get_by_test_id(f"open-as-{self.coordinator.person}").click()
        await self.coordinator.taps(f"language-{self.desk_language}")
        await self.coordinator.sees(self.coordinator.words("admin-join-name"))
        await self.coordinator.says("Сәуле")
        await self.coordinator.sees(self.coordinator.words("admin-welcome-how"))
        await self.look("welcome", self.coordinator)

    async def citizen_reports(self) -> None:
        """20 000 tenge demanded: with a photo, anonymously, in Kazakh."""
        me = self.citizen = await newcomer(self.page, "Айнұр", self.citizen_language)
        await self.look("before-start", me)
        await me.starts()
        await me.sees(me.words("menu-title"))
        await self.look("menu", me)
        await me.taps("menu-emergency")
        await me.sees("1424")
        await self.look("emergency", me)
        await me.taps("emergency-write")
        await me.sees("Telegram")
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
        await me.picks("region", "KZ-71")
        await self.look("district", me)
        await me.picks("district", "711310000")
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
        await expect(self.page.get_by_test_id(f"person-{me.person}").get_by_test_id("unread")).to_have_text("1")
        await me.comes()
        await me.sees(self.code)
        assert "Айнұр" not in await self.page.get_by_test_id("log").inner_text()
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


async def _first_admin(page: Page) -> int:
    """The number of the first person under the heading of the admins."""
    await expect(page.locator('[data-testid^="person-"]').first).to_be_visible(timeout=PATIENCE_MS)
    section = page.locator("#people section").filter(has=page.get_by_role("heading", name="Администратор"))
    number = await section.locator(".person").first.get_attribute("data-testid")
    assert number is not None
    return int(number.removeprefix("person-"))


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
