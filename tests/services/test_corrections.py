"""Answers put right are one submission: exports show the latest, a server gets it as an edited one."""

from __future__ import annotations

import re

from domain.form_version import FormState, FormVersion
from domain.people import Role
from domain.submission import Submission
from forms.authoring.compiled import author
from forms.conversation.given import Picked, Typed
from forms.conversation.reopening import edited
from services.questionnaires import pushes, submissions
from storage.questionnaires import forms
from storage.questionnaires import pushes as push_rows
from storage.questionnaires import submissions as rows
from storage.questionnaires.pushes import Push
from tests.services.conftest import ASTANA, Town
from tests.services.test_submissions import ALIYA, FORM, answers

META = "<data><what/><meta><instanceID>uuid:2</instanceID></meta></data>"


async def settled(town: Town) -> None:
    """A published form and somebody to fill it."""
    await town.settle(ALIYA, "Әлия", Role.VOLUNTEER, [ASTANA])
    await town.agrees(ALIYA)
    stored = FormVersion(0, "yard", "7", FormState.PUBLISHED, "Аула", "yard.md", ("kk", "ru"), 3, 1, 1)
    async with town.store.write() as conn:
        await forms.insert(
            conn, town.store.vault, stored, author(FORM.encode(), "yard.md")[1].xml, by=None, at=town.now
        )


async def handed_in(town: Town, what: str, corrects: Submission | None = None) -> Submission:
    """The form filled and sent, for the first time or put right."""
    async with town.acts(ALIYA) as work:
        dialog = await answers(town, work, Picked("yes"), Typed(what))
        return await submissions.submit(work, dialog, corrects=None if corrects is None else corrects.id)


async def sent(town: Town) -> dict[str, str | None]:
    """Everything that is due goes to the server: what each calls the one before it, by instance id."""
    gone: dict[str, str | None] = {}
    for push in await pushes.due(town.store, town.now):
        parcel = await pushes.parcel(town.store, town.cellar, push)
        gone[_id("instanceID", parcel.xml) or ""] = _id("deprecatedID", parcel.xml)
        async with town.store.write() as conn:
            await push_rows.mark_sent(conn, push.submission_id, town.now)
    return gone


def _id(name: str, xml: str) -> str | None:
    found = re.search(rf"{name}>([^<]*)<", xml)
    return None if found is None else found[1]


async def latest(town: Town) -> list[str]:
    """What exports show."""
    async with town.store.read() as conn:
        shown = [
            one.submission.values["/data/what"] for one in await submissions.of_form(conn, town.store.vault, "yard")
        ]
        assert len(await rows.weights(conn, "yard")) == len(shown)
        assert (await rows.counts(conn)).get("yard", 0) == len(shown)
    async with town.acts(ALIYA) as work:
        assert len(await submissions.mine(work)) == len(shown)
    return shown


async def test_the_latest_stands_for_all_and_the_earlier_ones_are_kept(town: Town) -> None:
    await settled(town)
    first = await handed_in(town, "Тақтай")
    other = await handed_in(town, "Орындық")
    second = await handed_in(town, "Тақтай сынған", first)
    third = await handed_in(town, "Екі тақтай сынған", second)
    assert sorted(await latest(town)) == ["Екі тақтай сынған", "Орындық"]
    assert (third.corrects, second.corrects, other.corrects) == (second.instance_id, first.instance_id, None)
    async with town.store.read() as conn:
        assert await rows.find(conn, town.store.vault, first.id) == first
        assert await rows.find(conn, town.store.vault, second.id) == second


async def test_a_server_that_never_got_the_first_gets_only_the_last_as_a_first(town: Town) -> None:
    await settled(town)
    first = await handed_in(town, "Тақтай")
    second = await handed_in(town, "Тақтай сынған", first)
    assert await sent(town) == {second.instance_id: None}
    assert await sent(town) == {}


async def test_a_server_that_has_the_first_gets_the_last_as_its_edit(town: Town) -> None:
    await settled(town)
    first = await handed_in(town, "Тақтай")
    assert await sent(town) == {first.instance_id: None}
    second = await handed_in(town, "Тақтай сынған", first)
    third = await handed_in(town, "Екі тақтай сынған", second)
    assert await sent(town) == {third.instance_id: first.instance_id}
    assert await latest(town) == ["Екі тақтай сынған"]


async def test_one_put_right_while_it_was_under_way(town: Town) -> None:
    await settled(town)
    first = await handed_in(town, "Тақтай")
    assert await pushes.due(town.store, town.now) == [Push(first.id, 0)]
    second = await handed_in(town, "Тақтай сынған", first)
    async with town.store.write() as conn:
        await push_rows.mark_sent(conn, first.id, town.now)
    assert await latest(town) == ["Тақтай сынған"]
    assert await sent(town) == {second.instance_id: first.instance_id}


async def test_one_that_was_refused_is_not_what_the_server_knows(town: Town) -> None:
    await settled(town)
    first = await handed_in(town, "Тақтай")
    await pushes.due(town.store, town.now)
    async with town.store.write() as conn:
        await push_rows.refuse(conn, town.store.vault, first.id, reason="400", answer="no", at=town.now)
    second = await handed_in(town, "Тақтай сынған", first)
    async with town.store.write() as conn:
        assert await push_rows.requeue_refused(conn, town.now) == 0
    assert await sent(town) == {second.instance_id: None}


def test_the_earlier_one_is_named_beside_the_instance_id() -> None:
    once = edited(META, "uuid:1")
    assert once == META.replace("</meta>", "<deprecatedID>uuid:1</deprecatedID></meta>")
    assert edited(once, "uuid:0").count("deprecatedID") == 2
    assert edited(once, None) == META
    prefixed = META.replace("instanceID", "orx:instanceID")
    assert "<orx:deprecatedID>uuid:1</orx:deprecatedID>" in edited(prefixed, "uuid:1")
