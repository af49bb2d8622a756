"""A person's own data as a file: asked for in a transaction, made when it is sent, and sent to them alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any, ClassVar
from zipfile import ZIP_DEFLATED, ZipFile

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen
from domain.case import Case, Direction
from domain.evidence import Evidence, Stage
from domain.people import Person
from locales.texts import Arg, Language, T, Text, render
from services.cases.common import place_of
from services.cases.history import history
from services.trust.cellar import Cellar
from storage import evidence as files
from storage import people
from storage.cases import cases, drafts, following
from storage.fieldwork import volunteers
from storage.questionnaires import submissions
from storage.store import Store
from storage.vault import Tampered
from storage.work import Work

PREFIX = "own-data:"
MOST_BYTES = 40_000_000
"""What the files in it may weigh: a bot may send 50 MB."""


@dataclass(frozen=True)
class OwnDataReady(Notice):
    """To the person who asked, with the file."""

    person: int

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"person"})

    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)

    def screen(self) -> Screen:
        made = Media("document", Made(f"{PREFIX}{self.person}"), "adal.zip")
        return Screen(words=(self.text(),), buttons=self.buttons(), media=(made,), fresh=True)


def ask(work: Work) -> None:
    """The file is on its way; another tap in the same minute asks for nothing more."""
    me = work.person.id
    work.notify(me, OwnDataReady(me), key=f"own-data:{me}:{work.now:%Y%m%d%H%M}")


def is_ours(file: Made) -> bool:
    """Whether `OwnData` makes it."""
    return file.recipe.startswith(PREFIX)


@dataclass(frozen=True)
class _Gathered:
    """Everything of one person. The plain tree goes into data.json, `lines` into the text they can read."""

    language: Language
    tree: dict[str, Any]
    lines: tuple[Text | str, ...]
    attached: tuple[tuple[str, Evidence], ...]


class OwnData:
    """Makes the zip."""

    def __init__(self, store: Store, cellar: Cellar, zone: tzinfo, now: Callable[[], datetime]) -> None:
        self._store = store
        self._cellar = cellar
        self._zone = zone
        self._now = now

    async def load(self, file: Made) -> bytes:
        """The bytes to send. Raises LookupError for somebody who is not there."""
        gathered = await self._gather(int(file.recipe.removeprefix(PREFIX)))
        kept, room = {}, MOST_BYTES
        for name, one in gathered.attached:
            content = await self._original(one)
            if content is not None and len(content) <= room:
                kept[name] = content
                room -= len(content)
        return await asyncio.to_thread(self._zip, gathered, kept)

    async def _original(self, one: Evidence) -> bytes | None:
        """As it was sent: it is the person's own."""
        if one.stage is not Stage.STORED:
            return None
        try:
            return await self._cellar.original(one.id)
        except (OSError, Tampered):
            return None

    def _zip(self, gathered: _Gathered, kept: dict[str, bytes]) -> bytes:
        out = BytesIO()
        said = [
            line if isinstance(line, str) else render(line, gathered.language, zone=self._zone, markup=False)
            for line in gathered.lines
        ]
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            archive.writestr("data.json", json.dumps(gathered.tree, ensure_ascii=False, indent=2, default=str))
            archive.writestr("data.txt", "\n".join(said) + "\n")
            for name, content in kept.items():
                archive.writestr(name, content)
        return out.getvalue()

    async def _gather(self, person_id: int) -> _Gathered:
        vault = self._store.vault
        async with self._store.read() as conn:
            person = await people.get(conn, vault, person_id)
            agreed = await people.consents(conn, person_id)
            draft = await drafts.of_person(conn, vault, person_id)
            reports = await cases.of_reporter(conn, vault, person_id)
            told = [await self._report(conn, one) for one in reports]
            sent = await submissions.of_submitter(conn, vault, person_id)
            joined = await following.joined_by(conn, vault, person_id)
            profile = await volunteers.find(conn, vault, person_id)
        tree = {
            "made": self._now().isoformat(),
            "language": person.language,
            "roles": [asdict(one) for one in sorted(person.grants, key=str)],
            "consents": [{"version": v, "language": lang, "at": at.isoformat()} for v, lang, at in agreed],
            "draft": None if draft is None else {"form": draft.form, "state": dict(draft.state)},
            "reports": [one for one, _, _ in told],
            "forms": [{"form": one.form, "at": one.finished_at, "values": dict(one.values)} for one in sent],
            "follows": [page.code for page, _ in joined],
            "volunteer": None if profile is None else asdict(profile),
        }
        attached = tuple(pair for _, _, some in told for pair in some)
        lines = (*_about(person, self._now(), len(agreed), len(sent)), *(line for _, some, _ in told for line in some))
        return _Gathered("ru" if person.language == "ru" else "kk", tree, lines, attached)

    async def _report(
        self, conn: Any, case: Case
    ) -> tuple[dict[str, Any], tuple[Text | str, ...], list[tuple[str, Evidence]]]:
        vault = self._store.vault
        said = await cases.messages(conn, vault, case.id)
        events = await cases.events(conn, vault, case.id)
        rows = await files.of_case(conn, vault, case.id)
        named = [(f"{case.code}/{number}-{one.kind.value}", one) for number, one in enumerate(rows, 1)]
        tree = {
            "code": case.code,
            "category": case.category,
            "region": case.region,
            "district": case.district,
            "amount": case.amount,
            "state": case.state,
            "outcome": case.outcome,
            "received": case.received_at,
            "answers": dict(case.values),
            "messages": [
                {"mine": one.direction is Direction.FROM_CITIZEN, "at": one.at, "text": one.text} for one in said
            ],
            "files": [
                {"name": name, "sha256": one.sha256, "caption": one.caption, "sealed_on": one.sealed_on}
                for name, one in named
            ],
        }
        return tree, tuple(_story(case, [*history(events, said)])), named


def _about(person: Person, now: datetime, agreed: int, sent: int) -> Iterator[Text | str]:
    yield T("own-data-title", at=now)
    yield T("own-data-about", agreed=agreed, forms=sent)
    for grant in sorted(person.grants, key=str):
        yield T("own-data-role", role=T(grant.role.name_key))


def _story(case: Case, lines: list[Any]) -> Iterator[Text | str]:
    def fact(name: Text, value: Arg) -> Text:
        return T("own-data-fact", name=name, value=value)

    yield ""
    yield T("own-data-report", code=case.code, category=T(case.category.name_key), at=case.received_at)
    yield place_of(case)
    yield T(case.state.name_key)
    yield from case.values.values()
    for line in lines:
        yield fact(line.what, line.said) if line.said else line.what
