"""Methods that send files, and getFile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.cloud.access import writable_chat
from playground.cloud.files import MAX_DOWNLOAD, StoredFile, photo_sizes
from playground.cloud.keyboards import check_markup
from playground.cloud.methods.send import caption_fields, common_fields, post, send
from playground.cloud.model import Chat
from playground.cloud.params import Params, Upload, read_formatted
from playground.cloud.refusals import Json, bad_request

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

MAX_ALBUM = 10
_MIME = {"video": "video/mp4", "voice": "audio/ogg", "audio": "audio/mpeg", "video_note": "video/mp4"}
_SUFFIX = {"video": ".mp4", "voice": ".ogg", "audio": ".mp3", "video_note": ".mp4", "sticker": ".webp"}


def send_photo(cloud: Telegram, params: Params) -> Json:
    """A picture, re-encoded."""
    return _send(cloud, params, "photo")


def send_video(cloud: Telegram, params: Params) -> Json:
    """A video."""
    return _send(cloud, params, "video")


def send_voice(cloud: Telegram, params: Params) -> Json:
    """A voice message."""
    return _send(cloud, params, "voice")


def send_audio(cloud: Telegram, params: Params) -> Json:
    """Music."""
    return _send(cloud, params, "audio")


def send_document(cloud: Telegram, params: Params) -> Json:
    """A file as it is."""
    return _send(cloud, params, "document")


def _send(cloud: Telegram, params: Params, kind: str) -> Json:
    chat = writable_chat(cloud, params)
    caption = caption_fields(params.formatted("caption", "caption_entities"))
    media = media_fields(cloud, kind, params.raw.get(kind), params, params.raw)
    return send(cloud, chat, params, {**media, **caption})


def media_fields(cloud: Telegram, kind: str, given: Any, params: Params, details: Any) -> Json:
    """The message field for a file given as an upload or by the id of one the cloud has."""
    source = str(given or "")
    upload = params.uploads.get(source.removeprefix("attach://")) or params.uploads.get(kind if not source else "")
    if upload is not None:
        return stored_media(cloud, kind, upload, details)
    if not source:
        raise bad_request(f"there is no {kind} in the request")
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the simulator is offline
    stored = cloud.files.find(source)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    if kind == "photo":
        return {"photo": photo_sizes(cloud.files, cloud.files.content(stored))}
    return {kind: _describe(stored, details)}


def stored_media(cloud: Telegram, kind: str, upload: Upload, details: Any) -> Json:
    """Stores an upload; the message field of its kind. `details` may hold duration, width, height, title."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return {"photo": photo_sizes(cloud.files, upload.content)}
    name = upload.name or f"{kind}{_SUFFIX.get(kind, '')}"
    stored = cloud.files.add(kind, upload.content, name, upload.mime or _MIME.get(kind, ""))
    return {kind: _describe(stored, details)}


def _describe(stored: StoredFile, details: Any) -> Json:
    body = stored.reference()
    if stored.kind in ("video", "voice", "audio", "animation", "video_note"):
        body["duration"] = int(details.get("duration") or 1)
    if stored.kind in ("video", "animation", "sticker"):
        body |= {"width": int(details.get("width") or 512), "height": int(details.get("height") or 512)}
    if stored.kind == "video_note":
        body["length"] = 240
    if stored.kind == "sticker":
        body |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
    if stored.kind in ("video", "voice", "audio", "document", "animation"):
        body["mime_type"] = stored.mime
    if stored.kind in ("video", "audio", "document", "animation") and stored.name:
        body["file_name"] = stored.name
    return body


def send_media_group(cloud: Telegram, params: Params) -> list[Json]:
    """An album of 2 to 10 photos and videos, or only documents, or only audio."""
    chat = writable_chat(cloud, params)
    if check_markup(params.markup()) is not None:
        raise bad_request("reply markup is not allowed in an album")
    items = params.json("media")
    if not isinstance(items, list):
        raise bad_request("can't parse media JSON object")
    if not 2 <= len(items) <= MAX_ALBUM:
        raise bad_request("media group must include 2-10 items")
    kinds = {str(item.get("type")) for item in items}
    if kinds - {"photo", "video"} and len(kinds) > 1:
        raise bad_request("document and audio can't be mixed with other media types")
    common = common_fields(chat, params)
    contents = [{**common, **input_media(cloud, item, params)} for item in items]
    cloud.limiter.admit(cloud.monotonic(), chat.id, "send", group=chat.is_group, messages=len(items))
    return _post_album(cloud, chat, contents)


def _post_album(cloud: Telegram, chat: Chat, contents: list[Json]) -> list[Json]:
    album = {"media_group_id": str(10_000_000 + cloud.next_number())}
    return [post(cloud, chat, {**content, **album}, None).body for content in contents]


def input_media(cloud: Telegram, item: Json, params: Params) -> Json:
    """The message fields for one InputMedia object."""
    kind = str(item.get("type", ""))
    if kind not in ("photo", "video", "audio", "document", "animation"):
        raise bad_request("can't parse InputMedia: media type is not supported")
    formatted = read_formatted(
        str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    return {**media_fields(cloud, kind, item.get("media"), params, item), **caption_fields(formatted)}


def get_file(cloud: Telegram, params: Params) -> Json:
    """Prepares a download; Refused over 20 MB."""
    stored = cloud.files.find(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**stored.reference(), "file_path": stored.path}
