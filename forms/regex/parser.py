"""The syntax of regular expressions: from the text of a pattern to its tree."""

from __future__ import annotations

from forms.definition import FormError
from forms.regex.tree import (
    CLASSES,
    Accepts,
    Any,
    Bound,
    Choice,
    Look,
    Pattern,
    Repeat,
    Sequence,
    named,
    negated,
)

MAX_PATTERN = 2_000
MAX_DEPTH = 40
MAX_REPEAT = 1_000

_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_QUANTIFIERS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_BOUNDS = {"b": "word", "B": "inside", "A": "start", "z": "end", "Z": "end"}


def parse_pattern(text: str) -> Pattern:
    """The tree of a pattern; FormError('regex-…') where it is faulty or not supported."""
    if len(text) > MAX_PATTERN:
        raise FormError("regex-too-large")
    parser = _Parser(text)
    pattern = parser.choice()
    if parser.position < len(text):
        raise parser.error()
    return pattern


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0
        self.ignore_case = False

    def error(self) -> FormError:
        return FormError("regex-syntax", pattern=self.text, position=self.position)

    def peek(self, length: int = 1) -> str:
        return self.text[self.position : self.position + length]

    def accept(self, mark: str) -> bool:
        if self.text.startswith(mark, self.position):
            self.position += len(mark)
            return True
        return False

    def take(self) -> str:
        letter = self.peek()
        if not letter:
            raise self.error()
        self.position += 1
        return letter

    def until(self, mark: str) -> str:
        end = self.text.find(mark, self.position)
        if end < 0:
            raise self.error()
        inside = self.text[self.position : end]
        self.position = end + len(mark)
        return inside

    def choice(self) -> Pattern:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormError("regex-too-large")
        branches = [self.sequence()]
        while self.accept("|"):
            branches.append(self.sequence())
        self.depth -= 1
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def sequence(self) -> Pattern:
        parts: list[Pattern] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.quantified())
        return Sequence(tuple(parts))

    def quantified(self) -> Pattern:
        atom = self.atom()
        while (bounds := self.quantifier()) is not None:
            atom = Repeat(atom, *bounds)
        return atom

    def quantifier(self) -> tuple[int, int | None] | None:
        if self.peek() in _QUANTIFIERS:
            bounds = _QUANTIFIERS[self.take()]
        elif self.accept("{"):
            bounds = self.counts()
        else:
            return None
        if not self.accept("?"):
            self.accept("+")
        return bounds

    def counts(self) -> tuple[int, int | None]:
        first, comma, second = self.until("}").partition(",")
        if not _is_count(first) or not (second == "" or _is_count(second)):
            raise self.error()
        least = int(first)
        most = least if not comma else int(second) if second else None
        if max(least, most or 0) > MAX_REPEAT:
            raise FormError("regex-too-large")
        if most is not None and most < least:
            raise self.error()
        return least, most

    def atom(self) -> Pattern:
        letter = self.take()
        match letter:
            case "(":
                return self.group()
            case "[":
                return Any(self.bracket())
            case ".":
                return Any(lambda found: found not in "\n\r\u0085\u2028\u2029")
            case "^":
                return Bound("start")
            case "$":
                return Bound("end")
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise self.error()
        return Any(self.same(letter))

    def same(self, letter: str) -> Accepts:
        if self.ignore_case:
            folded = letter.casefold()
            return lambda found: found.casefold() == folded
        return lambda found: found == letter

    def group(self) -> Pattern:
        look: bool | None = None
        if self.accept("?"):
            if self.accept("=") or self.peek() == "!":
                look = not self.accept("!")
            elif self.peek(2) in ("<=", "<!"):
                raise FormError("regex-unsupported", pattern=self.text, position=self.position)
            elif self.accept("<"):
                self.until(">")
            elif self.accept("i)"):
                self.ignore_case = True
                return Sequence(())
            elif not (self.accept(":") or self.accept(">")):
                raise FormError("regex-unsupported", pattern=self.text, position=self.position)
        inner = self.choice()
        if not self.accept(")"):
            raise self.error()
        return inner if look is None else Look(inner, look)

    def escape(self) -> Pattern:
        letter = self.peek()
        if letter in _BOUNDS:
            self.position += 1
            return Bound(_BOUNDS[letter])
        if letter == "k" or (letter.isdigit() and letter != "0"):
            raise FormError("regex-unsupported", pattern=self.text, position=self.position)
        found = self.escaped()
        return Any(found if callable(found) else self.same(found))

    def escaped(self) -> str | Accepts:
        """After a backslash: a letter, or a class of letters."""
        letter = self.take()
        if letter.lower() in CLASSES:
            accepts = CLASSES[letter.lower()]
            return accepts if letter.islower() else negated(accepts)
        if letter in ("p", "P"):
            accepts = self.property()
            return accepts if letter == "p" else negated(accepts)
        if letter in ("u", "x"):
            figures = self.peek(4 if letter == "u" else 2)
            self.position += len(figures)
            try:
                return chr(int(figures, 16))
            except ValueError:
                raise self.error() from None
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter.isalpha():
            raise self.error()
        return letter

    def property(self) -> Accepts:
        accepts = named(self.until("}") if self.accept("{") else self.take())
        if accepts is None:
            raise FormError("regex-unsupported", pattern=self.text, position=self.position)
        return accepts

    def bracket(self) -> Accepts:
        """The inside of '[…]', its opening already read."""
        negative = self.accept("^")
        parts: list[Accepts] = []
        first = True
        while first or self.peek() != "]":
            if self.peek() == "":
                raise self.error()
            if self.peek(2) == "&&":
                raise FormError("regex-unsupported", pattern=self.text, position=self.position)
            parts.append(self.member())
            first = False
        self.position += 1
        chosen = tuple(parts)
        return lambda letter: any(part(letter) for part in chosen) is not negative

    def member(self) -> Accepts:
        if self.accept("["):
            return self.bracket()
        low = self.escaped() if self.accept("\\") else self.take()
        if callable(low):
            return low
        if self.peek() == "-" and self.peek(2) not in ("-]", "-", "-["):
            self.position += 1
            high = self.escaped() if self.accept("\\") else self.take()
            if callable(high) or high < low:
                raise self.error()
            return self.between(low, high)
        return self.same(low)

    def between(self, low: str, high: str) -> Accepts:
        if self.ignore_case:
            return lambda letter: low <= letter.lower() <= high or low <= letter.upper() <= high
        return lambda letter: low <= letter <= high


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5
