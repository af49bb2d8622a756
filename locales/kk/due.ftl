# Мерзімдер, шағымның барысы, жұмыс күндерінің күнтізбесі

## Не күтеміз және мерзім қайдан алынған
due-first-answer = алғашқы жауап
due-first-answer-source = өз ережеміз, жұмыс күні: { $days }
due-decision = шағым бойынша шешім
due-decision-source = өз ережеміз, жұмыс күні: { $days }
due-citizen-answer = азаматтың жауабы
due-citizen-answer-source = өз ережеміз, күтетін жұмыс күні: { $days }
due-forwarding = тиісті органға жіберу
due-forwarding-source = ӘРПК, 65-бап, жұмыс күні: { $days }
due-authority-answer = органның жауабы
due-authority-answer-source = ӘРПК, 76-бап, жұмыс күні: { $days }
due-complaint-answer = шағымға жауап
due-complaint-answer-source = ӘРПК, 99-бап, жұмыс күні: { $days }
due-final-document = қорытынды құжат
due-final-document-source = «Қоғамдық бақылау туралы» заң, 13-бап, жұмыс күні: { $days }
due-recommendation-answer = ұсынымға жауап
due-recommendation-answer-source = «Қоғамдық бақылау туралы» заң, 13-бап, жұмыс күні: { $days }

## Тізім
due-menu-row = ⏳ Мерзімдер · қазір { $count }
due-title-late = <b>⏰ Мерзімі өткен</b>
due-title-today = <b>📍 Бүгін</b>
due-title-week = <b>🗓 Алдағы 7 күн</b>
due-empty-late = Мерзімі өткені жоқ 👍
due-empty-today = Бүгінге мерзім жоқ.
due-empty-week = Алдағы аптаға мерзім жоқ.
due-tab-late = ⏰ { $count }
due-tab-today = 📍 { $count }
due-tab-week = 🗓 { $count }
due-line = <b>{ $number }.</b> <code>{ $code }</code> · { $what }
due-line-until = мерзімі: { $due } · { $category }
due-recommendations = <b>📌 Ұсынымдар</b>
due-recommendation-line = № { $number } · { $what } · { $due } дейін
due-button-more = ⏳ Тағы
due-button-extend = ⏳ Ұзарту
due-button-answered = 📨 Жауап келді
due-button-forwarded = 🎫 Талоны
due-button-without = ▶️ Жауапсыз
due-button-done = ✅ Алынды
due-button-take-over = 🤝 Өзіме алу
due-button-list = ← Мерзімдерге
due-about = <b>{ $code }</b> · { $what }. Мерзімі: { $due }
due-extend-how = Неше жұмыс күніне ұзартасыз?
due-extend-days = + { $days }
due-extend-why = Күн саны: { $days }. Себебі қандай?
due-extend-told = Азамат жаңа мерзім мен себебін біледі.
due-extend-noted = Себебі тарихта қалады.
due-extended = Мерзім ұзартылды.
due-reason-papers = Құжат күтіп отырмыз
due-reason-complex = Анықтайтын жайт көп
due-reason-authority = Орган мерзімді ұзартты
due-reason-away = Үйлестірушінің қолы тимеді
due-done = Белгіленді.
due-without-done = Жауапсыз жалғастырамыз. Уақыт қайта жүріп кетті.
due-taken-over = Шағым енді сізде.

## Еске салу
due-soon =
    ⏳ <b>{ $code }</b> · { $what }
    Бір жұмыс күні қалды: { $due }
    { $why }
due-now =
    📍 <b>{ $code }</b> · { $what }
    Мерзімі жетті: { $due }
    { $why }
due-late =
    ⏰ <b>{ $code }</b> · { $what }
    Мерзімі өтті: { $due }
    { $why }
due-escalated =
    🚨 <b>{ $code }</b> · { $what }
    Кешіккен жұмыс күні: { $days }. { $who }
    Мерзімі: { $due }
    { $why }
due-nobodys = Шағымды ешкім қабылдаған жоқ.
due-whose = Жауапты: { $alias }.
case-taken-over = 🤝 <b>{ $code }</b> · Мерзімі өткен соң шағымды әріптесіңіз өзіне алды: { $alias }.
withdrawal-undone = ↩️ <b>{ $code }</b> · Азамат шағымды қайтарып алудан бас тартты.

## Азаматқа
date-moved =
    🗓 <b>{ $code }</b> · Жаңа мерзім: { $due }

    Күтетініміз: { $what }. Себебі: { $reason }.
move-undone =
    ↩️ <b>{ $code }</b> · Сізге қателесіп хабарладық: { $was }.

    Дұрысы: { $state }. { $means } Кешіріңіз.
question-dropped = ▶️ <b>{ $code }</b> · Сұраққа жауап күтпей жалғастырамыз. Хабарламаңызды кез келген уақытта толықтыра аласыз.
report-due = 🗓 Қорытынды мерзімі: { $due }
report-not-gone = ↩️ Қайтарып алмау
report-back = Хабарламаңыз бойынша жұмыс жалғасады.
history-move = <b>{ $state }</b> ({ $who }). { $means }
history-by-desk = үйлестіруші
history-by-you = сіз
history-by-bot = боттың өзі
history-undone = үйлестіруші қатесін түзетті. Қайтадан: <b>{ $state }</b>
history-extended = мерзім ұзартылды: { $why }

## Шағымның барысы
life-button-look = 🔎 Қарап жатырмын
life-button-referred = 🏛 Органға берілді
life-button-undo = ↩️ Соңғысын болдырмау
life-registered-when = <b>{ $code }</b> · Орган жолданымды қашан тіркеді? Жауап мерзімі сол күннен саналады.
life-ago-today = Бүгін
life-ago-days = { $days } күн бұрын
life-told = Дайын. Азаматқа хабарланды.
life-undo-sure = <b>{ $code }</b> · Соңғы әрекетті болдырмайсыз ба? Қазір: { $state }
life-undo-told = Мерзімдер қалпына келеді. Азаматқа хабар кетіп қойса, ол мұның қате болғанын біледі.
life-undo-yes = ↩️ Иә, болдырмау
life-undone = Соңғы әрекет жойылды. Бәрі бұрынғыдай.
case-due-stands = ⏸ Уақыт тоқтап тұр: екінші тараптың жауабын күтеміз.

## Күнтізбе
command-due = Нені қашан істеу керек
command-calendar = Жұмыс және демалыс күндері
calendar-title = <b>🗓 Жұмыс күндері</b>
calendar-how = Жақшадағы күн – демалыс. Өзгерту үшін күнді басыңыз.
calendar-none = Ерекше күн жоқ: бәрі күнтізбе бойынша.
calendar-line-works = ★ { $day } — жұмыс күні
calendar-line-off = ★ { $day } — демалыс
calendar-day-works = <b>{ $day }</b> — жұмыс күні.
calendar-day-off = <b>{ $day }</b> — демалыс.
calendar-effect = Жүріп тұрған мерзімдер өздігінен қайта есептеледі.
calendar-button-off = Демалыс ету
calendar-button-works = Жұмыс күні ету
calendar-button-remove = Күнтізбедегідей ету
calendar-moved = Дайын. Өзгерген мерзім саны: { $count }
