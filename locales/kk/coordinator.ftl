# Үйлестірушінің жұмысы: тізім, шағым карточкасы, әрекеттер

## Тізім
inbox-title-new = <b>🆕 Жаңа шағымдар</b>
inbox-title-mine = <b>👤 Мендегі шағымдар</b>
inbox-title-waiting = <b>💬 Азаматтың жауабын күтіп тұр</b>
inbox-title-overdue = <b>⏰ Мерзімі өткен шағымдар</b>
inbox-empty-new = Жаңа шағым жоқ. Өңіріңізден шағым түссе, бірден хабар береміз.
inbox-empty-mine = Қолыңызда шағым жоқ. «Жаңа» тізімінен біреуін қабылдай аласыз.
inbox-empty-waiting = Жауабы күтіліп тұрған сұрақ жоқ.
inbox-empty-overdue = Мерзімі өткен шағым жоқ. Бәрі уақытында 👍
inbox-line = <b>{ $number }.</b> <code>{ $code }</code> · { $category }
inbox-line-about = { $place } · { $age }
inbox-filter-new = 🆕 Жаңа · { $count }
inbox-filter-mine = 👤 Менде · { $count }
inbox-filter-waiting = 💬 Күтуде · { $count }
inbox-filter-overdue = ⏰ Кешіккен · { $count }
inbox-open = { $number } · { $code }
inbox-menu-row = 📥 Шағымдар · жаңасы { $count }
inbox-back = ← Тізімге

## Карточка
case-head = <b>{ $code }</b> · { $state }
case-category = 🏷 { $category }
case-place = 📍 { $place }
case-institution = 🏢 { $institution }
case-amount = 💰 { $amount }
case-received = 🕒 { $at } · { $age }
case-due-first = ⏳ Алғашқы жауап мерзімі: { $due }
case-due-decision = ⏳ Шешім мерзімі: { $due }
case-due-late = ⏰ <b>Мерзімі өтті:</b> { $due }
case-anonymous = 🕶 Анонимді. Бот арқылы сұрақ қоюға болады.
case-named = 👤 Байланысын қалдырған: оны тек шағымды қабылдаған үйлестіруші аша алады.
case-assignee = 🧑‍💼 Жауапты: { $alias }
case-assignee-you = 🧑‍💼 Жауапты: сіз
case-assignee-none = 🧑‍💼 Әлі ешкім қабылдаған жоқ
case-outcome = 🏁 { $outcome }
case-saved = 💚 Үнемделгені: { $amount }. Негізі: { $basis }
case-reopened = ↩️ Азамат нәтижеге келіспей, шағымды қайта ашты.
case-age-now = жаңа ғана
case-age-hours = { $hours } сағат бұрын
case-age-days = { $days } күн бұрын
case-story = <blockquote>{ $text }</blockquote>
case-story-none = <i>Мәтін жоқ: дәлелін қараңыз.</i>
case-evidence = <b>📎 Дәлелдер: { $count }</b>
case-evidence-kept = { $number }. { $kind } · <code>{ $hash }</code>
case-evidence-pending = { $number }. { $kind } · жүктеліп жатыр
case-evidence-failed = { $number }. { $kind } · жүктелмеді
case-evidence-more = … тағы { $more }
case-evidence-caption = { $code } · { $number }
case-evidence-captioned = { $code } · { $number } · { $caption }
case-evidence-shown = <b>{ $code }</b> · дәлелдер. Ешкімге жібермеңіз және телефоныңызда қалдырмаңыз.
case-evidence-none = Қолымызға жеткен дәлел әзірге жоқ.
case-thread = <b>💬 Азаматпен хат алмасу</b>
case-thread-asked = <b>{ $alias }</b>, { $at }: { $text }
case-thread-told = <b>Азамат</b>, { $at }: { $text }
case-thread-open = <i>Сұраққа жауап күтіліп тұр.</i>
case-notes = <b>🔒 Ішкі жазбалар (азамат ешқашан көрмейді)</b>
case-note-line = <b>{ $alias }</b>, { $at }: { $text }
case-story-title = <b>{ $code }</b> · толық мәтіні
case-button-evidence = 📎 Дәлелді көрсету
case-button-whole = 📖 Толық мәтіні
case-button-thread = 💬 Бүкіл хат алмасу
case-button-notes = 🔒 Барлық жазба
case-button-contact = 👤 Байланысын көру
case-button-back = ← Шағымға

## Әрекеттер
case-accepted = Шағым сізде. Азаматқа хабар жіберілді.
case-ask-how = <b>{ $code }</b> · Азаматқа сұрағыңызды жазыңыз. Ол келесі хабарламаңызды дәл осы түрінде алады.
case-ask-careful = Қызметкерлердің аты-жөнін, басқа шағымдарды жазбаңыз. Заң кеңесін бермейміз.
case-asked = ✉️ Сұрақ азаматқа жіберілді.
case-note-how = <b>{ $code }</b> · 🔒 Ішкі жазба. Оны тек үйлестірушілер көреді, азамат <b>ешқашан</b> көрмейді.
case-note-write = Жазбаңызды жіберіңіз.
case-noted = 🔒 Жазба сақталды.
case-words-only = Мұнда тек мәтін керек.
case-words-long = Тым ұзын: ең көбі { $limit } таңба сыяды.
case-which = <b>{ $code }</b> · Бұл сөздер кімге арналған?
case-which-words = <blockquote>{ $words }</blockquote>
case-which-ask = ❓ Азаматқа сұрақ
case-which-note = 🔒 Ішкі жазба
case-reject-why = <b>{ $code }</b> · Шағым неге қабылданбайды? Азамат таңдаған себебіңізді көреді.
case-reject-sure = <b>{ $code }</b> · Қабылданбасын ба? Азаматқа жіберілетін себеп:
case-reject-reason = <blockquote>{ $reason }</blockquote>
case-reject-confirm = 🚫 Иә, қабылданбасын
case-rejected = Шағым қабылданбады. Себебі азаматқа жіберілді.
case-reject-unclear = Мәні түсініксіз
case-reject-not-ours = Біздің мәселе емес
case-reject-private-dispute = Жеке дау
case-reject-insults = Тек балағат сөз
case-reject-spam = Спам, жарнама
case-close-how = <b>{ $code }</b> · Шағым немен аяқталды? Нәтижені азамат көреді.
case-close-fixed = Түзетілді
case-close-disciplinary = Тәртіптік жаза берілді
case-close-refused = Орган бас тартты
case-close-no-answer = Орган жауап бермеді
case-close-not-confirmed = Расталмады
case-close-saved = <b>{ $code }</b> · Қанша қаражат үнемделді немесе қайтарылды? Теңгемен жазыңыз, мысалы: «20 мың».
case-close-none = Үнемделген қаражат жоқ
case-close-number = Сома түсініксіз. Нөлден үлкен бүтін сан жазыңыз, мысалы: 20 000 немесе «20 мың».
case-close-basis = <b>{ $code }</b> · { $amount }. Бұл сома неге негізделген? Құжатты немесе есебін жазыңыз.
case-close-basis-long = Негізі тым ұзын: ең көбі { $limit } таңба сыяды.
case-close-sure = <b>{ $code }</b> · Шағым жабылсын ба?
case-close-outcome = 🏁 Нәтижесі: { $outcome }
case-close-nothing-saved = 💚 Үнемделген қаражат жоқ
case-close-amount = 💚 Үнемделгені: { $amount }
case-close-based-on = 📄 Негізі: { $basis }
case-close-confirm = 🏁 Иә, жабылсын
case-closed = Шағым жабылды. Нәтижесі азаматқа жіберілді.

## Байланысы
case-contact-sure =
    <b>{ $code }</b> · Контактіні ашасыз ба? Бұл тарихта қалады, азамат мынаны оқиды:

    Кім: { $alias }
    Не үшін: { $why }
case-contact-confirm = 👤 Иә, ашу
case-contact = <b>{ $code }</b> · <code>{ $contact }</code>
case-contact-careful = Тек осы шағым бойынша хабарласыңыз. Ешкімге бермеңіз, көшіріп алмаңыз.

## Анықтама
help-coordinator =
    <b>Үйлестірушіге</b>
    📥 /inbox — өңіріңіздің шағымдары: жаңа, сіздегі, жауап күтіп тұрған, мерзімі өткен.
    ✅ Қабылдау — шағым сіздің жауапкершілігіңізге өтеді, азаматқа хабар барады.
    ❓ Сұрақ қою — азамат сұрағыңызды боттан алады, оның кім екені көрсетілмейді.
    🔒 Жазба — тек үйлестірушілерге арналған, азамат ешқашан көрмейді.
    🚫 Қабылдамау мен 🏁 жабу — себебі мен нәтижесін азамат көреді.
    Біз бақылаймыз, бірақ тергемейміз: қылмыс белгісі болса, уәкілетті органға жолдаңыз.
