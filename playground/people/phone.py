"""One person's Telegram app: what they do, and what they see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playground.cloud.entities import with_found_entities
from playground.cloud.files import sample_photo
from playground.cloud.markup import FormattedText
from playground.cloud.methods.media import stored_media
from playground.cloud.model import Callback, Chat, Message, Person
from playground.cloud.params import Upload
from playground.cloud.refusals import Json, Refused
from playground.cloud.telegram import Telegram
from playground.people import acting
from playground.people.acting import CannotDo
from playground.people.screen import Screen

_CALLBACKS_KEPT = 10_000


class Phone(Screen):
    """A person's app. Chats are named by id; left out, it is the private chat with the bot."""

    def start(self, payload: str = "") -> int:
        """Presses START, or follows t.me/bot?start=payload. Unblocks the bot if it was blocked. The message id."""
        if self.person.blocked:
            self.unblock()
        return self.send_text(f"/start {payload}".strip())

    def send_text(
        self, text: str, reply_to: int | None = None, chat: int | None = None, topic: int | None = None
    ) -> int:
        """Types a message; a very long one goes out in several parts. The id of the last."""
        sent = [self._send(content, reply_to, chat, topic) for content in acting.typed(text)]
        return sent[-1]

    def send_photo(
        self, content: bytes | None = None, caption: str = "", reply_to: int | None = None, chat: int | None = None
    ) -> int:
        """A picture (any plain one when `content` is left out)."""
        return self.send_file("photo", content or sample_photo(), caption, reply_to=reply_to, chat=chat)

    def send_file(
        self,
        kind: str,
        content: bytes,
        caption: str = "",
        *,
        name: str = "",
        mime: str = "",
        reply_to: int | None = None,
        chat: int | None = None,
        **details: Any,
    ) -> int:
        """A photo, video, voice, audio, document, animation, video_note or sticker; `details`: duration, width, …"""
        return self.send_upload(kind, Upload(name, content, mime), caption, reply_to, chat, **details)

    def send_upload(
        self,
        kind: str,
        upload: Upload,
        caption: str = "",
        reply_to: int | None = None,
        chat: int | None = None,
        topic: int | None = None,
        **details: Any,
    ) -> int:
        """The same, with the file's name and type in one value."""
        return self._send(self._media(kind, upload, caption, details), reply_to, chat, topic)

    def send_album(
        self, items: Sequence[tuple[str, bytes | Upload, str]], chat: int | None = None, reply_to: int | None = None
    ) -> list[int]:
        """Several (kind, content, caption) at once: as many updates with one media_group_id."""
        if not 2 <= len(items) <= 10:
            raise CannotDo("An album has 2 to 10 items.")
        album = {"media_group_id": str(20_000_000 + self.cloud.next_number())}
        uploads = [
            (kind, given if isinstance(given, Upload) else Upload("", given), caption) for kind, given, caption in items
        ]
        contents = [self._media(kind, upload, caption, {}) for kind, upload, caption in uploads]
        return [self._send({**content, **album}, reply_to, chat) for content in contents]

    def send_location(
        self, latitude: float, longitude: float, chat: int | None = None, reply_to: int | None = None
    ) -> int:
        """A pin, in degrees."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}}, reply_to, chat)

    def send_contact(self, of: Person | None = None, chat: int | None = None, reply_to: int | None = None) -> int:
        """A contact card: one's own, or somebody else's."""
        owner = of or self.person
        card: Json = {"phone_number": owner.phone, "first_name": owner.first_name, "user_id": owner.id}
        return self._send({"contact": card}, reply_to, chat)

    def send_poll(self, question: str, options: Sequence[str], chat: int | None = None) -> int:
        """A poll."""
        number = self.cloud.next_number()
        poll: Json = {
            "id": str(number),
            "question": question,
            "options": [
                {"persistent_id": str(index), "text": text, "voter_count": 0} for index, text in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        return self._send({"poll": poll}, None, chat)

    def forward(self, from_chat: int, message_id: int, chat: int | None = None, hidden: bool = False) -> int:
        """Forwards a message; `hidden`: its author does not allow a link to the account."""
        original = self._chat(from_chat).messages.get(message_id)
        if original is None:
            raise CannotDo("There is no such message to forward.")
        sender = original.body.get("from")
        origin: Json = {"date": original.body["date"]}
        if sender is None:
            origin |= {"type": "channel", "chat": original.body["chat"], "message_id": message_id}
        elif hidden:
            origin |= {"type": "hidden_user", "sender_user_name": sender["first_name"]}
        else:
            origin |= {"type": "user", "sender_user": sender}
        own = {"message_id", "date", "chat", "from", "sender_chat", "reply_to_message", "reply_markup", "edit_date"}
        content = {key: value for key, value in original.body.items() if key not in own}
        return self._send({**content, "forward_origin": origin}, None, chat)

    def edit(self, message_id: int, text: str, chat: int | None = None) -> None:
        """Changes the text or caption of one's own message."""
        where = self._chat(chat)
        message = self._own(where, message_id)
        field = "text" if "text" in message.body else "caption"
        found = list(with_found_entities(FormattedText(text.strip())).entities)
        entities = {"entities" if field == "text" else "caption_entities": found} if found else {}
        acting.edited(self.cloud, where, message, {field: text.strip(), **entities})

    def delete(self, message_id: int, chat: int | None = None) -> None:
        """Deletes one's own message; Telegram does not tell bots."""
        where = self._chat(chat)
        self._own(where, message_id)
        del where.messages[message_id]
        self.cloud.emit({"type": "deleted", "chat": where.id, "message_ids": [message_id]})

    def tap(self, button: str, message_id: int | None = None, chat: int | None = None) -> str:
        """Presses an inline button by its text or callback data, on the given message or the newest that has it.

        The id of the callback query. CannotDo when no such button is on the screen.
        """
        where = self._chat(chat)
        numbers = [message_id] if message_id is not None else sorted(where.messages, reverse=True)
        for number in numbers:
            message = where.messages.get(number)
            for each in (each for row in message.buttons for each in row) if message else ():
                if button in (each["text"], each.get("callback_data")) and "callback_data" in each:
                    return self.forge(number, each["callback_data"], chat)
        seen = [label for shown in self.messages(chat)[-3:] for label in shown.labels]
        raise CannotDo(f"There is no button {button!r} here; the newest messages have {seen}.")

    def forge(self, message_id: int, data: str, chat: int | None = None) -> str:
        """Sends any callback data for a message, as a modified app can. The id of the callback query."""
        where = self._chat(chat)
        acting.check_can_write(self.person, where)
        message = where.messages.get(message_id)
        query_id = str(9_000_000_000 + self.cloud.next_number())
        body = message.body if message else {"message_id": message_id, "chat": self.cloud.chat_body(where), "date": 0}
        while len(self.cloud.callbacks) >= _CALLBACKS_KEPT:  # the oldest cannot be answered any more anyway
            del self.cloud.callbacks[next(iter(self.cloud.callbacks))]
        self.cloud.callbacks[query_id] = Callback(query_id, self.person.id, self.cloud.now().timestamp())
        query: Json = {
            "id": query_id,
            "from": self.person.user(),
            "message": body,
            "chat_instance": str(where.id),
            "data": data,
        }
        self.cloud.updates.put("callback_query", query)
        self.cloud.emit({"type": "changed"})
        return query_id

    def press(self, label: str, location: tuple[float, float] | None = None, chat: int | None = None) -> int:
        """Presses a button of the reply keyboard. `location` is sent by a button that asks for it. The message id."""
        where = self._chat(chat)
        keyboard = where.keyboards.get(self.person.id, {})
        buttons = [button for row in keyboard.get("keyboard", []) for button in row if button["text"] == label]
        if not buttons:
            raise CannotDo(f"There is no button {label!r} on the keyboard; it has {self.keyboard(chat)}.")
        if buttons[0].get("request_location") and location is None:
            raise CannotDo("This button sends a location: give one.")
        if keyboard.get("one_time_keyboard"):
            del where.keyboards[self.person.id]
            self.cloud.emit({"type": "keyboard", "chat": where.id, "person": self.person.id})
        if buttons[0].get("request_location") and location is not None:
            return self.send_location(*location, chat=chat, reply_to=keyboard["message_id"])
        if buttons[0].get("request_contact"):
            return self.send_contact(chat=chat, reply_to=keyboard["message_id"])
        return self.send_text(label, chat=chat)

    def react(self, message_id: int, emoji: str | None, chat: int | None = None) -> None:
        """Puts or removes a reaction; the bot gets it where it is an administrator and asked for it."""
        where = self._chat(chat)
        message = where.messages.get(message_id)
        if message is None:
            raise CannotDo("There is no such message.")
        old = message.reactions.pop(str(self.person.id), None)
        if emoji:
            message.reactions[str(self.person.id)] = emoji
        change: Json = {
            "chat": self.cloud.chat_body(where),
            "message_id": message_id,
            "user": self.person.user(),
            "date": self.cloud.unix_now(),
            "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        }
        if where.type == "private" or where.bot_status == "administrator":
            self.cloud.updates.put("message_reaction", change)
        self.cloud.emit({"type": "edited", "chat": where.id, "message": message_id})

    def block(self) -> None:
        """Blocks the bot."""
        acting.set_blocked(self.cloud, self.person, True)

    def unblock(self) -> None:
        """Unblocks the bot."""
        acting.set_blocked(self.cloud, self.person, False)

    def read(self, chat: int | None = None) -> None:
        """Opens the chat: everything in it is seen."""
        acting.mark_read(self.cloud, self.person, self._chat(chat))

    def _own(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None or message.body.get("from", {}).get("id") != self.person.id:
            raise CannotDo("This is not a message of this person.")
        return message

    def _media(self, kind: str, upload: Upload, caption: str, details: Json) -> Json:
        try:
            media = stored_media(self.cloud, kind, upload, details)
        except Refused as refused:
            raise CannotDo(refused.description) from refused
        return {**media, "caption": caption} if caption else media

    def _send(
        self, content: Json, reply_to: int | None = None, chat: int | None = None, topic: int | None = None
    ) -> int:
        where = self._chat(chat)
        acting.check_can_write(self.person, where)
        if where.type == "private":
            acting.start_if_new(self.cloud, self.person)
        return acting.person_message(self.cloud, self.person, where, content, reply_to, topic).id


def new_phone(cloud: Telegram, first_name: str = "Aigul", **fields: Any) -> Phone:
    """A new person and their app. `fields` are those of Person."""
    return Phone(cloud, cloud.add_person(first_name, **fields))
