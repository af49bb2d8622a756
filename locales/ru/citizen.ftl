# Гражданин: сообщение, согласие, мои сообщения
consent-agree = ✅ Согласен, продолжить
consent-refuse = Не согласен
consent-refused = Хорошо, ничего не сохранено. Сообщить можно и без нас: 1424 — антикоррупционный call-центр, круглосуточно и бесплатно.
about-consent = 🔒 Какие данные хранятся
emergency-write = 📝 Записать, как было

draft-unfinished = Вы начали и не закончили. Ответы сохранены.
draft-continue = ✏️ Продолжить
draft-new = 🗑 Начать заново
draft-drop-sure = Стереть незаконченное и начать новое сообщение? Вернуть ответы будет нельзя.
draft-drop-yes = 🗑 Да, стереть

offer-question = { $count ->
    [0] Это сообщение о нарушении?
    [one] Это сообщение о нарушении? Я пока ничего не сохраняю.
   *[other] Получено сообщений: { $count }. Это о нарушении? Я пока ничего не сохраняю.
}
offer-anonymous = Да, анонимно
offer-named = Да, с моим контактом
offer-no = Нет
offer-to-draft = Добавить в моё сообщение
offer-forgotten = Хорошо, это не сохранено.
offer-taken = 👍 Записал. Осталось несколько вопросов.
offer-lost = Бот перезапускался и ваше сообщение не сохранил: до согласия он ничего не хранит. Перешлите его, пожалуйста, ещё раз, когда спрошу, что случилось.

complaint-sent = ✅ Отправлено. Код и сроки — в следующем сообщении.
form-missing = Не хватает ответа: { $why }

reports-title = <b>Мои сообщения</b>
reports-none = Здесь появятся ваши сообщения. Пока их нет.
reports-line = { $code } · { $state }
report-title = <b>{ $code }</b> · { $category }
report-state = <b>{ $state }</b>. { $means }
report-timeline = <b>Как было</b>
report-event = { $at } — { $what }
report-event-said = <i>«{ $said }»</i>
report-files = 📎 Файлов: { $count }
report-question = ❓ Вопрос координатора: { $question }
report-answer = ✍️ Ответить
report-add = ➕ Дополнить
report-withdraw = Отозвать
report-satisfied = 👍 Да, решено
report-not-satisfied = 👎 Нет, не решено
report-ask-fixed = Вопрос решён?
report-answer-how = Напишите ответ. Можно прислать фото, видео, голос или документ.
report-answered = ✅ Ответ передан координатору.
report-add-how = Напишите, что добавить, или пришлите фото, видео, голос, документ.
report-added = ✅ Добавлено. Можно прислать ещё.
report-withdraw-sure = Отозвать сообщение { $code }? Координатор перестанет им заниматься.
report-withdraw-yes = Да, отозвать
report-withdrawn = Сообщение отозвано.
report-thanks = Спасибо! Рады, что решилось.
report-why-not = Что осталось нерешённым? Напишите коротко — мы откроем обращение снова.
report-reopened = 🔄 Открыто снова. Координатор увидит ваши слова.
