"""Hostile words put into everything that a person can fill; then all that has come out of the bot is looked through:
screens, buttons, notices, group posts, letters, tables, one's own data. They stand there as typed and do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from playground.people.acting import new_group
from tests.harness import Someone, World
from tests.hostile.harmless import CORE, harmless
from tests.scenarios.campaigning import CLEAN, drafted, offered, pharmacies, visits, volunteer
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.papers import documents
from tests.scenarios.steps import count
from tests.scenarios.test_broadcasts import writes
from tests.scenarios.test_groups import code_of
from tests.scenarios.test_triage import opens

WORDS: Mapping[str, str] = {
    "html": f'</blockquote><b>{CORE}</b><a href="tg://user?id=1">&lt;&amp;',
    "markdown, fluent and sql": f'\'; DROP TABLE complaint; --*_[{CORE}](tg://x) {{ $code }} {{ "" }}',
    "typst": f'#read("/etc/passwd") $x^2$ @ref #{CORE} *b* // = h `raw`',
    "spreadsheet": f"=cmd|' /C calc'!A0 {CORE} +1 @SUM(1)",
    "signs": f"🏳️‍🌈{CORE}🇰🇿👨‍👩‍👧 ﷺ ʼ№ «»„“ Ә́",
}
"""At most 64 characters: so much fits a name."""


@pytest.mark.parametrize("kind", WORDS)
async def test_words_do_nothing_wherever_they_come_out(world: World, kind: str) -> None:
    words = WORDS[kind]
    me = world.citizen(words, "kk")
    await me.starts()
    saule = await coordinator(world, words, "Астана", language="ru")
    await _in_a_group(world, saule, words)
    receipt = await filed(world, me, story=words, institution=words, identity="named", contact=words)
    await _about_a_case(me, saule, words)
    await _handed_over(saule, receipt.code, words)
    await _recommended(saule, receipt.code, words)
    marat = await coordinator(world, words, "Астана", language="ru")  # who writes too much at once is answered slowly
    await marat.says("/search")
    await marat.says(words)
    await _observed(world, marat, words)
    await writes(marat, "audience-volunteers", kk=words, ru=words)
    await marat.taps("broadcast-button-now")
    await marat.taps("broadcast-button-yes", count=1)
    await _taken_away(me, marat)
    admin = world.admin()
    await admin.says("/audit")
    assert harmless(world, words, me, saule, marat, admin) > SEEN
    came = {name.rpartition(".")[2] for who in (me, saule, marat) for name in documents(world, who)}
    assert came >= {"pdf", "xlsx", "csv", "zip"}
    assert count(world, "complaint") == 1
    assert count(world, "set_aside") == 0


SEEN = 40
"""So often at least the words come out: the test would be empty if nothing showed them."""


async def _in_a_group(world: World, saule: Someone, words: str) -> None:
    chat = new_group(world.cloud, words, [saule.phone.person.id], forum=True, bot="administrator")
    code = await code_of(saule)
    await saule.does(lambda: saule.phone.send_text(f"/start@{world.cloud.bot['username']} {code}", chat=chat.id))


async def _about_a_case(me: Someone, saule: Someone, words: str) -> None:
    """What both say, a note, a tag, an answer kept ready, a file with such a name."""
    await me.taps("button-open-report")
    await me.taps("report-add")
    await me.does(partial(me.phone.send_file, "document", b"plain words", name=words, caption=words))
    await saule.says("/inbox")
    await saule.taps_label(next(label for label in saule.sees.labels if "AD-" in label))
    await saule.taps("button-accept")
    await saule.taps("button-note")
    await saule.says(words)
    await saule.taps("button-tell")
    await saule.taps("canned-own")
    await saule.taps("canned-add")
    await saule.says(words)
    await saule.taps("button-back")
    await saule.taps("button-back")
    await saule.says(words)
    await saule.taps("case-tell-send")
    await me.taps("button-answer")
    await me.says(words)
    await saule.taps("button-open-case")
    await saule.taps("triage-button-more")
    await saule.taps("triage-more-tags")
    await saule.says(words)


async def _handed_over(saule: Someone, code: str, words: str) -> None:
    """To an authority called so: the letter as PDF, the list of files as CSV."""
    await saule.says("/menu")
    await saule.taps("menu-more")
    await saule.taps("authorities-button")
    await saule.taps("authorities-button-add")
    await saule.says(words)
    await saule.says(words)
    await saule.taps_label("Астана")
    await saule.taps("authority-unticked", name=saule.words("category-bribe"))
    await saule.taps("form-done")
    await saule.says(words)
    await saule.says("buro@example.kz")
    await opens(saule, code)
    await saule.taps("case-button-refer")
    await saule.taps_label(next(label for label in saule.sees.labels if label.startswith("⭐")))
    await saule.taps("language-ru")
    await saule.taps("referral-button-papers")


async def _recommended(saule: Someone, code: str, words: str) -> None:
    await opens(saule, code)
    await saule.taps("triage-button-more")
    await saule.taps("case-button-recommend")
    await saule.taps_label(next(label for label in saule.sees.labels if words[:8] in label))
    await saule.says(words)
    await saule.taps("recommendation-button-letter")


async def _observed(world: World, saule: Someone, words: str) -> None:
    """A campaign at an object called so, with a volunteer called so, and a visit in their words."""
    asel = await volunteer(world, words)
    await pharmacies(world, words, by=saule)
    await drafted(saule)
    await saule.taps("campaign-button-change")
    await saule.taps("campaign-button-title")
    await saule.says(words)
    await saule.taps("campaign-button-instructions")
    await saule.says(words)
    await saule.taps("campaign-button-save")
    await saule.taps("campaign-button-start")
    (task,) = await offered(world, asel)
    await visits(world, asel, task, {**CLEAN, "/data/notes": words})
    await saule.taps("button-visit-open")


async def _taken_away(me: Someone, saule: Someone) -> None:
    """Tables of the cases, and one's own data."""
    for kind in ("exports-xlsx", "takeaway-csv"):
        await saule.says("/digest")
        await saule.taps("takeaway-button")
        await saule.taps("takeaway-period", period=saule.words("period-last-month"))
        await saule.taps("period-month")
        await saule.taps("takeaway-without-stories")
        await saule.taps(kind)
    await me.says("/mydata")
    await saule.says("/mydata")
