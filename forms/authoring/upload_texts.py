"""What can be wrong with a form that is sent to the bot, beyond the table itself."""

from collections.abc import Mapping

UPLOAD_TEXTS: Mapping[str, Mapping[str, str]] = {
    "zip-no-form": {
        "kk": "Архивте сауалнама жоқ: .xlsx, .xls, .csv немесе .md кестесін салыңыз.",
        "ru": "В архиве нет анкеты: положите в него таблицу .xlsx, .xls, .csv или .md.",
        "en": "The archive holds no form: put an .xlsx, .xls, .csv or .md table into it.",
    },
    "zip-several-forms": {
        "kk": "Архивте бірнеше кесте бар ({files}). Бір архивке бір сауалнама салыңыз.",
        "ru": "В архиве несколько таблиц ({files}). В одном архиве — одна анкета.",
        "en": "The archive holds several tables ({files}). Put one form into one archive.",
    },
    "media-missing": {
        "kk": "«{file}» файлы жоқ. Кестені және файлдарын бір zip-архивке салып жіберіңіз.",
        "ru": "Нет файла «{file}». Отправьте таблицу и её файлы одним zip-архивом.",
        "en": "The file “{file}” is missing. Send the table and its files in one zip archive.",
    },
    "check-too-long": {
        "kk": "Сауалнама тым күрделі: {seconds} секундта талдап үлгермедік. Оны бөліп көріңіз.",
        "ru": "Анкета слишком сложная: не разобрана за {seconds} секунд. Попробуйте её разделить.",
        "en": "The form is too complex: it could not be read in {seconds} seconds. Try to split it.",
    },
    "form-own": {
        "kk": "«{form}» — боттың өз сауалнамасы, оны ауыстыруға болмайды. Басқа form_id беріңіз.",
        "ru": "«{form}» — собственная анкета бота, её нельзя заменить. Задайте другой form_id.",
        "en": "“{form}” is the bot's own form and cannot be replaced. Choose another form_id.",
    },
    "form-id-long": {
        "kk": "form_id тым ұзын: ең көбі {limit} таңба.",
        "ru": "Слишком длинный form_id: не больше {limit} знаков.",
        "en": "form_id is too long: at most {limit} characters.",
    },
    "version-taken": {
        "kk": "«{form}» сауалнамасының {version} нұсқасы бар. settings бетінде version санын өсіріңіз.",
        "ru": "Версия {version} анкеты «{form}» уже есть. Увеличьте version на листе settings.",
        "en": "Version {version} of the form “{form}” exists. Raise `version` on the sheet settings.",
    },
}
