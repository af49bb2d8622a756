"""Texts of what is wrong with the files beside a form: FormError's code to its text in kk, ru and en."""

from collections.abc import Mapping


def _t(kk: str, ru: str, en: str) -> Mapping[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


DATASET_TEXTS: Mapping[str, Mapping[str, str]] = {
    "file-broken": _t(
        "«{file}» файлы оқылмайды: ол бүлінген немесе ішінде кесте жоқ.",
        "Файл «{file}» не читается: он повреждён или в нём нет таблицы.",
        "The file “{file}” cannot be read: it is damaged or has no table in it.",
    ),
    "file-not-a-table": _t(
        "«{file}» файлынан кесте алынбайды: .csv, .geojson не .xml керек.",
        "Из файла «{file}» не взять таблицу: нужен .csv, .geojson или .xml.",
        "No table can be read from “{file}”: it must be .csv, .geojson or .xml.",
    ),
    "file-too-many-bytes": _t(
        "«{file}» файлы тым үлкен: {limit} МБ-тан аспауы керек.",
        "Файл «{file}» слишком большой: не больше {limit} МБ.",
        "The file “{file}” is too large: at most {limit} MB.",
    ),
    "file-too-many-rows": _t(
        "«{file}» файлында жол тым көп: {limit} жолдан аспауы керек.",
        "В файле «{file}» слишком много строк: не больше {limit}.",
        "The file “{file}” has too many rows: at most {limit}.",
    ),
    "file-too-many-columns": _t(
        "«{file}» файлында баған тым көп: {limit} бағаннан аспауы керек.",
        "В файле «{file}» слишком много столбцов: не больше {limit}.",
        "The file “{file}” has too many columns: at most {limit}.",
    ),
    "itemset-copy": _t(
        "Нұсқаларды <copy> арқылы көшіру қолдау таппайды: <value> мен <label> керек.",
        "Копирование вариантов через <copy> не поддерживается: нужны <value> и <label>.",
        "Copying choices with <copy> is not supported: use <value> and <label>.",
    ),
    "search-call": _t(
        "search() қате жазылған: {expression}. Кестенің атауы және, керек болса, шарт түрі, баған, мән жазылады; "
        "нұсқалар парағында бағандардың атаулары тұруы керек.",
        "search() записан неверно: {expression}. Нужно имя таблицы и, если надо, вид условия, столбец и значение; "
        "на листе вариантов должны стоять имена столбцов.",
        "search() is written wrongly: {expression}. It takes the table and, if wanted, the kind of match, a column and "
        "a value; the sheet of choices must name the columns.",
    ),
}
