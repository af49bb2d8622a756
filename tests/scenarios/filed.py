"""Complaints that are simply there, for scenarios that begin at the coordinator's desk."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

from locales.texts import Language
from services.cases import filing
from services.cases.filing import Receipt
from services.trust import consent
from storage.work import begin
from tests.harness import Someone, World

_updates = itertools.count(10**9)

ANSWERS: Mapping[str, str] = {
    "category": "bribe",
    "region": "KZ-71",
    "district": "711110000",
    "institution": "ХҚКО",
    "amount": "20000",
    "story": "Қызметкер құжатымды тез шығару үшін 20 мың теңге сұрады.",
    "identity": "anonymous",
}


async def filed(world: World, by: Someone, **answers: str) -> Receipt:
    """Files a complaint of this person as the form would; empty answers are left out."""
    telegram_id, update_id = by.phone.person.id, next(_updates)
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([update_id], [telegram_id])
        async with batch.step(update_id, telegram_id) as work:
            work.person = replace(work.person, consent_version=consent.VERSION, language=by.language)
            receipt = await filing.submit(work, {**ANSWERS, **answers})
    world.app.courier.wake()
    world.app.poster.wake()
    await world.settle()
    return receipt


async def coordinator(world: World, name: str, *regions: str, language: Language = "ru") -> Someone:
    """Somebody whom the admin has invited for these regions (labels of the buttons), and who came."""
    admin = world.admin()
    await admin.starts()
    await admin.says("/people")
    await admin.taps("admin-invite")
    await admin.taps("admin-role-coordinator")
    for region in regions:
        await admin.taps_label(region)
    await admin.taps("admin-regions-done")
    someone = world.citizen(name, language)
    await someone.starts(invite_of(admin))
    await someone.says(name)
    return someone


def invite_of(admin: Someone) -> str:
    """The payload of the newest invitation link on the admin's screen."""
    link = next(line for line in admin.all_text.splitlines()[::-1] if "?start=i_" in line)
    return link.rpartition("?start=")[2].strip()
