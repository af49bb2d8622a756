"""What was on its way when the bot died: that alone may be told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from locales.texts import Language, render
from playground.cloud.telegram import Telegram
from storage.outbox import Letter
from tests.harness import ALMATY

UNIQUE = frozenset(
    {"broadcast-news", "case-arrived", "daily-digest", "many-arrived", "quiet-digest", "receipt-given", "visit-arrived",
     "weekly-digest"}
)  # fmt: skip
"""Notices that say something which no other one says to the same person."""

Said = tuple[int, str]
"""A chat, and how the message begins."""


class Flights:
    """Counts for each letter how many deaths found it delivered and not yet noted: so often it may come again."""

    def __init__(self, cloud: Telegram) -> None:
        self._cloud = cloud
        self._counted: dict[Said, int] = {}
        self.excused: Counter[Said] = Counter()

    def at_death(self, queued: Iterable[Letter]) -> None:
        """Looks at the letters that the dead bot would still send."""
        for letter in queued:
            if letter.kind not in UNIQUE:
                continue
            said = letter.chat_id, beginning(letter)
            told = self.told(said)
            if told > self._counted.get(said, 0):
                self.excused[said] += 1
                self._counted[said] = told

    def told(self, said: Said) -> int:
        """In how many messages of the bot it stands."""
        chat, text = said
        messages = self._cloud.chats[chat].messages.values() if chat in self._cloud.chats else ()
        return sum(message.from_bot and message.text.startswith(text) for message in messages)

    def too_often(self, chat: int, text: str, told: int) -> bool:
        """Whether a message that begins with this text came more often than the deaths excuse."""
        return told > 1 + sum(
            count for (whose, began), count in self.excused.items() if whose == chat and _same(began, text)
        )


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def beginning(letter: Letter) -> str:
    """What the message of a letter begins with, in its reader's language."""
    notice = letter.notice()
    language: Language = "ru" if (notice.tongue() or letter.language) == "ru" else "kk"
    return render(notice.text(), language, zone=ALMATY, markup=False)
