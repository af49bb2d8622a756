"""python-telegram-bot's ConversationHandler over as many questions, with a persistence that survives a kill.

PicklePersistence writes once a minute and so loses a minute; this one writes each person's state to SQLite (WAL,
synchronous=FULL) before the update counts as handled, as our promise asks.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BasePersistence,
    CallbackQueryHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

from benchmarks.fake_api import TOKEN
from benchmarks.meter import Meter

ASKING = 0
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton(str(n), callback_data=str(n))] for n in range(8)])


class SqlitePersistence(BasePersistence[Any, Any, Any]):
    """Conversations and user data, each write its own commit."""

    def __init__(self, file: Path) -> None:
        super().__init__(PersistenceInput(bot_data=False, chat_data=False, callback_data=False), update_interval=3600)
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key))")

    def _keep(self, kind: str, key: object, value: object) -> None:
        self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (kind, str(key), json.dumps(value)))

    async def get_user_data(self) -> dict[int, Any]:
        return {}

    async def get_chat_data(self) -> dict[int, Any]:
        return {}

    async def get_bot_data(self) -> dict[str, Any]:
        return {}

    async def get_callback_data(self) -> None:
        return None

    async def get_conversations(self, name: str) -> dict[Any, Any]:
        return {}

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:
        self._keep(name, key, new_state)

    async def update_user_data(self, user_id: int, data: Any) -> None:
        self._keep("user", user_id, data)

    async def update_chat_data(self, chat_id: int, data: Any) -> None: ...
    async def update_bot_data(self, data: Any) -> None: ...
    async def update_callback_data(self, data: Any) -> None: ...
    async def drop_chat_data(self, chat_id: int) -> None: ...
    async def drop_user_data(self, user_id: int) -> None: ...
    async def refresh_user_data(self, user_id: int, user_data: Any) -> None: ...
    async def refresh_chat_data(self, chat_id: int, chat_data: Any) -> None: ...
    async def refresh_bot_data(self, bot_data: Any) -> None: ...
    async def flush(self) -> None: ...


async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keeps the answer and asks the next question."""
    answers = context.user_data.setdefault("answers", []) if context.user_data is not None else []
    if update.callback_query is not None:
        answers.append(update.callback_query.data)
        await context.application.update_persistence()
        await update.callback_query.answer()
        await update.callback_query.edit_message_text(f"Question {len(answers)}", reply_markup=KEYS)
    elif update.message is not None:
        answers.append(update.message.text)
        await context.application.update_persistence()
        await update.message.reply_text(f"Question {len(answers)}", reply_markup=KEYS)
    return ASKING


async def main(address: str, folder: Path) -> None:
    """Runs until SIGTERM."""
    handlers: list[Any] = [MessageHandler(filters.ALL, answered), CallbackQueryHandler(answered)]
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{address}/bot")
        .persistence(SqlitePersistence(folder / "kept.db"))
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=handlers, states={ASKING: handlers}, fallbacks=[], persistent=True, name="complaint"
        )
    )
    stop = asyncio.Event()
    Meter()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=1, allowed_updates=["message", "callback_query"])
        await stop.wait()
        await application.updater.stop()
        await application.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
