"""The catalogue of what can be wrong with a form: key to its text in kk, ru and en. Arguments in braces."""

from collections.abc import Mapping

from forms.authoring.dataset_texts import DATASET_TEXTS
from forms.authoring.engine_texts import ENGINE_TEXTS
from forms.authoring.lint_texts import LINT_TEXTS
from forms.authoring.upload_texts import UPLOAD_TEXTS

PLACES: Mapping[str, Mapping[str, str]] = {
    "kk": {"row": "{row}-жол", "column": "«{column}» бағаны"},
    "ru": {"row": "строка {row}", "column": "столбец «{column}»"},
    "en": {"row": "row {row}", "column": "column “{column}”"},
}


def _t(kk: str, ru: str, en: str) -> Mapping[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


_FILE_TEXTS: Mapping[str, Mapping[str, str]] = {
    "file-type": _t(
        "Файл түрі қолдау таппайды. Мыналар жарайды: {allowed}.",
        "Такой тип файла не поддерживается. Подходят: {allowed}.",
        "This type of file is not supported. Use one of: {allowed}.",
    ),
    "file-too-large": _t(
        "Файл тым үлкен: {limit} МБ-тан аспауы керек.",
        "Файл слишком большой: не больше {limit} МБ.",
        "The file is too large: at most {limit} MB.",
    ),
    "file-empty": _t("Файл бос.", "Файл пустой.", "The file is empty."),
    "not-utf8": _t(
        "Мәтін UTF-8 кодтауында емес. Файлды UTF-8 етіп сақтаңыз.",
        "Текст не в кодировке UTF-8. Сохраните файл в UTF-8.",
        "The text is not UTF-8. Save the file as UTF-8.",
    ),
    "file-unreadable": _t(
        "Файл ашылмады: ол бүлінген немесе {type} емес.",
        "Файл не открывается: он повреждён или это не {type}.",
        "The file cannot be opened: it is damaged or is not {type}.",
    ),
    "file-bomb": _t(
        "Файл қауіпті көрінеді: ішінде тым көп немесе бөтен дерек бар. Excel-ден қайта сақтап көріңіз.",
        "Файл выглядит опасным: внутри слишком много или посторонние данные. Пересохраните его в Excel.",
        "The file looks dangerous: there is too much or foreign data inside. Save it again from Excel.",
    ),
    "too-many-rows": _t(
        "Жол тым көп: {limit} жолдан аспауы керек.",
        "Слишком много строк: не больше {limit}.",
        "Too many rows: at most {limit}.",
    ),
    "cell-too-long": _t(
        "Ұяшықтағы мәтін тым ұзын: {limit} таңбадан аспауы керек.",
        "Слишком длинный текст в ячейке: не больше {limit} знаков.",
        "The text in the cell is too long: at most {limit} characters.",
    ),
    "no-survey": _t(
        "Сұрақтар жоқ: «survey» парағы керек және онда кемінде бір жол болуы тиіс.",
        "Нет вопросов: нужен лист «survey» хотя бы с одной строкой.",
        "There are no questions: a sheet named “survey” with at least one row is needed.",
    ),
    "sheet-misspelt": _t(
        "«{sheet}» парағы табылмады, бірақ ұқсас атау бар: {found}. Атауын түзетіңіз.",
        "Лист «{sheet}» не найден, но есть похожий: {found}. Исправьте название.",
        "There is no sheet “{sheet}”, but a similar one: {found}. Correct its name.",
    ),
    "headers-missing": _t(
        "Міндетті бағандар жоқ: {missing}.",
        "Нет обязательных столбцов: {missing}.",
        "Required columns are missing: {missing}.",
    ),
    "headers-wrong": _t(
        "Баған атауларында қате бар (pyxform: {detail}).",
        "Ошибка в названиях столбцов (pyxform: {detail}).",
        "The column names are wrong (pyxform: {detail}).",
    ),
    "form-deep": _t(
        "Топтар бірінің ішіне бірі тым терең салынған.",
        "Слишком глубокая вложенность групп.",
        "Groups are nested too deeply.",
    ),
    "author-other": _t(
        "Форма жиналмады (pyxform: {detail}).",
        "Форма не собирается (pyxform: {detail}).",
        "The form does not compile (pyxform: {detail}).",
    ),
    "author-note": _t("Ескерту (pyxform: {detail}).", "Замечание (pyxform: {detail}).", "Note (pyxform: {detail})."),
}

_ROW_TEXTS: Mapping[str, Mapping[str, str]] = {
    "no-type": _t("Сұрақтың түрі (type) жазылмаған.", "Не указан тип вопроса (type).", "The question has no type."),
    "no-name": _t(
        "Сұрақтың немесе топтың атауы (name) жазылмаған.",
        "У вопроса или группы нет имени (name).",
        "The question or group has no name.",
    ),
    "no-label": _t(
        "«{name}» сұрағының мәтіні (label) де, түсіндірмесі (hint) де жоқ.",
        "У вопроса «{name}» нет ни текста (label), ни подсказки (hint).",
        "The question “{name}” has neither a label nor a hint.",
    ),
    "type-unknown": _t(
        "«{type}» деген сұрақ түрі жоқ.", "Нет такого типа вопроса: «{type}».", "There is no question type “{type}”."
    ),
    "no-calculation": _t(
        "Есептеу (calculation) жазылмаған.", "Не указано вычисление (calculation).", "The calculation is missing."
    ),
    "name-letters": _t(
        "Атау әріптен немесе «_» таңбасынан басталып, тек әріп, цифр, «_», «-», «.» таңбаларынан тұруы керек.",
        "Имя должно начинаться с буквы или «_» и состоять из букв, цифр, «_», «-», «.».",
        "A name begins with a letter or “_” and has only letters, digits, “_”, “-” and “.”.",
    ),
    "name-twice": _t(
        "«{name}» атауы бір топта екі рет кездеседі.",
        "Имя «{name}» встречается в одной группе дважды.",
        "The name “{name}” is used twice in one group.",
    ),
    "name-case": _t(
        "«{name}» атауы басқа атаудан тек бас әріппен ғана өзгешеленеді.",
        "Имя «{name}» отличается от другого только регистром букв.",
        "The name “{name}” differs from another only by capital letters.",
    ),
    "name-reserved": _t(
        "«{name}» атауын қолдануға болмайды.", "Имя «{name}» занято.", "The name “{name}” is reserved."
    ),
    "repeat-name-twice": _t(
        "Қайталанатын топтың «{name}» атауы бүкіл формада біреу ғана болуы керек.",
        "Имя повторяющейся группы «{name}» должно быть единственным во всей форме.",
        "The name of the repeat “{name}” must be unique in the whole form.",
    ),
    "reference-unknown": _t(
        "${{{name}}} дегенге сілтеме бар, бірақ мұндай сұрақ жоқ.",
        "Есть ссылка ${{{name}}}, но такого вопроса нет.",
        "It refers to ${{{name}}}, but there is no such question.",
    ),
    "reference-twice": _t(
        "${{{name}}} сілтемесі бірмәнді емес: мұндай атаулы сұрақ бірнешеу.",
        "Ссылка ${{{name}}} неоднозначна: вопросов с таким именем несколько.",
        "The reference ${{{name}}} is ambiguous: several questions have this name.",
    ),
    "reference-broken": _t(
        "Сілтеме дұрыс жазылмаған: ${{сұрақ_атауы}} түрінде болуы керек.",
        "Ссылка записана неверно: нужно ${{имя_вопроса}}.",
        "A reference is written wrongly: it should be ${{question_name}}.",
    ),
    "begin-without-end": _t(
        "«{name}» тобы ашылған, бірақ жабылмаған: end_{type} керек.",
        "Группа «{name}» открыта, но не закрыта: нужен end_{type}.",
        "The group “{name}” is opened but not closed: end_{type} is missing.",
    ),
    "end-without-begin": _t(
        "end_{type} бар, бірақ оған сәйкес begin_{type} жоқ.",
        "Есть end_{type}, но нет соответствующего begin_{type}.",
        "There is an end_{type} without its begin_{type}.",
    ),
    "no-choices-sheet": _t(
        "Таңдау сұрағы бар, бірақ «choices» парағы жоқ немесе бос.",
        "Есть вопрос с выбором, но лист «choices» отсутствует или пуст.",
        "There is a select question, but the sheet “choices” is absent or empty.",
    ),
    "list-unknown": _t(
        "«choices» парағында «{list}» тізімі жоқ.",
        "На листе «choices» нет списка «{list}».",
        "There is no list “{list}” on the sheet “choices”.",
    ),
    "choice-no-name": _t("Нұсқаның атауы (name) жоқ.", "У варианта нет имени (name).", "The choice has no name."),
    "choice-no-label": _t("Нұсқаның мәтіні (label) жоқ.", "У варианта нет текста (label).", "The choice has no label."),
    "choice-twice": _t(
        "Бір тізімде нұсқа атауы екі рет кездеседі.",
        "Имя варианта встречается в одном списке дважды.",
        "The name of the choice is used twice in one list.",
    ),
    "choice-name-space": _t(
        "Бірнеше жауап таңдалатын тізімде нұсқа атауында бос орын болмауы керек: «{name}» («{list}» тізімі).",
        "В списке с выбором нескольких ответов имя варианта не должно содержать пробел: «{name}» (список «{list}»).",
        "Choices of a select_multiple must not have spaces in their names: “{name}” in list “{list}”.",
    ),
    "other-with-filter": _t(
        "or_other мен choice_filter бірге қолданылмайды.",
        "or_other и choice_filter вместе не работают.",
        "or_other and choice_filter do not work together.",
    ),
    "parameters-wrong": _t(
        "parameters бағанында қате бар (pyxform: {detail}).",
        "Ошибка в parameters (pyxform: {detail}).",
        "The parameters are wrong (pyxform: {detail}).",
    ),
    "entities-unsupported": _t(
        "Мәндер тізімі (entities) баптауында қате бар (pyxform: {detail}).",
        "Ошибка в настройке entities (pyxform: {detail}).",
        "The entities are declared wrongly (pyxform: {detail}).",
    ),
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    **_FILE_TEXTS,
    **_ROW_TEXTS,
    **LINT_TEXTS,
    **ENGINE_TEXTS,
    **DATASET_TEXTS,
    **UPLOAD_TEXTS,
}
