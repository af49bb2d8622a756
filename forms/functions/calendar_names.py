"""Names of months and days of the week for format-date(): Kazakh and Russian as the CLDR writes them, else English."""

from __future__ import annotations

from collections.abc import Mapping

Names = tuple[str, ...]


def _names(text: str) -> Names:
    return tuple(text.split())


MONTHS: Mapping[str, Names] = {
    "kk": _names("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    "ru": _names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "en": _names("January February March April May June July August September October November December"),
}
SHORT_MONTHS: Mapping[str, Names] = {
    "kk": _names("қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел."),
    "ru": _names("янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек."),
    "en": _names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}
WEEKDAYS: Mapping[str, Names] = {
    "kk": _names("дс сс ср бс жм сб жс"),
    "ru": _names("пн вт ср чт пт сб вс"),
    "en": _names("Mon Tue Wed Thu Fri Sat Sun"),
}


def names_in(names: Mapping[str, Names], language: str) -> Names:
    """The names in a language, English where there are none."""
    return names.get(language, names["en"])
