"""The words of a form's question, by its name."""

from __future__ import annotations

from forms.definition import Form, pick


def label_of(form: Form | None, name: str, language: str) -> str:
    """The words of the question with this name; the name where the form has none."""
    for question in form.questions() if form is not None else ():
        if question.name == name:
            return pick(question.label.labels(), language) or name
    return name
