"""What the simulated Telegram refuses, in Telegram's own words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """A call that Telegram answers with `ok: false`."""

    def __init__(self, error_code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.error_code = error_code
        self.description = description
        self.parameters = parameters

    def answer(self) -> Json:
        """The answer as Telegram shapes it."""
        body: Json = {"ok": False, "error_code": self.error_code, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


class NetworkDown(ConnectionError):
    """The connection broke: no answer reaches the bot."""


def bad_request(text: str) -> Refused:
    """400 with Telegram's prefix."""
    return Refused(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refused:
    """403 with Telegram's prefix."""
    return Refused(403, f"Forbidden: {text}")


def conflict(text: str) -> Refused:
    """409: two receivers of updates."""
    return Refused(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> Refused:
    """429; the bot must wait `seconds` before it sends again."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
