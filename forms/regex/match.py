"""Regular expressions that cannot hang.

Python's `re` backtracks: '(a+)+$' against thirty letters takes hours, and a form's author chooses the pattern.
So patterns are read by a parser of our own (forms/regex/parser.py, Java's syntax as ODK Collect has it) and run
as a nondeterministic automaton: all states at once, letter by letter, time at most length x size of the pattern.
The price: no back-references and no look-behind (a form with them is refused), and possessive quantifiers count
as greedy. The whole text has to match, as in ODK Collect.
"""

from __future__ import annotations

from functools import lru_cache

from forms.definition import FormError
from forms.regex.parser import parse_pattern
from forms.regex.tree import Any, Bound, Choice, Look, Pattern, Repeat, Sequence

MAX_STATES = 4_000
MAX_STEPS = 2_000_000
"""State visits for one match: about a second; a text that needs more does not match."""

State = tuple[str, object, int, int]
"""What to do ('letter', 'split', 'bound', 'look', 'end'), with what, and where to go on (one or two places)."""


class Program:
    """A compiled pattern: a list of states, entered at `start`."""

    def __init__(self, pattern: Pattern) -> None:
        self.states: list[State] = [("end", None, 0, 0)]
        self.start = self._build(pattern, 0)

    def _add(self, state: State) -> int:
        if len(self.states) >= MAX_STATES:
            raise FormError("regex-too-large")
        self.states.append(state)
        return len(self.states) - 1

    def _build(self, pattern: Pattern, then: int) -> int:
        """Add the states of a pattern that goes on to `then`; the place where it begins."""
        match pattern:
            case Any(_):
                return self._add(("letter", pattern.accepts, then, 0))
            case Sequence(parts):
                for part in reversed(parts):
                    then = self._build(part, then)
                return then
            case Choice(branches):
                entries = [self._build(branch, then) for branch in branches]
                place = entries[-1]
                for entry in reversed(entries[:-1]):
                    place = self._add(("split", None, entry, place))
                return place
            case Repeat(inner, least, most):
                return self._repeat(inner, least, most, then)
            case Bound(kind):
                return self._add(("bound", kind, then, 0))
            case Look(inner, wanted):
                return self._add(("look", (Program(inner), wanted), then, 0))

    def _repeat(self, inner: Pattern, least: int, most: int | None, then: int) -> int:
        place = then
        if most is None:
            loop = self._add(("split", None, 0, then))
            self.states[loop] = ("split", None, self._build(inner, loop), then)
            place = loop
        else:
            for _ in range(most - least):
                place = self._add(("split", None, self._build(inner, place), then))
        for _ in range(least):
            place = self._build(inner, place)
        return place


class _Run:
    """One match of a text, counting its steps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def matches(self, program: Program, begin: int, *, whole: bool) -> bool:
        """Whether the text from `begin` matches: all of it, or for a look-ahead any beginning of it."""
        current = self._closure(program, [program.start], begin)
        for position in range(begin, len(self.text)):
            if not whole and 0 in current:
                return True
            letter = self.text[position]
            reached = [
                state[2]
                for place in current
                if (state := program.states[place])[0] == "letter" and state[1](letter)  # type: ignore[operator]
            ]
            current = self._closure(program, reached, position + 1)
            if not current or self.steps > MAX_STEPS:
                return False
        return 0 in current

    def _closure(self, program: Program, places: list[int], position: int) -> set[int]:
        """The states reached without reading a letter."""
        seen: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            self.steps += 1
            kind, what, first, second = program.states[place]
            if kind == "split":
                waiting += (first, second)
            elif (kind == "bound" and self._bound(str(what), position)) or (
                kind == "look" and self._look(what, position)
            ):
                waiting.append(first)
        return seen

    def _look(self, what: object, position: int) -> bool:
        assert isinstance(what, tuple)  # noqa: S101 - only 'look' states get here
        program, wanted = what
        if self.steps > MAX_STEPS:
            return False
        return bool(self.matches(program, position, whole=False) is wanted)

    def _bound(self, kind: str, position: int) -> bool:
        if kind == "start":
            return position == 0
        if kind == "end":
            return position == len(self.text)
        before = position > 0 and _is_word(self.text[position - 1])
        after = position < len(self.text) and _is_word(self.text[position])
        return (before != after) is (kind == "word")


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Program:
    """The program of a pattern; FormError('regex-…') if it is faulty, too large or not supported."""
    return Program(parse_pattern(pattern))


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches. A pattern that is put together while filling in and is faulty never does."""
    try:
        program = compile_pattern(pattern)
    except FormError:
        return False
    return _Run(text).matches(program, 0, whole=True)
