"""The whole story: a bribe reported anonymously with a photo, taken up, asked about, answered, closed."""

from __future__ import annotations

import asyncio
import itertools
from functools import partial
from pathlib import Path

import pytest

from locales.texts import Language, Tenge
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import STORY, begins, code_of, count, fills, fills_until


class Shaky(World):
    """Once `shaken`, the process dies again and again."""

    shaken = False


class KilledAfter(Shaky):
    """It dies after everything anybody does."""

    async def settle(self) -> None:
        await super().settle()
        if self.shaken:
            await self.kill()
            await self.start()
            await super().settle()


class KilledAmid(Shaky):
    """It dies in the middle of everything anybody does, each time a little later."""

    _pauses = itertools.cycle((0.0, 0.001, 0.003, 0.006, 0.01, 0.02))

    async def settle(self) -> None:
        if self.shaken:
            await asyncio.sleep(next(self._pauses))
            await self.kill()
            await self.start()
        await super().settle()


@pytest.mark.parametrize(("kind", "language"), [(Shaky, "kk"), (Shaky, "ru"), (KilledAfter, "ru"), (KilledAmid, "kk")])
async def test_from_the_first_word_to_the_outcome(tmp_path: Path, language: Language, kind: type[Shaky]) -> None:
    """The citizen speaks one language, the coordinator the other; nothing is lost, nothing happens twice."""
    async with kind(tmp_path) as world:
        theirs: Language = "ru" if language == "kk" else "kk"
        saule = await coordinator(world, "Сәуле", "Астана", language=theirs)
        me = world.citizen("Айгүл", language)
        world.shaken = True

        await begins(me)
        await fills_until(me, "evidence", amount="20 000")
        await me.does(partial(me.phone.send_photo, photo(), caption="Чек"))
        await me.taps("form-done")
        await fills(me, "identity")
        assert me.words("form-files-count", count=1) in me.text
        await me.taps("form-send")
        code = code_of(me)
        assert me.words("receipt-files-kept", hashes="").strip().split("\n")[0] in me.all_text

        assert code in saule.text
        assert saule.words("category-bribe") in saule.text
        assert str(saule.words("case-amount", amount=Tenge(20_000))) in saule.text
        assert STORY in saule.text
        assert "Айгүл" not in saule.all_text

        await saule.taps("button-accept")
        assert me.words("state-accepted-means") in me.text
        await saule.taps("button-ask")
        await saule.says("Қай күні болды? В какой день?")
        assert "Қай күні болды? В какой день?" in me.text
        await me.taps("button-answer")
        await me.says("Сейсенбі, таңертең.")
        assert me.words("history-answer") in me.text
        assert "Сейсенбі, таңертең." in saule.text

        await saule.taps("button-open-case")
        await saule.taps("button-ask")
        await saule.says("Қай терезеде?")
        asked = me.sees.id
        await me.taps("button-menu") if me.can_tap("button-menu") else await me.says("/menu")
        await me.says("Үшінші терезеде.", reply_to=asked)
        assert me.words("history-answer") in me.text
        assert "Үшінші терезеде." in saule.text

        await saule.taps("button-open-case")
        await saule.taps("button-close")
        await saule.taps("case-close-fixed")
        await saule.says("20 мың")
        await saule.says("Қолхат")
        await saule.taps("case-close-confirm")
        assert me.words("outcome-fixed") in me.text

        await me.taps("button-not-satisfied")
        await me.says("Ақшаны әлі қайтарған жоқ.")
        assert me.words("state-reopened-means") in me.text
        assert "Ақшаны әлі қайтарған жоқ." in saule.text
        await saule.taps("button-open-case")
        await saule.taps("button-close")
        await saule.taps("case-close-disciplinary")
        await saule.taps("case-close-none")
        await saule.taps("case-close-confirm")
        assert me.words("outcome-disciplinary") in me.text
        assert not me.can_tap("button-not-satisfied")  # a case is reopened once

        await me.taps("button-open-report")
        for key in ("state-received", "state-accepted", "state-reopened", "state-closed", "history-answer"):
            assert me.words(key) in me.text
        assert not me.can_tap("report-not-satisfied")
        await me.taps("report-satisfied")
        assert me.words("history-satisfied") in me.text
        assert (count(world, "complaint"), count(world, "case_message"), count(world, "evidence")) == (1, 5, 1)
        assert count(world, "set_aside") == 0
        assert world.cloud.problems == []
