# Сроки хранения, стирание, свои данные

case-expires =
    ⏳ <b>{ $code }</b> · { $state }

    { $day } мы сотрём это сообщение: текст, переписку, файлы. Останется строка статистики без слов и имён.
retention-keep = Хранить дольше
retention-fine = 👌 Можно стирать
retention-kept = Хорошо, храним до { $day }. Перед этим спросим ещё раз.
retention-gone = Спасибо. Сотрём в назначенный день.

## Связь с сообщением
history-contact-read = Координатор открыл ваш контакт: { $why }
history-thread-cut = Связь с автором разорвана
history-thread-tied = Сообщение открыли секретными словами
thread-cut = ✂️ Разорвать связь
thread-sure =
    ✂️ <b>{ $code }</b>

    Мы сотрём запись о том, чьё это сообщение, и ваш контакт. Вернуть их не сможет никто. Координатор больше не сможет вас спросить.

    Открыть сообщение снова можно будет кодом и шестью секретными словами, с любого аккаунта. Слова покажем один раз.
thread-show-words = Показать слова
thread-words =
    Код: <code>{ $code }</code>
    Слова: <code>{ $words }</code>

    Запишите их на бумаге. Мы храним только отпечаток и подсказать слова не сможем.
thread-copy = 📋 Скопировать
thread-yes = ✂️ Записал, разорвать
thread-gone = ✂️ Связь разорвана. Чтобы никто не увидел слов в чате, удалите его в Telegram.
thread-open = 🔑 Открыть секретными словами
thread-code-how = Пришлите код сообщения, например AD-7K4M-29QX.
thread-no-code = Это не код.
thread-words-how = <b>{ $code }</b> · Пришлите шесть слов по порядку.
thread-wrong = Не подошло. Проверьте код и слова.
thread-locked = Слишком много попыток. Попробуйте через сутки.
thread-opened = 🔑 Сообщение снова с вами. Эти слова больше не действуют.
thread-severed = ✂️ <b>{ $code }</b> · Автор разорвал связь: спросить его больше нельзя. Сообщение осталось.
case-forgotten = 🗑 <b>{ $code }</b> · Автор попросил стереть свои данные. Сообщение стёрто.
contact-seen =
    👤 <b>{ $code }</b> · Ваш контакт открыли

    Кто: { $alias }
    Зачем: { $why }

## Контакт
case-contact-why = <b>{ $code }</b> · Зачем нужен контакт? Заявитель прочтёт вашу причину.
contact-button-clarify = Уточнить важное
contact-button-letter = Для письма в орган
contact-button-meeting = Договориться о встрече
contact-button-urgent = Срочно, есть опасность
contact-button-other = ✍️ Другое
case-contact-type = Напишите причину: до { $limit } знаков.
contact-why-clarify = уточнить важное
contact-why-letter = для письма в государственный орган
contact-why-meeting = договориться о встрече
contact-why-urgent = срочно, есть опасность
contact-why-other = другое
contact-why-other-words = «{ $words }»

## Мои данные
command-mydata = Мои данные файлом
command-forget = Стереть меня
menu-own = 🔐 Мои данные
own-title = 🔐 <b>Мои данные</b>
own-file = 📦 Получить файлом
own-forget = 🗑 Стереть всё обо мне
own-file-coming = Готовим файл. Он придёт сюда отдельным сообщением.
own-data-ready = 📦 Ваши данные: data.txt для чтения, data.json для программ и ваши файлы.
own-data-title = Ваши данные в боте на { $at }
own-data-about = Согласий: { $agreed }. Других отправленных форм: { $forms }. Всё подробно – в data.json.
own-data-role = Роль: { $role }
own-data-report = { $code } · { $category } · { $at }
own-data-fact = { $name } «{ $value }»
forget-title = 🗑 <b>Стереть всё обо мне</b>
forget-goes = <b>Сотрём</b>
forget-reports = • ваши сообщения с перепиской и файлами: { $count }
forget-draft = • незаконченное
forget-forms = • связь с отправленными формами: { $count }; предложения и вопросы – целиком
forget-follows = • подписки на чужие сообщения: { $count }
forget-volunteer = • анкету волонтёра и задания
forget-staff = • ваши роли; ваши дела перейдут другим
forget-account = • ваш номер чата, язык, согласия, уведомления
forget-stays = <b>Останется без вас</b>
forget-kept = • сообщения, переданные в государственный орган или общие с другими: { $count }. Связь с вами и контакт сотрём.
forget-visits = • ваши наблюдения, без имени
forget-history = • записи о ваших действиях с жалобами, без имени
forget-numbers = • статистика и даты согласий, без имени
forget-last = Вернуть будет нельзя.
forget-yes = 🗑 Да, стереть
forgotten = Готово, мы вас не помним. Чат в Telegram удалите сами.
