"""What a person sees in their Telegram app."""

from __future__ import annotations

from dataclasses import dataclass

from playground.cloud.model import Chat, Message, Person, Toast
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram
from playground.people.acting import CannotDo


@dataclass(frozen=True)
class Shown:
    """A message on the screen."""

    id: int
    text: str
    outgoing: bool
    buttons: tuple[tuple[str, ...], ...]
    body: Json

    @property
    def labels(self) -> tuple[str, ...]:
        """All inline buttons, left to right, top to bottom."""
        return tuple(label for row in self.buttons for label in row)


class Screen:
    """A person's view. Chats are named by id; left out, it is the private chat with the bot."""

    def __init__(self, cloud: Telegram, person: Person) -> None:
        self.cloud = cloud
        self.person = person

    def messages(self, chat: int | None = None) -> list[Shown]:
        """The whole chat, oldest first."""
        where = self._chat(chat)
        return [_shown(where.messages[number], self.person) for number in sorted(where.messages)]

    def screen(self, chat: int | None = None, last: int = 10) -> list[Shown]:
        """The newest messages, oldest first."""
        where = self._chat(chat)
        return [_shown(where.messages[number], self.person) for number in sorted(where.messages)[-last:]]

    def last(self, chat: int | None = None) -> Shown:
        """The bot's newest message. CannotDo when there is none."""
        for shown in reversed(self.messages(chat)):
            if not shown.outgoing:
                return shown
        raise CannotDo("The bot has not written here yet.")

    def keyboard(self, chat: int | None = None) -> list[list[str]]:
        """Labels of the reply keyboard; [] when there is none."""
        keyboard = self._chat(chat).keyboards.get(self.person.id, {})
        return [[button["text"] for button in row] for row in keyboard.get("keyboard", [])]

    @property
    def toasts(self) -> list[Toast]:
        """Answers to this person's button presses, oldest first."""
        return [toast for toast in self.cloud.toasts if toast.user_id == self.person.id]

    def unread(self, chat: int | None = None) -> int:
        """How many messages have not been seen."""
        return self.cloud.unread(self._chat(chat), self.person.id)

    def _chat(self, chat: int | None) -> Chat:
        found = self.cloud.chats.get(self.person.id if chat is None else chat)
        if found is None:
            raise CannotDo("There is no such chat.")
        return found


def _shown(message: Message, viewer: Person) -> Shown:
    rows = tuple(tuple(str(button["text"]) for button in row) for row in message.buttons)
    outgoing = message.body.get("from", {}).get("id") == viewer.id
    return Shown(message.id, message.text, outgoing, rows, message.body)
