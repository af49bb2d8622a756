"""Whether a form wants to be told who fills it."""

from __future__ import annotations

from forms.definition import Form, Preload

SETTING, ASK = "username", "ask"
"""The column `attribute::username` of the settings sheet, which pyxform writes as an attribute of the instance."""


def asks_name(form: Form) -> bool:
    """Whether the form has a `username`, and its owner wrote that the person is to be asked for their name."""
    if form.root.attributes.get(SETTING) != ASK:
        return False
    return any(bind.preload == Preload("property", "username") for bind in form.binds.values())
