"""What the bot and its process for pictures say to each other over two pipes."""

from __future__ import annotations

import struct

HEAD = struct.Struct(">cQ")
"""In front of every message: what is asked or what came of it, and how many bytes follow."""
DISPLAY, PRINT, CODE = b"d", b"p", b"c"
"""Asked: a copy to show, a fingerprint, the text of a bar code."""
MADE, NONE = b"+", b"-"
"""What came of it."""
