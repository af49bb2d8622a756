"""Documents as PDF, set with typst from the templates in letters/.

What people typed reaches a template only as JSON, and typst never reads a value of JSON as markup: a `#` or `$` in a
name is printed as such. A `link` in the data comes to the template as a QR code too, `qr`. Fonts come with the packages
(Libertinus Serif inside typst, DejaVu Sans inside matplotlib; both have all Kazakh letters), and the time is passed in,
so that the same letter gives the same bytes everywhere.

As a program, `python -m reports.pdf`, it reads a `Job` from stdin and writes the PDF to stdout: services/letters.py
runs it so, with limits.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import typst

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"

LETTERS = Path(__file__).parent / "letters"
MOST_CHARACTERS = 4_000_000
"""What the data of one document may come to, pictures as SVG included."""
MEMORY_BYTES = 2_000_000_000
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that show nothing but could turn the order of what is printed around them."""


class NoSuchTemplate(LookupError):
    """There is no template with this name."""


class TooLong(ValueError):
    """The data are more than one document may hold."""


@dataclass(frozen=True)
class Job:
    """One document: the template's name, its data, and the moment (Unix seconds) that is written into the file."""

    template: str
    data: Mapping[str, Value]
    at: int

    def packed(self) -> bytes:
        """For another process."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Job:
        """From `packed`."""
        return cls(**json.loads(content))


def render(template: str, data: Mapping[str, Value], at: datetime) -> bytes:
    """The PDF. Raises NoSuchTemplate, TooLong; typst.TypstError for a template that is wrong. Takes about 0.1 s, so
    services call it in another process (services/letters.py)."""
    return _compiled(template, data, int(at.timestamp()), "pdf")[0]


def pages(template: str, data: Mapping[str, Value], at: datetime, *, dots_per_inch: float = 96) -> list[bytes]:
    """The document's pages as PNG, to look at. Raises as `render`."""
    return _compiled(template, data, int(at.timestamp()), "png", dots_per_inch)


def printable(value: Value) -> Value:
    """The same data without signs that print nothing; line feeds stay."""
    match value:
        case str():
            return _UNPRINTABLE.sub("", value)
        case Mapping():
            return {key: printable(each) for key, each in value.items()}
        case Sequence():
            return [printable(each) for each in value]
    return value


def _compiled(
    template: str, data: Mapping[str, Value], at: int, kind: str, dots_per_inch: float | None = None
) -> list[bytes]:
    import typst

    source = LETTERS / f"{template}.typ"
    if not template.isidentifier() or not source.is_file():
        raise NoSuchTemplate(template)
    said = json.dumps(printable({**data, **_qr(data.get("link"))}), ensure_ascii=False)
    if len(said) > MOST_CHARACTERS:
        raise TooLong
    made = typst.compile(
        source,
        root=LETTERS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="png" if kind == "png" else "pdf",
        ppi=dots_per_inch,
        sys_inputs={"data": said},
        timestamp=at,
    )
    return [made] if isinstance(made, bytes) else list(made)


def _qr(link: Value) -> dict[str, Value]:
    """The QR code of the data's `link`, as SVG under `qr`."""
    if not isinstance(link, str) or not link:
        return {}
    import segno

    return {"qr": segno.make(link, error="m", micro=False).svg_inline(border=0, dark="#1f2d3a")}


@cache
def _fonts() -> typst.Fonts:
    import typst

    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("matplotlib")
    dejavu = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(dejavu)])


def main() -> None:
    """The process: a job in, a PDF out, with a limit on memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    job = Job.unpacked(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_compiled(job.template, job.data, job.at, "pdf")[0])


if __name__ == "__main__":
    main()
