"""Faults that can be injected: what the network and Telegram do on a bad day."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, fields

from playground.cloud.refusals import Json, NetworkDown, Refused, too_many_requests


@dataclass
class Faults:
    """How many of the next calls fail and how; -1 means until switched off."""

    too_many_requests: int = 0
    server_error: int = 0
    bad_gateway: int = 0
    network_down: int = 0
    """The call never arrives."""
    lost_answers: int = 0
    """The call takes effect, but its answer is lost on the way."""
    retry_after: int = 3
    """Seconds named by injected 429s."""
    latency_ms: int = 0
    duplicate_updates: bool = False
    """Every update reaches the bot twice."""
    only: tuple[str, ...] = ()
    """Methods concerned; empty: 429 for sending and editing, the other faults for every method."""

    def change(self, values: Json) -> None:
        """Sets fields by name. ValueError for an unknown name or a wrong type."""
        known = {field.name: field for field in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"Unknown fault: {name}")
            present = getattr(self, name)
            if isinstance(present, tuple):
                value = tuple(map(str, value))
            elif type(value) is not type(present):
                raise ValueError(f"{name} must be of type {type(present).__name__}")
            setattr(self, name, value)

    def dump(self) -> Json:
        """For JSON."""
        return {**asdict(self), "only": list(self.only)}

    async def before(self, method: str) -> None:
        """Waits out the latency, then raises the fault that is due for this call."""
        if self.latency_ms:
            await asyncio.sleep(self.latency_ms / 1000)
        if self._due("network_down", method):
            raise NetworkDown("injected: the network is down")
        if self._due("server_error", method):
            raise Refused(500, "Internal Server Error")
        if self._due("bad_gateway", method):
            raise Refused(502, "Bad Gateway")
        if (self.only or method.startswith(("send", "edit"))) and self._due("too_many_requests", method):
            raise too_many_requests(self.retry_after)

    def after(self, method: str) -> None:
        """Raises NetworkDown when this call's answer gets lost."""
        if method != "getupdates" and self._due("lost_answers", method):
            raise NetworkDown("injected: the answer was lost")

    def _due(self, name: str, method: str) -> bool:
        left: int = getattr(self, name)
        if left == 0 or (self.only and method not in map(str.lower, self.only)):
            return False
        if left > 0:
            setattr(self, name, left - 1)
        return True
