"""What is done with pictures that somebody sent, in a process of its own (services/pictures/picture_room.py).

A decoder's fault is a fault of this process alone. It is given no secret, may take so much memory and no more, and once
it has loaded what it needs it can open no file and no connection: all it has are the pipes it was started with.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Callable, Mapping
from typing import IO

import zxingcpp
from PIL import Image, ImageOps

from domain.quality import difference_hash
from services.pictures.picture_protocol import CODE, DISPLAY, HEAD, MADE, NONE, PRINT

LONGEST_SIDE = 2560
"""Pixels of a display copy."""
PIXELS_JPEG = 50_000_000
PIXELS_OTHER = 12_000_000
"""Larger pictures get no display copy: at these sizes decoding takes 90 to 190 MB for a moment (measured)."""
PIXELS_READ = 80_000_000
SIDE_READ = 2_600
"""Larger photos of bar codes are made smaller before they are read: the bars stay wide enough."""
LONGEST_CODE = 2_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""The only decoders that ever see a file somebody sent."""
MEMORY_BYTES = 1_000_000_000
"""Address space of this process; with its libraries it needs a fifth of that before the first picture."""
_BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, MemoryError, Image.DecompressionBombError)
"""Pillow's decoders raise almost anything on broken input."""

Image.MAX_IMAGE_PIXELS = PIXELS_JPEG


def display_copy(data: bytes) -> bytes | None:
    """A JPEG of the picture: upright, at most LONGEST_SIDE, without EXIF. None for what is broken or too large."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > (PIXELS_JPEG if picture.format == "JPEG" else PIXELS_OTHER):
                return None
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a fraction of its size
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
            made = io.BytesIO()
            ImageOps.exif_transpose(picture).convert("RGB").save(made, "JPEG", quality=85)
            return made.getvalue()
    except _BROKEN:
        return None


def print_of(data: bytes) -> bytes | None:
    """The perceptual hash of a picture as 8 bytes; None for anything else."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            small = opened.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    except _BROKEN:
        return None
    levels = list(small.tobytes())
    bits = difference_hash([levels[row * 9 : row * 9 + 9] for row in range(8)])
    return (bits & 0xFFFF_FFFF_FFFF_FFFF).to_bytes(8, "big")


def read_code(data: bytes) -> bytes | None:
    """The bar code or QR code in a picture, the first where there are several; None where there is none."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS_READ:
                return None
            picture.draft("L", (SIDE_READ, SIDE_READ))
            picture.thumbnail((SIDE_READ, SIDE_READ))
            grey = picture.convert("L")
    except _BROKEN:
        return None
    found = [code.text.strip() for code in zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)]
    text = next((text for text in found if text), "")[:LONGEST_CODE]
    return text.encode() or None


DOES: Mapping[bytes, Callable[[bytes], bytes | None]] = {DISPLAY: display_copy, PRINT: print_of, CODE: read_code}


def shut() -> None:
    """Loads what pictures need, then takes every way out but the pipes away."""
    for name in FORMATS:
        small = io.BytesIO()
        Image.new("RGB", (9, 8)).save(small, name)
        for does in DOES.values():
            does(small.getvalue())
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """One picture after the other, until nobody asks any more."""
    while len(head := asked.read(HEAD.size)) == HEAD.size:
        what, size = HEAD.unpack(head)
        made = DOES[what](asked.read(size))
        answered.write(HEAD.pack(NONE if made is None else MADE, len(made or b"")) + (made or b""))
        answered.flush()


if __name__ == "__main__":
    shut()
    serve(sys.stdin.buffer, sys.stdout.buffer)
