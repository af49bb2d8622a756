"""A suggestion, a rating or a question that somebody sent: read, and answered in the chat."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.coordinator.answers import answered, form_of
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Words
from services.questionnaires import small_forms
from services.questionnaires.small_forms import NAMES, AnsweredAlready

routes = Routes()

MOST_SHOWN = 2_500
"""Characters of one answer; the whole of it is in the form's results."""


@routes.tap("small.open", role=Role.COORDINATOR)
async def opened(turn: Turn, number: int) -> Screen:
    """What was sent, and what was answered."""
    one = await small_forms.opened(turn.work, number)
    sent = one.submission
    words: list[Words] = [T("small-came", name=NAMES[sent.form], number=sent.id)]
    form = await form_of(turn, sent.form, sent.version)
    for answer in answered(form, sent.values, turn.language, turn.house.zone) if form is not None else ():
        words.append(T("small-answer-line", label=answer.label, said=snip(answer.said, MOST_SHOWN)))
    if one.reply:
        words.append(T("small-replied", said=one.reply))
    reply: Rows = ((Button(T("small-reply"), route("small.reply", number)),),) if one.can_answer else ()
    return Screen(tuple(words), (*reply, *back_to_menu()), at=route("small.open", number), takes="idle")


@routes.tap("small.reply", role=Role.COORDINATOR)
async def reply(turn: Turn, number: int) -> Screen:
    """The next message goes to the person."""
    return await _replying(turn, number)


async def _replying(turn: Turn, number: int, *before: Words) -> Screen:
    await small_forms.opened(turn.work, number)
    here = route("small.reply", number)
    back = ((Button(T("button-cancel"), route("small.open", number)),),)
    return Screen((*before, T("small-reply-how", number=number)), back, at=here, takes=here)


@routes.take("small.reply", role=Role.COORDINATOR)
async def replied(turn: Turn, number: int) -> Screen | None:
    """Sends the answer. A correction of an older message sends nothing."""
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _replying(turn, number, why)
    done = T("small-reply-sent")
    try:
        await small_forms.answer(turn.work, number, turn.said.text)
    except AnsweredAlready as refusal:
        done = refusal.text()
    return said_first(turn, await opened(turn, number), done)
