"""Methods that change or delete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cloud.access import message_to_delete, message_to_edit, writable_chat
from playground.cloud.keyboards import check_markup
from playground.cloud.methods.media import input_media
from playground.cloud.methods.send import caption_fields, text_fields
from playground.cloud.model import Chat, Message
from playground.cloud.params import Params
from playground.cloud.refusals import NOT_MODIFIED, Json, Refused, bad_request

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities")
_MEDIA = ("photo", "video", "audio", "document", "animation")


def edit_message_text(cloud: Telegram, params: Params) -> Json:
    """New text; the keyboard goes too unless it is given again."""
    chat, message = _find(cloud, params)
    content = text_fields(params, too_long="MESSAGE_TOO_LONG")
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(cloud, chat, message, params, _TEXT, content)


def edit_message_caption(cloud: Telegram, params: Params) -> Json:
    """New caption."""
    chat, message = _find(cloud, params)
    content = caption_fields(params.formatted("caption", "caption_entities"), "MEDIA_CAPTION_TOO_LONG")
    if not any(kind in message.body for kind in (*_MEDIA, "voice")):
        raise bad_request("there is no caption in the message to edit")
    return _replace(cloud, chat, message, params, _CAPTION, content)


def edit_message_reply_markup(cloud: Telegram, params: Params) -> Json:
    """New inline buttons only."""
    chat, message = _find(cloud, params)
    return _replace(cloud, chat, message, params, (), {})


def edit_message_media(cloud: Telegram, params: Params) -> Json:
    """New file with its caption."""
    chat, message = _find(cloud, params)
    item = params.json("media")
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if "media_group_id" in message.body and str(item.get("type")) not in message.body:
        raise bad_request("message content type can't be changed in an album")
    return _replace(cloud, chat, message, params, (*_MEDIA, *_TEXT, *_CAPTION), input_media(cloud, item, params))


def _find(cloud: Telegram, params: Params) -> tuple[Chat, Message]:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")  # the simulator has no inline mode
    chat = writable_chat(cloud, params)
    return chat, message_to_edit(cloud, chat, params)


def _replace(
    cloud: Telegram, chat: Chat, message: Message, params: Params, fields: tuple[str, ...], content: Json
) -> Json:
    """Replaces `fields` and the inline keyboard; Refused when nothing changes."""
    markup = check_markup(params.markup(), inline_only=True)
    changed = {key: value for key, value in message.body.items() if key not in (*fields, "reply_markup")}
    changed |= content
    if markup is not None:
        changed["reply_markup"] = markup
    if changed == message.body:
        raise bad_request(NOT_MODIFIED)
    cloud.limiter.admit(cloud.monotonic(), chat.id, "edit", group=chat.is_group)
    if fields:
        changed["edit_date"] = cloud.unix_now()
    message.body = changed
    cloud.emit({"type": "edited", "chat": chat.id, "message": message.id})
    return message.body


def delete_message(cloud: Telegram, params: Params) -> bool:
    """Deletes one message."""
    chat = writable_chat(cloud, params)
    message = message_to_delete(cloud, chat, params.integer("message_id"))
    _delete(cloud, chat, [message.id])
    return True


def delete_messages(cloud: Telegram, params: Params) -> bool:
    """Deletes up to 100; those that cannot be deleted are skipped."""
    chat = writable_chat(cloud, params)
    numbers = params.json("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("message_ids must include 1-100 identifiers")
    deletable = []
    for number in numbers:
        try:
            deletable.append(message_to_delete(cloud, chat, int(number)).id)
        except Refused:
            continue  # documented: "If some of the specified messages can't be found, they will be skipped"
    _delete(cloud, chat, deletable)
    return True


def _delete(cloud: Telegram, chat: Chat, numbers: list[int]) -> None:
    for number in numbers:
        chat.messages.pop(number, None)
        if number in chat.pinned:
            chat.pinned.remove(number)
    cloud.emit({"type": "deleted", "chat": chat.id, "message_ids": numbers})
