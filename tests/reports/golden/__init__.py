"""What the papers and the week's picture looked like when somebody last looked at them.

python -m tests.reports.golden writes the pictures anew; look at each before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from domain.authority import Authority
from domain.case import Case
from domain.complaint import Category, State
from domain.digest import Span, Theme
from domain.evidence import Evidence, Kind, Stage
from domain.figures import Figures, Flow, Saving
from domain.referral import Naming, Referral, ReferralState
from domain.workdays import ALMATY
from locales.texts import LANGUAGES, Language
from reports import chart, pdf
from services.outreach.digest_words import DigestWords
from services.referral.referral_letters import Seen, Told, referral_letter, speaker

HERE = Path(__file__).parent
AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DOTS = 60
"""Dots per inch of the letters: enough to read, small in the repository."""


def told(language: Language) -> Told:
    """A letter with everything that a letter can have."""
    values = {"institution": "Мысал қаласының № 5 мектебі / школа № 5", "when": "2026-11-12"}
    case = Case(
        7, "AD-7K4M-29QX", Category.BRIBE, "KZ-71", "711210000", State.ACCEPTED, "kk", 20_000, anonymous=False,
        received_at=AT, first_answer_due=None, decision_due=None, values=values,
    )  # fmt: skip
    facts = {
        "kk": "Қызметкер құжатты кезексіз рәсімдеу үшін 20 мың теңге сұрады. Әңгімені тағы екі адам естіді.",
        "ru": "Сотрудник попросил 20 тысяч тенге за оформление документа без очереди. Разговор слышали ещё двое.",
    }[language]
    letter = Referral(
        1, 7, "AD-7K4M-29QX/1", 1, language, ReferralState.PREPARED, Naming.AGREED, f"{facts} " * 2,
        contact="Айгүл, +7 701 000 00 01", letter_on=date(2026, 11, 20),
    )  # fmt: skip
    authority = Authority(
        1, "Мысал қаласының мемлекеттік қызмет істері департаменті", "Департамент по делам государственной службы",
        "KZ-71", address="010000, Астана, Мысал көшесі 8", email="buro@example.kz",
    )  # fmt: skip
    kinds = ((Kind.PHOTO, "image/jpeg"), (Kind.VOICE, "audio/ogg"), (Kind.DOCUMENT, "application/pdf"))
    files = tuple(
        (Evidence(n, kind, n, Stage.STORED, "x", size=n * 40_000, mime=mime, sha256=f"{n:02x}" * 32), AT)
        for n, (kind, mime) in enumerate(kinds, 1)
    )
    return Told(letter, case, authority, files, (Seen("price", "№ 3 дәріхана", AT, "pharmacy", "1"),))


def letter(language: Language, page: int) -> bytes:
    """A page of it as PNG."""
    label = {"kk": "Баға тізімі көрінетін жерде ілінбеген", "ru": "Список цен не висит на видном месте"}[language]
    operator = "«Адал жол» қоғамдық бірлестігі"
    made = referral_letter(told(language), speaker(language, ALMATY), operator, "Сәуле", {"price": label})
    return pdf.pages("official", made.data(), AT, dots_per_inch=DOTS)[page]


def week(language: Language, theme: Theme) -> bytes:
    """A busy week as the digest draws it."""
    figures = Figures(
        span=Span(date(2026, 11, 30), date(2026, 12, 6)),
        now=Flow(new=12_450, answered=8, closed=5, minutes=18_480, visits=14),
        before=Flow(new=9, answered=6, closed=7, minutes=3_120, visits=11),
        overdue=3,
        received=(2, 0, 3, 1, 4, 1, 1),
        replied=(1, 2, 0, 3, 1, 0, 1),
        categories=(("school_money", 120), ("cyber", 14), ("land", 1)),
        findings=3,
        confirmed=2,
        savings=(Saving("AD-7K4M-29QX", 1_500_000, "акт"),),
    )
    area = {"kk": "Шығыс Қазақстан, Солтүстік Қазақстан", "ru": "Восточный Казахстан, Северный Казахстан"}[language]
    return chart.render(DigestWords(figures, language, area).chart(theme))


def pictures() -> Mapping[str, Callable[[], bytes]]:
    """All of them, by the names of their files."""
    letters = {f"letter-{each}-{page + 1}": partial(letter, each, page) for each in LANGUAGES for page in range(2)}
    weeks = {f"week-{each}-{theme}": partial(week, each, theme) for each in LANGUAGES for theme in Theme}
    return {**letters, **weeks}


def small(png: bytes) -> bytes:
    """As it is kept: the week's picture at a third of its size, in 64 colours."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    if picture.width > 700:
        picture = picture.resize((picture.width // 3, picture.height // 3), Image.Resampling.LANCZOS)
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()
