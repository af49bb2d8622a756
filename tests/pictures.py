"""Pictures made for tests: real files, with EXIF where it matters."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image


def photo(colour: str = "teal", *, size: tuple[int, int] = (320, 240), camera: str = "Kamera-7 GPS 43.2389") -> bytes:
    """A JPEG that tells in its EXIF which camera took it."""
    exif = Image.Exif()
    exif[0x010F] = camera
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG", exif=exif)
    return made.getvalue()


def bar_code(
    text: str, kind: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.EAN13, *, turned: int = 0, scale: int = 4
) -> bytes:
    """A photo of a printed bar code on a larger sheet."""
    code = Image.fromarray(zxingcpp.create_barcode(text, kind).to_image(scale=scale)).convert("RGB")
    sheet = Image.new("RGB", (code.width + 400, code.height + 400), "white")
    sheet.paste(code, (200, 200))
    made = BytesIO()
    sheet.rotate(turned, expand=True, fillcolor="white").save(made, "JPEG", quality=70)
    return made.getvalue()
