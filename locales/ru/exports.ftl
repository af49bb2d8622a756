# Результаты чек-листов и анкет: файлы
exports-title = <b>⬇️ Результаты</b>
    <b>{ $title }</b>
exports-count = { $count ->
    [0] Пока никто не заполнил.
    [one] { $count } заполненная анкета
    [few] { $count } заполненные анкеты
   *[many] { $count } заполненных анкет
}
exports-how = Кто заполнял, в файлах не указано. Храните их бережно.
exports-button = ⬇️ Результаты
exports-labels = Вопросы и ответы словами
exports-values = Названия и коды из формы
exports-chosen = ● { $what }
exports-xlsx = 📊 Excel (XLSX)
exports-csv = 📄 CSV
exports-zip = 🗜 С файлами (ZIP для ODK и Kobo)
exports-queued = Готовлю файл, пришлю сюда.
refused-no-results = Пока никто не заполнил.
results-ready =
    ⬇️ <b>{ $title }</b>
    { $count ->
        [one] { $count } заполненная анкета
        [few] { $count } заполненные анкеты
       *[many] { $count } заполненных анкет
    }{ $parts ->
        [1] {""}
       *[other] {" "}· часть { $part } из { $parts }
    }
