"""What a volunteer's papers say: the words for the templates of reports/letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.certificate import Certificate, Record
from domain.workdays import ALMATY
from locales.texts import Arg, Language, T, Text, Words, render
from reports.pdf import Value
from services import letters

CHECKING = "v_"
"""What the deep link of a paper's QR code begins with; its code follows."""


@dataclass(frozen=True)
class Issuer:
    """Who issues papers: the operator's name, and the bot's @name, to which the QR code leads."""

    operator: str
    username: str

    def link(self, code: str) -> str:
        """Where anybody sees whether the paper with this code is genuine."""
        return f"https://t.me/{self.username}?start={CHECKING}{code}"


def _said(words: Words, language: Language) -> str:
    return render(words, language, zone=ALMATY, markup=False)


def _common(made: Certificate, name: str, language: Language, issuer: Issuer) -> dict[str, Value]:
    def say(key: str, /, **args: Arg) -> str:
        return _said(Text(key, args), language)

    record = made.record
    figures = [
        (record.hours, say("document-hours", count=record.hours)),
        (record.visits, say("document-visits", count=record.visits)),
    ]
    if record.findings:
        figures.append((record.findings, say("document-findings", count=record.findings)))
    return {
        "language": language,
        "name": name,
        "figures": [{"number": number, "label": label} for number, label in figures],
        "period": say("document-period", first=made.first, last=made.last),
        "operator": issuer.operator,
        "number": say("document-number", code=made.code),
        "issued": say("document-issued", day=made.made_at.astimezone(ALMATY).date()),
        "check": say("document-check"),
        "link": issuer.link(made.code),
    }


def certificate(made: Certificate, name: str, language: Language, issuer: Issuer) -> str:
    """The recipe of a certificate with this name on it."""
    data = {
        **_common(made, name, language, issuer),
        "title": _said(T("document-certificate"), language),
        "given": _said(T("document-given"), language),
        "thanks": _said(T("document-thanks"), language),
    }
    return letters.recipe("certificate", data, made.made_at)


def letter(
    made: Certificate, name: str, language: Language, issuer: Issuer, *, place: Text, signer: str, words: str = ""
) -> str:
    """The recipe of a letter of recommendation, signed by a coordinator, with `words` of their own."""
    done, advice = (_said(T(key), language) for key in ("document-letter-work", "document-letter-advice"))
    data = {
        **_common(made, name, language, issuer),
        "title": _said(T("document-letter"), language),
        "head": [
            [_said(T("document-volunteer"), language), name],
            [_said(T("document-organisation"), language), issuer.operator],
            [_said(T("document-region"), language), _said(place, language)],
        ],
        "paragraphs": [done, words, advice] if words else [done, advice],
        "signer": [_said(T("document-signer"), language), signer],
        "basis": _said(T("document-letter-basis"), language),
    }
    return letters.recipe("recommendation", data, made.made_at)


def nominees(listed: Sequence[tuple[str, Record]], language: Language) -> str:
    """The recipe of a spreadsheet of volunteers and what they did."""
    columns = (
        T("awards-column-alias"),
        T("awards-column-hours"),
        T("awards-column-visits"),
        T("awards-column-findings"),
    )
    rows = [(alias, record.hours, record.visits, record.findings) for alias, record in listed]
    return letters.sheet_recipe(_said(T("awards-sheet"), language), [_said(one, language) for one in columns], rows)
