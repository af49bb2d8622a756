# Передача в органы, справочник органов, рекомендации учреждениям
authorities-button = 🏛 Органы
authorities-title = <b>🏛 Справочник органов</b> · { $count }
authorities-how = Сюда же можно прислать таблицу XLSX или CSV: название, регион, категории, адрес, e-mail.
authorities-button-add = ➕ Добавить
authorities-button-seed = 📥 Начальный список: { $count }
authorities-button-load = 📥 Загрузить
authorities-seed = <b>Начальный список.</b> Сверьте перед отправкой писем: адреса впишите сами.
authority-seed-line = • { $name } ({ $source }, { $day })
authorities-loaded = { $count ->
    [one] Загружен { $count } орган
    [few] Загружено { $count } органа
   *[many] Загружено { $count } органов
}
authorities-table-only = Нужна таблица: файл XLSX или CSV.
authorities-received = Файл «{ $name }» читаю. Что в нём, скажу сообщением.
authorities-foreign = «{ $name }»: эту запись ведёт другой регион или администратор
authorities-read =
    📄 <b>{ $name }</b>
    Новых: { $good }, уже есть: { $known }, не подходит: { $bad }

    { $lines }
authorities-faulty = 📄 <b>{ $name }</b>: не получилось прочитать таблицу. Нужен столбец «название».
authorities-kept = 📥 <b>{ $name }</b>: загружено органов: { $count }.
authority-head = <b>{ $name }</b>
authority-other = { $name }
authority-where = 🗺 { $area }
area-country = вся страна
authority-address = 📍 { $address }
authority-no-address = 📍 адрес не указан
authority-email = ✉️ { $email }
authority-takes = 📂 { $what }
authority-takes-all = любые обращения
list-and-on = { $first }; { $second }
authority-checked = 🗓 сверено { $day }
authority-source = { $checked } · { $source }
authority-retired = 🗄 Убран: новых писем туда нет.
authority-button-check = ✔️ Сверено сегодня
authority-button-edit = ✏️ Изменить
authority-button-retire = 🗄 Убрать
authority-button-restore = ♻️ Вернуть
authority-button-clear = 🧽 Очистить
authority-button-country = 🇰🇿 Вся страна
authority-changed = Сохранено.
authority-added = Орган добавлен.
authority-edit-which = Что изменить?
authority-ask-kk = Напишите название на казахском.
authority-ask-ru = Напишите название на русском.
authority-ask-region = Где он работает?
authority-ask-takes = Что он принимает? Ничего не отмечено – значит, всё.
authority-ask-address = Напишите почтовый адрес.
authority-ask-email = Напишите e-mail.
authority-field-kk = Казахское название
authority-field-ru = Название
authority-field-region = Регион
authority-field-takes = Категории
authority-field-address = Адрес
authority-field-email = Адрес e-mail
authority-ticked = ☑ { $name }
authority-unticked = ☐ { $name }
authority-email-unread = Это не похоже на e-mail. Например: info@example.kz
row-fault-category = неизвестная категория «{ $value }»
row-fault-email = непонятный e-mail «{ $value }»
row-fault-date = непонятная дата «{ $value }»

case-button-refer = 📨 В орган
case-button-recommend = 📌 Рекомендация
referral-letters = <b>{ $code }</b> · письма
referral-line = № { $number } · { $authority } · { $state }
referral-button-another = ➕ Ещё одно письмо
refer-which = <b>{ $code }</b> · Куда передать?
refer-suggested = ⭐ – подходят по категории.
refer-none = В справочнике пока нет органов. Добавьте первый.
refer-language = На каком языке письмо? Получатель: <b>{ $authority }</b>
refer-no-address = ⚠️ Адрес в справочнике не указан: в письме его не будет.

referral-state-prepared = готовится
referral-state-sent = передано
referral-state-reminded = напомнили
referral-state-complained = подана жалоба
referral-state-answered = ответ пришёл
referral-state-dropped = отменено
letter-naming-anonymous = 🕶 Заявитель не назван и не спрашивается.
letter-naming-unasked = 👤 Контакт заявителя в письмо не войдёт. Можно спросить его согласия.
letter-naming-asked = ⏳ Заявителя спросили. Без ответа письмо уйдёт без контакта.
letter-naming-agreed = ✅ Заявитель согласился: контакт есть в письме.
letter-naming-refused = 🚫 Заявитель не согласился: контакта в письме нет.

referral-head = 📨 <b>№ { $number }</b> · { $state }
referral-to = 🏛 { $authority }
referral-talon = 🎫 Талон <code>{ $talon }</code> от { $day }
referral-due = ⏳ Ответ до { $due }
referral-late = ⏰ Срок ответа истёк { $due }
referral-facts =
    Суть в письме:
    <blockquote>{ $text }</blockquote>
referral-facts-none = Сути пока нет: изложите её своими словами.
referral-careful = Если из текста или файлов видно, кто заявитель, изложите суть иначе: оригиналы уходят как есть, с данными о съёмке.
referral-answered =
    Ответ органа:
    <blockquote>{ $text }</blockquote>
referral-button-open = 📨 Открыть письмо
referral-button-read = 👁 Читать
referral-button-ask = 👤 Спросить заявителя
referral-button-facts = ✏️ Изложить суть
referral-button-papers = 📄 Сделать письмо и архив
referral-button-talon = 🎫 Передано: ввести талон
referral-button-drop = 🗑 Отменить письмо
referral-button-answer = 📬 Пришёл ответ
referral-button-remind = 📄 Напоминание
referral-button-complain = 📄 Жалоба
referral-button-reminded = ✔️ Напомнили
referral-button-complained = ✔️ Пожаловались
referral-button-reply = 📎 Файл ответа
referral-button-number = ✏️ Другой номер
referral-button-no-paper = ✅ Готово, без файла
referral-asked = Заявителя спросили.
referral-facts-how = Напишите суть: что, где, когда. До 4000 знаков, без имён заявителя.
referral-facts-kept = Суть сохранена.
referral-papers-coming = Готовлю. Документы придут сообщениями.
referral-drop-sure = Отменить письмо № { $number }?
referral-drop-yes = 🗑 Да, отменить
referral-dropped = Письмо отменено.
referral-talon-how = Напишите номер талона, который дал получатель: <b>{ $authority }</b>
referral-day-how = Номер <code>{ $talon }</code>. Когда зарегистрировано? Выберите или напишите: 20.11
referral-day-unread = Не получилось понять дату. Например: 20.11
referral-registered = Записано. Срок пошёл, заявитель узнает.
referral-on-its-way = ↪️ В пути: новый талон нужен до { $due }
referral-button-forwarded = ↪️ Переслали в другой орган
referral-button-talon-next = 🎫 Ввести новый талон
referral-forwarded-where = Куда переслали? Сейчас получатель: <b>{ $authority }</b>
referral-forwarded-none = Других органов в справочнике нет. Сначала добавьте.
referral-forwarded-sure = Новый получатель: <b>{ $authority }</b>. Заявитель об этом узнает.
referral-forwarded-yes = ✅ Да, переслали туда
referral-forwarded = Записано. По закону дойти должно за три рабочих дня.
referral-reminded = Записано: напоминание отправлено. Ждём ещё пять рабочих дней.
referral-complained = Записано: жалоба подана. Ждём двадцать рабочих дней.
referral-answer-how = Коротко и просто: что ответили? Это прочитает заявитель.
referral-answer-sure =
    Заявитель прочитает:
    <blockquote>{ $text }</blockquote>
referral-answer-paper = Пришлите файл ответа или нажмите «Готово». Файл останется у координаторов.
referral-paper-only = Здесь нужен файл: фото или документ.
referral-told = Записано, заявитель узнает.
referral-reply = Ответ органа:
referral-reply-none = Файл ещё загружается или не пришёл.
referral-step-remind = Напоминание готово, оно приложено. Отправьте и отметьте.
referral-step-complain = Напоминание не помогло. Жалоба готова, она приложена. Отправьте и отметьте.
referral-step-court = Срок жалобы тоже вышел. Дальше – вышестоящий орган, прокуратура или суд. Посоветуйтесь с юристом.

referral-paper-letter = письмо
referral-paper-reminder = напоминание
referral-paper-complaint = жалоба
referral-paper-recommendation = рекомендация
referral-paper-evidence = доказательства, часть { $part } из { $parts }
paper-ready = 📄 № { $number } · { $what }
paste-text =
    📋 № { $number } · текст для e-Otinish, часть { $part } из { $parts }. Нажмите на него, чтобы скопировать.

    <code>{ $words }</code>
papers-done = 📨 № { $number }: всё готово. Подпишите, подайте письмо или вставьте текст на портале. Дадут талон – введите его здесь.

naming-asked =
    ❓ <b>{ $code }</b> · Ваше сообщение передаём получателю: { $authority }

    Можно указать в письме ваш контакт?
    <blockquote>{ $contact }</blockquote>
    Не ответите – письмо уйдёт без него.
naming-yes = ✅ Да, укажите
naming-no = 🚫 Нет, без контакта
naming-answered = 👤 <b>{ $code }</b> · { $said }
naming-thanks-yes = ✅ Хорошо, контакт будет в письме. Передумать можно, пока письмо не ушло: нажмите другую кнопку.
naming-thanks-no = 🚫 Хорошо, письмо уйдёт без вашего контакта.
handed-over =
    📨 <b>{ $code }</b> · передано

    Получатель: { $authority }
    Талон: <code>{ $talon }</code> от { $sent_on }
    По закону ответят до { $due }. Мы следим за сроком и напишем вам.
letter-forwarded =
    ↪️ <b>{ $code }</b> · переслано в другой орган

    Новый получатель: { $authority }
    Прежний ответил, что это не к нему, и переслал письмо. По закону оно дойдёт до { $due }. Когда зарегистрируют, напишем вам.
authority-answered =
    📬 <b>{ $code }</b> · пришёл ответ

    { $authority }:
    <blockquote>{ $summary }</blockquote>
authority-late =
    ⏰ <b>{ $code }</b> · ответа нет

    { $authority }
    Талон <code>{ $talon }</code>, срок истёк { $due }
    { $step }

refused-referral-stale = Письмо уже на другом шаге: { $state }
refused-recommendation-stale = Рекомендация уже на другом шаге: { $state }
refused-letter-gone = Письмо уже ушло, без вашего контакта. Больше его туда не добавим.
refused-talon = Это не похоже на номер. Перепишите его с талона.
refused-sent-day = День не может быть в будущем или раньше даты письма.
refused-not-prepared = Сначала сделайте письмо.

recommendations-button-menu = 📌 Рекомендации
recommendations-button-list = 📌 Все рекомендации
recommendations-button-settled = 🗄 Завершённые
recommendations-button-open = 📌 Открытые
recommendations-title = <b>📌 Рекомендации</b> · открытых: { $count }
recommendations-settled = <b>🗄 Завершённые рекомендации</b>
recommendations-none = Здесь пока пусто. Рекомендацию делают из недостатка или обращения.
recommendations-of-case = <b>{ $code }</b> · рекомендации
recommendation-line = № { $number } · { $institution } · { $state }
recommendation-head = 📌 <b>№ { $number }</b> · { $state }
recommendation-to = 🏛 { $institution } · { $area }
recommendation-document = 📄 Итоговый документ до { $due }
recommendation-due = ⏳ Ответ до { $due }
recommendation-overdue = ⏰ Срок ответа истёк { $due }
recommendation-look = 🔁 Вернёмся { $at }
recommendation-words = <blockquote>{ $text }</blockquote>
recommendation-event = { $at } · { $state } · { $alias }
recommendation-event-said = { $at } · { $state } · { $alias }: { $text }
recommendation-state-issued = выдана
recommendation-state-considered = рассмотрена
recommendation-state-answered = ответ получен
recommendation-state-done = выполнена
recommendation-state-refused = отказ
recommendation-button-open = 📌 Открыть
recommendation-button-considered = 👥 Рассмотрена
recommendation-button-answered = 📬 Ответили
recommendation-button-done = ✅ Выполнена
recommendation-button-refused = 🚫 Отказали
recommendation-button-wait = ⏳ Пока нет
recommendation-button-letter = 📄 Письмо
recommendation-button-another = ➕ Ещё рекомендация
recommendation-considered-how = Где и кем рассмотрена? Например: совещание отдела, 12.12, заместитель директора.
recommendation-answered-how = Что ответили?
recommendation-done-how = Что сделано и как мы это увидели?
recommendation-refused-how = Почему отказали?
recommendation-kept = Записано.
recommendation-waits = Хорошо, вернёмся через квартал.
recommendation-institution-how = Кому рекомендация? Выберите или напишите название.
recommendation-what-how = Что рекомендуем? <b>{ $institution }</b> прочитает это в письме.
recommendation-issued = Рекомендация выдана. Сделайте письмо и передайте его.
recommendation-term =
    📌 <b>№ { $number }</b> · { $what }
    🏛 { $institution }
    { $when }
recommendation-term-before = ⏳ Остался рабочий день: { $due }
recommendation-term-at = 📍 Срок наступил: { $due }
recommendation-term-after = ⏰ Просрочено: { $due }
recommendation-document-late = ⏰ Итоговый документ: срок истёк { $due }
recommendation-sent = 📮 Документ отдан { $at }
recommendation-button-sent = 📮 Отдали сегодня
recommendation-sent-kept = Записано. Ответ ждём десять рабочих дней.
recommendation-stalled =
    🔁 <b>№ { $number }</b> · прошёл квартал
    🏛 { $institution } · { $state }

    { $words }

    Сделано?
