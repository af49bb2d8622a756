"""An OpenRosa server, as ODK Collect speaks to it (https://docs.getodk.org/openrosa-form-submission/)."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from mimetypes import guess_type
from types import TracebackType

import certifi
from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from yarl import URL

from forms.definition import FormError
from forms.xform.xmltree import read_xml

SECONDS = ClientTimeout(total=300, connect=15)
DEFAULT_LENGTH = 10_000_000
"""Bytes of a request where the server does not say; ODK Collect assumes the same."""
ENVELOPE = 2_000
"""Bytes around each part of a request."""
LONGEST_ANSWER = 20_000


@dataclass(frozen=True)
class Access:
    """How we prove who we are; nothing for an address that holds an app user's key."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def header(self) -> Mapping[str, str]:
        """The Authorization header. A token without a scheme is KoboToolbox's and Ona's."""
        if self.user:
            pair = f"{self.user}:{self.password}".encode()
            return {"Authorization": f"Basic {b64encode(pair).decode()}"}
        if self.token:
            return {"Authorization": self.token if " " in self.token else f"Token {self.token}"}
        return {}


@dataclass(frozen=True)
class Taken:
    """The server has the submission, now or from before."""


@dataclass(frozen=True)
class Away:
    """Not now; `reason` is a status or the kind of an error. `credentials`: the operator has to look."""

    reason: str
    credentials: bool = False


@dataclass(frozen=True)
class Refused:
    """The server will not have it: the status, and its own words (they may quote what was sent)."""

    reason: str
    answer: str = field(repr=False)


Outcome = Taken | Away | Refused
_NOT_NOW = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.LOCKED}
)
_CREDENTIALS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED})


class OpenRosaServer:
    """The client. To be used with `async with`."""

    def __init__(self, url: str, access: Access) -> None:
        """`url` without the ending /submission."""
        self._url = URL(f"{url}/submission")
        self._access = access
        self._http: ClientSession | None = None

    async def __aenter__(self) -> OpenRosaServer:
        connector = TCPConnector(ssl=ssl.create_default_context(cafile=certifi.where()), limit=2)
        self._http = ClientSession(connector=connector, cookie_jar=DummyCookieJar(), timeout=SECONDS)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http is not None:
            await self._http.close()

    async def submit(self, xml: str, files: Mapping[str, bytes]) -> Outcome:
        """Sends a submission, in as many requests as the server's limit asks for. Doing it again is harmless."""
        try:
            url, limit = await self._preflight()
            batches = list(_batches(files, limit - len(xml.encode()) - ENVELOPE))
            for number, batch in enumerate(batches, start=1):
                outcome = await self._post(url, xml, batch, more=number < len(batches))
                if not isinstance(outcome, Taken):
                    return outcome
            return Taken()
        except (ClientError, OSError) as error:  # TimeoutError is an OSError
            return Away(type(error).__name__)

    @property
    def _client(self) -> ClientSession:
        if self._http is None:
            raise RuntimeError("the client is used outside of its `async with`")
        return self._http

    def _headers(self) -> dict[str, str]:
        return {"X-OpenRosa-Version": "1.0", "Date": formatdate(usegmt=True), **self._access.header()}

    async def _preflight(self) -> tuple[URL, int]:
        """Where to post and how much at once, as the server says; our own address where it says nothing."""
        async with self._client.head(self._url, headers=self._headers(), allow_redirects=False) as answer:
            said = answer.headers.get("X-OpenRosa-Accept-Content-Length", "")
            limit = int(said) if said.isdecimal() and int(said) > 0 else DEFAULT_LENGTH
            place = answer.headers.get("Location")
            return (self._trusted(place) if place else self._url), limit

    def _trusted(self, location: str) -> URL:
        """Where the server sends us, if that is itself: nobody else gets the password."""
        try:
            there = self._url.join(URL(location))
        except ValueError:
            return self._url
        return there if there.origin() == self._url.origin() else self._url

    async def _post(self, url: URL, xml: str, files: Mapping[str, bytes], *, more: bool) -> Outcome:
        body = FormData(quote_fields=False)
        body.add_field("xml_submission_file", xml.encode(), filename="submission.xml", content_type="text/xml")
        for name, content in files.items():
            kind = guess_type(name)[0] or "application/octet-stream"
            body.add_field(name, content, filename=name, content_type=kind)
        if more:
            body.add_field("*isIncomplete*", "yes")
        async with self._client.post(url, data=body, headers=self._headers(), allow_redirects=False) as answer:
            return await _outcome(answer)


async def _outcome(answer: ClientResponse) -> Outcome:
    status = answer.status
    if status in (HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.CONFLICT):
        return Taken()
    if status in _CREDENTIALS:
        return Away(str(status), credentials=True)
    if status in _NOT_NOW or not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        # 200 is no success in OpenRosa: a login page of a captive network says it too.
        return Away(str(status))
    return Refused(str(status), _said((await answer.content.read(LONGEST_ANSWER)).decode("utf-8", "replace")))


def _said(text: str) -> str:
    """The message in an OpenRosa response, else the whole answer."""
    try:
        message = read_xml(text).find("message")
    except FormError:
        return text.strip()
    return message.text if message is not None else text.strip()


def _batches(files: Mapping[str, bytes], room: int) -> Iterator[dict[str, bytes]]:
    """The files as they fit into requests; one that fits into none goes alone. At least one batch."""
    batch: dict[str, bytes] = {}
    used = 0
    for name, content in files.items():
        size = len(content) + ENVELOPE
        if batch and used + size > room:
            yield batch
            batch, used = {}, 0
        batch[name] = content
        used += size
    yield batch
