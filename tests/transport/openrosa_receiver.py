"""A small OpenRosa server that parses what it gets and answers as ODK Central does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.multipart import BodyPartReader
from aiohttp.test_utils import TestServer

from forms.xform.xmltree import Element, read_xml

FORMS = {("visits", "1")}


@dataclass
class Kept:
    """A submission as it has arrived."""

    xml: str
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Content type and bytes by name."""
    complete: bool = False


@dataclass
class Receiver:
    """What the server knows and how it behaves."""

    authorization: str = "Basic a2VsdTrSm9Kx0L/QuNGP"
    forms: set[tuple[str, str]] = field(default_factory=lambda: set(FORMS))
    limit: int | None = None
    location: str | None = None
    failing: list[int] = field(default_factory=list)
    """Statuses to answer with before anything is taken."""
    kept: dict[str, Kept] = field(default_factory=dict)
    posts: int = 0

    async def head(self, request: web.Request) -> web.Response:
        """The preflight: where to post, and how much."""
        self._check(request)
        headers = {"X-OpenRosa-Version": "1.0", "Location": self.location or str(request.url)}
        if self.limit is not None:
            headers["X-OpenRosa-Accept-Content-Length"] = str(self.limit)
        return web.Response(status=204, headers=headers)

    async def post(self, request: web.Request) -> web.Response:
        """One request of a submission."""
        self.posts += 1
        self._check(request)
        if self.failing:
            return web.Response(status=self.failing.pop(0), text="not now")
        if self.limit is not None and (request.content_length or 0) > self.limit:
            return _answer(413, "too large")
        xml, files, more = await _parts(request)
        root = read_xml(xml)
        named = root.find("meta", "instanceID")
        if named is None:
            return _answer(400, "The submission has no instanceID.")
        if (root.get("id"), root.get("version")) not in self.forms:
            return _answer(404, f"The form {root.get('id')} is not known.")
        kept = self.kept.setdefault(named.text, Kept(xml))
        if kept.xml != xml:
            return _answer(409, "A submission already exists with this ID, but with different content.")
        kept.files |= {name: file for name, file in files.items() if name in _media(root)}
        kept.complete = not more
        return _answer(201, "full submission upload was successful!")

    def _check(self, request: web.Request) -> None:
        if request.headers.get("X-OpenRosa-Version") != "1.0" or "Date" not in request.headers:
            raise web.HTTPBadRequest(text="no OpenRosa headers")
        if request.headers.get("Authorization", "") != self.authorization:
            raise web.HTTPUnauthorized


async def _parts(request: web.Request) -> tuple[str, dict[str, tuple[str, bytes]], bool]:
    xml, more = "", False
    files: dict[str, tuple[str, bytes]] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        content = bytes(await part.read())
        if part.name == "xml_submission_file":
            assert part.headers["Content-Type"] == "text/xml"
            xml = content.decode()
        elif part.name == "*isIncomplete*":
            more = content == b"yes"
        else:
            assert part.filename == part.name
            files[part.filename or ""] = (part.headers["Content-Type"], content)
    return xml, files, more


def _media(root: Element) -> set[str]:
    return {root.text, *(name for child in root.children for name in _media(child))}


def _answer(status: int, message: str) -> web.Response:
    text = (
        f'<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message>{message}</message></OpenRosaResponse>'
    )
    return web.Response(status=status, text=text, content_type="text/xml", headers={"X-OpenRosa-Version": "1.0"})


@asynccontextmanager
async def receiving(receiver: Receiver) -> AsyncIterator[str]:
    """The server, listening; its address."""
    app = web.Application(client_max_size=100_000_000)
    app.router.add_route("HEAD", "/v1/projects/3/submission", receiver.head)
    app.router.add_post("/v1/projects/3/submission", receiver.post)
    server = TestServer(app)
    await server.start_server()
    try:
        yield str(server.make_url("/v1/projects/3"))
    finally:
        await server.close()
