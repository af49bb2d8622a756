"""The process in which a large table of objects is read and compared (place_likeness.py): python -m of this module."""

from __future__ import annotations

import pickle
import sys

from services.fieldwork.place_likeness import examine


def answer(asked: bytes) -> bytes:
    """What `examine` makes of what it is asked, both packed by our own bot."""
    return pickle.dumps(examine(*pickle.loads(asked)))  # noqa: S301


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
