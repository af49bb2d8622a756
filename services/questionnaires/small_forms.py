"""The small forms that anybody may send: who hears of one, and the answer to whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.people import Role
from domain.submission import Submission
from locales.texts import T, Text
from services.cases.common import needed, region_desk
from services.questionnaires.exports import may_read
from services.questionnaires.form_notices import SmallFormAnswered, SmallFormCame
from services.questionnaires.forms import CITIZENS
from services.refusals import NotAllowed, NotFound, Refusal
from storage import people
from storage.questionnaires import submission_replies, submissions
from storage.work import Work

NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "suggestion": T("small-name-suggestion"),
        "service_rating": T("small-name-rating"),
        "lawyer_question": T("small-name-lawyer"),
    }
)
NEXT: Mapping[str, Text] = MappingProxyType(
    {
        "suggestion": T("small-next-suggestion"),
        "service_rating": T("small-next-rating"),
        "lawyer_question": T("small-next-lawyer"),
    }
)
"""What happens to each, as the person is told."""
ANSWERED = frozenset({"suggestion", "lawyer_question"})
"""Those that wait for an answer; ratings are only counted."""


class AnsweredAlready(Refusal):
    """Somebody else was faster."""

    key = "refused-answered-already"


@dataclass(frozen=True)
class Opened:
    """One of them as staff see it; `reply` is what was answered, '' so far."""

    submission: Submission
    reply: str

    @property
    def can_answer(self) -> bool:
        """Whether it waits for an answer."""
        return not self.reply and self.submission.form in ANSWERED


async def tell_desk(work: Work, kept: Submission) -> None:
    """The coordinators of its region hear of it; where it names none, those of all regions; else the admins."""
    staff = await people.with_role(await work.db(), work.vault, [Role.COORDINATOR, Role.ADMIN])
    for person in region_desk(staff, kept.region or ""):
        notice = SmallFormCame(kept.id, NAMES[kept.form])
        work.notify(person.id, notice, key=f"small:{kept.id}:{person.id}")


async def opened(work: Work, submission_id: int) -> Opened:
    """What somebody sent. Raises NotAllowed for those who are no staff, NotFound for another region's."""
    if not work.person.is_staff:
        raise NotAllowed
    conn = await work.db()
    found = await submissions.find(conn, work.vault, submission_id)
    if found is None or found.form not in CITIZENS or not may_read(work.person, found.region):
        raise NotFound
    return Opened(found, await submission_replies.of(conn, work.vault, submission_id))


async def answer(work: Work, submission_id: int, words: str) -> None:
    """The person gets these words. Raises as `opened`; NothingSaid; AnsweredAlready."""
    one = await opened(work, submission_id)
    said = needed(words)
    if not one.can_answer:
        raise AnsweredAlready
    conn = await work.db()
    await submission_replies.insert(conn, work.vault, submission_id, said, by=work.person.id, at=work.now)
    to = await submissions.submitter_of(conn, work.vault, submission_id)
    if to is not None:
        notice = SmallFormAnswered(submission_id, NAMES[one.submission.form], said)
        work.notify(to, notice, key=f"small-answer:{submission_id}")
