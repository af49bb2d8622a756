"""A file's name is the sender's word; its content is looked at."""

from __future__ import annotations

import pytest

from domain.file_kind import ENDINGS, disguised


@pytest.mark.parametrize(
    ("name", "mime", "said"),
    [
        ("чек.jpg", "application/x-dosexec", "exe"),
        ("чек.exe", "application/x-dosexec", "exe"),
        ("чек\u202egpj.exe", "application/x-dosexec", "exe"),
        ("фото.jpg", "application/zip", "zip"),
        ("акт.pdf", "text/html", "html"),
        ("акт.pdf", "application/pdf", None),
        ("отчёт.docx", "application/zip", None),
        ("PHOTO.JPEG", "image/jpeg", None),
        ("photo", "image/png", None),
        ("запись.amr", "application/octet-stream", None),
        ("", None, None),
        ("." * 5000 + "\0/../../x.jpg", "application/pdf", "pdf"),
    ],
)
def test_what_a_file_is_by_its_content(name: str, mime: str | None, said: str | None) -> None:
    assert disguised(name, mime) == said


def test_every_type_agrees_with_its_own_endings() -> None:
    for mime, endings in ENDINGS.items():
        if mime not in ("application/x-dosexec", "application/x-elf"):
            assert all(disguised(f"a.{ending}", mime) is None for ending in endings)
