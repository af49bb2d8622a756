"""Why something asked for with a letter or a recommendation was not done."""

from __future__ import annotations

from domain.recommendation import RecommendationState
from domain.referral import ReferralState
from locales.texts import T
from services.refusals import Refusal


class StaleReferral(Refusal):
    """The letter has moved on; this step is not possible from where it stands now."""

    key = "refused-referral-stale"

    def __init__(self, state: ReferralState) -> None:
        super().__init__(state=T(state.name_key))


class StaleRecommendation(Refusal):
    """The recommendation has moved on."""

    key = "refused-recommendation-stale"

    def __init__(self, state: RecommendationState) -> None:
        super().__init__(state=T(state.name_key))


class LetterGone(Refusal):
    """The letter left before the reporter answered, so it went without their name."""

    key = "refused-letter-gone"


class TalonUnread(Refusal):
    """This cannot be a registration number."""

    key = "refused-talon"


class BadDay(Refusal):
    """Registered in the future, or before the letter was written."""

    key = "refused-sent-day"


class NotPrepared(Refusal):
    """The letter's papers were not made yet."""

    key = "refused-not-prepared"
