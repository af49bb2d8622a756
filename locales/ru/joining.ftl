# Волонтёры: заявка, правила, своя страница, решение координатора
menu-volunteer = 🤝 Стать волонтёром
menu-volunteering = 🙋 Я волонтёр

join-title = <b>🤝 Волонтёры «Адал»</b>
join-about = Волонтёр заходит в ЦОН, аптеку, во двор или на рынок как обычный посетитель, смотрит, всё ли честно, и отмечает это в чек-листе. Полчаса в неделю уже помогают. Изредка бот присылает новости региона; отключить их можно одной кнопкой.
join-steps = Как начать: короткая анкета, пять правил и пять вопросов по ним. Это минут пять. Потом вам ответит координатор вашего региона.
join-steps-invited = Осталось немного: короткая анкета, пять правил и пять вопросов по ним. Это минут пять, и можно начинать.
join-begin = Начать
join-after-leaving = Вы уже были волонтёром. Рады, что вы снова здесь!
join-after-decline = В прошлый раз заявку не одобрили. Можно подать её ещё раз.
join-edit = ✏️ Анкета
join-sent = <b>Спасибо! Заявка у координатора.</b> { $place }. Как только он ответит, напишем сюда.
join-welcome = <b>Добро пожаловать! Вы волонтёр.</b> { $place }. Как только рядом найдётся задание, напишем сюда.
join-my-page = 🙋 Моя страница

## Правила
rule-number = Правило { $number } из { $count }
rule-observe =
    <b>👀 Мы наблюдаем</b>

    Приходите как обычный посетитель: смотрите и отмечайте. Вы не проверяющий и не сотрудник госоргана. Если спросят, так и скажите.
rule-demand =
    <b>🚪 Ничего не требуем</b>

    Не просите документов и объяснений, не мешайте работать. В служебные помещения — только с письменного согласия. На режимные объекты, в суд и полицию не ходим.
rule-facts =
    <b>✍️ Пишем только то, что видели</b>

    Что, где, когда. Никого не обвиняем. Не следим, не провоцируем, не передаём денег «для вида»: расследует только государство.
rule-people =
    <b>🤫 Бережём людей</b>

    Не снимаем лица, детей, пациентов, документы. Имена, телефоны и то, что нам рассказали, — тайна: ни в чаты, ни в соцсети.
rule-safety =
    <b>🛟 Бережём себя и доверие</b>

    Опасно или на вас давят — уходите и звоните 102. Подарков и денег не берём. Где работаете вы или родные, не наблюдаем. Задание передаём другому только через координатора.
rule-next = Понятно, дальше
rule-to-quiz = К вопросам

## Вопросы
quiz-number = Вопрос { $number } из { $count }
quiz-rules = 📖 Правила
quiz-right = ✅ Верно!
quiz-wrong = Не совсем. { $why } Ответьте ещё раз:
quiz-papers = <b>Кассир не хочет показывать вам документы. Что сделаете?</b>
quiz-papers-insist = Потребую ещё раз
quiz-papers-note = Запишу то, что вижу
quiz-papers-enter = Зайду в подсобку и посмотрю
quiz-papers-why = Документов мы не требуем и в служебные помещения сами не заходим: пишем о том, что видно всем.
quiz-child = <b>На ваш снимок попал ребёнок. Как быть?</b>
quiz-child-again = Сниму заново, без ребёнка
quiz-child-send = Отправлю как есть
quiz-child-chat = Спрошу в общем чате
quiz-child-why = Детей не снимаем и никому не показываем: такой снимок удаляют и делают новый.
quiz-sister = <b>Вам предлагают аптеку, где работает сестра. Ваш ответ?</b>
quiz-sister-go = Пойду, я же по-честному
quiz-sister-friend = Попрошу сходить друга
quiz-sister-refuse = Откажусь и объясню почему
quiz-sister-why = Это конфликт интересов. Откажитесь, а задание координатор отдаст другому волонтёру.
quiz-gift = <b>Вам дарят коробку конфет «за хороший отзыв». Возьмёте?</b>
quiz-gift-take = Возьму, чтобы не обидеть
quiz-gift-refuse = Откажусь и скажу координатору
quiz-gift-share = Возьму и поделюсь с группой
quiz-gift-why = Подарков и денег мы не берём, даже мелких: иначе наблюдению не поверят.
quiz-danger = <b>На вас кричат, вам страшно. Что сделаете?</b>
quiz-danger-argue = Докажу, что имею право
quiz-danger-film = Включу камеру
quiz-danger-leave = Уйду и позвоню 102
quiz-danger-why = Ваша безопасность важнее любого задания: уходите, звоните 102 и скажите координатору.

code-of-conduct =
    <b>🤝 Кодекс волонтёра</b>

    • Наблюдаю честно и пишу только то, что вижу.
    • Соблюдаю правила и уважаю тех, за чьей работой наблюдаю.
    • Храню тайну людей, которые нам доверились.
    • Не беру денег и подарков, говорю о конфликте интересов.
    • Не агитирую за партии и религиозные объединения.
    • Если беру задание, довожу до конца или вовремя предупреждаю.
code-version = Редакция { $version }. Когда вы её приняли, мы запомним.
code-accept = ✅ Принимаю

## Своя страница
volunteering-title = <b>🙋 { $alias }</b>
volunteering-applied = ⏳ Заявка у координатора. Ответ придёт сюда.
volunteering-approved = ✅ Вы волонтёр. О новых заданиях напишем сюда.
volunteering-paused = ⏸ Пауза: новых заданий не предлагаем.
volunteering-place = 📍 { $place }
volunteering-travels = 🚌 Могу и в другие районы
volunteering-languages = 🗣 { $languages }
volunteering-interests = 👀 { $interests }
volunteering-interests-any = 👀 Интересно всё
volunteering-young = 🎓 Младше 18: учебные задания
volunteering-free = 🕒 { $days } · { $hours }
volunteering-weekly = 📆 Выходов в неделю, не больше: { $weekly }
volunteering-change = ✏️ Изменить район, время
volunteering-change-how = Нажмите номер того, что поменялось, а потом «Отправить».
volunteering-changed = ✅ Изменили.
volunteering-moved = ✅ Изменили. В новом регионе вам ответит его координатор, а прежние задания вернулись.
volunteering-pause = ⏸ Сделать паузу
volunteering-pause-done = Пауза. Новых заданий пока не будет, начатые остаются за вами.
volunteering-resume = ▶️ Вернуться к заданиям
volunteering-resume-done = С возвращением!
volunteering-leave = Уйти из волонтёров
volunteering-leave-sure = Уйти из волонтёров? Ваши задания перейдут другим. Вернуться можно в любой день.
volunteering-leave-yes = Да, уйти
volunteering-withdraw = Отозвать заявку
volunteering-withdraw-sure = Отозвать заявку? Подать новую можно в любой день.
volunteering-withdraw-yes = Да, отозвать
volunteering-left = Готово. Спасибо, что были с нами!
volunteering-erase = 🗑 Стереть данные обо мне
volunteering-erase-sure =
    <b>Стереть всё о вас как о волонтёре?</b>

    Сотрём анкету, имя, часы, места визитов, группы; справки перестанут действовать. Вернуть это будет нельзя.

    Останутся сданные чек-листы, но не будет видно, что они ваши, и отметка о вашем согласии: её требует закон. Ваших сообщений о нарушениях это не коснётся.
volunteering-erase-yes = 🗑 Да, стереть
volunteering-erased = Стёрто: волонтёрских данных о вас больше нет. Спасибо за помощь!
volunteering-answer-how = Напишите ответ координатору одним сообщением.
volunteering-answer-words = Ответьте, пожалуйста, словами.
volunteering-answer-long = Слишком длинно: не больше { $limit } знаков.
volunteering-answered = ✅ Ответ у координатора.

## Координатору
applicants-menu-row = 🙋 Волонтёры · новых: { $count }
applicants-title-applied = <b>🙋 Хотят стать волонтёрами</b>
applicants-title-approved = <b>🙋 Волонтёры</b>
applicants-title-paused = <b>🙋 Волонтёры на паузе</b>
applicants-title-declined = <b>🙋 Не одобрены</b>
applicants-title-left = <b>🙋 Ушли</b>
applicants-none = Здесь пока никого.
applicants-line = { $number }. <b>{ $alias }</b> — { $place }
applicants-open = { $number } · { $alias }
applicants-filter-applied = ⏳ Новые · { $count }
applicants-filter-approved = ✅ Волонтёры · { $count }
applicants-filter-paused = ⏸ Пауза · { $count }
applicants-filter-declined = ✖️ Отказано · { $count }
applicants-back = ← К списку
applicant-title = <b>🙋 { $alias }</b>
applicant-applied = ⏳ Ждёт вашего решения
applicant-approved = ✅ Волонтёр
applicant-paused = ⏸ На паузе
applicant-declined = ✖️ Заявка не одобрена
applicant-left = Больше не волонтёр
applicant-at = 📅 Заявка: { $at }
applicant-work = 📋 Заданий сейчас: { $tasks }, визитов засчитано: { $visits }
applicant-approve = ✅ Одобрить
applicant-approve-done = Одобрено. Волонтёру уже написали.
applicant-ask = ❓ Спросить
applicant-ask-how = Что спросить у волонтёра «{ $alias }»? Напишите одним сообщением.
applicant-ask-done = Вопрос отправлен.
applicant-asked =
    ❓ { $question }
    <blockquote>{ $answer }</blockquote>
applicant-asked-waits =
    ❓ { $question }
    ⏳ Ответа ещё нет
applicant-decline = ✖️ Отказать
applicant-decline-how = Почему «{ $alias }» пока не подходит? Человек прочтёт ваши слова: напишите коротко и по-доброму.
applicant-decline-done = Заявка не одобрена. Человеку написали почему.
