# Сроки, движение жалобы, календарь рабочих дней

## Чего ждём и откуда срок
due-first-answer = первый ответ
due-first-answer-source = наше правило: рабочих дней — { $days }
due-decision = решение по жалобе
due-decision-source = наше правило: рабочих дней — { $days }
due-citizen-answer = ответ гражданина
due-citizen-answer-source = наше правило: ждём рабочих дней — { $days }
due-forwarding = пересылка в нужный орган
due-forwarding-source = АППК, ст. 65: рабочих дней — { $days }
due-authority-answer = ответ органа
due-authority-answer-source = АППК, ст. 76: рабочих дней — { $days }
due-complaint-answer = ответ на жалобу
due-complaint-answer-source = АППК, ст. 99: рабочих дней — { $days }
due-final-document = итоговый документ
due-final-document-source = Закон «Об общественном контроле», ст. 13: рабочих дней — { $days }
due-recommendation-answer = ответ на рекомендацию
due-recommendation-answer-source = Закон «Об общественном контроле», ст. 13: рабочих дней — { $days }

## Список
due-menu-row = ⏳ Сроки · сейчас { $count }
due-title-late = <b>⏰ Просрочено</b>
due-title-today = <b>📍 Сегодня</b>
due-title-week = <b>🗓 Ближайшие 7 дней</b>
due-empty-late = Ничего не просрочено 👍
due-empty-today = На сегодня сроков нет.
due-empty-week = На неделю сроков нет.
due-tab-late = ⏰ { $count }
due-tab-today = 📍 { $count }
due-tab-week = 🗓 { $count }
due-line = <b>{ $number }.</b> <code>{ $code }</code> · { $what }
due-line-until = до { $due } · { $category }
due-recommendations = <b>📌 Рекомендации</b>
due-recommendation-line = № { $number } · { $what } · до { $due }
due-button-more = ⏳ Ещё
due-button-extend = ⏳ Продлить
due-button-answered = 📨 Ответ пришёл
due-button-forwarded = 🎫 Талон
due-button-without = ▶️ Без ответа
due-button-done = ✅ Получено
due-button-take-over = 🤝 Взять себе
due-button-list = ← К срокам
due-about = <b>{ $code }</b> · { $what }. Срок: { $due }
due-extend-how = На сколько рабочих дней продлить?
due-extend-days = + { $days }
due-extend-why = Дней: { $days }. Почему?
due-extend-told = Гражданин узнает новый срок и причину.
due-extend-noted = Причина останется в истории.
due-extended = Срок продлён.
due-reason-papers = Ждём документы
due-reason-complex = Много обстоятельств
due-reason-authority = Орган продлил срок
due-reason-away = Координатор был занят
due-done = Отмечено.
due-without-done = Продолжаем без ответа. Время снова идёт.
due-taken-over = Жалоба теперь у вас.

## Напоминания
due-soon =
    ⏳ <b>{ $code }</b> · { $what }
    Остался рабочий день: { $due }
    { $why }
due-now =
    📍 <b>{ $code }</b> · { $what }
    Срок наступил: { $due }
    { $why }
due-late =
    ⏰ <b>{ $code }</b> · { $what }
    Просрочено: { $due }
    { $why }
due-escalated =
    🚨 <b>{ $code }</b> · { $what }
    Просрочено рабочих дней: { $days }. { $who }
    Срок был: { $due }
    { $why }
due-nobodys = Жалобу никто не принял.
due-whose = Отвечает: { $alias }.
case-taken-over = 🤝 <b>{ $code }</b> · Срок прошёл, и жалобу взял себе коллега: { $alias }.
withdrawal-undone = ↩️ <b>{ $code }</b> · Гражданин передумал отзывать жалобу.

## Гражданину
date-moved =
    🗓 <b>{ $code }</b> · Новый срок: { $due }

    Чего ждём: { $what }. Причина: { $reason }.
move-undone =
    ↩️ <b>{ $code }</b> · Мы сообщили вам по ошибке: { $was }.

    На самом деле: { $state }. { $means } Извините.
question-dropped = ▶️ <b>{ $code }</b> · Продолжаем без ответа на вопрос. Вы можете дополнить сообщение в любой момент.
report-due = 🗓 Итог — до { $due }
report-not-gone = ↩️ Не отзывать
report-back = Сообщение снова в работе.
history-move = <b>{ $state }</b> ({ $who }). { $means }
history-by-desk = координатор
history-by-you = вы
history-by-bot = сам бот
history-undone = координатор исправил ошибку. Снова: <b>{ $state }</b>
history-extended = срок продлён: { $why }

## Движение жалобы
life-button-look = 🔎 Изучаю
life-button-referred = 🏛 Уже передано
life-button-undo = ↩️ Отменить последнее
life-registered-when = <b>{ $code }</b> · Когда орган зарегистрировал обращение? Срок ответа считаем с этого дня.
life-ago-today = Сегодня
life-ago-days = Дней назад: { $days }
life-told = Готово. Гражданину сообщили.
life-undo-sure = <b>{ $code }</b> · Отменить последнее действие? Сейчас: { $state }
life-undo-told = Сроки вернутся. Если гражданину уже сообщили, он узнает, что это была ошибка.
life-undo-yes = ↩️ Да, отменить
life-undone = Отменено. Всё как было.
case-due-stands = ⏸ Время стоит: ждём ответа другой стороны.

## Календарь
command-due = Что и когда сделать
command-calendar = Рабочие и выходные дни
calendar-title = <b>🗓 Рабочие дни</b>
calendar-how = В скобках — выходные. Нажмите на день, чтобы изменить его.
calendar-none = Особых дней нет: всё по календарю.
calendar-line-works = ★ { $day } — рабочий
calendar-line-off = ★ { $day } — выходной
calendar-day-works = <b>{ $day }</b> — рабочий день.
calendar-day-off = <b>{ $day }</b> — выходной.
calendar-effect = Сроки, которые сейчас идут, пересчитаются сами.
calendar-button-off = Сделать выходным
calendar-button-works = Сделать рабочим
calendar-button-remove = Вернуть как в календаре
calendar-moved = Готово. Изменилось сроков: { $count }
