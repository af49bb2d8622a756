"""A volunteer's hours, and the papers about them: for which time, in which language, in what name."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.certificate import Paper, Span
from domain.code import BadCode
from handlers.menu import back_to_menu
from handlers.packing import packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import LANGUAGES, Language, Lines, T, Words
from services.volunteering import thanks

routes = Routes()


@routes.tap("thanks")
async def page(turn: Turn) -> Screen:
    """What they did so far. Stale for who is no volunteer."""
    return await _page(turn)


async def _page(turn: Turn, *before: Words) -> Screen:
    first, last = await thanks.period(turn.work, Span.YEAR)
    whole, year = await thanks.my_whole_record(turn.work), await thanks.my_record(turn.work, first, last)
    back = (Button(T("button-back"), "volunteering"), *back_to_menu()[0])
    if not whole.visits:
        words: tuple[Words, ...] = (*before, T("thanks-title"), T("thanks-nothing-yet"))
        return Screen(words, (back,), at="thanks", takes="idle")
    lines = Lines(
        (
            T("thanks-whole"),
            T("thanks-record", hours=whole.hours, visits=whole.visits, findings=whole.findings),
            T("thanks-year"),
            T("thanks-record", hours=year.hours, visits=year.visits, findings=year.findings),
        )
    )
    rows = (
        (Button(T("thanks-certificate"), route("thanks.for", Paper.CERTIFICATE)),),
        (Button(T("thanks-letter"), route("thanks.for", Paper.LETTER)),),
        back,
    )
    return Screen((*before, T("thanks-title"), lines), rows, at="thanks", takes="idle")


def _cancel() -> tuple[Button, ...]:
    return (Button(T("button-cancel"), "thanks"),)


@routes.tap("thanks.for")
async def spans(turn: Turn, paper: Paper) -> Screen:
    """For which time?"""
    rows = tuple((Button(T(span.name_key), route("thanks.lang", paper, span)),) for span in Span)
    asked = T("thanks-letter-how") if paper is Paper.LETTER else T("thanks-certificate-how")
    return Screen((asked, T("thanks-which-time")), (*rows, _cancel()), at=route("thanks.for", paper), takes="idle")


@routes.tap("thanks.lang")
async def languages(turn: Turn, paper: Paper, span: Span) -> Screen:
    """In which language? Nothing more is asked where there is nothing to write about."""
    await thanks.needs_visits(turn.work, *await thanks.period(turn.work, span))
    row = tuple(Button(T(f"language-{code}"), route("thanks.name", paper, span, code)) for code in LANGUAGES)
    here = route("thanks.lang", paper, span)
    return Screen((T("thanks-which-language"),), (row, _cancel()), at=here, takes="idle")


@routes.tap("thanks.name")
async def ask_name(turn: Turn, paper: Paper, span: Span, language: str) -> Screen:
    """In what name?"""
    return _asking(paper, span, language)


def _asking(paper: Paper, span: Span, language: str, *before: Words) -> Screen:
    here = route("thanks.name", paper, span, _language(language))
    return Screen((*before, T("thanks-which-name")), (_cancel(),), at=here, takes=here)


def _language(code: str) -> Language:
    if code == "kk":
        return "kk"
    if code == "ru":
        return "ru"
    raise Stale


@routes.take("thanks.name")
async def named(turn: Turn, paper: Paper, span: Span, language: str) -> Screen | None:
    """Shows the name once more; another message replaces it. A correction of the message counts too."""
    name = " ".join(turn.said.text.split())
    if not name or turn.said.file is not None:
        return _asking(paper, span, language, T("thanks-name-words"))
    if len(name) > thanks.LONGEST_NAME:
        return _asking(paper, span, language, T("thanks-name-long", limit=thanks.LONGEST_NAME))
    return await sure(turn, paper, span, language, packed(name))


@routes.tap("thanks.sure")
async def sure(turn: Turn, paper: Paper, span: Span, language: str, name: str) -> Screen:
    """The name as it will be printed. It is kept only while this screen stands."""
    words = (T("thanks-sure", name=unpacked(name)), T("thanks-sure-how"))
    makes = T("thanks-letter-send") if paper is Paper.LETTER else T("thanks-certificate-make")
    rows = ((Button(makes, route("thanks.make", paper, span, _language(language))),), _cancel())
    takes = route("thanks.name", paper, span, language)
    return Screen(words, rows, at=route("thanks.sure", paper, span, language, name), takes=takes)


@routes.tap("thanks.make")
async def make(turn: Turn, paper: Paper, span: Span, language: str) -> Screen:
    """The certificate is on its way, or the letter is asked for."""
    shown = route("thanks.sure", paper, span, language)
    before, _, name = turn.person.at.rpartition(":")
    if before != shown:
        raise Stale
    first, last = await thanks.period(turn.work, span)
    if paper is Paper.LETTER:
        await thanks.ask_letter(turn.work, unpacked(name), first, last, _language(language))
        return await _page(turn, T("thanks-letter-asked"))
    await thanks.certify(turn.work, unpacked(name), first, last, _language(language), turn.house.issuer)
    return await _page(turn, T("thanks-certificate-comes"))


@routes.tap("thanks.wrong")
async def wrong(turn: Turn, code: str) -> Screen:
    """The name is misspelt: that certificate counts no longer, and a new one is made."""
    try:
        await thanks.revoke(turn.work, code)
    except BadCode:
        raise Stale from None
    shown = await spans(turn, Paper.CERTIFICATE)
    return Screen((T("thanks-wrong-done", code=code), *shown.words), shown.buttons, at=shown.at, takes="idle")
