"""Coordinates as people type or paste them: "43.2389, 76.8897", "43,2389 76,8897", N43°14'20" E76°53'23"."""

import re
from dataclasses import dataclass

from forms.conversation.refusals import Refused

_LONGEST = 120
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,12})?"
# N, S, E, W; Russian с.ш., ю.ш., в.д., з.д.; Kazakh с.е. (солтүстік ендік), о.е., ш.б. (шығыс бойлық), б.б.
_SIDES = {
    **{"n": (0, 1), "s": (0, -1), "e": (1, 1), "w": (1, -1)},
    **{"сш": (0, 1), "юш": (0, -1), "вд": (1, 1), "зд": (1, -1)},
    **{"се": (0, 1), "ое": (0, -1), "шб": (1, 1), "бб": (1, -1)},
}
_SIDE = r"(?:[nsew]|с\.?\s?ш\.?|ю\.?\s?ш\.?|в\.?\s?д\.?|з\.?\s?д\.?|с\.?\s?е\.?|о\.?\s?е\.?|ш\.?\s?б\.?|б\.?\s?б\.?)"


def _axis(n: int) -> str:
    """One coordinate; its letters stand before or after, not both."""
    seconds = rf"(?:(?P<seconds{n}>{_NUMBER})\s*(?:[\"”″]|'')\s*)?"
    minutes = rf"(?:(?P<minutes{n}>{_NUMBER})\s*['’′]\s*{seconds})?"
    degrees = rf"(?P<sign{n}>[-−+])?(?P<degrees{n}>{_NUMBER})\s*°?\s*{minutes}"
    return rf"(?P<before{n}>{_SIDE})?\s*{degrees}(?(before{n})|(?P<after{n}>{_SIDE})?)"


_PAIR = re.compile(rf"(?:geo:)?\s*{_axis(1)}\s*(?:[,;]\s*|\s+|(?<=[°'\"”″a-zа-я.])){_axis(2)}\s*\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Point:
    """A place on the earth, WGS 84 degrees; accuracy in metres, 0 when unknown."""

    latitude: float
    longitude: float
    accuracy: float = 0.0

    def value(self) -> str:
        """The XForms geopoint, 'lat lon altitude accuracy', written as ODK Collect writes it."""
        return f"{round(self.latitude, 7)} {round(self.longitude, 7)} 0.0 {round(self.accuracy, 2)}"


def point(latitude: float, longitude: float, accuracy: float = 0.0) -> Point | Refused:
    """A point whose degrees are possible, or why not."""
    if abs(latitude) <= 90 and abs(longitude) <= 180:  # false for NaN too
        return Point(float(latitude), float(longitude), max(float(accuracy), 0.0))
    return Refused("refused-place-range")


def parse_place(text: str) -> Point | Refused:
    """The point meant, or why not. Latitude first, unless letters say otherwise."""
    match = _PAIR.fullmatch(text.strip().lower()) if len(text) <= _LONGEST else None
    first = _degrees(match, 1) if match else None
    second = _degrees(match, 2) if match else None
    if first is None or second is None or (first[0] is None) != (second[0] is None):
        return Refused("refused-not-a-place")
    if first[0] is not None and first[0] == second[0]:
        return Refused("refused-not-a-place")
    latitude, longitude = (second[1], first[1]) if first[0] == 1 else (first[1], second[1])
    return point(latitude, longitude)


def _degrees(match: re.Match[str], n: int) -> tuple[int | None, float] | None:
    """Which axis the letters name (0 latitude, 1 longitude, None not named) and the signed degrees."""
    before, after, sign = match[f"before{n}"], match[f"after{n}"], match[f"sign{n}"]
    minutes, seconds = _number(match[f"minutes{n}"]), _number(match[f"seconds{n}"])
    if minutes >= 60 or seconds >= 60:
        return None
    size = _number(match[f"degrees{n}"]) + minutes / 60 + seconds / 3600
    letters = re.sub(r"[.\s]", "", before or after or "")
    axis, direction = _SIDES[letters] if letters else (None, 1)
    return axis, size * direction * (-1 if sign in ("-", "−") else 1)


def _number(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0
