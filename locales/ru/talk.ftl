# Переписка с автором жалобы: сообщения, готовые ответы, тихие часы

## Что читает автор
coordinator-wrote =
    ✉️ <b>{ $code }</b> · Координатор пишет:

    { $words }
talk-words = <blockquote>{ $text }</blockquote>
talk-files-only = 📎 Смотрите файлы выше.
talk-read = 👁 Прочитано
talk-seen-thanks = Спасибо! Координатор увидит, что вы прочитали.
history-message = координатор написал вам

quiet-button = 🌙 Когда не беспокоить
quiet-how = <b>🌙 Когда не беспокоить?</b> В эти часы бот пишет, только если дело срочное. Остальное придёт утром.
quiet-hours = { $start }–{ $end }
quiet-hours-chosen = ● { $start }–{ $end }
quiet-never = Писать в любое время
quiet-never-chosen = ● Писать в любое время
quiet-kept = Запомнили.

## Что видит координатор
button-tell = ✉️ Написать
case-tell-how = <b>{ $code }</b> · Напишите гражданину или пришлите фото, голос, файл. Можно выбрать готовый ответ: он уйдёт на языке гражданина. Перед отправкой покажем, что получится.
case-tell-what = Так отправить не получится: нужны слова, фото, видео, голос или документ.
case-tell-sure = <b>{ $code }</b> · Гражданин получит:
case-tell-file = 📎 { $kind }
case-tell-quiet = 🌙 Сейчас у гражданина тихие часы. Сообщение уйдёт { $at }.
case-tell-send = ✉️ Отправить
case-tell-morning = 🌙 Отправить утром
case-tell-urgent = ❗ Срочно: отправить сейчас
case-tell-other = ✏️ Заново
case-told = ✉️ Сообщение отправлено.
case-told-later = 🌙 Сообщение уйдёт { $at }.
case-asked-later = 🌙 Вопрос уйдёт { $at }: у гражданина тихие часы.
case-which-tell = ✉️ Сообщение гражданину
case-thread-file = 📎 { $kind }
case-thread-evidence = 📎 { $kind }, доказательство № { $number }
fate-waiting = 🕓 уйдёт
fate-delivered = ✓ доставлено
fate-seen = ✓✓ прочитано
fate-blocked = 🚫 гражданин заблокировал бота; дойдёт, если он вернётся
fate-failed = ⚠️ не ушло
fate-at = <i>{ $mark } { $at }</i>
reply-file-lost =
    ⚠️ Ваш файл для гражданина не ушёл: { $what }.
    { $why }

## Готовые ответы
canned-own = ⚙️ Мои готовые ответы
canned-title = <b>⚙️ Готовые ответы</b>
canned-about = Нажмите на ответ, чтобы изменить его. 👥 — общие для всей организации.
canned-none = Своих ответов пока нет. Добавьте то, что пишете часто.
canned-add = ➕ Добавить
canned-add-how = Напишите ответ по-русски. Казахский текст можно добавить потом.
canned-kept = Сохранено.
canned-in-kk = <b>На казахском</b>: { $text }
canned-in-ru = <b>На русском</b>: { $text }
canned-kk-none = <b>На казахском</b>: —
canned-ru-none = <b>На русском</b>: —
canned-edit-kk = ✏️ На казахском
canned-edit-ru = ✏️ На русском
canned-write-kk = Напишите ответ на казахском, до { $limit } знаков.
canned-write-ru = Напишите ответ на русском, до { $limit } знаков.
canned-drop = 🗑 Удалить
canned-drop-sure = Удалить этот ответ?
canned-drop-yes = 🗑 Да, удалить
canned-dropped = Удалено.
canned-share = 👥 Сделать общим
canned-unshare = 👤 Оставить только себе
canned-thanks = Спасибо за сообщение! Мы его прочитали и занимаемся им. О каждом шаге напишем сюда.
canned-thanks-title = Спасибо, занимаемся
canned-documents = Если у вас есть документы, чеки или фото по этому случаю, пришлите их, пожалуйста, сюда. Подойдёт и снимок с телефона.
canned-documents-title = Пришлите документы
canned-place = Подскажите, пожалуйста, точное место: название учреждения, адрес, номер кабинета или окна.
canned-place-title = Где это было?
canned-when = Подскажите, пожалуйста, когда это было: число и примерное время.
canned-when-title = Когда это было?
canned-sent-on = Мы подготовили обращение в уполномоченный орган. Как только будет ответ, напишем вам.
canned-sent-on-title = Передали в орган
canned-wait = Ответа пока нет, мы продолжаем следить. Спасибо за терпение!
canned-wait-title = Пока ждём ответа
