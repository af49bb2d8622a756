"""Why a reply was not taken: the form author's words, or a key of the locale catalogue with its arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class FormSays:
    """Why the last answer was refused, in the form author's own words (in the prompt's language)."""

    text: str


@dataclass(frozen=True)
class Refused:
    """Why the last answer was refused, as a key of the locale catalogue with its arguments (see REFUSALS)."""

    key: str
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


# Every refusal key the dialog can give, with the names of its arguments; the locale files must have them all.
REFUSALS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "refused-answer": (),  # the form refuses it and gives no words of its own
        "refused-required": (),  # cannot be skipped
        "refused-not-a-number": (),
        "refused-ambiguous-number": ("one", "other"),  # "1,234": 1 234 or 1.234?
        "refused-not-whole": (),
        "refused-number-too-long": (),
        "refused-number-range": ("low", "high"),
        "refused-number-step": ("low", "high", "step"),
        "refused-not-a-date": (),
        "refused-no-such-date": (),  # 31.02.2026
        "refused-not-a-time": (),
        "refused-not-a-datetime": (),
        "refused-not-a-place": (),
        "refused-place-range": (),  # latitude over 90 or longitude over 180
        "refused-more-points": ("least", "given"),
        "refused-no-such-choice": (),
        "refused-nothing-found": ("searched",),
        "refused-nothing-chosen": (),
        "refused-rank-all": ("left",),  # everything must be put in order
        "refused-text-empty": (),
        "refused-text-too-long": ("limit",),
        "refused-want-text": (),
        "refused-want-choice": (),
        "refused-want-image": (),
        "refused-want-audio": (),
        "refused-want-video": (),
        "refused-want-file": (),
        "refused-no-barcode": (),  # no bar code was found in the photo
        "refused-file-not-here": (),  # a file at a question that takes none
        "refused-use-buttons": (),  # typed something where only buttons answer
        "refused-too-many-entries": ("limit",),
        "refused-readonly": (),
        "refused-not-now": (),  # a reply that does not belong to this step
        "refused-question-gone": (),  # edited answer whose question is no longer asked
    }
)
