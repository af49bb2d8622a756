"""Questionnaires: the bot's own and those that coordinators sent; which of them can be filled, and in which version.

A stored form goes before the bot's own with the same id. What a draft was begun with stays what it is: every version
that was ever published can still be loaded, new visits use the published one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.audit import FORM_PUBLISHED, FORM_RETIRED
from domain.form_version import FormState, FormVersion, title_in
from domain.people import Person, Role
from forms import library
from services.refusals import NotAllowed, NotFound, Refusal
from services.trust import audit
from storage.questionnaires import forms as rows
from storage.questionnaires import submissions
from storage.work import Job, Work

COMPLAINT = "complaint"
JOINING = "volunteer"
"""The questionnaire of those who want to be volunteers."""
CITIZENS = ("suggestion", "service_rating", "lawyer_question")
"""The bot's own forms that anybody may fill."""
INNER = frozenset({COMPLAINT, JOINING})
"""Steps of a journey: they are in no list of forms."""
OWN = frozenset({*INNER, *CITIZENS})
"""Forms that the bot's code knows by their questions: nobody replaces them."""


class Unfinished(Refusal):
    """The version cannot go where it was sent from where it stands."""

    key = "refused-form-state"


@dataclass(frozen=True)
class Offer:
    """A form that can be filled now."""

    form: str
    version: str
    title: str

    def title_in(self, language: str) -> str:
        """The title in one language."""
        return title_in(self.title, language)


@dataclass(frozen=True)
class Listed:
    """A form as coordinators see it; `stored` is None for the bot's own."""

    offer: Offer
    state: FormState
    stored: FormVersion | None
    results: int

    @property
    def ref(self) -> str:
        """What buttons carry, for `opened`."""
        return self.offer.form if self.stored is None else str(self.stored.id)

    @property
    def can_retire(self) -> bool:
        """Whether it can be taken out of use."""
        return self.state is not FormState.RETIRED and self.offer.form not in OWN


# ------------------------------------------------------------------ what can be filled


async def offered(work: Work) -> list[Offer]:
    """The checklists that the person may fill, by title in their language. Raises NotAllowed for citizens."""
    if not _observes(work.person):
        raise NotAllowed
    stored = await rows.listed(await work.db(), work.vault, list(FormState))
    known = {one.form for one in stored if one.state is not FormState.DRAFT}
    found = [_offer(one) for one in stored if one.state is FormState.PUBLISHED]
    found += [_own(name) for name in library.names() if name not in OWN and name not in known]
    language = work.person.language or "kk"
    return sorted(found, key=lambda one: one.title_in(language).casefold())


async def offer_of(work: Work, form: str) -> Offer:
    """What a new visit of this form uses now. Raises NotFound for a form that is not offered to the person."""
    if form in CITIZENS:
        return _own(form)
    if not _observes(work.person) or form in OWN:
        raise NotFound
    if (stored := await rows.published(await work.db(), work.vault, form)) is not None:
        return _offer(stored)
    known = await rows.listed(await work.db(), work.vault, (FormState.RETIRED,))
    if form not in library.names() or any(one.form == form for one in known):
        raise NotFound
    return _own(form)


def own_offers() -> list[Offer]:
    """The small forms that anybody may fill."""
    return [_own(name) for name in CITIZENS]


def _observes(person: Person) -> bool:
    return person.is_staff or person.has(Role.VOLUNTEER)


def _offer(one: FormVersion) -> Offer:
    return Offer(one.form, one.version, one.title)


def _own(name: str) -> Offer:
    about = library.about(name)
    return Offer(name, about.version, about.title)


# ------------------------------------------------------------------ what coordinators do


async def listed(work: Work) -> list[Listed]:
    """Every form with its newest version of interest: a draft beside what is published. Raises NotAllowed."""
    _staff(work)
    conn = await work.db()
    counts = await submissions.counts(conn)
    stored = await rows.listed(conn, work.vault, list(FormState))
    shown, seen = [], set()
    for one in sorted(stored, key=lambda one: one.state is FormState.RETIRED):
        # Of a form's retired versions only the newest is listed, and only where nothing of it is published.
        if one.state is FormState.RETIRED and one.form in seen:
            continue
        seen |= {one.form} if one.state is not FormState.DRAFT else set()
        shown.append(Listed(_offer(one), one.state, one, counts.get(one.form, 0)))
    built_in = [name for name in library.names() if name not in INNER and name not in seen]
    return shown + [Listed(_own(name), FormState.PUBLISHED, None, counts.get(name, 0)) for name in built_in]


async def find(work: Work, version_id: int) -> FormVersion:
    """A stored version. Raises NotAllowed, NotFound."""
    _staff(work)
    found = await rows.find(await work.db(), work.vault, version_id)
    if found is None:
        raise NotFound
    return found


async def opened(work: Work, ref: str) -> Listed:
    """A form by what its buttons carry: the number of a stored version, or the name of one of the bot's own.

    Raises NotAllowed, NotFound.
    """
    _staff(work)
    if ref.isdecimal():
        one = await find(work, int(ref))
        return Listed(_offer(one), one.state, one, await results(work, one.form))
    if ref not in library.names() or ref in INNER:
        raise NotFound
    return Listed(_own(ref), FormState.PUBLISHED, None, await results(work, ref))


async def results(work: Work, form: str) -> int:
    """How often the form was handed in, in all its versions. Raises NotAllowed."""
    _staff(work)
    return (await submissions.counts(await work.db())).get(form, 0)


async def in_use(job: Job, form: str) -> str | None:
    """The version that new visits use now, and that publishing another would put out of use; None where there is
    none."""
    conn = await job.db()
    now = await rows.published(conn, job.vault, form)
    if now is not None:
        return now.version
    retired = await rows.listed(conn, job.vault, (FormState.RETIRED,))
    if form not in library.names() or any(one.form == form for one in retired):
        return None
    return library.about(form).version


async def publish(work: Work, version_id: int) -> FormVersion:
    """From now on new visits use this version, in place of the one before. Raises NotAllowed, NotFound, Unfinished."""
    one = await find(work, version_id)
    conn = await work.db()
    if not await rows.set_state(conn, one.id, FormState.PUBLISHED, among=_UNPUBLISHED, at=work.now):
        raise Unfinished
    await rows.retire_others(conn, one.form, one.id, at=work.now)
    await audit.note(work, FORM_PUBLISHED, f"form:{one.form}/{one.version}")
    return replace(one, state=FormState.PUBLISHED)


_UNPUBLISHED: Sequence[FormState] = (FormState.DRAFT, FormState.RETIRED)


async def retire(work: Work, version_id: int) -> FormVersion:
    """No new visits; what is begun can be finished. Raises NotAllowed, NotFound, Unfinished."""
    one = await find(work, version_id)
    among = (FormState.PUBLISHED, FormState.DRAFT)
    if not await rows.set_state(await work.db(), one.id, FormState.RETIRED, among=among, at=work.now):
        raise Unfinished
    await audit.note(work, FORM_RETIRED, f"form:{one.form}/{one.version}")
    return replace(one, state=FormState.RETIRED)


async def retire_own(work: Work, name: str) -> FormVersion:
    """Takes one of the bot's own checklists out of use. Raises NotAllowed, NotFound."""
    _staff(work)
    if name in OWN or name not in library.names():
        raise NotFound
    about = library.about(name)
    conn = await work.db()
    if await rows.version_of(conn, work.vault, name, about.version) is not None:
        raise NotFound
    form, compiled = library.compiled(name)
    one = FormVersion(
        id=0,
        form=name,
        version=about.version,
        state=FormState.RETIRED,
        title=about.title,
        file_name=f"{name}.md",
        languages=form.languages,
        questions=sum(1 for _ in form.questions()),
        minutes=0,
        source=None,
    )
    await audit.note(work, FORM_RETIRED, f"form:{one.form}/{one.version}")
    return await rows.insert(conn, work.vault, one, compiled.xml, by=work.person.id, at=work.now)


def source(one: FormVersion) -> int | bytes:
    """The file as it was sent: its number in the cellar, or the table of one of the bot's own forms."""
    return one.source if one.source is not None else own_source(one.form)


def own_source(name: str) -> bytes:
    """The table of one of the bot's own forms. LookupError when there is none."""
    return library.source(name)


def _staff(work: Work) -> None:
    if not work.person.is_staff:
        raise NotAllowed
