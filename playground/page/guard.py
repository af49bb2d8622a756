"""Keeps foreign web sites out of the playground.

The playground has no passwords and listens on the person's own machine, so any site open in the same browser could
post to it. Browsers name the origin of such requests, and a rebound DNS name shows in the Host header.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


def guard(allowed_hosts: frozenset[str]) -> Middleware:
    """A middleware that answers 403 to other origins and to unexpected host names."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != host
        if foreign or (request.headers.get("Sec-Fetch-Site") == "cross-site" and request.method != "GET"):
            return web.json_response({"error": "Requests from other sites are not allowed."}, status=403)
        if not _is_expected(host, allowed_hosts):
            return web.json_response({"error": "The playground is not served under this name."}, status=403)
        return await handler(request)

    return middleware


def _is_expected(host: str, allowed: frozenset[str]) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name in allowed:
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
