# Работа координатора: список, карточка жалобы, действия

## Список
inbox-title-new = <b>🆕 Новые жалобы</b>
inbox-title-mine = <b>👤 Мои жалобы</b>
inbox-title-waiting = <b>💬 Ждут ответа гражданина</b>
inbox-title-overdue = <b>⏰ Просроченные жалобы</b>
inbox-empty-new = Новых жалоб нет. Когда из вашего региона придёт жалоба, мы сразу сообщим.
inbox-empty-mine = У вас пока нет жалоб. Примите одну из списка «Новые».
inbox-empty-waiting = Нет вопросов, на которые ждут ответа.
inbox-empty-overdue = Просроченных жалоб нет. Всё вовремя 👍
inbox-line = <b>{ $number }.</b> <code>{ $code }</code> · { $category }
inbox-line-about = { $place } · { $age }
inbox-filter-new = 🆕 Новые · { $count }
inbox-filter-mine = 👤 Мои · { $count }
inbox-filter-waiting = 💬 Ждут · { $count }
inbox-filter-overdue = ⏰ Поздно · { $count }
inbox-open = { $number } · { $code }
inbox-menu-row = 📥 Жалобы · новых { $count }
inbox-back = ← К списку

## Карточка
case-head = <b>{ $code }</b> · { $state }
case-category = 🏷 { $category }
case-place = 📍 { $place }
case-institution = 🏢 { $institution }
case-amount = 💰 { $amount }
case-received = 🕒 { $at } · { $age }
case-due-first = ⏳ Первый ответ до: { $due }
case-due-decision = ⏳ Решение до: { $due }
case-due-late = ⏰ <b>Срок прошёл:</b> { $due }
case-anonymous = 🕶 Анонимно. Вопрос можно задать через бота.
case-named = 👤 Контакт оставлен: открыть его может только координатор, принявший жалобу.
case-assignee = 🧑‍💼 Отвечает: { $alias }
case-assignee-you = 🧑‍💼 Отвечаете вы
case-assignee-none = 🧑‍💼 Пока никто не принял
case-outcome = 🏁 { $outcome }
case-saved = 💚 Сэкономлено: { $amount }. Основание: { $basis }
case-reopened = ↩️ Гражданин не согласен с итогом и открыл жалобу снова.
case-age-now = только что
case-age-hours = { $hours ->
    [one] { $hours } час назад
    [few] { $hours } часа назад
   *[many] { $hours } часов назад
}
case-age-days = { $days ->
    [one] { $days } день назад
    [few] { $days } дня назад
   *[many] { $days } дней назад
}
case-story = <blockquote>{ $text }</blockquote>
case-story-none = <i>Текста нет: смотрите доказательства.</i>
case-evidence = <b>📎 Доказательства: { $count }</b>
case-evidence-kept = { $number }. { $kind } · <code>{ $hash }</code>
case-evidence-pending = { $number }. { $kind } · загружается
case-evidence-failed = { $number }. { $kind } · не загрузилось
case-evidence-more = … и ещё { $more }
case-evidence-caption = { $code } · { $number }
case-evidence-captioned = { $code } · { $number } · { $caption }
case-evidence-shown = <b>{ $code }</b> · доказательства. Никому не пересылайте и не храните в телефоне.
case-evidence-none = Загруженных доказательств пока нет.
case-thread = <b>💬 Переписка с гражданином</b>
case-thread-asked = <b>{ $alias }</b>, { $at }: { $text }
case-thread-told = <b>Гражданин</b>, { $at }: { $text }
case-thread-open = <i>Ждём ответа на вопрос.</i>
case-notes = <b>🔒 Внутренние заметки (гражданин их никогда не увидит)</b>
case-note-line = <b>{ $alias }</b>, { $at }: { $text }
case-story-title = <b>{ $code }</b> · весь текст
case-button-evidence = 📎 Показать доказательства
case-button-whole = 📖 Весь текст
case-button-thread = 💬 Вся переписка
case-button-notes = 🔒 Все заметки
case-button-contact = 👤 Посмотреть контакт
case-button-back = ← К жалобе

## Действия
case-accepted = Жалоба у вас. Гражданину сообщили.
case-ask-how = <b>{ $code }</b> · Напишите вопрос гражданину. Он получит ваше следующее сообщение слово в слово.
case-ask-careful = Не пишите имён сотрудников и о других жалобах. Юридических советов мы не даём.
case-asked = ✉️ Вопрос отправлен гражданину.
case-note-how = <b>{ $code }</b> · 🔒 Внутренняя заметка. Её видят только координаторы, гражданин — <b>никогда</b>.
case-note-write = Напишите заметку.
case-noted = 🔒 Заметка сохранена.
case-words-only = Здесь нужен только текст.
case-words-long = Слишком длинно: поместится знаков { $limit }.
case-which = <b>{ $code }</b> · Кому эти слова?
case-which-words = <blockquote>{ $words }</blockquote>
case-which-ask = ❓ Вопрос гражданину
case-which-note = 🔒 Внутренняя заметка
case-reject-why = <b>{ $code }</b> · Почему жалоба отклоняется? Гражданин увидит выбранную причину.
case-reject-sure = <b>{ $code }</b> · Отклонить жалобу? Причина, которую увидит гражданин:
case-reject-reason = <blockquote>{ $reason }</blockquote>
case-reject-confirm = 🚫 Да, отклонить
case-rejected = Жалоба отклонена. Причина отправлена гражданину.
case-reject-unclear = Непонятно, о чём речь
case-reject-not-ours = Не наш вопрос
case-reject-private-dispute = Частный спор
case-reject-insults = Одни оскорбления
case-reject-spam = Спам, реклама
case-close-how = <b>{ $code }</b> · Чем закончилось? Гражданин увидит итог.
case-close-fixed = Исправлено
case-close-disciplinary = Дисциплинарное взыскание
case-close-refused = Орган отказал
case-close-no-answer = Орган не ответил
case-close-not-confirmed = Не подтвердилось
case-close-saved = <b>{ $code }</b> · Сколько денег сэкономлено или возвращено? Напишите в тенге, например: «20 тыс».
case-close-none = Сэкономленных денег нет
case-close-number = Сумма непонятна. Напишите целое число больше нуля, например: 20 000 или «20 тыс».
case-close-basis = <b>{ $code }</b> · { $amount }. На чём основана эта сумма? Назовите документ или расчёт.
case-close-basis-long = Основание слишком длинное: поместится знаков { $limit }.
case-close-sure = <b>{ $code }</b> · Закрыть жалобу?
case-close-outcome = 🏁 Итог: { $outcome }
case-close-nothing-saved = 💚 Сэкономленных денег нет
case-close-amount = 💚 Сэкономлено: { $amount }
case-close-based-on = 📄 Основание: { $basis }
case-close-confirm = 🏁 Да, закрыть
case-closed = Жалоба закрыта. Итог отправлен гражданину.

## Контакт
case-contact-sure =
    <b>{ $code }</b> · Открыть контакт? Это останется в истории, и заявитель прочтёт:

    Кто: { $alias }
    Зачем: { $why }
case-contact-confirm = 👤 Да, открыть
case-contact = <b>{ $code }</b> · <code>{ $contact }</code>
case-contact-careful = Связывайтесь только по этой жалобе. Никому не передавайте и не переписывайте.

## Справка
help-coordinator =
    <b>Координатору</b>
    📥 /inbox — жалобы вашего региона: новые, ваши, ждущие ответа, просроченные.
    ✅ Принять — жалоба переходит под вашу ответственность, гражданину об этом сообщают.
    ❓ Спросить — гражданин получит вопрос от бота; кто он, не показывается.
    🔒 Заметка — только для координаторов, гражданин её никогда не увидит.
    🚫 Отклонить и 🏁 закрыть — причину и итог гражданин увидит.
    Мы наблюдаем, но не расследуем: если есть признаки преступления, передайте в уполномоченный орган.
