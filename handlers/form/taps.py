"""The buttons of a form. Each carries the step's revision, so an old one never gives a wrong answer."""

from __future__ import annotations

from datetime import date

from chat.screen import Screen
from forms.conversation import given as give
from forms.conversation import prompt as ask
from handlers.form.leaving import left
from handlers.form.runner import Run, resume, send
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from services.trust import evidence

routes = Routes()


def _prompt(run: Run) -> ask.Prompt:
    shown = run.dialog.screen(run.turn.language)
    if not isinstance(shown, ask.Prompt):
        raise Stale
    return shown


def _choice(run: Run, number: int) -> str:
    asked = _prompt(run).ask
    value = asked.value_of(number) if isinstance(asked, ask.Choices) else None
    if value is None:
        raise Stale
    return value


@routes.tap("form")
async def show(turn: Turn) -> Screen:
    """The question the draft stands at."""
    return (await resume(turn)).screen()


@routes.tap("f.name")
async def name(turn: Turn, answer: str) -> Screen:
    """Whether the form may be told the person's name."""
    run = await resume(turn)
    if not run.naming or answer not in ("yes", "no"):
        raise Stale
    run.named(answer == "yes")
    return run.screen()


@routes.tap("f.pick")
async def pick(turn: Turn, revision: int, number: int) -> Screen:
    run = await resume(turn, revision)
    return run.answered(give.Picked(_choice(run, number)))


@routes.tap("f.toggle")
async def toggle(turn: Turn, revision: int, number: int) -> Screen:
    run = await resume(turn, revision)
    return run.answered(give.Toggled(_choice(run, number)))


@routes.tap("f.page")
async def page(turn: Turn, revision: int, number: int) -> Screen:
    return (await resume(turn, revision)).answered(give.Paged(number))


@routes.tap("f.all")
async def show_all(turn: Turn, revision: int) -> Screen:
    return (await resume(turn, revision)).answered(give.Searched(""))


@routes.tap("f.day")
async def day(turn: Turn, revision: int, iso: str) -> Screen:
    try:
        chosen = date.fromisoformat(iso)
    except ValueError:
        raise Stale from None
    return (await resume(turn, revision)).answered(give.Dated(chosen))


@routes.tap("f.month")
async def month(turn: Turn, revision: int, year: int, number: int) -> Screen:
    return (await resume(turn, revision)).answered(give.MonthShown(year, number))


@routes.tap("f.ok")
async def confirm(turn: Turn, revision: int) -> Screen:
    return (await resume(turn, revision)).answered(give.Confirmed())


@routes.tap("f.scan")
async def use_code(turn: Turn, code: str) -> Screen:
    """The code read from a photo, as the answer. Its message may be older than the question's screen."""
    run = await resume(turn)
    if not isinstance(_prompt(run).ask, ask.Barcode):
        raise Stale
    return run.answered(give.Scanned(code))


@routes.tap("f.done")
async def done(turn: Turn, revision: int) -> Screen:
    return (await resume(turn, revision)).answered(give.Finished())


@routes.tap("f.add")
async def add(turn: Turn, revision: int) -> Screen:
    return (await resume(turn, revision)).answered(give.Added())


@routes.tap("f.entry")
async def open_entry(turn: Turn, revision: int, number: int) -> Screen:
    """Through an entry of a repeat again."""
    run = await resume(turn, revision)
    return run.answered(give.OpenedEntry(_entry(run, number)))


@routes.tap("f.unentry")
async def remove_entry(turn: Turn, revision: int, number: int) -> Screen:
    """Asks whether to take an entry away."""
    run = await resume(turn, revision)
    return run.answered(give.RemovedEntry(_entry(run, number)))


def _entry(run: Run, number: int) -> str:
    asked = _prompt(run).ask
    entries = asked.entries if isinstance(asked, ask.Another) else ()
    found = next((entry.ref for entry in entries if entry.number == number), None)
    if found is None:
        raise Stale
    return found


@routes.tap("f.clear")
async def clear(turn: Turn, revision: int) -> Screen:
    """Takes the answer back."""
    return (await resume(turn, revision)).answered(give.Cleared())


@routes.tap("f.drop")
async def drop(turn: Turn, revision: int) -> Screen:
    """Takes the last file away."""
    run = await resume(turn, revision)
    asked = _prompt(run).ask
    if not isinstance(asked, ask.Files) or not asked.files:
        raise Stale
    dropped = asked.files[-1].name
    if not run.trial:
        await evidence.detach(turn.work, int(dropped))
    return run.answered(give.Removed(dropped))


@routes.tap("f.back")
async def back(turn: Turn, revision: int) -> Screen:
    return step_back(await resume(turn, revision))


@routes.tap("f.skip")
async def skip(turn: Turn, revision: int) -> Screen:
    return step_over(await resume(turn, revision))


def step_back(run: Run) -> Screen:
    """To the question shown before."""
    run.dialog.back()
    run.save()
    return run.screen()


def step_over(run: Run) -> Screen:
    """To the next question, with no answer to this one."""
    run.dialog.skip()
    run.save()
    return run.screen()


@routes.tap("f.edit")
async def edit(turn: Turn, revision: int, number: int) -> Screen:
    """From the review to one answer, and back when it is given."""
    run = await resume(turn, revision)
    review = run.dialog.screen(turn.language)
    if not isinstance(review, ask.Review) or not 1 <= number <= len(review.entries):
        raise Stale
    run.dialog.edit(review.entries[number - 1].ref)
    run.save()
    return run.screen()


@routes.tap("f.send")
async def submit(turn: Turn, revision: int) -> Screen | None:
    return await send(turn, revision)


@routes.tap("form.leave")
async def leave(turn: Turn) -> Screen:
    """Answers stay saved, those of a trial do not."""
    return await left(turn)


@routes.tap("nothing")
async def nothing(turn: Turn) -> Screen:
    """A button that only labels its neighbours."""
    return Screen()
