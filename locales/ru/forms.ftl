# Чек-листы и анкеты: заполнение, отправка, публикация
menu-checklists = 📋 Заполнить чек-лист
menu-small = 💡 Предложение, оценка, вопрос
menu-forms = 🗂 Чек-листы и анкеты

checklists-title = <b>📋 Чек-листы</b>
checklists-rule = Выберите, за чем наблюдаете. Мы только наблюдаем: пишем то, что видно в открытом доступе.
checklists-none = Чек-листов пока нет.
checklists-again = 📋 Ещё один чек-лист
small-title = <b>💡 О чём хотите сказать?</b>

forms-unfinished = Вы начали и не закончили: <b>{ $title }</b>. Ответы сохранены.
forms-drop = 🗑 Стереть и начать новое
forms-drop-sure = Стереть ответы «{ $title }»? Вернуть их будет нельзя.
forms-thanks = ✅ <b>{ $title }</b>: принято. Спасибо!
forms-findings = { $count ->
    [0] Недостатков не выявлено.
   *[other] Выявлено недостатков: { $count }
}
forms-trial = 🧪 <i>Проба: ничего не сохраняется</i>
forms-trial-over = 🧪 Проба закончена. Ничего не сохранено.
forms-back = ← К анкете

forms-title = <b>🗂 Чек-листы и анкеты</b>
forms-how = Чтобы добавить или заменить, отправьте сюда файл XLSForm: .xlsx, .xls, .csv, .md. Если есть картинки, положите всё в один .zip.
forms-list = 🗂 К анкетам
forms-form = <b>{ $title }</b> · { $state }
forms-state-draft = черновик
forms-state-published = опубликована
forms-state-retired = выведена из работы
forms-version = Версия: { $version }
forms-results = Заполнено: { $count }
forms-own = Собственная анкета бота
forms-size = { $questions ->
    [one] { $questions } вопрос, около { $minutes } мин.
    [few] { $questions } вопроса, около { $minutes } мин.
   *[many] { $questions } вопросов, около { $minutes } мин.
}
forms-try = 🧪 Попробовать
forms-publish = ✅ Опубликовать
forms-replace = 🔁 Заменить { $version }
forms-open = 🗂 Открыть
forms-download = ⬇️ Скачать файл
forms-retire = 💤 Вывести из работы
forms-published = Опубликовано.
forms-retired = Выведено из работы. Начатое можно закончить.

forms-received = 📥 Получено: «{ $name }». Посмотрю и скажу, что получилось.
forms-lost-big = Файл больше { $limit } МБ.
forms-lost-gone = Telegram не отдал файл. Попробуйте отправить ещё раз.
forms-languages-both = казахский и русский полностью
forms-languages-some = полностью только: { $complete }
forms-languages-none = казахский и русский тексты не размечены
forms-warnings =
    <b>Замечания</b>
    { $lines }
forms-no-warnings = Замечаний нет.
refused-form-state = Состояние анкеты уже изменилось. Сейчас оно такое.

form-checked =
    ✅ <b>{ $title }</b>
    { $questions ->
        [one] { $questions } вопрос
        [few] { $questions } вопроса
       *[many] { $questions } вопросов
    }, { $languages }, около { $minutes } мин. Версия: { $version }

    { $warnings }
form-faulty =
    ⚠️ «{ $name }» пока нельзя использовать. Ошибок: { $count }

    { $lines }
form-lost = ⚠️ «{ $name }» не загрузилось. { $why }
answer-file-lost = ⚠️ Файл { $number } ({ $what }) из отправленного чек-листа не загрузился. Остальные ответы сохранены.
command-forms = Чек-листы и анкеты
command-checklists = Заполнить чек-лист

# Предложение, оценка, вопрос юристу
small-name-suggestion = 💡 Предложение
small-name-rating = ⭐ Оценка услуги
small-name-lawyer = ⚖️ Вопрос юристу
small-number = Номер: <b>№ { $number }</b>
small-next-suggestion = Ваше предложение прочитает координатор. Если он ответит, ответ придёт в этот чат.
small-next-rating = Ваша оценка учитывается вместе с другими. Ждать ответа не нужно.
small-next-lawyer = Координатор передаст ваш вопрос юристу. Ответ придёт в этот чат или на телефон, который вы оставили.
small-came = <b>{ $name }</b> · № { $number }
small-answer-line =
    { $label }
    <b>{ $said }</b>
small-replied =
    ✅ Отправленный ответ:
    { $said }
small-open = Открыть
small-reply = ✍️ Ответить
small-reply-how = Напишите ответ на № { $number } одним сообщением. Человек получит его в этом боте.
small-reply-sent = Ответ отправлен.
refused-answered-already = На это уже ответили.
small-form-came = <b>{ $name }</b>: пришло новое, № { $number }
small-form-answered =
    <b>{ $name }</b> · № { $number }
    Пришёл ответ:

    { $said }

# Листы, которые не принял другой сервер
pushes-button = ⚠️ Не принято сервером: { $count }
pushes-title = <b>⚠️ Листы, которые сервер не принял</b>
pushes-none = Непринятых нет.
pushes-one =
    № { $number } · { $form }
    Ответ сервера: { $reason }
    { $answer }
pushes-again = 🔁 Отправить снова
pushes-leave = Не отправлять
pushes-queued = Будет отправлено снова в течение минуты.
pushes-left = Больше не отправляется. Ответы остаются здесь.
