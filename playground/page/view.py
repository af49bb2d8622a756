"""What the chat page shows: the shapes named in page_api."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from aiohttp import web

from playground.cloud.entities import to_html
from playground.cloud.files import StoredFile
from playground.cloud.model import Chat, Message, Person
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram

_MEDIA = ("photo", "video", "voice", "audio", "animation", "document", "video_note", "sticker")
_PREVIEW = 80
_EDITABLE_SECONDS = 48 * 3600
#: Types a browser may show in place. Anything else (HTML, SVG) could run scripts in the page's origin.
_SHOWN_IN_PLACE = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/")


def person(cloud: Telegram, who: Person) -> Json:
    """Person."""
    chat_ = cloud.chats[who.id]
    fields = ("id", "first_name", "last_name", "name", "username", "language_code", "role", "about", "phone")
    return {
        **{field: getattr(who, field) for field in fields},
        "started": who.started,
        "blocked": who.blocked,
        "unread": cloud.unread(chat_, who.id),
        "last": _preview(chat_),
    }


def chat(cloud: Telegram, group: Chat) -> Json:
    """Chat: a group or channel."""
    return {
        "id": group.id,
        "type": group.type,
        "title": group.title,
        "forum": group.is_forum,
        "members": group.members,
        "unread": {str(member): cloud.unread(group, member) for member in group.members},
        "last": _preview(group),
        "topics": [{"id": number, "name": name} for number, name in group.topics.items()],
        "bot": group.bot_status,
    }


def conversation(cloud: Telegram, where: Chat, viewer: Person, before: int | None, limit: int) -> Json:
    """ChatView."""
    numbers = sorted(number for number in where.messages if before is None or number < before)
    shown = numbers[-limit:]
    markup = where.keyboards.get(viewer.id)
    forced = markup if markup and markup.get("force_reply") else None
    return {
        "chat": {"id": where.id, "type": where.type, "title": where.title or viewer.name},
        "messages": [message(cloud, where, where.messages[number], viewer) for number in shown],
        "has_more": len(shown) < len(numbers),
        "keyboard": keyboard(markup),
        "force_reply": forced
        and {"message_id": forced["message_id"], "placeholder": forced.get("input_field_placeholder", "")},
        "commands": cloud.profile.commands_for(viewer, where),
        "description": cloud.profile.text("description", viewer.language_code),
        "pinned": [number for number in where.pinned if number in where.messages],
    }


def keyboard(markup: Json | None) -> Json | None:
    """Keyboard, from a reply_markup; None for anything but a reply keyboard."""
    if not markup or "keyboard" not in markup:
        return None
    return {
        "rows": [[_key(button) for button in row] for row in markup["keyboard"]],
        "one_time": bool(markup.get("one_time_keyboard")),
        "placeholder": markup.get("input_field_placeholder") or "",
        "resize": bool(markup.get("resize_keyboard")),
    }


def _key(button: Json) -> Json:
    kinds = ("contact", "location", "poll")
    request = next((kind for kind in kinds if button.get(f"request_{kind}")), None)
    return {"text": button["text"], "request": request, **_style(button)}


def _style(button: Json) -> Json:
    return {"style": button["style"]} if button.get("style") else {}


def message(cloud: Telegram, where: Chat, shown: Message, viewer: Person | None) -> Json:
    """Message, as `viewer` sees it (None: as events say it)."""
    body = shown.body
    sender = body.get("from") or {"id": where.id, "first_name": where.title, "is_bot": shown.from_bot}
    outgoing = not shown.from_bot if viewer is None else sender["id"] == viewer.id
    entities = body.get("entities") or body.get("caption_entities") or []
    reply = body.get("reply_to_message")
    age = cloud.unix_now() - int(body["date"])
    return {
        "id": shown.id,
        "chat": where.id,
        "date": _iso(body["date"]),
        "edited": _iso(body["edit_date"]) if "edit_date" in body else None,
        "topic": body.get("message_thread_id"),
        "from": {"id": sender["id"], "name": _name(sender), "is_bot": bool(sender.get("is_bot"))},
        "outgoing": outgoing,
        "text": shown.text,
        "html": to_html(shown.text, entities),
        "media": _media(body),
        "album": body.get("media_group_id"),
        "location": body.get("location"),
        "contact": _contact(body.get("contact")),
        "poll": _poll(body.get("poll")),
        "reply_to": reply and {"id": reply["message_id"], "name": _name(reply.get("from", {})), "text": _line(reply)},
        "forwarded_from": _forwarded(body.get("forward_origin")),
        "service": _service(body),
        "buttons": [[_button(button) for button in row] for row in shown.buttons],
        "reaction": next(reversed(shown.reactions.values()), None),
        "can_edit": outgoing and bool(shown.text) and "forward_origin" not in body and age < _EDITABLE_SECONDS,
    }


def file_response(stored: StoredFile, content: bytes, *, download: bool) -> web.Response:
    """A file for the browser; what could run scripts is only ever downloaded."""
    mime = stored.mime.split(";")[0].strip() or "application/octet-stream"
    in_place = mime.startswith(_SHOWN_IN_PLACE) and not download
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"}
    if not in_place:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name or 'file')}"
    return web.Response(body=content, content_type=mime, headers=headers)


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _name(user: Json) -> str:
    return f"{user.get('first_name', '')} {user.get('last_name', '')}".strip()


def _kind(body: Json) -> str:
    return next((kind for kind in (*_MEDIA, "location", "contact", "poll") if kind in body), "text")


def _line(body: Json) -> str:
    text = " ".join(str(body.get("text") or body.get("caption") or "").split())
    return text if len(text) <= _PREVIEW else f"{text[: _PREVIEW - 1]}…"


def _preview(where: Chat) -> Json | None:
    if not where.messages:
        return None
    newest = where.messages[max(where.messages)]
    body = newest.body
    return {"text": _line(body), "date": _iso(body["date"]), "outgoing": not newest.from_bot, "kind": _kind(body)}


def _media(body: Json) -> Json | None:
    kind = next((kind for kind in _MEDIA if kind in body), None)
    if kind is None:
        return None
    file = body[kind][-1] if kind == "photo" else body[kind]
    return {
        "kind": kind,
        "url": f"/api/files/{file['file_id']}",
        "name": file.get("file_name", ""),
        "mime": file.get("mime_type", "image/jpeg" if kind == "photo" else ""),
        "size": file["file_size"],
        "duration": file.get("duration"),
        "width": file.get("width"),
        "height": file.get("height"),
        "spoiler": bool(body.get("has_media_spoiler")),
    }


def _contact(card: Json | None) -> Json | None:
    return card and {"name": _name(card), "phone": card["phone_number"]}


def _poll(poll: Json | None) -> Json | None:
    return poll and {"question": poll["question"], "options": [option["text"] for option in poll["options"]]}


def _forwarded(origin: Json | None) -> str | None:
    if origin is None:
        return None
    if "sender_user" in origin:
        return _name(origin["sender_user"])
    return str(origin.get("sender_user_name") or origin.get("chat", {}).get("title", ""))


def _service(body: Json) -> Json | None:
    if "new_chat_members" in body:
        return {"kind": "joined", "text": ", ".join(map(_name, body["new_chat_members"]))}
    if "left_chat_member" in body:
        return {"kind": "left", "text": _name(body["left_chat_member"])}
    if "forum_topic_created" in body:
        return {"kind": "topic", "text": body["forum_topic_created"]["name"]}
    if "pinned_message" in body:
        return {"kind": "pinned", "text": _line(body["pinned_message"])}
    if "migrate_to_chat_id" in body or "migrate_from_chat_id" in body:
        return {"kind": "migrated", "text": ""}
    return None


def _button(button: Json) -> Json:
    shaped: Json = {"text": button["text"], **_style(button)}
    if "callback_data" in button:
        return {**shaped, "kind": "callback"}
    if "url" in button:
        return {**shaped, "kind": "url", "url": button["url"]}
    if "copy_text" in button:
        return {**shaped, "kind": "copy", "copy": button["copy_text"]["text"]}
    return {**shaped, "kind": "other"}
