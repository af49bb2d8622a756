"""What people do on the chat page: POST /api/act/…"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Handler

from playground.cloud.files import MAX_UPLOAD
from playground.cloud.params import Upload
from playground.cloud.refusals import Json
from playground.cloud.telegram import Telegram
from playground.multipart import read_multipart
from playground.page.request import Request, Wrong
from playground.people.acting import CannotDo

Action = Callable[[Request], Awaitable[Json]]
_KINDS = ("photo", "video", "voice", "audio", "document", "video_note", "sticker")


def add_actions(app: web.Application, cloud: Telegram) -> None:
    """Adds the routes."""
    actions: dict[str, Action] = {
        "start": _start,
        "text": _text,
        "upload": _upload,
        "location": _location,
        "contact": _contact,
        "poll": _poll,
        "forward": _forward,
        "edit": _edit,
        "delete": _delete,
        "tap": _tap,
        "press": _press,
        "react": _react,
        "block": _block,
        "read": _read,
    }
    for name, action in actions.items():
        app.router.add_post(f"/api/act/{name}", answering(cloud, action))


def answering(cloud: Telegram, action: Action) -> Handler:
    """A handler that reads the request, acts, and turns what cannot be done into the promised errors."""

    async def handler(request: web.Request) -> web.Response:
        try:
            result = await action(await _request(cloud, request))
        except Wrong as wrong:
            return web.json_response({"error": str(wrong)}, status=wrong.status)
        except CannotDo as impossible:
            return web.json_response({"error": str(impossible)}, status=409)
        except ValueError as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({"ok": True, **result})

    return handler


async def _request(cloud: Telegram, request: web.Request) -> Request:
    if request.content_type == "multipart/form-data":
        form = await read_multipart(request, MAX_UPLOAD)
        if form.too_big:
            raise Wrong("The files are too big for the playground (50 MB).")
        return Request(cloud, form.fields, [upload for _, upload in form.uploads])
    if request.content_type != "application/json":
        raise Wrong("Content-Type must be application/json.")
    values = await request.json()
    if not isinstance(values, dict):
        raise Wrong("The body must be a JSON object.")
    return Request(cloud, values)


async def _start(asked: Request) -> Json:
    return {"message_id": asked.phone().start(asked.text("payload"))}


async def _text(asked: Request) -> Json:
    reply_to, topic = asked.optional_integer("reply_to"), asked.optional_integer("topic")
    return {"message_id": asked.phone().send_text(asked.text("text"), reply_to, asked.chat_id(), topic)}


async def _upload(asked: Request) -> Json:
    kind, caption = asked.text("kind"), asked.text("caption")
    if kind not in _KINDS:
        raise Wrong(f'"kind" must be one of {", ".join(_KINDS)}.')
    if not asked.uploads:
        raise Wrong('A part named "file" is missing.')
    phone, chat, reply_to = asked.phone(), asked.chat_id(), asked.optional_integer("reply_to")
    if len(asked.uploads) > 1:
        captions = [caption, *[""] * (len(asked.uploads) - 1)]
        items = [(_kind(kind, upload), upload, text) for upload, text in zip(asked.uploads, captions, strict=True)]
        return {"message_ids": phone.send_album(items, chat, reply_to)}
    details = {"duration": asked.optional_integer("duration") or 1}
    topic = asked.optional_integer("topic")
    return {"message_ids": [phone.send_upload(kind, asked.uploads[0], caption, reply_to, chat, topic, **details)]}


def _kind(kind: str, upload: Upload) -> str:
    """An album of pictures may hold videos."""
    return "video" if kind == "photo" and upload.mime.startswith("video/") else kind


async def _location(asked: Request) -> Json:
    latitude, longitude = asked.number("latitude"), asked.number("longitude")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Wrong("There is no such place on Earth.")
    reply_to = asked.optional_integer("reply_to")
    return {"message_id": asked.phone().send_location(latitude, longitude, asked.chat_id(), reply_to)}


async def _contact(asked: Request) -> Json:
    return {"message_id": asked.phone().send_contact(chat=asked.chat_id())}


async def _poll(asked: Request) -> Json:
    options = asked.values.get("options")
    if not isinstance(options, list) or len(options) < 2:
        raise Wrong("A poll needs at least two options.")
    question = asked.required_text("question")
    return {"message_id": asked.phone().send_poll(question, list(map(str, options)), asked.chat_id())}


async def _forward(asked: Request) -> Json:
    from_chat, number = asked.integer("from_chat"), asked.integer("message_id")
    return {"message_id": asked.phone().forward(from_chat, number, asked.chat_id())}


async def _edit(asked: Request) -> Json:
    asked.phone().edit(asked.integer("message_id"), asked.required_text("text"), asked.chat_id())
    return {}


async def _delete(asked: Request) -> Json:
    asked.phone().delete(asked.integer("message_id"), asked.chat_id())
    return {}


async def _tap(asked: Request) -> Json:
    number = asked.integer("message_id")
    message = asked.chat().messages.get(number)
    button = _at(message.buttons if message else [], asked)
    if "url" in button:
        return {"kind": "url", "url": button["url"]}
    if "copy_text" in button:
        return {"kind": "copy", "text": button["copy_text"]["text"]}
    if "callback_data" not in button:
        raise CannotDo("The playground cannot press buttons of this kind.")
    return {"kind": "callback", "query_id": asked.phone().forge(number, button["callback_data"], asked.chat_id())}


async def _press(asked: Request) -> Json:
    keyboard = asked.chat().keyboards.get(asked.person().id, {})
    label = str(_at(keyboard.get("keyboard", []), asked)["text"])
    place = None
    if asked.values.get("latitude") is not None:
        place = (asked.number("latitude"), asked.number("longitude"))
    return {"message_id": asked.phone().press(label, place, asked.chat_id())}


def _at(rows: list[list[Json]], asked: Request) -> Json:
    row, column = asked.integer("row"), asked.integer("column")
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise CannotDo("There is no such button any more.")
    return rows[row][column]


async def _react(asked: Request) -> Json:
    asked.phone().react(asked.integer("message_id"), asked.text("emoji") or None, asked.chat_id())
    return {}


async def _block(asked: Request) -> Json:
    if asked.flag("blocked"):
        asked.phone().block()
    else:
        asked.phone().unblock()
    return {}


async def _read(asked: Request) -> Json:
    asked.phone().read(asked.chat_id())
    return {}
