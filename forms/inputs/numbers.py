"""Numbers as people type them: "20 000", "20 мың", "20 тыс.", "1,5 млн", "2 млн 500 мың", "20к"."""

import re
from decimal import Decimal

from forms.conversation.refusals import Refused

_LONGEST = 80  # characters; nobody types a longer number
_MOST_DIGITS = 15  # a number XPath can hold exactly
_MOST_PLACES = 9

_THOUSAND, _MILLION, _BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
_ABOUT = "(?:дай|дей|тай|тей)?"  # «мыңдай»: about a thousand
_UNITS: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(rf"мы[ңн]{_ABOUT}|myn[gğ]?|тыс(?:яч[аиу]?)?|т\.?|k|к"), _THOUSAND),
    (re.compile(rf"млн{_ABOUT}|mln|миллион(?:а|ов|{_ABOUT})?|million|лям(?:а|ов)?|м|m"), _MILLION),
    (re.compile(rf"млрд{_ABOUT}|mlrd|миллиард(?:а|ов|{_ABOUT})?|billion"), _BILLION),
)
_CURRENCY = re.compile(r"(?<![а-яәғқңөұүһіa-z])(?:теңге\w*|тенге|тг|тңг|tenge|tg|kzt)\.?(?!\w)|₸")
_APPROXIMATE = re.compile(r"^(?:~|≈|шамамен|около|примерно|где-то)\s*")
_EACH = re.compile(r"^по\s+(?=[0-9])")
_CASE = re.compile(r"(?<=[0-9ңнкд])-?(?:[нтд][ае]н|[ғқ]а|[гк]е)$")
"""«5 мыңнан» (five thousand each), «20 000-ға»: only at the very end, for «5 мыңнан 10» is a range."""
_TERM = re.compile(r"\s*(?P<digits>[0-9](?:[0-9.,'_ ]*[0-9])?)\s*(?P<unit>[а-яәғқңөұүһіa-zğ]+)?\.?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([ '_.,])[0-9]{3})(?:\1[0-9]{3})*")
_SEPARATED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<group>[ '_.,])[0-9]{3})*|[0-9]+)(?:(?P<point>[.,])(?P<part>[0-9]+))?"
)
_NOT_A_NUMBER = Refused("refused-not-a-number")


def parse_number(text: str, *, whole: bool) -> Decimal | Refused:
    """The number meant, or why not.

    "1,234" may be 1 234 or 1.234: a whole-number question reads it as 1 234, any other refuses it as ambiguous.
    """
    if len(text) > _LONGEST:
        return _NOT_A_NUMBER
    plain, negative = _clean(text)
    total, position, last_unit = Decimal(0), 0, None
    while position < len(plain):
        match = _TERM.match(plain, position)
        if match is None:
            return _NOT_A_NUMBER
        unit = _unit(match["unit"])
        # «2 млн 500 мың»: each unit smaller than the one before.
        if unit is None or (last_unit is not None and unit >= last_unit):
            return _NOT_A_NUMBER
        amount = _plain_number(match["digits"], whole=whole, scaled=unit > 1)
        if isinstance(amount, Refused):
            return amount
        total, position, last_unit = total + amount * unit, match.end(), unit
    if last_unit is None:
        return _NOT_A_NUMBER
    return _checked(-total if negative and total else total, whole=whole)


def number_value(number: Decimal) -> str:
    """The XForms value: no exponent, no trailing zeros."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _clean(text: str) -> tuple[str, bool]:
    """Lower case, one kind of space, without currency and "about"; and whether a minus stood in front."""
    plain = re.sub(r"\s+", " ", text).strip().lower()
    plain = _EACH.sub("", _APPROXIMATE.sub("", _CURRENCY.sub("", plain)).strip())
    plain = _CASE.sub("", plain)
    signed = re.match(r"(?:([-−–])|минус\s|(\+))\s*", plain)
    if signed is None:
        return plain, False
    return plain[signed.end() :], signed[2] is None


def _unit(word: str | None) -> Decimal | None:
    if word is None:
        return Decimal(1)
    return next((value for pattern, value in _UNITS if pattern.fullmatch(word)), None)


def _plain_number(digits: str, *, whole: bool, scaled: bool) -> Decimal | Refused:
    """Digits with separators. `scaled`: a unit follows, so "1,234 млн" can only be a fraction."""
    separators = re.findall(r"[.,' _]", digits)
    match = _SEPARATED.fullmatch(digits)
    if match is None:
        return _NOT_A_NUMBER
    alone = len(separators) == 1 and separators[0] in ".,"
    if alone and _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        left, right = re.split(r"[.,]", digits)
        if scaled:
            return Decimal(f"{left}.{right}")
        if not whole:
            return Refused("refused-ambiguous-number", {"one": f"{left}{right}", "other": f"{left},{right}"})
    if alone and digits.startswith("0"):
        left, right = re.split(r"[.,]", digits)
        return Decimal(f"{left}.{right}")
    if match["point"] and match["point"] == match["group"]:
        return _NOT_A_NUMBER
    return Decimal(re.sub(r"[^0-9]", "", match["whole"]) + ("." + match["part"] if match["part"] else ""))


def _checked(number: Decimal, *, whole: bool) -> Decimal | Refused:
    if abs(number) >= 10**_MOST_DIGITS:
        return Refused("refused-number-too-long")
    if whole:
        return number if number == number.to_integral_value() else Refused("refused-not-whole")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_PLACES:
        return Refused("refused-number-too-long")
    return number
