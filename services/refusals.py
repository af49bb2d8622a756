"""Why something asked for was not done. Handlers show `text()` as a toast; nothing was changed."""

from __future__ import annotations

from typing import ClassVar

from domain.complaint import State
from locales.texts import Arg, T, Text


class Refusal(Exception):
    """Base of all refusals. The exception's own message carries nothing of a person."""

    key: ClassVar[str]

    def __init__(self, **args: Arg) -> None:
        super().__init__(self.key)
        self._args = args

    def text(self) -> Text:
        """What to tell the person who asked."""
        return T(self.key, **self._args)


class NotAllowed(Refusal):
    """The person lacks the role for this."""

    key = "refused-not-allowed"


class NotFound(Refusal):
    """No such thing, or not theirs to know of: the two look the same."""

    key = "refused-not-found"


class NoConsent(Refusal):
    """Nothing is stored before the person has agreed."""

    key = "refused-no-consent"


class TakenBy(Refusal):
    """Another coordinator was first."""

    key = "refused-taken"

    def __init__(self, alias: str) -> None:
        super().__init__(alias=alias)
        self.alias = alias


class StaleMove(Refusal):
    """The case has moved on; this step is not possible from where it stands now."""

    key = "refused-stale"

    def __init__(self, state: State) -> None:
        super().__init__(state=T(state.name_key))
        self.state = state


class ChangedMeanwhile(Refusal):
    """Somebody changed the case in the same moment; look again."""

    key = "refused-changed"


class NoQuestion(Refusal):
    """No question waits for an answer."""

    key = "refused-no-question"


class NothingSaid(Refusal):
    """Empty words where words are needed."""

    key = "refused-empty"


class BasisNeeded(Refusal):
    """Saved money is recorded only with what it is based on."""

    key = "refused-basis"


class TooMuch(Refusal):
    """More evidence than one complaint takes."""

    key = "refused-too-much"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class TooHeavy(Refusal):
    """More bytes than the files of one complaint may have together; `limit` in megabytes."""

    key = "refused-too-heavy"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class TooOften(Refusal):
    """More complaints within the hour than one person sends; the draft is kept and can be sent in some minutes."""

    key = "refused-too-often"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


class TooManyTags(Refusal):
    """More tags than one case takes."""

    key = "refused-too-many-tags"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class InviteSpent(Refusal):
    """The invitation was used already, has expired, or never was."""

    key = "refused-invite"


class NotFromAdmin(Refusal):
    """Admins come from the settings; the role is neither invited nor taken away here."""

    key = "refused-admin-role"
