"""All methods of the Bot API that the simulator knows, by lower-case name (Telegram ignores case)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playground.cloud.methods import about as methods_about
from playground.cloud.methods import chats as methods_chats
from playground.cloud.methods import edit as methods_edit
from playground.cloud.methods import media as methods_media
from playground.cloud.methods import send as methods_send
from playground.cloud.params import Params

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

Method = Callable[["Telegram", Params], Any]

METHODS: dict[str, Method] = {
    "getme": methods_about.get_me,
    "setwebhook": methods_about.set_webhook,
    "deletewebhook": methods_about.delete_webhook,
    "getwebhookinfo": methods_about.get_webhook_info,
    "setmycommands": methods_about.set_my_commands,
    "getmycommands": methods_about.get_my_commands,
    "deletemycommands": methods_about.delete_my_commands,
    "setmyname": methods_about.set_my_name,
    "getmyname": methods_about.get_my_name,
    "setmydescription": methods_about.set_my_description,
    "getmydescription": methods_about.get_my_description,
    "setmyshortdescription": methods_about.set_my_short_description,
    "getmyshortdescription": methods_about.get_my_short_description,
    "sendmessage": methods_send.send_message,
    "sendlocation": methods_send.send_location,
    "sendchataction": methods_send.send_chat_action,
    "answercallbackquery": methods_send.answer_callback_query,
    "sendphoto": methods_media.send_photo,
    "sendvideo": methods_media.send_video,
    "sendvoice": methods_media.send_voice,
    "sendaudio": methods_media.send_audio,
    "senddocument": methods_media.send_document,
    "sendmediagroup": methods_media.send_media_group,
    "getfile": methods_media.get_file,
    "editmessagetext": methods_edit.edit_message_text,
    "editmessagecaption": methods_edit.edit_message_caption,
    "editmessagereplymarkup": methods_edit.edit_message_reply_markup,
    "editmessagemedia": methods_edit.edit_message_media,
    "deletemessage": methods_edit.delete_message,
    "deletemessages": methods_edit.delete_messages,
    "getchat": methods_chats.get_chat,
    "getchatmember": methods_chats.get_chat_member,
    "getchatmembercount": methods_chats.get_chat_member_count,
    "getchatadministrators": methods_chats.get_chat_administrators,
    "createforumtopic": methods_chats.create_forum_topic,
    "pinchatmessage": methods_chats.pin_chat_message,
    "unpinchatmessage": methods_chats.unpin_chat_message,
    "setmessagereaction": methods_chats.set_message_reaction,
    "leavechat": methods_chats.leave_chat,
}
