"""The bot's own forms, written as XLSForm tables in Markdown beside this file."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from forms.authoring.compiled import Compiled, author
from forms.definition import Form, FormError
from forms.xform.reader import parse_xform


@dataclass(frozen=True)
class About:
    """What a form's settings say of it."""

    title: str
    version: str


_loaded: dict[str, Form] = {}


def load(name: str, kept_in: Path | None = None) -> Form:
    """The form of that name ('complaint'), read once per process. LookupError when there is none.

    The first call loads pyxform and compiles, which takes most of a second. With `kept_in` the XForm is kept in that
    folder and read from there, as long as the table and pyxform are the same.
    """
    if name not in _loaded:
        _loaded[name] = compiled(name)[0] if kept_in is None else _kept(name, kept_in)
    return _loaded[name]


def _kept(name: str, folder: Path) -> Form:
    made_from = sha256(source(name) + version("pyxform").encode()).hexdigest()[:16]
    file = folder / f"{name}-{made_from}.xml"
    try:
        return parse_xform(file.read_bytes())
    except (FileNotFoundError, FormError):  # not made yet, or the machine went down while it was written
        form, made = compiled(name)
    folder.mkdir(parents=True, exist_ok=True)
    for older in folder.glob(f"{name}-*"):
        older.unlink()
    part = file.with_suffix(".part")
    part.write_text(made.xml, encoding="utf-8")
    part.replace(file)
    return form


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
