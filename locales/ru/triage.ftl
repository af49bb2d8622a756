# Разбор жалоб: похожие, объединение, «и я тоже», передача, метки, поиск

## На карточке
triage-tags = 🏷 { $tags }
triage-people = 👥 { $count ->
    [one] Об этом сообщил { $count } человек
    [few] Об этом сообщили { $count } человека
   *[many] Об этом сообщили { $count } человек
}
triage-merged = 🔗 Объединены с этой: { $codes }
triage-merged-into = 🔗 Объединена с { $code }
triage-open = 📂 { $code }
triage-split = ✂️ Разъединить
triage-alike = <b>🔗 Похоже на:</b>
triage-alike-line = <code>{ $code }</code> · { $why }
triage-button-alike = 🔗 Похожие · { $count }
triage-button-more = ⋯ Ещё
triage-open-mine = 📥 Мои жалобы

alike-same-institution = то же учреждение
alike-like-institution = похожее учреждение
alike-same-words = те же слова
alike-none = явного сходства нет
alike-both = { $one }, { $other }
alike-days = { $days ->
    [one] разница { $days } день
    [few] разница { $days } дня
   *[many] разница { $days } дней
}
alike-same-day = в тот же день
alike-why = { $reason }, { $apart }

## Ещё
triage-more = <b>{ $code }</b> · Что сделать?
triage-more-alike = 🔗 Похожие и объединение
triage-more-tags = 🏷 Метки
triage-more-assign = 🤝 Передать коллеге
triage-more-share = 👥 «И я тоже»: открыть другим

## Похожие и объединение
triage-alike-title = <b>{ $code }</b> · похожие жалобы
triage-alike-empty = <b>{ $code }</b> · Похожих жалоб не нашлось.
triage-alike-about = { $state } · { $why }
triage-alike-typed = Другую жалобу можно найти по коду: просто напишите его.
triage-pair = <b>Одно и то же?</b> { $why }
triage-pair-open = 📂 Открыть { $code }
triage-pair-into = 🔗 Главная – { $code }
triage-merge-sure = Объединить <b>{ $code }</b> с <b>{ $into }</b>? Дальше работаем с { $into }.
triage-merge-hear = Оба автора узнают об этом и будут получать новости главной жалобы. Кто они, друг другу не видно.
triage-merge-confirm = 🔗 Да, объединить
triage-merge-done = Объединено. Авторам сообщили.
triage-split-sure = Разъединить? <b>{ $code }</b> снова станет отдельной новой жалобой, автору сообщим.
triage-split-confirm = ✂️ Да, разъединить
triage-split-done = Разъединено. Автору сообщили.

## Передача
triage-assign = <b>{ $code }</b> · Кому передать? Рядом – сколько жалоб в работе.
triage-assign-nobody = <b>{ $code }</b> · В этом регионе пока некому передать.
triage-colleague = { $alias } · { $count }
triage-colleague-me = Взять себе · { $count }
triage-assigned = Передано. Коллеге сообщили.
triage-hand-all = 🤝 Передать все мои жалобы
triage-hand-theirs = 🤝 Передать его жалобы · { $count }
triage-hand = Жалоб в работе: { $count }. Кому передать все?
triage-hand-nobody = Жалоб в работе: { $count }. Передавать нечего или некому.
triage-hand-sure = Передать жалобы ({ $count })? Новый ответственный: <b>{ $alias }</b>
triage-hand-stays = Останутся на месте: { $count }. Их регион не у этого коллеги.
triage-hand-confirm = 🤝 Да, передать
triage-handed = 🤝 Передано жалоб: { $count }. Теперь отвечает { $alias }

## Метки
triage-tags-title = <b>{ $code }</b> · метки
triage-tags-how = Нажмите, чтобы поставить или снять. Новую просто напишите, до { $limit } знаков. Без имён людей.
triage-tag-on = ☑ { $tag }
triage-tag-off = { $tag }
triage-tags-list = ⚙️ Список меток региона
triage-tags-tidy = Какую метку больше не предлагать? На жалобах она останется.
triage-tag-hide = ✕ { $tag }
triage-tag-long = Метка – это одно-два слова, до { $limit } знаков.
triage-tag-added = 🏷 Метка поставлена.
refused-too-many-tags = На жалобе уже { $limit } меток. Сначала снимите одну.

## Список
inbox-within = Только: <b>{ $what }</b>
inbox-regions = 📍 Регион
inbox-regions-title = В каком регионе?
inbox-region = { $region } · { $count }
inbox-tags = 🏷 Метка
inbox-tags-title = С какой меткой?
inbox-tag = { $tag } · { $count }
inbox-all = Показать все

## Поиск
search-button = 🔍 Поиск
search-how = 🔍 Напишите код, учреждение, место или слова из жалобы. Можно по-казахски, по-русски и латиницей.
search-title = 🔍 «{ $words }»
search-count = Найдено: { $count }
search-many = Найдено больше { $count }. Добавьте ещё слово.
search-nearly = <i>Точно так не нашлось. Вот похожее по началу слова.</i>
search-nothing = Ничего не нашлось. Попробуйте меньше слов или другое слово.
search-again = 🔍 Искать другое
search-all = Все
search-open = В работе
search-ended = Завершённые
search-mine = Мои
search-chip-on = ● { $chip }

## «И я тоже»
share-how = <b>{ $code }</b> · Напишите одно-два предложения для всех: о чём речь. Люди, у которых то же самое, смогут присоединиться по ссылке.
share-careful = Своими словами, без имён и подробностей автора. Его слов, кода и файлов никто не увидит.
share-open = 👥 <b>{ $code }</b> · { $category } · { $place }
share-link = Ссылка для людей: { $link }
share-copy = 📋 Скопировать ссылку
share-close = ⛔ Больше не принимать
share-done = Открыто. Ссылкой можно делиться.
share-closed = Закрыто. Кто присоединился, новости получает и дальше.
follow-about = Было так же и у вас? Присоединитесь: будем писать, как идёт дело. Кто вы, никто не увидит.
follow-join = 👥 И у меня так
follow-report = 📝 Рассказать своё
follow-joined = ✅ Вы присоединились. Напишем, когда будут новости.
follow-leave = Больше не следить
follow-left = Вы больше не следите за этой жалобой.
follow-line = 👥 { $code } · { $state }
report-joint = 🔗 Общая жалоба сейчас: <b>{ $state }</b>

## Уведомления
report-merged =
    🔗 <b>{ $code }</b> · Об этом уже сообщали, поэтому ваши сообщения теперь вместе.

    Сейчас: { $state }. Будем писать вам, как идёт дело. Кто ещё сообщил, никому не видно.
others-too =
    👥 <b>{ $code }</b> · Об этом сообщают и другие: теперь вас { $people }. Кто вы, друг другу не видно.

    Сейчас: { $state }.
report-split = ✂️ <b>{ $code }</b> · Ваше сообщение снова рассматриваем отдельно. Сейчас: { $state }.
followed-news =
    🔔 <b>{ $code }</b>

    { $news }
news-state = <b>{ $state }</b>. { $means }
news-rejected = Отклонено. { $reason }
news-undone = ↩️ Мы сообщили по ошибке: { $was }. На самом деле: <b>{ $state }</b>. { $means }
news-closed = 🏁 Закрыто. Итог: { $outcome }.
case-assigned =
    🤝 <b>{ $code }</b> · Жалобу вам передаёт { $by }

    { $category }
    📍 { $place }
cases-handed-over =
    🤝 Вам передали жалобы: { $count }. Раньше отвечал(а) { $alias }

    { $codes }
