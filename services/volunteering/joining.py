"""Joining: the questionnaire's answers as a profile and back, and what coordinators see of those who asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.volunteer import Interest, Profile, Volunteer, VolunteerState
from domain.week import HourRange, WeekHours
from forms import library
from forms.definition import pick
from locales.texts import Named
from services.questionnaires.forms import JOINING
from services.refusals import NoConsent
from services.trust.consent import is_needed
from services.volunteering import volunteers
from services.volunteering.volunteer_common import alias_of, regions_of
from storage.fieldwork import campaigns
from storage.fieldwork import volunteers as rows
from storage.work import Work

FORM = JOINING
"""The questionnaire's id in the library."""
CODE_VERSION = 1
"""Of the code of conduct, `code-of-conduct` in joining.ftl. Raise it when the meaning changes."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPANS: Mapping[str, tuple[int, int]] = {"morning": (9, 12), "day": (12, 17), "evening": (17, 20)}
"""Parts of a day as the questionnaire names them: from and to, in hours of Almaty."""
PAGE = 8
"""Volunteers on a page of the coordinator's list."""

Answers = Mapping[str, str]
"""The questionnaire's answers by the names of its questions; several choices are parted by blanks."""


def profile_of(answers: Answers) -> Profile:
    """The profile that the answers describe. The young have no interests: they get education tasks."""
    adult = answers["adult"] == "yes"
    return Profile(
        region=answers["region"],
        district=answers.get("district") or None,
        languages=frozenset(answers["languages"].split()),
        interests=frozenset(map(Interest, answers.get("interests", "").split())) if adult else frozenset(),
        free=WeekHours.of(
            HourRange(DAYS.index(day), *SPANS[span])
            for day in answers["days"].split()
            for span in answers["hours"].split()
        ),
        adult=adult,
        travels=answers["travels"] == "yes",
        weekly=int(answers["weekly"]),
    )


def answers_of(profile: Profile, alias: str) -> dict[str, str]:
    """The answers that gave this profile, to begin a change with."""
    ranges = profile.free.ranges()
    days = [day for number, day in enumerate(DAYS) if any(one.day == number for one in ranges)]
    spans = [
        name for name, (start, end) in SPANS.items() if any(one.start <= start and end <= one.end for one in ranges)
    ]
    return {
        "adult": "yes" if profile.adult else "no",
        "region": profile.region,
        "district": profile.district or "",
        "travels": "yes" if profile.travels else "no",
        "languages": " ".join(sorted(profile.languages)),
        "interests": " ".join(sorted(profile.interests)),
        "days": " ".join(days),
        "hours": " ".join(spans),
        "weekly": str(profile.weekly),
        "alias": alias,
    }


def labels(question: str, values: Iterable[str]) -> Named:
    """What the questionnaire calls these choices of a question, in its order, parted by commas."""
    chosen = frozenset(values)
    form = library.load(FORM)
    found = next(one for one in form.questions() if one.name == question)
    offered = found.choices or form.choice_lists[(found.itemset and found.itemset.instance) or ""]
    listed = [choice.label.labels() for choice in offered if choice.value in chosen]
    return Named(*(", ".join(pick(label, language) for label in listed) for language in ("kk", "ru")))


async def join(work: Work, answers: Answers) -> Volunteer:
    """Asks to become a volunteer, after the quiz and with the code of conduct accepted now.

    Raises NoConsent, StaleVolunteer for who is one already.
    """
    if is_needed(work.person):
        raise NoConsent
    _rename(work, answers["alias"])
    return await volunteers.apply(work, profile_of(answers), alias=answers["alias"], code_version=CODE_VERSION)


async def change(work: Work, answers: Answers) -> Volunteer:
    """Changes what one said of oneself; in another region one applies anew. Raises NotFound, StaleVolunteer."""
    changed = await volunteers.change(work, profile_of(answers))
    _rename(work, answers["alias"])
    return changed


def _rename(work: Work, alias: str) -> None:
    """Staff keep the name that their colleagues know."""
    if not work.person.is_staff:
        work.person = replace(work.person, alias=" ".join(alias.split())[:64])


async def admit(work: Work) -> None:
    """Whoever has asked and then comes with an invitation for that region need not wait for a coordinator."""
    one = await volunteers.mine(work)
    waiting = one is not None and one.state in (VolunteerState.APPLIED, VolunteerState.DECLINED)
    if one is None or not waiting or not volunteers.is_invited(work.person, one.profile.region):
        return
    await volunteers.save(work, replace(one, state=VolunteerState.APPROVED))
    await volunteers.take_in(work, one.profile.region)
    await campaigns.try_again(await work.db(), [one.profile.region])


# ------------------------------------------------------------------ the coordinator's list


@dataclass(frozen=True)
class Line:
    """A volunteer in the list."""

    volunteer: Volunteer
    alias: str


@dataclass(frozen=True)
class VolunteerList:
    """A page of the volunteers in one state; `page` counts from 0."""

    state: VolunteerState
    lines: tuple[Line, ...]
    page: int
    pages: int


async def listed(work: Work, state: VolunteerState, page: int) -> VolunteerList:
    """Volunteers of the person's regions in this state, the first applied first. Raises NotAllowed."""
    regions = regions_of(work.person)
    found = await rows.listed(await work.db(), work.vault, states=(state,), regions=regions)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    lines = tuple([Line(one, await alias_of(work, one.person_id)) for one in shown])
    return VolunteerList(state, lines, page, pages)


async def counts(work: Work) -> dict[VolunteerState, int]:
    """How many volunteers of the person's regions stand in each state. Raises NotAllowed."""
    found = await rows.counts(await work.db(), regions_of(work.person))
    return {state: found.get(state, 0) for state in VolunteerState}
