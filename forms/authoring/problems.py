"""What is wrong with a form, said so that its author can put it right: where, what, and how, in kk, ru and en."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from forms.authoring.problem_texts import PLACES, TEXTS

__all__ = ["TEXTS", "AuthoringError", "Problem", "Severity"]


class Severity(StrEnum):
    """An error keeps the form from running; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One fault of a form. `row` is the row of the sheet (the line of the file for Markdown) when known."""

    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def text(self, language: str) -> str:
        """The fault in words, with its place in front: "survey, row 7, column relevant: …". Languages kk, ru, en."""
        code = language if language in PLACES else "en"
        words = PLACES[code]
        place = [self.sheet] if self.sheet else []
        if self.row is not None:
            place.append(words["row"].format(row=self.row))
        if self.column:
            place.append(words["column"].format(column=self.column))
        said = TEXTS[self.key][code].format(**self.args)
        return f"{', '.join(place)}: {said}" if place else said


class AuthoringError(Exception):
    """A form that cannot be used, with every reason found. The exception text is English and for developers."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.text("en") for problem in problems))
        self.problems = problems
