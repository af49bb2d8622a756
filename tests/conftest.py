"""The suite imports aiogram as the bot does."""

from __future__ import annotations

from transport.quick_import import import_aiogram

import_aiogram()
