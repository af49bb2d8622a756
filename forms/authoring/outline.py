"""A form as a readable outline, and a check of a file as text: what `check-form` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms.authoring.lint import Checked, check
from forms.authoring.problems import Severity
from forms.conversation.collecting import collections
from forms.definition import SELECTS, Choice, Element, Form, Group, Kind, Question, Repeat, pick

_MOST_CHOICES = 12
_KINDS: Mapping[Kind, tuple[str, str, str]] = MappingProxyType(
    {
        Kind.TEXT: ("мәтін", "текст", "text"),
        Kind.INTEGER: ("бүтін сан", "целое число", "whole number"),
        Kind.DECIMAL: ("сан", "число", "number"),
        Kind.DATE: ("күні", "дата", "date"),
        Kind.TIME: ("уақыты", "время", "time"),
        Kind.DATETIME: ("күні мен уақыты", "дата и время", "date and time"),
        Kind.SELECT_ONE: ("бір жауап", "один ответ", "one of"),
        Kind.SELECT_MULTIPLE: ("бірнеше жауап", "несколько ответов", "any of"),
        Kind.RANK: ("ретімен қою", "по порядку", "in order"),
        Kind.GEOPOINT: ("орын", "место", "place"),
        Kind.GEOTRACE: ("жол сызығы", "линия", "line"),
        Kind.GEOSHAPE: ("аумақ", "область на карте", "area"),
        Kind.IMAGE: ("фото", "фото", "photo"),
        Kind.AUDIO: ("дыбыс", "звук", "audio"),
        Kind.VIDEO: ("бейнежазба", "видео", "video"),
        Kind.FILE: ("файл", "файл", "file"),
        Kind.BARCODE: ("штрих-код", "штрихкод", "barcode"),
        Kind.ACKNOWLEDGE: ("растау", "подтверждение", "acknowledgement"),
        Kind.NOTE: ("ескертпе", "заметка", "note"),
        Kind.RANGE: ("аралық", "диапазон", "range"),
    }
)
_WORDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "form": (
            "{title} ({id}, нұсқасы {version})",
            "{title} ({id}, версия {version})",
            "{title} ({id}, version {version})",
        ),
        "languages": ("Тілдер: {codes}", "Языки: {codes}", "Languages: {codes}"),
        "required": ("міндетті", "обязательный", "required"),
        "multiline": ("бірнеше хабарлама", "несколько сообщений", "several messages"),
        "repeat": ("қайталанады", "повторяется", "repeats"),
        "collect": ("кез келген санда", "любое количество", "any number"),
        "relevant": ("шарты", "если", "if"),
        "constraint": ("талабы", "условие", "must"),
        "more": ("… тағы {count}", "… ещё {count}", "… {count} more"),
        "problems": (
            "Табылғаны: қате – {errors}, ескерту – {warnings}",
            "Найдено: ошибок – {errors}, замечаний – {warnings}",
            "Found: errors – {errors}, warnings – {warnings}",
        ),
        "error": ("қате", "ошибка", "error"),
        "warning": ("ескерту", "замечание", "warning"),
        "good": ("Қате табылған жоқ.", "Ошибок не найдено.", "No faults found."),
    }
)


def _say(key: str, language: str, **args: str | int) -> str:
    return _WORDS[key][_position(language)].format(**args)


def _position(language: str) -> int:
    return {"kk": 0, "ru": 1}.get(language, 2)


def describe(form: Form, language: str) -> str:
    """The form as an outline: groups, numbered questions with type, rules and choices. Languages kk, ru, en."""
    return "\n".join(_Outline(form, language).lines())


def report(checked: Checked, language: str) -> str:
    """The outline (when the form compiles) and every problem found, as text."""
    parts = [describe(checked.form, language)] if checked.form else []
    errors = sum(problem.severity is Severity.ERROR for problem in checked.problems)
    if not checked.problems:
        parts.append(_say("good", language))
    else:
        parts.append(_say("problems", language, errors=errors, warnings=len(checked.problems) - errors))
        parts.append("\n".join(f"- {_say(p.severity, language)}: {p.text(language)}" for p in checked.problems))
    return "\n\n".join(parts)


def check_report(content: bytes, file_name: str, language: str) -> tuple[str, bool]:
    """The report on a file, and whether the form can be used."""
    checked = check(content, file_name)
    return report(checked, language), checked.usable


class _Outline:
    def __init__(self, form: Form, language: str) -> None:
        self.form, self.language = form, language
        self.collecting = collections(form)
        self.number = 0

    def lines(self) -> Iterator[str]:
        form = self.form
        yield _say("form", self.language, title=form.title, id=form.id, version=form.version or "–")
        yield _say("languages", self.language, codes=", ".join(code or "–" for code in form.languages) or "–")
        yield from self._inside(form.children, "")

    def _inside(self, elements: tuple[Element, ...], indent: str) -> Iterator[str]:
        for element in elements:
            match element:
                case Question():
                    yield from self._question(element, indent, ())
                case Repeat() if element.path in self.collecting:
                    collection = self.collecting[element.path]
                    yield from self._question(collection.file, indent, (_say("collect", self.language),))
                case Group() | Repeat():
                    yield from self._group(element, indent)

    def _group(self, element: Group | Repeat, indent: str) -> Iterator[str]:
        label = pick(element.label.labels(), self.language) or element.name
        repeats = f" ({_say('repeat', self.language)})" if isinstance(element, Repeat) else ""
        yield f"{indent}▸ {label}{repeats}"
        if element.bind is not None and element.bind.relevant is not None:
            yield f"{indent}  {_say('relevant', self.language)}: {_plain(element.bind.relevant.source)}"
        yield from self._inside(element.children, indent + "  ")

    def _question(self, question: Question, indent: str, marks: tuple[str, ...]) -> Iterator[str]:
        self.number += 1
        kind = _KINDS[question.kind][_position(self.language)]
        required = self._required(question)
        several = (_say("multiline", self.language),) if "multiline" in question.appearance else ()
        label = pick(question.label.labels(), self.language) or pick(question.hint.labels(), self.language)
        yield f"{indent}{self.number}. {label} [{'; '.join((question.name, kind, *marks, *several, *required))}]"
        for key in ("relevant", "constraint"):
            rule = question.bind.relevant if key == "relevant" else question.bind.constraint
            if rule is not None:
                yield f"{indent}   {_say(key, self.language)}: {_plain(rule.source)}"
        if question.kind in SELECTS:
            yield from self._choices(question, indent)

    def _required(self, question: Question) -> tuple[str, ...]:
        """That it is required: always, or under which condition."""
        rule = question.bind.required
        source = "" if rule is None else _plain(rule.source)
        if source in ("", "false()"):
            return ()
        said = _say("required", self.language)
        return (said,) if source == "true()" else (f"{said}, {_say('relevant', self.language)}: {source}",)

    def _choices(self, question: Question, indent: str) -> Iterator[str]:
        listed: tuple[Choice, ...] = question.choices
        if question.itemset is not None:
            listed = self.form.choice_lists.get(question.itemset.instance or "", ())
        labels = [pick(choice.label.labels(), self.language) or choice.value for choice in listed]
        shown = " · ".join(labels[:_MOST_CHOICES])
        more = len(labels) - _MOST_CHOICES
        yield f"{indent}   {shown}{' ' + _say('more', self.language, count=more) if more > 0 else ''}"


def _plain(expression: str) -> str:
    """An expression on one line."""
    return " ".join(expression.split())
