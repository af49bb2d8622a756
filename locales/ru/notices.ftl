# Уведомления: что бот пишет сам

## Автору сообщения
receipt-given =
    ✅ <b>Сообщение принято</b>

    Код: <code>{ $code }</code>
    Получено: { $received_at }

    <b>Что дальше</b>
    Первый ответ координатора – до { $first_answer_due }
    Итог – до { $decision_due }

    { $evidence }

    Сохраните код. Это сообщение волонтёрам, а не официальное заявление в государственный орган.
receipt-no-files = Файлов вы не приложили.
receipt-files-coming = { $count ->
        [one] Файл ({ $count }) загружается.
       *[other] Файлы ({ $count }) загружаются.
    } Когда сохраним, пришлём контрольные суммы.
receipt-files-kept =
    Файлы сохранены. Начало контрольных сумм SHA-256:
    <code>{ $hashes }</code>
evidence-kept =
    📎 <b>{ $code }</b> · { $count ->
        [one] сохранён { $count } файл
        [few] сохранены { $count } файла
       *[many] сохранено { $count } файлов
    }

    Начало контрольных сумм SHA-256, по ним видно, что файл не изменён:
    <code>{ $hashes }</code>
evidence-failed =
    ⚠️ Не удалось загрузить файл № { $number }: { $what }.
    Отправьте его, пожалуйста, ещё раз. Остальное сохранено.
evidence-too-big =
    ⚠️ Файл № { $number } слишком большой: { $what }. Бот может получить не больше { $limit_mb } МБ.
    Отправьте часть покороче или пришлите как сжатое видео. Или храните у себя и напишите, что файл есть. Остальное сохранено.
question-asked =
    ❓ <b>{ $code }</b> · Координатор спрашивает:

    <blockquote>{ $question }</blockquote>

    Нажмите «Ответить» или ответьте прямо на это сообщение.
state-changed =
    🔔 <b>{ $code }</b> · { $state }

    { $means }
report-rejected =
    <b>{ $code }</b> · отклонено

    { $reason }
report-closed =
    🏁 <b>{ $code }</b> · закрыто

    Итог: { $outcome }.
draft-waiting = ✏️ Вы начали и не закончили. Ответы сохранены, можно продолжить с того же места.

button-open-report = 📂 Открыть
button-copy-code = 📋 Скопировать код
button-answer = ✍️ Ответить
button-satisfied = 👍 Решено
button-not-satisfied = 👎 Не решено
button-continue-draft = ✏️ Продолжить
button-add-evidence = 📎 Отправить ещё раз

## Тем, кто работает с жалобами
case-arrived =
    🆕 <b>{ $code }</b> · { $category }

    📍 { $place }
    💰 { $amount }
    🕒 { $received_at }
    📎 Файлов: { $evidence }

    { $lines }
answer-arrived =
    💬 <b>{ $code }</b> · Гражданин ответил:

    <blockquote>{ $lines }</blockquote>
words-added =
    ➕ <b>{ $code }</b> · Гражданин дополнил:

    <blockquote>{ $lines }</blockquote>
evidence-added = 📎 <b>{ $code }</b> · Гражданин прислал файлы.
withdrawn-by-reporter = ↩️ <b>{ $code }</b> · Гражданин отозвал жалобу.
reopened-by-reporter =
    🔄 <b>{ $code }</b> · Гражданин не согласен с итогом:

    <blockquote>{ $lines }</blockquote>
invite-used = 🤝 Приглашение принято: <b>{ $alias }</b>, { $role }.
role-taken = Ваша роль снята: { $role }. Сообщать о нарушениях вы можете, как и все.

button-open-case = 📂 Открыть
button-accept = ✅ Принять
button-ask = ❓ Спросить
button-note = 🔒 Заметка
button-reject = 🚫 Отклонить
button-close = 🏁 Закрыть
