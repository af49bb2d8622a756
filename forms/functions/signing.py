"""extract-signed(): what a signed QR code says, if the signature is right. Ed25519 as in RFC 8032, section 5.1.7.

Only verifying is done here, with public values, so nothing has to be secret or constant in time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from forms.engine.values import Scalar, to_string
from forms.functions.registry import plain

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_LONGEST = 20_000

_Point = tuple[int, int, int, int]
"""Extended coordinates (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z."""


def _add(a: _Point, b: _Point) -> _Point:
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    c, d = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = right - left, d - c, d + c, right + left
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: _Point) -> _Point:
    result: _Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = _add(result, point)
        point, factor = _add(point, point), factor >> 1
    return result


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _point(data: bytes) -> _Point | None:
    written = int.from_bytes(data, "little")
    y, sign = written & ((1 << 255) - 1), written >> 255
    x = _x_of(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def verified(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the key signed the message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    owner, commitment = _point(key), _point(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if owner is None or commitment is None or factor >= _ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % _ORDER
    left, right = _times(factor, _BASE), _add(commitment, _times(hashed, owner))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


@plain("extract-signed", arity=2)
def extract_signed(contents: Scalar, key: Scalar) -> str:
    """The message in base64 of a 64-byte signature and a message; '' where the signature is not the key's."""
    text = to_string(contents)
    if len(text) > _LONGEST:
        return ""
    try:
        signed, public = (base64.b64decode(part, validate=True) for part in (text, to_string(key)))
        return signed[64:].decode() if verified(public, signed[:64], signed[64:]) else ""
    except (binascii.Error, ValueError):
        return ""
