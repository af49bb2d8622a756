"""An edited message changes the answer it once gave: a line of a text, a caption, or a whole answer."""

from __future__ import annotations

from forms.conversation.answering import Answering, outcome_of
from forms.conversation.asked import Value
from forms.conversation.flow import AskStop, CollectStop
from forms.conversation.gathering import instances
from forms.conversation.given import Attached, Given, Outcome, Receipt, Typed, Verdict
from forms.conversation.kinds import LONGEST_TEXT, clean_text
from forms.conversation.offering import asked
from forms.conversation.readable import by_lines
from forms.conversation.reading import read
from forms.conversation.refusals import Refused

GONE = Outcome(Verdict.REFUSED, Refused("refused-question-gone"))


def revise(answering: Answering, receipt: Receipt, given: Given) -> Outcome:
    """The outcome of putting `given` in the place of what gave the receipt."""
    if any(receipt.ref.startswith(f"{repeat}[") for repeat in answering.memory.thinned):
        return GONE  # the entry that it was about may be another one now
    stop = next((s for s in answering.flow.stops(answering.session) if s.ref == receipt.ref), None)
    if isinstance(stop, CollectStop):
        return _caption(answering, stop, receipt, given)
    if not isinstance(stop, AskStop) or answering.session.readonly(stop.ref):
        return GONE
    if receipt.piece is not None:
        return _line(answering, stop, receipt, receipt.piece, given)
    reading = read(asked(answering.session, stop, answering.memory, answering.now, answering.memory.language), given)
    if not isinstance(reading, Value):
        return Outcome(Verdict.REFUSED, reading if isinstance(reading, Refused) else Refused("refused-answer"))
    refused = answering.store(stop, reading.value)
    if refused is not None:
        return outcome_of(refused, answering.memory, stop.question.kind)
    return Outcome(Verdict.TAKEN, receipt=receipt)


def _line(answering: Answering, stop: AskStop, receipt: Receipt, piece: int, given: Given) -> Outcome:
    counts = answering.memory.lines.get(stop.ref, [])
    lines = list(by_lines(answering.session.value(stop.ref), counts))
    text = clean_text(given.text) if isinstance(given, Typed) else ""
    if piece >= len(lines) or not counts[piece]:
        return GONE
    if not text:
        return Outcome(Verdict.REFUSED, Refused("refused-text-empty"))
    lines[piece] = text
    whole = "\n".join(line for line in lines if line)
    if len(whole) > LONGEST_TEXT:
        return Outcome(Verdict.REFUSED, Refused("refused-text-too-long", {"limit": LONGEST_TEXT}))
    refused = answering.session.answer(stop.ref, whole)
    if refused is not None:
        return outcome_of(refused, answering.memory, stop.question.kind)
    answering.memory.lines[stop.ref] = [len(line.split("\n")) if line else 0 for line in lines]
    return Outcome(Verdict.TAKEN, receipt=receipt)


def _caption(answering: Answering, stop: CollectStop, receipt: Receipt, given: Given) -> Outcome:
    """Only the caption of a sent file can be edited in a chat; the file itself comes as a new one."""
    session, collection = answering.session, stop.collection
    entry = next((i for i in instances(stop) if session.value(collection.file_ref(i)) == receipt.file), None)
    caption = collection.caption_ref(entry) if entry else None
    words = given.caption if isinstance(given, Attached) else given.text if isinstance(given, Typed) else None
    if caption is None or words is None:
        return GONE
    text = clean_text(words)[:LONGEST_TEXT]
    refused = session.answer(caption, text) if text else session.clear(caption)
    if refused is not None:
        return outcome_of(refused, answering.memory, None)
    return Outcome(Verdict.TAKEN, receipt=receipt)
