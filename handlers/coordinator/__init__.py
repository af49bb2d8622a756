"""The coordinator's journey: the inbox, a case, and what can be done with it."""

from __future__ import annotations

from handlers.coordinator import ask, case, close, evidence, inbox, reject, typed, volunteers, whole
from handlers.routing import Routes

routes = Routes()
for _part in (inbox, case, ask, reject, close, evidence, whole, typed, volunteers):
    routes.include(_part.routes)
