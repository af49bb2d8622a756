"""A case's history as its reporter may read it: moves with their public explanations, questions, answers, files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.case import CaseEvent, CaseMessage, ContactReason, Direction
from domain.complaint import Outcome, RejectReason, State
from domain.due import Reason
from locales.texts import T, Text
from services.cases import common


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened; `said` are somebody's own words, empty where there are none."""

    at: datetime
    what: Text
    said: str = ""


def history(events: Iterable[CaseEvent], messages: Iterable[CaseMessage]) -> tuple[HistoryLine, ...]:
    """Oldest first. Takes no internal notes: their type does not fit."""
    lines = [line for event in events if (line := _of_event(event))]
    lines += [_of_message(message) for message in messages if message.text or message.direction is Direction.TO_CITIZEN]
    return tuple(sorted(lines, key=lambda line: line.at))


def _of_event(event: CaseEvent) -> HistoryLine | None:
    match event.kind:
        case common.MOVED if event.to_state is not None:
            return HistoryLine(event.at, _moved(event, event.to_state))
        case common.UNDONE if event.to_state is not None:
            return HistoryLine(event.at, T("history-undone", state=T(event.to_state.name_key)))
        case common.EXTENDED:
            why = Reason((event.payload or {})["reason"])
            return HistoryLine(event.at, T("history-extended", why=T(why.name_key)))
        case common.EVIDENCE_ADDED:
            return HistoryLine(event.at, T("history-evidence"))
        case common.CONTACT_READ:
            payload = event.payload or {}
            reason = ContactReason(payload.get("reason", ContactReason.CLARIFY))
            said = why_text(reason, payload.get("words", ""))
            return HistoryLine(event.at, T("history-contact-read", why=said))
        case common.THREAD_CUT:
            return HistoryLine(event.at, T("history-thread-cut"))
        case common.THREAD_TIED:
            return HistoryLine(event.at, T("history-thread-tied"))
        case common.SATISFIED:
            return HistoryLine(event.at, T("history-satisfied"))
        case _:
            return None


def why_text(reason: ContactReason, words: str) -> Text:
    """Why somebody looked at a contact."""
    return T("contact-why-other-words", words=words) if reason is ContactReason.OTHER else T(reason.name_key)


def _moved(event: CaseEvent, to: State) -> Text:
    """Who did it and what it means for the reporter: an end says why, any other move what the state means."""
    payload, state = event.payload or {}, T(to.name_key)
    if to is State.REJECTED and "reason" in payload:
        return T("history-state-why", state=state, why=T(RejectReason(payload["reason"]).name_key))
    if to is State.CLOSED and "outcome" in payload:
        return T("history-state-why", state=state, why=T(Outcome(payload["outcome"]).name_key))
    if to is State.REOPENED and "count" in payload:
        return T("history-reopened-answers", state=state, count=int(payload["count"]))
    who = T("history-by-desk" if event.actor_id is not None else _OTHERS.get(to, "history-by-bot"))
    return T("history-move", state=state, who=who, means=T(to.explanation_key))


_OTHERS = {State.RECEIVED: "history-by-you", State.WITHDRAWN: "history-by-you", State.REOPENED: "history-by-you"}
"""Moves that only their reporter makes; of staff there would be an id."""


def _of_message(message: CaseMessage) -> HistoryLine:
    if message.direction is Direction.TO_CITIZEN:
        return HistoryLine(message.at, T("history-question" if message.asks else "history-message"), message.text)
    key = "history-words" if message.answers_id is None else "history-answer"
    return HistoryLine(message.at, T(key), message.text)
