"""The bot's own forms, written as XLSForm tables in Markdown beside this file."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from forms.authoring.compiled import Compiled, author
from forms.definition import Form


@dataclass(frozen=True)
class About:
    """What a form's settings say of it."""

    title: str
    version: str


def load(name: str) -> Form:
    """The form of that name ('complaint'), compiled once per process. LookupError when there is none.

    The first call imports pyxform and compiles (about half a second for the complaint form); call it at start.
    """
    return compiled(name)[0]


@cache
def compiled(name: str) -> tuple[Form, Compiled]:
    """The form with the XForm it was read from. LookupError when there is none."""
    return author(source(name), f"{name}.md")


@cache
def about(name: str) -> About:
    """Title and version, without compiling the form. LookupError when there is none."""
    lines = source(name).decode().partition("| settings |")[2].strip().splitlines()
    header, row = ([cell.strip() for cell in line.strip(" |").split("|")] for line in lines[:2])
    settings = dict(zip(header, row, strict=True))
    return About(settings["form_title"], settings["version"])


def source(name: str) -> bytes:
    """The table of that form as written. LookupError when there is none."""
    if name not in names():
        raise LookupError(f"no form named {name!r}")
    return files(__package__).joinpath(f"{name}.md").read_bytes()


def names() -> tuple[str, ...]:
    """The names of all forms here."""
    return tuple(sorted(f.name.removesuffix(".md") for f in files(__package__).iterdir() if f.name.endswith(".md")))
