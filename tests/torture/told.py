"""What stands in the chats: what the bot has told people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from chat.notice import Notice
from locales.texts import LANGUAGES, render
from playground.cloud.telegram import Telegram
from tests.harness import ALMATY
from tests.torture.citizen import Citizen
from tests.torture.reading import CODE, said


class Told:
    """What the bot has told people: codes of complaints it has, and «sent»."""

    def __init__(self, cloud: Telegram, citizens: Iterable[Citizen]) -> None:
        self._cloud = cloud
        self._citizens = list(citizens)

    def texts(self, chat: int) -> list[str]:
        """The bot's messages to one person."""
        return [message.text for message in self._cloud.chats[chat].messages.values() if message.from_bot]

    def codes(self) -> set[str]:
        """Every code that stands in a citizen's chat."""
        return {code for one in self._citizens for code in self.codes_of(one.phone.person.id)}

    def codes_of(self, chat: int) -> Counter[str]:
        """The codes in the bot's messages to one person, with in how many messages each stands."""
        return Counter(code for text in self.texts(chat) for code in set(CODE.findall(text)))

    def receipts_of(self, chat: int) -> Counter[str]:
        """The codes in the receipts of one person."""
        return Counter(code for text in self.texts(chat) if text.startswith("✅") for code in CODE.findall(text))

    def has_read(self, chat: int, notice: Notice) -> bool:
        """Whether the bot's messages to one person say this, in one of the languages."""
        said = {render(notice.text(), language, zone=ALMATY, markup=False).split("\n")[0] for language in LANGUAGES}
        return any(each in text for each in said for text in self.texts(chat))

    def sent(self) -> int:
        """How often a citizen reads that a complaint was sent."""
        words = {said("complaint-sent", language) for language in LANGUAGES}
        chats = [self._cloud.chats[one.phone.person.id] for one in self._citizens]
        messages = [message for chat in chats for message in chat.messages.values() if message.from_bot]
        return sum(any(each in message.text for each in words) for message in messages)
