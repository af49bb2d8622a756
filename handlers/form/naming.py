"""May the form be told who fills it? Asked before its first question, where its owner wants to know."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from handlers.form.draw import leave_label
from locales.texts import T


def ask_name(name: str, *, trial: bool = False) -> Screen:
    """The question, with the name as it would be written."""
    rows = (
        (Button(T("form-name-yes"), route("f.name", "yes")),),
        (Button(T("form-name-no"), route("f.name", "no")),),
        (Button(leave_label(trial), "form.leave"),),
    )
    trying = (T("forms-trial"),) if trial else ()
    return Screen((*trying, T("form-name-ask"), T("form-name-about", name=name)), rows, at="form", takes="form")
