"""Texts of what the engine refuses: FormError's code to its text in kk, ru and en."""

from collections.abc import Mapping


def _t(kk: str, ru: str, en: str) -> Mapping[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


_BROKEN = _t(
    "XForm құрылымы бұзылған: форманы қайта жинаңыз.",
    "Структура XForm нарушена: соберите форму заново.",
    "The structure of the XForm is broken: compile the form again.",
)
_LARGE = _t(
    "Форма тым үлкен: шегі – {limit}.",
    "Форма слишком большая: предел – {limit}.",
    "The form is too large: the limit is {limit}.",
)
_DEEP = _t(
    "Өрнек тым күрделі: {expression}. Оны бірнеше calculate-ке бөліңіз.",
    "Выражение слишком сложное: {expression}. Разбейте его на несколько calculate.",
    "The expression is too complex: {expression}. Split it into several calculates.",
)
_REGEX = _t(
    "regex() үлгісі оқылмайды: {pattern}.",
    "Шаблон regex() не читается: {pattern}.",
    "The pattern of regex() cannot be read: {pattern}.",
)

ENGINE_TEXTS: Mapping[str, Mapping[str, str]] = {
    "not-an-xform": _t("Бұл XForm емес.", "Это не XForm.", "This is not an XForm."),
    "no-instance": _BROKEN,
    "repeat-without-node": _BROKEN,
    "question-without-node": _BROKEN,
    "action-target": _BROKEN,
    "xml-syntax": _t(
        "XML бүлінген: {line}-жол, {column}-таңба.",
        "XML повреждён: строка {line}, знак {column}.",
        "The XML is broken: line {line}, character {column}.",
    ),
    "xml-too-large": _LARGE,
    "xml-too-deep": _t(
        "Топтар тым терең салынған.", "Слишком глубокая вложенность групп.", "Groups are nested too deeply."
    ),
    "xml-doctype": _t(
        "XML ішінде DOCTYPE болмауы керек.", "В XML не должно быть DOCTYPE.", "The XML must not have a DOCTYPE."
    ),
    "too-many-questions": _t(
        "Сұрақ тым көп: шегі – {limit}.",
        "Слишком много вопросов: предел – {limit}.",
        "Too many questions: the limit is {limit}.",
    ),
    "unknown-node": _t(
        "Сұрақтың өз түйіні жоқ: {path}.", "У вопроса нет своего узла: {path}.", "The question has no node: {path}."
    ),
    "itemset-nodeset": _t(
        "Нұсқалар тізімі түсініксіз көрсетілген: {expression}.",
        "Список вариантов указан непонятно: {expression}.",
        "The list of choices is given in a way that cannot be read: {expression}.",
    ),
    "cycle": _t(
        "Ережелер бір-біріне тұйық сілтеме жасайды: {nodes}.",
        "Правила ссылаются друг на друга по кругу: {nodes}.",
        "The rules depend on each other in a circle: {nodes}.",
    ),
    "unknown-function": _t(
        "{function}() деген функция жоқ.", "Нет функции {function}().", "There is no function {function}()."
    ),
    "function-arity": _t(
        "{function}() функциясына берілген аргумент саны: {given}, керегі: {wanted}.",
        "Функции {function}() передано аргументов: {given}, нужно: {wanted}.",
        "The function {function}() is given {given} arguments, it takes {wanted}.",
    ),
    "function-argument": _t(
        "{function}() функциясының аргументі жарамайды.",
        "Функции {function}() передан неподходящий аргумент.",
        "An argument of {function}() is of the wrong kind.",
    ),
    "nodes-expected": _t(
        "Мұнда сұраққа сілтеме керек еді.", "Здесь нужна ссылка на вопрос.", "A reference to a question is needed here."
    ),
    "expression-syntax": _t(
        "Өрнек қате жазылған: {expression}.",
        "Выражение записано с ошибкой: {expression}.",
        "The expression is written wrongly: {expression}.",
    ),
    "expression-axis": _t(
        "Өрнекте қолдау таппайтын жол бар: {expression}.",
        "В выражении неподдерживаемый путь: {expression}.",
        "The expression has a path that is not supported: {expression}.",
    ),
    "expression-too-long": _DEEP,
    "expression-too-deep": _DEEP,
    "regex-syntax": _REGEX,
    "regex-unsupported": _REGEX,
    "regex-too-large": _t(
        "regex() үлгісі тым күрделі.", "Шаблон regex() слишком сложный.", "The pattern of regex() is too complex."
    ),
}
