# Органға жолдау, органдар анықтамалығы, мекемелерге ұсынымдар
authorities-button = 🏛 Органдар
authorities-title = <b>🏛 Органдар анықтамалығы</b> · { $count }
authorities-how = Осында XLSX не CSV кестесін жіберуге де болады: атауы, өңірі, санаттары, мекенжайы, e-mail.
authorities-button-add = ➕ Қосу
authorities-button-seed = 📥 Бастапқы тізім: { $count }
authorities-button-load = 📥 Жүктеу
authorities-seed = <b>Бастапқы тізім.</b> Хат жібермес бұрын салыстырыңыз: мекенжайларын өзіңіз жазасыз.
authority-seed-line = • { $name } ({ $source }, { $day })
authorities-loaded = { $count } орган жүктелді
authorities-table-only = Кесте қажет: XLSX не CSV файлы.
authorities-received = «{ $name }» файлын оқып жатырмын. Ішінде не барын хабарламамен айтамын.
authorities-foreign = «{ $name }»: бұл жазбаны басқа өңір немесе әкімші жүргізеді
authorities-read =
    📄 <b>{ $name }</b>
    Жаңасы: { $good }, бұрыннан бары: { $known }, жарамайтыны: { $bad }

    { $lines }
authorities-faulty = 📄 <b>{ $name }</b>: кестені оқу мүмкін болмады. «Атауы» деген баған керек.
authorities-kept = 📥 <b>{ $name }</b>: жүктелген орган саны: { $count }.
authority-head = <b>{ $name }</b>
authority-other = { $name }
authority-where = 🗺 { $area }
area-country = бүкіл ел
authority-address = 📍 { $address }
authority-no-address = 📍 мекенжайы көрсетілмеген
authority-email = ✉️ { $email }
authority-takes = 📂 { $what }
authority-takes-all = кез келген жолданым
list-and-on = { $first }; { $second }
authority-checked = 🗓 { $day } салыстырылды
authority-source = { $checked } · { $source }
authority-retired = 🗄 Алынып тасталды: оған жаңа хат жіберілмейді.
authority-button-check = ✔️ Бүгін салыстырылды
authority-button-edit = ✏️ Өзгерту
authority-button-retire = 🗄 Алып тастау
authority-button-restore = ♻️ Қайтару
authority-button-clear = 🧽 Өшіру
authority-button-country = 🇰🇿 Бүкіл ел
authority-changed = Сақталды.
authority-added = Орган қосылды.
authority-edit-which = Нені өзгертеміз?
authority-ask-kk = Қазақша атауын жазыңыз.
authority-ask-ru = Орысша атауын жазыңыз.
authority-ask-region = Ол қай жерде жұмыс істейді?
authority-ask-takes = Ол нені қабылдайды? Ештеңе белгіленбесе, бәрін қабылдайды деген сөз.
authority-ask-address = Пошталық мекенжайын жазыңыз.
authority-ask-email = Оның e-mail мекенжайын жазыңыз.
authority-field-kk = Атауы
authority-field-ru = Орысша атауы
authority-field-region = Өңірі
authority-field-takes = Санаттары
authority-field-address = Мекенжайы
authority-field-email = Поштасы (e-mail)
authority-ticked = ☑ { $name }
authority-unticked = ☐ { $name }
authority-email-unread = Бұл e-mail мекенжайына ұқсамайды. Мысалы: info@example.kz
row-fault-category = «{ $value }» деген санат белгісіз
row-fault-email = e-mail түсініксіз: «{ $value }»
row-fault-date = күні түсініксіз: «{ $value }»

case-button-refer = 📨 Органға жолдау
case-button-recommend = 📌 Ұсыным
referral-letters = <b>{ $code }</b> · хаттар
referral-line = № { $number } · { $authority } · { $state }
referral-button-another = ➕ Тағы бір хат
refer-which = <b>{ $code }</b> · Қайда жолдаймыз?
refer-suggested = ⭐ – санаты сай келетіндер.
refer-none = Анықтамалықта әзірге орган жоқ. Біріншісін қосыңыз.
refer-language = Хат қай тілде болсын? Алушы: <b>{ $authority }</b>
refer-no-address = ⚠️ Анықтамалықта мекенжайы жоқ: хатта да болмайды.

referral-state-prepared = дайындалып жатыр
referral-state-sent = жолданды
referral-state-reminded = еске салынды
referral-state-complained = шағым берілді
referral-state-answered = жауап келді
referral-state-dropped = күші жойылды
letter-naming-anonymous = 🕶 Арыз иесі аталмайды және одан сұралмайды.
letter-naming-unasked = 👤 Арыз иесінің байланысы хатқа кірмейді. Келісімін сұрауға болады.
letter-naming-asked = ⏳ Арыз иесінен сұралды. Жауап болмаса, хат байланыссыз кетеді.
letter-naming-agreed = ✅ Арыз иесі келісті: байланысы хатта бар.
letter-naming-refused = 🚫 Арыз иесі келіспеді: байланысы хатта жоқ.

referral-head = 📨 <b>№ { $number }</b> · { $state }
referral-to = 🏛 { $authority }
referral-talon = 🎫 Талон <code>{ $talon }</code>, { $day }
referral-due = ⏳ Жауап мерзімі: { $due }
referral-late = ⏰ Жауап мерзімі өтті: { $due }
referral-facts =
    Хаттағы мән-жай:
    <blockquote>{ $text }</blockquote>
referral-facts-none = Мән-жайы әзірге жоқ: өз сөзіңізбен жазыңыз.
referral-careful = Мәтіннен не файлдан арыз иесі кім екені көрінсе, басқаша жазыңыз: түпнұсқалар түсірілген дерегімен, сол күйінде кетеді.
referral-answered =
    Органның жауабы:
    <blockquote>{ $text }</blockquote>
referral-button-open = 📨 Хатты ашу
referral-button-read = 👁 Оқу
referral-button-ask = 👤 Арыз иесінен сұрау
referral-button-facts = ✏️ Мән-жайын жазу
referral-button-papers = 📄 Хат пен архивті дайындау
referral-button-talon = 🎫 Берілді: талонды енгізу
referral-button-drop = 🗑 Хаттан бас тарту
referral-button-answer = 📬 Жауап келді
referral-button-remind = 📄 Еске салу
referral-button-complain = 📄 Шағым
referral-button-reminded = ✔️ Еске салдық
referral-button-complained = ✔️ Шағым бердік
referral-button-reply = 📎 Жауап файлы
referral-button-number = ✏️ Басқа нөмір
referral-button-no-paper = ✅ Дайын, файлсыз
referral-asked = Арыз иесінен сұралды.
referral-facts-how = Мән-жайын жазыңыз: не, қайда, қашан. 4000 таңбаға дейін, арыз иесінің атынсыз.
referral-facts-kept = Мән-жайы сақталды.
referral-papers-coming = Дайындап жатырмын. Құжаттар хабарламамен келеді.
referral-drop-sure = № { $number } хаттың күшін жоясыз ба?
referral-drop-yes = 🗑 Иә, жоямын
referral-dropped = Хаттың күші жойылды.
referral-talon-how = Алушы берген талон нөмірін жазыңыз: <b>{ $authority }</b>
referral-day-how = Нөмірі <code>{ $talon }</code>. Қашан тіркелді? Таңдаңыз не жазыңыз: 20.11
referral-day-unread = Күнін түсіне алмадым. Мысалы: 20.11
referral-registered = Жазылды. Мерзім басталды, арыз иесі біледі.
referral-on-its-way = ↪️ Жолда. Жаңа талонның мерзімі: { $due }
referral-button-forwarded = ↪️ Басқа органға жіберіпті
referral-button-talon-next = 🎫 Жаңа талонды енгізу
referral-forwarded-where = Қайда жіберіпті? Қазіргі алушы: <b>{ $authority }</b>
referral-forwarded-none = Анықтамалықта басқа орган жоқ. Алдымен қосыңыз.
referral-forwarded-sure = Жаңа алушы: <b>{ $authority }</b>. Арыз иесіне хабарлаймыз.
referral-forwarded-yes = ✅ Иә, сонда жіберіпті
referral-forwarded = Жазылды. Заң бойынша үш жұмыс күні ішінде жетуі керек.
referral-reminded = Жазылды: еске салу жіберілді. Тағы бес жұмыс күні күтеміз.
referral-complained = Жазылды: шағым берілді. Жиырма жұмыс күні күтеміз.
referral-answer-how = Қысқа әрі түсінікті: не деп жауап берді? Мұны арыз иесі оқиды.
referral-answer-sure =
    Арыз иесі мынаны оқиды:
    <blockquote>{ $text }</blockquote>
referral-answer-paper = Жауап файлын жіберіңіз немесе «Дайын» түймесін басыңыз. Файл үйлестірушілерде қалады.
referral-paper-only = Мұнда файл керек: сурет не құжат.
referral-told = Жазылды, арыз иесі біледі.
referral-reply = Органның жауабы:
referral-reply-none = Файл әлі жүктелуде немесе келмеді.
referral-step-remind = Еске салу хаты дайын, қоса берілді. Жіберіп, белгілеңіз.
referral-step-complain = Еске салу көмектеспеді. Шағым дайын, қоса берілді. Жіберіп, белгілеңіз.
referral-step-court = Шағым мерзімі де өтті. Енді жоғары тұрған орган, прокуратура не сот. Заңгермен ақылдасыңыз.

referral-paper-letter = хат
referral-paper-reminder = еске салу
referral-paper-complaint = шағым
referral-paper-recommendation = ұсыным
referral-paper-evidence = дәлелдер, { $part } / { $parts } бөлік
paper-ready = 📄 № { $number } · { $what }
paste-text =
    📋 № { $number } · e-Otinish үшін мәтін, { $part } / { $parts } бөлік. Көшіру үшін үстінен басыңыз.

    <code>{ $words }</code>
papers-done = 📨 № { $number }: бәрі дайын. Қол қойып, хатты беріңіз немесе мәтінді порталға қойыңыз. Талон берсе, осында енгізіңіз.

naming-asked =
    ❓ <b>{ $code }</b> · Хабарламаңызды жолдап жатырмыз. Алушы: { $authority }

    Хатта байланысыңызды көрсетуге бола ма?
    <blockquote>{ $contact }</blockquote>
    Жауап бермесеңіз, хат онсыз кетеді.
naming-yes = ✅ Иә, көрсетіңіз
naming-no = 🚫 Жоқ, байланыссыз
naming-answered = 👤 <b>{ $code }</b> · { $said }
naming-thanks-yes = ✅ Жақсы, байланысыңыз хатта болады. Хат кеткенше айнып, басқа түймені баса аласыз.
naming-thanks-no = 🚫 Жақсы, хат байланысыңызсыз кетеді.
handed-over =
    📨 <b>{ $code }</b> · органға жолданды

    Алушы: { $authority }
    Талон: <code>{ $talon }</code>, { $sent_on }
    Заң бойынша жауап мерзімі: { $due }. Мерзімді қадағалап, сізге жазамыз.
letter-forwarded =
    ↪️ <b>{ $code }</b> · басқа органға жіберілді

    Жаңа алушы: { $authority }
    Орган бұл мәселе өзіне қатысты емес деп, хатты сонда жолдады. Заң бойынша жету мерзімі: { $due }. Тіркелсе, сізге жазамыз.
authority-answered =
    📬 <b>{ $code }</b> · жауап келді

    { $authority }:
    <blockquote>{ $summary }</blockquote>
authority-late =
    ⏰ <b>{ $code }</b> · жауап жоқ

    { $authority }
    Талон <code>{ $talon }</code>, мерзімі өтті: { $due }
    { $step }

refused-referral-stale = Хат басқа қадамда тұр: { $state }
refused-recommendation-stale = Ұсыным басқа қадамда тұр: { $state }
refused-letter-gone = Хат байланысыңызсыз кетіп қойды. Енді оған қосылмайды.
refused-talon = Бұл нөмірге ұқсамайды. Талоннан көшіріп жазыңыз.
refused-sent-day = Күні болашақта немесе хаттың күнінен бұрын болмайды.
refused-not-prepared = Алдымен хат жасаңыз.

recommendations-button-menu = 📌 Ұсынымдар
recommendations-button-list = 📌 Барлық ұсыным
recommendations-button-settled = 🗄 Аяқталғандары
recommendations-button-open = 📌 Ашық тұрғандары
recommendations-title = <b>📌 Ұсынымдар</b> · ашығы: { $count }
recommendations-settled = <b>🗄 Аяқталған ұсынымдар</b>
recommendations-none = Әзірге бос. Ұсыным кемшіліктен немесе шағымнан жасалады.
recommendations-of-case = <b>{ $code }</b> · ұсынымдар
recommendation-line = № { $number } · { $institution } · { $state }
recommendation-head = 📌 <b>№ { $number }</b> · { $state }
recommendation-to = 🏛 { $institution } · { $area }
recommendation-document = 📄 Қорытынды құжат мерзімі: { $due }
recommendation-due = ⏳ Жауап мерзімі: { $due }
recommendation-overdue = ⏰ Жауап мерзімі өтті: { $due }
recommendation-look = 🔁 Қайта қараймыз: { $at }
recommendation-words = <blockquote>{ $text }</blockquote>
recommendation-event = { $at } · { $state } · { $alias }
recommendation-event-said = { $at } · { $state } · { $alias }: { $text }
recommendation-state-issued = берілді
recommendation-state-considered = қаралды
recommendation-state-answered = жауап алынды
recommendation-state-done = орындалды
recommendation-state-refused = бас тартылды
recommendation-button-open = 📌 Ашу
recommendation-button-considered = 👥 Қаралды
recommendation-button-answered = 📬 Жауап берді
recommendation-button-done = ✅ Орындалды
recommendation-button-refused = 🚫 Бас тартты
recommendation-button-wait = ⏳ Әлі жоқ
recommendation-button-letter = 📄 Хат
recommendation-button-another = ➕ Тағы ұсыным
recommendation-considered-how = Қайда және кім қарады? Мысалы: бөлім жиналысы, 12.12, директордың орынбасары.
recommendation-answered-how = Не деп жауап берді?
recommendation-done-how = Не істелді және оны біз қалай көрдік?
recommendation-refused-how = Неге бас тартты?
recommendation-kept = Жазылды.
recommendation-waits = Жақсы, бір тоқсаннан кейін қайта қараймыз.
recommendation-institution-how = Ұсыным кімге? Таңдаңыз не атауын жазыңыз.
recommendation-what-how = Не ұсынамыз? Мұны хаттан оқитын: <b>{ $institution }</b>
recommendation-issued = Ұсыным берілді. Хатын жасап, тапсырыңыз.
recommendation-term =
    📌 <b>№ { $number }</b> · { $what }
    🏛 { $institution }
    { $when }
recommendation-term-before = ⏳ Бір жұмыс күні қалды: { $due }
recommendation-term-at = 📍 Мерзімі жетті: { $due }
recommendation-term-after = ⏰ Мерзімі өтті: { $due }
recommendation-document-late = ⏰ Қорытынды құжат: мерзімі өтті: { $due }
recommendation-sent = 📮 Құжат тапсырылды: { $at }
recommendation-button-sent = 📮 Бүгін тапсырдық
recommendation-sent-kept = Жазылды. Жауапты он жұмыс күні күтеміз.
recommendation-stalled =
    🔁 <b>№ { $number }</b> · бір тоқсан өтті
    🏛 { $institution } · { $state }

    { $words }

    Істелді ме?
