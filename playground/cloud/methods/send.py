"""Methods that send text and small things, and answers to pressed buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cloud.access import thread_of, writable_chat
from playground.cloud.keyboards import check_markup
from playground.cloud.markup import FormattedText, utf16_length
from playground.cloud.model import Chat, Message, Toast
from playground.cloud.params import Params
from playground.cloud.refusals import QUERY_TOO_OLD, Json, bad_request

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_TOAST = 200
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(cloud: Telegram, params: Params) -> Json:
    """Text."""
    chat = writable_chat(cloud, params)
    return send(cloud, chat, params, text_fields(params, too_long="message is too long"))


def text_fields(params: Params, too_long: str) -> Json:
    """`text` and `entities` of a message; Refused when empty or over 4096 UTF-16 units after formatting."""
    formatted = params.formatted("text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request(too_long)
    fields: Json = {"text": formatted.text, "entities": list(formatted.entities)}
    options = params.json("link_preview_options")
    if options:
        fields["link_preview_options"] = options
    return {key: value for key, value in fields.items() if value}


def caption_fields(formatted: FormattedText, too_long: str = "message caption is too long") -> Json:
    """`caption` and `caption_entities`; Refused over 1024 UTF-16 units."""
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request(too_long)
    fields: Json = {"caption": formatted.text, "caption_entities": list(formatted.entities)}
    return {key: value for key, value in fields.items() if value}


def send_location(cloud: Telegram, params: Params) -> Json:
    """A point."""
    chat = writable_chat(cloud, params)
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("location is invalid")
    return send(cloud, chat, params, {"location": {"latitude": latitude, "longitude": longitude}})


def send(cloud: Telegram, chat: Chat, params: Params, content: Json) -> Json:
    """Posts what the bot sends, with reply, topic and keyboard; the Bot API's Message."""
    markup = check_markup(params.markup())
    common = common_fields(chat, params)
    cloud.limiter.admit(cloud.monotonic(), chat.id, "send", group=chat.is_group)
    return post(cloud, chat, {**common, **content}, markup).body


def common_fields(chat: Chat, params: Params) -> Json:
    """Topic, reply and protection: what every sending method takes."""
    fields: Json = {}
    if thread := thread_of(chat, params):
        fields |= {"message_thread_id": thread, "is_topic_message": True}
    if params.flag("protect_content"):
        fields["has_protected_content"] = True
    reply = params.json("reply_parameters") or {"message_id": params.integer("reply_to_message_id")}
    if reply.get("message_id"):
        replied = chat.messages.get(int(reply["message_id"]))
        if replied is not None:
            fields["reply_to_message"] = quoted(replied)
        elif not (reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")):
            raise bad_request("message to be replied not found")
    return fields


def quoted(message: Message) -> Json:
    """A message as it appears inside a reply: without its own reply."""
    return {key: value for key, value in message.body.items() if key != "reply_to_message"}


def post(cloud: Telegram, chat: Chat, content: Json, markup: Json | None) -> Message:
    """Posts in the bot's name and applies the keyboard."""
    inline = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    sender = None if chat.type == "channel" else cloud.bot_user()
    if sender is None:
        content = {"sender_chat": cloud.chat_body(chat), **content}
    shows_keyboard = bool(markup) and not inline
    message = cloud.post(chat, {**content, **inline}, sender=sender, from_bot=True, keyboard=shows_keyboard)
    if markup and shows_keyboard:
        _show_keyboard(cloud, chat, message, markup)
    return message


def _show_keyboard(cloud: Telegram, chat: Chat, message: Message, markup: Json) -> None:
    for person in chat.members:
        if markup.get("remove_keyboard"):
            chat.keyboards.pop(person, None)
        else:
            chat.keyboards[person] = {**markup, "message_id": message.id}
        cloud.emit({"type": "keyboard", "chat": chat.id, "person": person})


def send_chat_action(cloud: Telegram, params: Params) -> bool:
    """Typing and the like."""
    chat = writable_chat(cloud, params)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread_of(chat, params)
    cloud.emit({"type": "typing", "chat": chat.id, "action": action})
    return True


def answer_callback_query(cloud: Telegram, params: Params) -> bool:
    """Stops the spinner on a pressed button, with or without a toast. Later answers to the same query show nothing."""
    callback = cloud.callbacks.get(params.text("callback_query_id"))
    lifetime = cloud.limiter.limits.callback_lifetime
    if callback is None or cloud.now().timestamp() - callback.pressed_at > lifetime:
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if utf16_length(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if callback.answered:
        return True
    callback.answered = True
    toast = Toast(callback.user_id, callback.id, text, params.flag("show_alert"), params.text("url") or None)
    cloud.toasts.append(toast)
    cloud.emit({"type": "toast", "person": toast.user_id, **{k: v for k, v in vars(toast).items() if k != "user_id"}})
    return True
