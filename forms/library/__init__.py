"""The bot's own forms, written as XLSForm tables in Markdown beside this file."""

from functools import cache
from importlib.resources import files

from forms.authoring.compiled import author
from forms.definition import Form


@cache
def load(name: str) -> Form:
    """The form of that name ('complaint'), compiled once per process. LookupError when there is none.

    The first call imports pyxform and compiles (about half a second for the complaint form); call it at start.
    """
    return author(source(name), f"{name}.md")[0]


def source(name: str) -> bytes:
    """The table of that form as written. LookupError when there is none."""
    if name not in names():
        raise LookupError(f"no form named {name!r}")
    return files(__package__).joinpath(f"{name}.md").read_bytes()


def names() -> tuple[str, ...]:
    """The names of all forms here."""
    return tuple(sorted(f.name.removesuffix(".md") for f in files(__package__).iterdir() if f.name.endswith(".md")))
