"""`python -m tests.hostile.fuzz TARGET --minutes N`: bytes made up by Atheris, guided by what they reach in our code.

Atheris needs Clang where no wheel is offered, so it is no dependency: `pip install atheris` first. What breaks a
target is written to the folder `--found`; give it a telling name in tests/hostile/corpus/TARGET once it is mended.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

OURS = ["chat", "domain", "forms", "handlers", "locales", "reports", "services", "transport"]
LONGEST = 4_000
SECONDS = 10
"""What takes longer counts as hanging."""
CORPUS = Path(__file__).with_name("corpus")


def seeds(target: str) -> Iterator[bytes]:
    """What the mutations begin with: real input of the target."""
    from forms import library
    from tests.hostile.storm import EVIL

    words = [one.encode(errors="replace") for one in EVIL if len(one) < 500]
    folder = Path(library.__file__).parent
    tables = [one.read_bytes() for one in sorted(folder.glob("*.md"))]
    if target in ("form", "places", "authorities", "dataset"):
        table = b"name,label,region,latitude,longitude,e-mail\na,\xd0\x90,KZ-71,51.1,71.4,a@b.kz\n"
        point = {"type": "Feature", "properties": {"name": "a"}, "geometry": {"type": "Point", "coordinates": [71, 51]}}
        features = json.dumps({"type": "FeatureCollection", "features": [point]}).encode()
        files = (tables[0], book(), table, features, b"<root><item><name>a</name></item></root>", zipped(tables[0]))
        yield from (bytes([kind]) + file for kind in range(5) for file in files)
    elif target == "xform":
        from forms.authoring.compiled import author

        yield from (author(table, "f.md")[1].xml.encode() for table in tables)
    elif target == "expression":
        yield from words
        yield from expressions()
    elif target == "pattern":
        yield from (b"[a-z]+@(x|y){2,3}\nabc@xy", b"^(?i)\\d{4}-\\p{L}*?$\n1234-a", b"(?=a)(?!b)[^&&x]\\bz\naz")
    elif target == "update":
        yield from (json.dumps(one).encode() for one in updates())
    elif target == "route":
        from handlers.journeys import all_routes

        yield from (":".join((name, *("1" for _ in entry.takes))).encode() for name, entry in all_routes().taps.items())
    elif target == "picture":
        from tests.pictures import bar_code

        yield bar_code("4870001234560")
    else:
        yield from words
        yield "Дс–Жм 09:00–18:00, Сб 10-14".encode()


def expressions() -> Iterator[bytes]:
    """Every function of the engine, called."""
    from forms.functions import FUNCTIONS

    for name, function in FUNCTIONS.items():
        yield f"{name}({', '.join(['../age'] * function.minimum)}) + 1".encode()
        yield f"{name}({', '.join(repr('2') for _ in range(function.minimum))})".encode()
    yield b"instance('towns')/root/item[region = 'south' and position() < 2]/name"


def updates() -> Iterator[dict[str, Any]]:
    """One of each kind that the bot asks Telegram for."""
    user = {"id": 5, "is_bot": False, "first_name": "A"}
    chat = {"id": 5, "type": "private", "first_name": "A"}
    message = {"message_id": 7, "date": 1, "chat": chat, "from": user, "text": "/start c_AD"}
    group = {**message, "chat": {"id": -5, "type": "supergroup", "title": "T"}, "reply_to_message": message}
    yield {"update_id": 1, "message": message}
    yield {"update_id": 2, "edited_message": {**message, "photo": [{"file_id": "f", "file_unique_id": "u"}]}}
    yield {"update_id": 3, "message": group}
    yield {
        "update_id": 4,
        "callback_query": {"id": "1", "from": user, "message": message, "chat_instance": "1", "data": "menu"},
    }
    member = {"status": "kicked", "user": user, "until_date": 0}
    yield {
        "update_id": 5,
        "my_chat_member": {
            **{"chat": chat, "from": user, "date": 1},
            **{"old_chat_member": {"status": "member", "user": user}, "new_chat_member": member},
        },
    }


def book() -> bytes:
    """A small workbook."""
    made: Any = importlib.import_module("openpyxl").Workbook()
    made.active.title = "survey"
    for row in (["type", "name", "label", "region"], ["text", "a", "A", "KZ-71"]):
        made.active.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def zipped(table: bytes) -> bytes:
    """A form's table with a file beside it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("f.md", table)
        archive.writestr("towns.csv", "name,label\na,A\n")
    return content.getvalue()


def mutator(mutate: Callable[[bytes, int], bytes]) -> Callable[[bytes, int, int], bytes]:
    """Of an archive, the parts inside are mutated half of the time: its checksums would hide them from bytes."""

    def one(data: bytes, longest: int, seed: int) -> bytes:
        if seed % 2 and data[1:3] == b"PK":
            try:
                return data[:1] + _part_mutated(data[1:], seed, mutate)
            except Exception:  # noqa: BLE001 - what is no longer an archive is mutated as bytes
                return bytes(mutate(data, longest))
        return bytes(mutate(data, longest))

    return one


def _part_mutated(content: bytes, seed: int, mutate: Callable[[bytes, int], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = names[seed // 2 % len(names)]
        for name in names:
            part = old.read(name)
            new.writestr(name, mutate(part, max(len(part) + 200, 64)) if name == chosen else part)
    return made.getvalue()


def main(arguments: Sequence[str] | None = None) -> None:
    """Ends the process as libFuzzer does: 0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "adal-fuzz")
    given = parser.parse_args(arguments)
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=OURS):
        targets = importlib.import_module("tests.hostile.targets").TARGETS
    if given.target not in targets:
        parser.error(f"one of {', '.join(targets)}")
    folder = given.found / given.target
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(given.target)):
        (folder / "seeds" / f"{number:03}").write_bytes(seed)
    kept = CORPUS / given.target
    options = [
        *("fuzz", str(folder / "seeds"), *([str(kept)] if kept.is_dir() else [])),
        *(f"-max_total_time={int(given.minutes * 60)}", f"-timeout={SECONDS}", "-rss_limit_mb=3000"),
        *(f"-artifact_prefix={folder}/", f"-max_len={100_000 if given.target in ('form', 'xform') else LONGEST}"),
    ]

    def mutate(data: bytes, longest: int) -> bytes:
        """Found anew each time: Atheris puts another in its place when it begins."""
        return bytes(atheris.Mutate(data, longest))

    more = {"custom_mutator": mutator(mutate)} if given.target in ("form", "places", "authorities") else {}
    atheris.Setup([*options], targets[given.target], **more)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
