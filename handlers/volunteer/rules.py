"""The rules of observation as five cards, a quiz of five questions, and the code of conduct."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chat.screen import Button, Screen, route
from domain.volunteer import Volunteer
from forms.conversation.given import Verdict
from handlers.form.runner import resume
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from handlers.volunteer.questionnaire import answers_in, mark_passed, passed
from locales.texts import T, Words
from services.volunteering import joining
from services.volunteering.joining import CODE_VERSION
from services.volunteering.volunteer_common import area_of

routes = Routes()

RULES = ("rule-observe", "rule-demand", "rule-facts", "rule-people", "rule-safety")


@dataclass(frozen=True)
class Question:
    """A question of the quiz: keys of its texts; `right` counts from 0; `why` is said after a wrong answer."""

    asks: str
    options: tuple[str, str, str]
    right: int
    why: str


QUIZ = (
    Question(
        "quiz-papers", ("quiz-papers-insist", "quiz-papers-note", "quiz-papers-enter"), right=1, why="quiz-papers-why"
    ),
    Question("quiz-child", ("quiz-child-again", "quiz-child-send", "quiz-child-chat"), right=0, why="quiz-child-why"),
    Question(
        "quiz-sister", ("quiz-sister-go", "quiz-sister-friend", "quiz-sister-refuse"), right=2, why="quiz-sister-why"
    ),
    Question("quiz-gift", ("quiz-gift-take", "quiz-gift-refuse", "quiz-gift-share"), right=1, why="quiz-gift-why"),
    Question(
        "quiz-danger", ("quiz-danger-argue", "quiz-danger-film", "quiz-danger-leave"), right=2, why="quiz-danger-why"
    ),
)


def go_on(turn: Turn) -> Screen:
    """Where the person stands: at the first rule, at a question of the quiz, or at the code."""
    done = passed(turn)
    return _rule(1) if done == 0 else _next(done)


def _next(done: int, *before: Words) -> Screen:
    return _code(*before) if done == len(QUIZ) else _question(done + 1, *before)


# ------------------------------------------------------------------ five cards


@routes.tap("join.rule")
async def rule(turn: Turn, number: int) -> Screen:
    """One of the rules."""
    passed(turn)
    if not 1 <= number <= len(RULES):
        raise Stale
    return _rule(number)


def _rule(number: int) -> Screen:
    last = number == len(RULES)
    on = Button(T("rule-to-quiz"), "join.quiz") if last else Button(T("rule-next"), route("join.rule", number + 1))
    back = Button(T("join-edit"), "form") if number == 1 else Button(T("button-back"), route("join.rule", number - 1))
    words = (T("rule-number", number=number, count=len(RULES)), T(RULES[number - 1]))
    rows = ((on,), (back, Button(T("button-menu"), "menu")))
    return Screen(words, rows, at=route("join.rule", number), takes="idle")


# ------------------------------------------------------------------ the quiz


@routes.tap("join.quiz")
async def quiz(turn: Turn) -> Screen:
    """The question that is next."""
    return _next(passed(turn))


def _question(number: int, *before: Words) -> Screen:
    asked = QUIZ[number - 1]
    options = tuple((Button(T(key), route("join.answer", number, at)),) for at, key in enumerate(asked.options))
    rules = Button(T("quiz-rules"), route("join.rule", 1))
    words = (*before, T("quiz-number", number=number, count=len(QUIZ)), T(asked.asks))
    return Screen(words, (*options, (rules, Button(T("button-menu"), "menu"))), at="join.quiz", takes="idle")


@routes.tap("join.answer")
async def answer(turn: Turn, number: int, chosen: int) -> Screen:
    """A right answer leads on; a wrong one is explained, and the question asked again."""
    done = passed(turn)
    if number != done + 1 or number > len(QUIZ) or not 0 <= chosen < len(QUIZ[number - 1].options):
        raise Stale
    asked = QUIZ[number - 1]
    if chosen != asked.right:
        return _question(number, T("quiz-wrong", why=T(asked.why)))
    mark_passed(turn, number)
    return _next(number, T("quiz-right"))


# ------------------------------------------------------------------ the code of conduct


def _code(*before: Words) -> Screen:
    accept = Button(T("code-accept"), route("join.accept", CODE_VERSION))
    words = (*before, T("code-of-conduct"), T("code-version", version=str(CODE_VERSION)))
    rows = ((accept,), (Button(T("join-edit"), "form"), Button(T("button-menu"), "menu")))
    return Screen(words, rows, at="join.quiz", takes="idle")


@routes.tap("join.accept")
async def accept(turn: Turn, version: int) -> Screen:
    """The code in this version is accepted now; with that the request goes to the coordinator."""
    if passed(turn) != len(QUIZ) or version != CODE_VERSION:
        raise Stale
    run = await resume(turn)
    if run.dialog.submit().verdict is not Verdict.READY:
        run.save()
        return run.screen()
    joined = await joining.join(turn.work, answers_in(run.dialog))
    turn.work.close_draft()
    return _joined(joined)


def _joined(one: Volunteer) -> Screen:
    place = area_of(one.profile.region, one.profile.district)
    said = T("join-welcome", place=place) if one.works else T("join-sent", place=place)
    mine = Button(T("join-my-page"), "volunteering")
    return replace(Screen((said,), ((mine,), *back_to_menu())), at="volunteering", takes="idle")
