# Бақылау парақтары мен сауалнамалардың нәтижелері: файлдар
exports-title = <b>⬇️ Нәтижелер</b>
    <b>{ $title }</b>
exports-count = { $count ->
    [0] Әзірге ешкім толтырған жоқ.
   *[other] Толтырылған сауалнама саны: { $count }
}
exports-how = Файлдарда кім толтырғаны көрсетілмейді. Оларды ұқыпты сақтаңыз.
exports-button = ⬇️ Нәтижелер
exports-labels = Сұрақтар мен жауаптар сөзбен
exports-values = Формадағы атаулар мен кодтар
exports-chosen = ● { $what }
exports-xlsx = 📊 Excel (XLSX)
exports-csv = 📄 CSV
exports-zip = 🗜 Файлдарымен (ODK мен Kobo үшін ZIP)
exports-queued = Файлды дайындап, осында жіберемін.
refused-no-results = Әзірге ешкім толтырған жоқ.
results-ready =
    ⬇️ <b>{ $title }</b>
    Толтырылған сауалнама саны: { $count }{ $parts ->
        [1] {""}
       *[other] {" "}· { $parts } бөліктің { $part }-бөлігі
    }
