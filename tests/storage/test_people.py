"""People are found by their Telegram id without its being there; roles, invitations, consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people import EVERYWHERE, Grant, Person, Role
from storage import invites, people
from storage.invites import Invite
from storage.store import Store
from tests.storage.conftest import NOW

AINUR, BOLAT, DANA = 700_000_001, 700_000_002, 700_000_003


async def _load(store: Store, *telegram_ids: int) -> dict[int, Person]:
    async with store.write() as connection:
        known = await people.load(connection, store.vault, telegram_ids, NOW)
    return {telegram_id: one.person for telegram_id, one in known.items()}


async def test_the_same_person_every_time(store: Store) -> None:
    first = await _load(store, AINUR, BOLAT)
    second = await _load(store, DANA, BOLAT, AINUR)
    assert {AINUR: second[AINUR], BOLAT: second[BOLAT]} == first
    assert len({one.id for one in second.values()}) == 3
    async with store.read() as connection:
        assert await people.address(connection, store.vault, second[DANA].id) == DANA
        assert await people.get(connection, store.vault, second[DANA].id) == second[DANA]
        with pytest.raises(LookupError):
            await people.address(connection, store.vault, 404)
        with pytest.raises(LookupError):
            await people.get(connection, store.vault, 404)


async def test_who_holds_a_role_where(store: Store) -> None:
    known = await _load(store, AINUR, BOLAT, DANA)
    ids = {name: known[one].id for name, one in (("ainur", AINUR), ("bolat", BOLAT), ("dana", DANA))}
    async with store.write() as connection:
        for person_id, role, region in (
            (ids["ainur"], Role.COORDINATOR, "75"),
            (ids["ainur"], Role.VOLUNTEER, "10"),
            (ids["bolat"], Role.COORDINATOR, "10"),
            (ids["dana"], Role.ADMIN, EVERYWHERE),
        ):
            await people.grant(connection, person_id, Grant(role, region), by=None, at=NOW)
    async with store.read() as connection:

        async def found(*roles: Role, region: str | None = None) -> set[int]:
            return {one.id for one in await people.with_role(connection, store.vault, roles, region=region)}

        assert await found(Role.COORDINATOR) == {ids["ainur"], ids["bolat"]}
        assert await found(Role.COORDINATOR, region="75") == {ids["ainur"]}
        assert await found(Role.COORDINATOR, Role.ADMIN, region="10") == {ids["bolat"], ids["dana"]}
        ainur = await people.get(connection, store.vault, ids["ainur"])
    assert ainur.grants == {Grant(Role.COORDINATOR, "75"), Grant(Role.VOLUNTEER, "10")}


async def test_a_role_taken_away_can_be_given_again(store: Store) -> None:
    person_id = (await _load(store, AINUR))[AINUR].id
    role = Grant(Role.COORDINATOR, "75")
    async with store.write() as connection:
        for _ in range(2):
            await people.grant(connection, person_id, role, by=None, at=NOW)
            await people.grant(connection, person_id, role, by=None, at=NOW)
            assert (await people.get(connection, store.vault, person_id)).grants == {role}
            assert await people.revoke(connection, person_id, role, at=NOW)
            assert (await people.get(connection, store.vault, person_id)).grants == frozenset()


async def test_admins_are_those_of_the_settings(store: Store) -> None:
    for named in ([AINUR, BOLAT], [BOLAT, DANA], [BOLAT, DANA], []):
        async with store.write() as connection:
            await people.appoint_admins(connection, store.vault, named, NOW)
            admins = await people.with_role(connection, store.vault, [Role.ADMIN])
            addresses = {await people.address(connection, store.vault, one.id) for one in admins}
        assert addresses == set(named)


async def test_an_invitation_is_good_once(store: Store) -> None:
    known = await _load(store, AINUR, BOLAT)
    async with store.write() as connection:
        await invites.add(
            connection, store.vault, "token", Role.COORDINATOR, ["75", "10"],
            by=known[AINUR].id, at=NOW, expires_at=NOW + timedelta(hours=72),
        )  # fmt: skip

        async def use(token: str, hours: int) -> Invite | None:
            return await invites.use(
                connection, store.vault, token, by=known[BOLAT].id, at=NOW + timedelta(hours=hours)
            )

        assert await use("other", 1) is None
        assert await use("token", 72) is None
        assert await use("token", 71) == Invite(Role.COORDINATOR, ("75", "10"), known[AINUR].id)
        assert await use("token", 71) is None


async def test_an_invitation_for_everywhere(store: Store) -> None:
    person_id = (await _load(store, AINUR))[AINUR].id
    async with store.write() as connection:
        await invites.add(
            connection, store.vault, "t", Role.VOLUNTEER, [], by=None, at=NOW, expires_at=NOW + timedelta(1)
        )
        used = await invites.use(connection, store.vault, "t", by=person_id, at=NOW)
    assert used == Invite(Role.VOLUNTEER, (), None)


async def test_consent_is_kept_as_proof(store: Store) -> None:
    one = (await _load(store, AINUR))[AINUR]
    later = NOW + timedelta(days=1)
    async with store.write() as connection:
        given = [people.Consent(one.id, 1, "kk", NOW), people.Consent(one.id, 2, "ru", later)]
        await people.record_consents(connection, given)
        assert await people.consents(connection, one.id) == [(1, "kk", NOW), (2, "ru", later)]
        assert await people.consents(connection, one.id + 1) == []


async def test_only_the_changed_are_written(store: Store) -> None:
    known = await _load(store, AINUR, BOLAT)
    async with store.write() as connection:
        key = store.vault.key_of(AINUR)
        await people.save(connection, store.vault, [(key, replace(known[AINUR], language="ru"))])
    after = await _load(store, AINUR, BOLAT)
    assert after == {AINUR: replace(known[AINUR], language="ru"), BOLAT: known[BOLAT]}
