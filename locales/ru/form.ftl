# Вопросы анкеты: вокруг них, не сами вопросы
form-progress = <i>{ $step } / { $total }</i>
form-editing = <i>Изменение ответа</i>
form-heading = <i>{ $heading }</i>
form-question = <b>{ $label }</b>
form-hint = { $hint }
form-guidance = <i>{ $guidance }</i>
form-current = Ваш ответ: { $answer }
form-refused = ⚠️ { $why }
form-option = { $number }. { $label }
form-option-chosen = ☑ { $number }. { $label }
form-search = Можно написать первые буквы — найду.
form-found = По словам «{ $searched }» нашлось: { $total }
form-type-date = Или напишите дату: 14.05.2026
form-type-time = Напишите время: 14:30
form-send-place = Нажмите кнопку внизу, отправьте точку на карте или напишите координаты: 43.2389, 76.8897
form-send-line = Отправляйте точки пути одну за другой (не меньше { $least }), в конце нажмите «Готово».
form-send-area = Отправляйте углы участка по кругу (не меньше { $least }), в конце нажмите «Готово».
form-points = Отправлено точек: { $given }
form-undo-point = ↩️ Убрать последнюю точку
form-clear = ✖️ Стереть ответ
form-rank = Нажимайте по порядку, начиная с самого важного:
form-type-month = Или напишите месяц: 05.2026
form-type-year = Или напишите год: 2026
form-barcode = Напишите цифры под штрихкодом.
form-remove-sure = 🗑 Да, удалить
form-remove-about = Запись будет удалена вместе с ответами.
form-purpose-signature = Распишитесь на бумаге и пришлите фото.
form-purpose-drawing = Нарисуйте на бумаге и пришлите фото.
form-purpose-marked = Отметьте нужное место и пришлите фото.
form-purpose-selfie = Пришлите фото, на котором вы сами.
form-more-words = Можно добавить ещё, текстом или голосом. Когда всё — «Готово».
form-files = { $count ->
    [one] Получен { $count } файл. Можно добавить ещё или нажать «Готово».
    [few] Получено { $count } файла. Можно добавить ещё или нажать «Готово».
   *[many] Получено { $count } файлов. Можно добавить ещё или нажать «Готово».
}
form-files-count = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[many] 📎 { $count } файлов
}
form-back = ← Назад
form-skip = Пропустить
form-leave = Сохранить и выйти
form-no-files = Файлов нет, дальше
form-done = ✅ Готово
form-next = Далее
form-acknowledge = ✅ Понятно
form-show-all = Показать все
form-today = Сегодня
form-yesterday = Вчера
form-remove-last = 🗑 Убрать последний
form-add = ➕ Добавить ещё
form-go-on = Продолжить
form-location = 📍 Отправить геолокацию
form-review-title = <b>Проверьте и отправьте</b>
form-review-entry = <b>{ $number }. { $label }</b>
form-review-empty = —
form-review-edit = Чтобы изменить ответ, нажмите его номер.
form-review-incomplete = ⚠️ Есть обязательные вопросы без ответа: «Отправить» приведёт к ним.
form-send = 📨 Отправить
form-left = 💾 Сохранено. Вернуться можно в любой момент.
form-edit-taken = ✏️ Исправление принято.
form-edit-late = Это сообщение уже не меняет ответ. Ответ можно изменить перед отправкой, кнопкой с номером.
form-file-kept = 📎 Файл добавлен к доказательствам.
form-file-strange = Здесь нужен другой ответ.
form-retired = Анкета изменилась, и продолжить начатые ответы нельзя. Простите за неудобство — начните, пожалуйста, заново.

refused-answer = Такой ответ не подходит.
refused-required = Без ответа на этот вопрос дальше нельзя.
refused-not-a-number = Нужно число, например 20 000 или «20 тыс».
refused-ambiguous-number = Непонятно: { $one } или { $other }? Напишите без точки и запятой.
refused-not-whole = Нужно целое число.
refused-number-too-long = Число слишком длинное.
refused-number-range = Нужно число от { $low } до { $high }.
refused-number-step = Нужно число от { $low } до { $high } с шагом { $step }.
refused-not-a-date = Не понимаю дату. Напишите так: 14.05.2026
refused-no-such-date = Такого дня нет в календаре.
refused-not-a-time = Не понимаю время. Напишите так: 14:30
refused-not-a-datetime = Напишите дату и время так: 14.05.2026 14:30
refused-not-a-place = Не понимаю место. Отправьте геолокацию или координаты: 43.2389, 76.8897
refused-place-range = Таких координат нет: широта до 90, долгота до 180.
refused-more-points = Нужно точек: { $least }, сейчас: { $given }.
refused-no-barcode = На фото не нашлось штрихкода. Снимите ближе и ровнее или введите номер.
refused-no-such-choice = Такого варианта нет. Выберите из списка.
refused-several-choices = Подходит вариантов: { $count }. Выберите один.
refused-nothing-found = По словам «{ $searched }» ничего не нашлось. Попробуйте иначе.
refused-nothing-chosen = Выберите хотя бы один вариант.
refused-rank-all = Осталось расставить: { $left }.
refused-text-empty = Напишите хотя бы слово.
refused-text-too-long = Слишком длинно: поместится знаков { $limit }.
refused-want-text = Здесь нужен текст.
refused-want-choice = Выберите вариант кнопкой.
refused-want-image = Здесь нужно фото.
refused-want-audio = Здесь нужно голосовое сообщение или аудио.
refused-want-video = Здесь нужно видео.
refused-want-file = Здесь нужен файл: фото, видео, голос или документ.
refused-file-not-here = На этом шаге файлы не нужны. Их можно будет добавить дальше.
refused-use-buttons = Ответьте, пожалуйста, кнопкой.
refused-too-many-entries = Больше добавить нельзя: предел { $limit }.
refused-readonly = Этот ответ менять нельзя.
refused-not-now = Это было к другому вопросу. Сейчас — этот.
refused-question-gone = Этот вопрос больше не задаётся.
