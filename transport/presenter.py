"""Shows screens: turns words, buttons and media into Telegram's calls, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from chat.notice import Priority
from chat.screen import Screen
from locales.texts import Language, T, Words, render, render_all
from transport.attachments import Attachments, Load
from transport.calls import AT_ONCE, Call, Caller, Done, Markup, Outcome, Patience, Refused, rewrite, say
from transport.keyboards import NO_KEYS, inline, under_composer
from transport.pacing import Kind
from transport.splitting import split

TOAST_CHARACTERS = 200
UNCHANGED = "message is not modified"
KEYS_REMOVED, KEYS_SHOWN = T("keys-removed"), T("keys-shown")
"""Telegram takes one kind of keyboard a message, so putting one up or away may need a few words of its own."""


@dataclass(frozen=True)
class Reader:
    """Who sees the screen."""

    chat: int
    language: Language
    thread: int | None = None
    """In a group: the topic …"""
    reply_to: int | None = None
    """… and the message that is answered."""


@dataclass(frozen=True)
class Tapped:
    """The tap that a screen answers. `message_id` is None where the message cannot be edited (too old, or media)."""

    query_id: str
    message_id: int | None


@dataclass(frozen=True)
class _Delivery:
    """How the calls of one screen are made."""

    reader: Reader
    priority: Priority
    patience: Patience


class Presenter:
    """Sends screens. `load` gives the bytes of a stored file by its evidence id."""

    def __init__(self, caller: Caller, *, zone: tzinfo, load: Load) -> None:
        self._caller = caller
        self._zone = zone
        self._attachments = Attachments(caller, load, zone)

    async def show(
        self,
        screen: Screen | None,
        reader: Reader,
        *,
        tapped: Tapped | None = None,
        priority: Priority = Priority.REPLY,
        patience: Patience = AT_ONCE,
    ) -> Outcome:
        """Shows the screen; None only stops the spinner of the tapped button.

        Stops at the first call that fails and says how. Raises UnknownText or ValueError for words that cannot be
        rendered; then nothing but the tap was answered.
        """
        if tapped is not None:
            await self._caller.answer(tapped.query_id, self._toast(screen, reader))
        if screen is None or not (screen.words or screen.media):
            return Done()
        delivery = _Delivery(reader, priority, patience)
        text = render_all(screen.words, reader.language, zone=self._zone)
        buttons = inline(screen.buttons, reader.language, self._zone)
        if screen.media:
            sent = await self._attachments.send(screen.media, reader.chat, reader.language, priority, patience)
            if not isinstance(sent, Done):
                return sent
        if not text:
            return Done()
        rewritten = tapped.message_id if tapped is not None and not screen.fresh and not screen.media else None
        return await self._words(screen, text, buttons, rewritten, delivery)

    async def keep(self, screen: Screen, reader: Reader, message_id: int | None, *, priority: Priority) -> int | None:
        """Shows a screen of words and buttons in one message that is changed in place, or sent where there is none any
        more; the message's number, None where it could not be shown now."""
        text = render_all(screen.words, reader.language, zone=self._zone)
        buttons = inline(screen.buttons, reader.language, self._zone)
        delivery = _Delivery(reader, priority, AT_ONCE)
        if message_id is not None:
            edited = await self._send(rewrite(reader.chat, message_id, text, buttons), delivery, kind="edit")
            if not isinstance(edited, Refused) or edited.reason.startswith(UNCHANGED):
                return message_id
        sent = await self._say(text, buttons, delivery)
        return int(sent.result["message_id"]) if isinstance(sent, Done) else None

    def _toast(self, screen: Screen | None, reader: Reader) -> str | None:
        if screen is None or screen.toast is None:
            return None
        return render(screen.toast, reader.language, zone=self._zone, markup=False)[:TOAST_CHARACTERS]

    async def _words(
        self, screen: Screen, text: str, buttons: Markup | None, rewritten: int | None, delivery: _Delivery
    ) -> Outcome:
        """The text in as many messages as it needs; buttons on the last, keys where there is room for them."""
        parts = split(text)
        keyboards: list[Markup | None] = [*(None for _ in parts[1:]), buttons]
        keys = self._keys(screen, delivery.reader)
        extra = keys
        if keys is not None and keyboards[0] is None:
            # Telegram takes keys only on a new message.
            keyboards[0], extra, rewritten = keys, None, None
        if extra is not None and screen.clears_keys:
            removed = await self._say(self._rendered(KEYS_REMOVED, delivery.reader), extra, delivery)
            if not isinstance(removed, Done):
                return removed
        for number, (part, markup) in enumerate(zip(parts, keyboards, strict=True)):
            message_id = rewritten if number == 0 else None
            shown = await self._rewrite_or_say(part, markup, message_id, delivery)
            if not isinstance(shown, Done):
                return shown
        if extra is not None and not screen.clears_keys:
            return await self._say(self._rendered(KEYS_SHOWN, delivery.reader), extra, delivery)
        return Done()

    def _keys(self, screen: Screen, reader: Reader) -> Markup | None:
        if screen.keys:
            return under_composer(screen.keys, reader.language, self._zone)
        return NO_KEYS if screen.clears_keys else None

    def _rendered(self, words: Words, reader: Reader) -> str:
        return render(words, reader.language, zone=self._zone)

    async def _rewrite_or_say(
        self, text: str, markup: Markup | None, message_id: int | None, delivery: _Delivery
    ) -> Outcome:
        if message_id is None:
            return await self._say(text, markup, delivery)
        call = rewrite(delivery.reader.chat, message_id, text, markup)
        edited = await self._send(call, delivery, kind="edit")
        if not isinstance(edited, Refused):
            return edited
        if edited.reason.startswith(UNCHANGED):
            return Done()
        # Gone, too old or without text: whatever the reason, the person must see the screen.
        return await self._say(text, markup, delivery)

    async def _say(self, text: str, markup: Markup | None, delivery: _Delivery) -> Outcome:
        to = delivery.reader
        call = say(to.chat, text, markup, thread=to.thread, reply_to=to.reply_to)
        return await self._send(call, delivery)

    async def _send(self, call: Call, delivery: _Delivery, *, kind: Kind = "send") -> Outcome:
        return await self._caller.send(
            call, chat=delivery.reader.chat, priority=delivery.priority, patience=delivery.patience, kind=kind
        )
