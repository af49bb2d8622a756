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
    "text-date": _t(
        "«{name}» күні «{value}» мәтінімен салыстырылған, сондықтан шарт ешқашан орындалмайды. "
        "date('{value}') деп жазыңыз.",
        "Дата «{name}» сравнивается с текстом «{value}», и условие никогда не выполнится. Напишите date('{value}').",
        "The date “{name}” is compared with the text “{value}”, which is never true. Write date('{value}').",
    ),
    "appearance-unknown": _t(
        "«{appearance}» деген көрініс (appearance) жоқ: сұрақ кәдімгідей қойылады.",
        "Нет такого вида (appearance): «{appearance}». Вопрос будет задан как обычно.",
        "There is no appearance “{appearance}”: the question is asked as usual.",
    ),
    "appearance-ignored": _t(
        "«{appearance}» көрінісі (appearance) чатта жұмыс істемейді: сұрақ кәдімгідей қойылады.",
        "Вид (appearance) «{appearance}» в чате не работает: вопрос будет задан как обычно.",
        "The appearance “{appearance}” has no effect in a chat: the question is asked as usual.",
    ),
    "device-action": _t(
        "«{name}» мәнін құрылғы өздігінен толтыруы керек еді, бірақ чат ондайды істемейді: ол бос қалады.",
        "Значение «{name}» должно было заполнить само устройство, но чат этого не делает: оно останется пустым.",
        "A device would fill “{name}” by itself; a chat does not, so it stays empty.",
    ),
    "preload-empty": _t(
        "«{name}» дерегін бот білмейді және сұрамайды: ол бос қалады.",
        "Сведение «{name}» боту неизвестно, и он его не спрашивает: оно останется пустым.",
        "The bot neither knows nor asks for “{name}”: it stays empty.",
    ),
    "entities-read-only": _t(
        "Жауаптардан мәндер (entities) жасалмайды: дайын тізімдер тек оқылады.",
        "Сущности (entities) из ответов не создаются: готовые списки только читаются.",
        "No entities are made from the answers: their lists are only read.",
    ),
    "invisible-sign": _t(
        "Ұяшықта көзге көрінбейтін таңба бар ({sign}, {place}-орында). Оны өшіріп, кәдімгі бос орын қойыңыз.",
        "В ячейке есть невидимый знак ({sign}, на месте {place}). Удалите его и поставьте обычный пробел.",
        "The cell has an invisible character ({sign}, at position {place}). Delete it and type a plain space.",
    ),
    "mixed-letters": _t(
        "«{word}» сөзінде латын және кирилл әріптері араласқан (кирилл: {letters}). Бір әліппемен жазыңыз.",
        "В слове «{word}» смешаны латинские и кириллические буквы (кириллица: {letters}). Напишите его одной азбукой.",
        "The word “{word}” mixes Latin and Cyrillic letters (Cyrillic: {letters}). Write it in one alphabet.",
    ),
    "look-alike": _t(
        "«{word}» атауы «{meant}» сұрағына ұқсайды, бірақ басқа әліппенің әріптерімен жазылған.",
        "Имя «{word}» похоже на вопрос «{meant}», но написано буквами другой азбуки.",
        "The name “{word}” looks like the question “{meant}” but is written in letters of another alphabet.",
    ),
    "repeat-limit": _t(
        "Қайталанатын топ тым көп рет қайталанады: {limit} реттен аспауы керек.",
        "Группа повторяется слишком много раз: не больше {limit}.",
        "The group repeats too many times: at most {limit}.",
    ),
    "form-other": _t(
        "Форма іске қосылмайды: {detail}.", "Форма не может работать: {detail}.", "The form cannot run: {detail}."
    ),
}
