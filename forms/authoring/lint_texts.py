"""Texts of the faults found by reading a compiled form: key to its text in kk, ru and en."""

from collections.abc import Mapping


def _t(kk: str, ru: str, en: str) -> Mapping[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


LINT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "unknown-path": _t(
        "Өрнекте «{path}» деген жол бар, бірақ формада мұндай сұрақ жоқ.",
        "В выражении есть путь «{path}», но такого вопроса в форме нет.",
        "The expression has the path “{path}”, but the form has no such question.",
    ),
    "unknown-list": _t(
        "Өрнекте «{list}» тізімі бар, бірақ формада мұндай тізім жоқ.",
        "В выражении есть список «{list}», но такого списка в форме нет.",
        "The expression uses the list “{list}”, but the form has no such list.",
    ),
    "unknown-column": _t(
        "«{list}» тізімінде «{column}» бағаны жоқ.",
        "В списке «{list}» нет столбца «{column}».",
        "The list “{list}” has no column “{column}”.",
    ),
    "literal-not-choice": _t(
        "«{name}» сұрағы «{value}» мәнімен салыстырылған, бірақ оның тізімінде ондай нұсқа жоқ.",
        "Вопрос «{name}» сравнивается с «{value}», но в его списке нет такого варианта.",
        "The question “{name}” is compared with “{value}”, which is not in its list of choices.",
    ),
    "required-note": _t(
        "Ескертпе (note) міндетті деп белгіленген, бірақ оған жауап беру мүмкін емес.",
        "Заметка (note) отмечена обязательной, но ответить на неё нельзя.",
        "A note is marked required, but nobody can answer a note.",
    ),
    "missing-kk": _t(
        "Қазақша мәтін жоқ ({what}).", "Нет текста на казахском ({what}).", "The Kazakh text is missing ({what})."
    ),
    "missing-ru": _t(
        "Орысша мәтін жоқ ({what}).", "Нет текста на русском ({what}).", "The Russian text is missing ({what})."
    ),
    "label-long": _t(
        "Нұсқа мәтіні батырмаға сыймайды ({length} таңба, {limit} артық): нөмірленген тізім көрсетіледі.",
        "Текст варианта не поместится на кнопке ({length} знаков, больше {limit}): будет нумерованный список.",
        "The choice does not fit a button ({length} characters, over {limit}): a numbered list will be shown.",
    ),
    "label-too-long": _t(
        "Нұсқа мәтіні тым ұзын: {length} таңба, {limit} таңбадан аспауы керек.",
        "Текст варианта слишком длинный: {length} знаков, нужно не больше {limit}.",
        "The choice is too long: {length} characters, at most {limit}.",
    ),
    "form-other": _t(
        "Форма іске қосылмайды: {detail}.", "Форма не может работать: {detail}.", "The form cannot run: {detail}."
    ),
}
