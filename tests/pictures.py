"""Pictures made for tests: real files, with EXIF where it matters."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def photo(colour: str = "teal", *, size: tuple[int, int] = (320, 240), camera: str = "Kamera-7 GPS 43.2389") -> bytes:
    """A JPEG that tells in its EXIF which camera took it."""
    exif = Image.Exif()
    exif[0x010F] = camera
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG", exif=exif)
    return made.getvalue()
