# Бақылау парақтары мен сауалнамалар: толтыру, жіберу, жариялау
menu-checklists = 📋 Бақылау парағын толтыру
menu-small = 💡 Ұсыныс, баға, сұрақ
menu-forms = 🗂 Бақылау парақтары

checklists-title = <b>📋 Бақылау парақтары</b>
checklists-rule = Не бақылайтыныңызды таңдаңыз. Біз тек бақылаймыз: ашық жерден көрінгенді жазамыз.
checklists-none = Әзірге бақылау парағы жоқ.
checklists-again = 📋 Тағы бір парақ
small-title = <b>💡 Не айтқыңыз келеді?</b>

forms-unfinished = Бастап, аяқтамағаныңыз бар: <b>{ $title }</b>. Жауаптарыңыз сақталған.
forms-drop = 🗑 Өшіріп, жаңасын бастау
forms-drop-sure = «{ $title }» жауаптарын өшіресіз бе? Оларды қайтару мүмкін болмайды.
forms-thanks = ✅ <b>{ $title }</b>: қабылданды. Рақмет!
forms-findings = { $count ->
    [0] Кемшілік анықталған жоқ.
   *[other] Анықталған кемшілік: { $count }
}
forms-trial = 🧪 <i>Сынақ: ештеңе сақталмайды</i>
forms-trial-over = 🧪 Сынақ аяқталды. Ештеңе сақталған жоқ.
forms-back = ← Сауалнамаға

forms-title = <b>🗂 Бақылау парақтары мен сауалнамалар</b>
forms-how = Жаңасын қосу немесе ауыстыру үшін XLSForm файлын осында жіберіңіз: .xlsx, .xls, .csv, .md. Суреттері болса, бәрін бір .zip ішіне салыңыз.
forms-list = 🗂 Сауалнамалар
forms-form = <b>{ $title }</b> · { $state }
forms-state-draft = жоба
forms-state-published = жарияланған
forms-state-retired = қолданыстан алынған
forms-version = Нұсқасы: { $version }
forms-results = Толтырылғаны: { $count }
forms-own = Боттың өз сауалнамасы
forms-size = { $questions } сұрақ, шамамен { $minutes } минут
forms-try = 🧪 Байқап көру
forms-publish = ✅ Жариялау
forms-replace = 🔁 { $version } нұсқасын ауыстыру
forms-open = 🗂 Ашу
forms-download = ⬇️ Файлын жүктеу
forms-retire = 💤 Қолданыстан алу
forms-published = Жарияланды.
forms-retired = Қолданыстан алынды. Басталғандарын аяқтауға болады.

forms-received = 📥 «{ $name }» алынды. Қарап шығып, нәтижесін айтамын.
forms-lost-big = Файл { $limit } МБ-тан үлкен.
forms-lost-gone = Telegram файлды бермеді. Қайта жіберіп көріңіз.
forms-languages-both = қазақшасы да, орысшасы да толық
forms-languages-some = толық тілі: { $complete }
forms-languages-none = қазақша да, орысша да мәтіні белгіленбеген
forms-warnings =
    <b>Ескертулер</b>
    { $lines }
forms-no-warnings = Ескерту жоқ.
refused-form-state = Сауалнаманың күйі өзгеріп кеткен. Қазір мынау.

form-checked =
    ✅ <b>{ $title }</b>
    { $questions } сұрақ, { $languages }, шамамен { $minutes } минут. Нұсқасы: { $version }

    { $warnings }
form-faulty =
    ⚠️ «{ $name }» әзірге жарамайды. Қате саны: { $count }

    { $lines }
form-lost = ⚠️ «{ $name }» жүктелмеді. { $why }
answer-file-lost = ⚠️ Жіберген парағыңыздағы { $number }-файл ({ $what }) жүктелмеді. Қалған жауаптарыңыз сақталды.
command-forms = Бақылау парақтары
command-checklists = Бақылау парағын толтыру

# Ұсыныс, баға, заңгерге сұрақ
small-name-suggestion = 💡 Ұсыныс
small-name-rating = ⭐ Қызметке баға
small-name-lawyer = ⚖️ Заңгерге сұрақ
small-number = Нөмірі: <b>№ { $number }</b>
small-next-suggestion = Ұсынысыңызды үйлестіруші оқиды. Жауап жазса, ол осы чатқа келеді.
small-next-rating = Бағаңыз басқа бағалармен бірге есептеледі. Жауап күтудің қажеті жоқ.
small-next-lawyer = Сұрағыңызды үйлестіруші заңгерге жеткізеді. Жауабы осы чатқа немесе сіз қалдырған телефонға келеді.
small-came = <b>{ $name }</b> · № { $number }
small-answer-line =
    { $label }
    <b>{ $said }</b>
small-replied =
    ✅ Берілген жауап:
    { $said }
small-open = Ашу
small-reply = ✍️ Жауап жазу
small-reply-how = № { $number } бойынша жауабыңызды бір хабарламамен жазыңыз. Адам оны осы боттан алады.
small-reply-sent = Жауап жіберілді.
refused-answered-already = Бұған жауап беріліп қойған.
small-form-came = <b>{ $name }</b> келді: № { $number }
small-form-answered =
    <b>{ $name }</b> · № { $number }
    Жауап келді:

    { $said }

# Басқа сервер қабылдамаған парақтар
pushes-button = ⚠️ Сервер қабылдамағаны: { $count }
pushes-title = <b>⚠️ Сервер қабылдамаған парақтар</b>
pushes-none = Қабылданбай қалғаны жоқ.
pushes-one =
    № { $number } · { $form }
    Сервердің жауабы: { $reason }
    { $answer }
pushes-again = 🔁 Қайта жіберу
pushes-leave = Жібермеу
pushes-queued = Бір минут ішінде қайта жіберіледі.
pushes-left = Енді жіберілмейді. Жауаптар осында сақталады.
