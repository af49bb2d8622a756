"""Closing bytes to age public keys whose secret halves are not on this machine."""

from __future__ import annotations

from collections.abc import Sequence


class NotClosed(OSError):
    """What was written is not what would come out again; the disk's or the library's fault."""


def closed(data: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that the owners of these public keys (age1…) can open. Raises NotClosed.

    It is closed to a key of the moment as well, opened again with that one and compared: what is overwritten next must
    be in it. That key is forgotten when this returns.
    """
    from pyrage import decrypt, encrypt, x25519

    of_now = x25519.Identity.generate()
    keys = [x25519.Recipient.from_str(one) for one in recipients]
    made: bytes = encrypt(data, [*keys, of_now.to_public()])
    if decrypt(made, [of_now]) != data:
        raise NotClosed("what was closed does not open as it was")
    return made
