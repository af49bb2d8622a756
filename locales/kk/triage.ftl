# Шағымдарды саралау: ұқсастары, біріктіру, «менде де солай», тапсыру, белгілер, іздеу

## Карточкада
triage-tags = 🏷 { $tags }
triage-people = 👥 Бұл туралы { $count } адам хабарлады
triage-merged = 🔗 Осымен біріктірілген: { $codes }
triage-merged-into = 🔗 Мынамен біріктірілді: { $code }
triage-open = 📂 { $code }
triage-split = ✂️ Ажырату
triage-alike = <b>🔗 Ұқсас шағымдар:</b>
triage-alike-line = <code>{ $code }</code> · { $why }
triage-button-alike = 🔗 Ұқсастары · { $count }
triage-button-more = ⋯ Тағы
triage-open-mine = 📥 Мендегі шағымдар

alike-same-institution = сол мекеме
alike-like-institution = ұқсас мекеме
alike-same-words = сол сөздер
alike-none = айқын ұқсастығы жоқ
alike-both = { $one }, { $other }
alike-days = арасы { $days } күн
alike-same-day = сол күні
alike-why = { $reason }, { $apart }

## Тағы
triage-more = <b>{ $code }</b> · Не істейміз?
triage-more-alike = 🔗 Ұқсастары, біріктіру
triage-more-tags = 🏷 Белгілер
triage-more-assign = 🤝 Әріптеске тапсыру
triage-more-share = 👥 «Менде де солай» сұрату

## Ұқсастары, біріктіру
triage-alike-title = <b>{ $code }</b> · ұқсас шағымдар
triage-alike-empty = <b>{ $code }</b> · Ұқсас шағым табылмады.
triage-alike-about = { $state } · { $why }
triage-alike-typed = Басқа шағымды кодымен табуға болады: кодын жазыңыз.
triage-pair = <b>Бұл бір оқиға ма?</b> { $why }
triage-pair-open = 📂 Ашу: { $code }
triage-pair-into = 🔗 Негізгісі: { $code }
triage-merge-sure = Біріктірілсін бе? <b>{ $code }</b> → <b>{ $into }</b>. Әрі қарай негізгісімен жұмыс істейміз.
triage-merge-hear = Екі авторға да хабар барады, негізгі шағымның жаңалығын екеуі де алып тұрады. Олар бір-бірінің кім екенін көрмейді.
triage-merge-confirm = 🔗 Иә, біріктіру
triage-merge-done = Біріктірілді. Авторларға хабар жіберілді.
triage-split-sure = Ажыратылсын ба? <b>{ $code }</b> қайтадан бөлек жаңа шағым болады, авторға хабарлаймыз.
triage-split-confirm = ✂️ Иә, ажырату
triage-split-done = Ажыратылды. Авторға хабар жіберілді.

## Тапсыру
triage-assign = <b>{ $code }</b> · Кімге тапсырасыз? Қасында қолындағы шағым саны тұр.
triage-assign-nobody = <b>{ $code }</b> · Бұл өңірде тапсыратын әріптес әзірге жоқ.
triage-colleague = { $alias } · { $count }
triage-colleague-me = Өзіме алу · { $count }
triage-assigned = Тапсырылды. Әріптеске хабар жіберілді.
triage-hand-all = 🤝 Бар шағымымды тапсыру
triage-hand-theirs = 🤝 Шағымдарын тапсыру · { $count }
triage-hand = Жұмыстағы шағым: { $count }. Бәрін кімге тапсырасыз?
triage-hand-nobody = Жұмыстағы шағым: { $count }. Тапсыратын шағым не адам жоқ.
triage-hand-sure = Шағымдар ({ $count }) тапсырылсын ба? Жаңа жауапты: <b>{ $alias }</b>
triage-hand-stays = Орнында қалады: { $count }. Олардың өңірі бұл әріптесте емес.
triage-hand-confirm = 🤝 Иә, тапсыру
triage-handed = 🤝 Тапсырылған шағым: { $count }. Енді жауапты: { $alias }

## Белгілер
triage-tags-title = <b>{ $code }</b> · белгілер
triage-tags-how = Қою не алу үшін басыңыз. Жаңасын жазыңыз, { $limit } таңбаға дейін. Адам атын жазбаңыз.
triage-tag-on = ☑ { $tag }
triage-tag-off = { $tag }
triage-tags-list = ⚙️ Өңірдің белгілері
triage-tags-tidy = Қай белгі енді ұсынылмасын? Шағымдарда ол қалады.
triage-tag-hide = ✕ { $tag }
triage-tag-long = Белгі бір-екі сөзден тұрады, { $limit } таңбаға дейін.
triage-tag-added = 🏷 Белгі қойылды.
refused-too-many-tags = Шағымда { $limit } белгі бар. Алдымен біреуін алып тастаңыз.

## Тізім
inbox-within = Тек: <b>{ $what }</b>
inbox-regions = 📍 Өңір
inbox-regions-title = Қай өңірде?
inbox-region = { $region } · { $count }
inbox-tags = 🏷 Белгі
inbox-tags-title = Қай белгімен?
inbox-tag = { $tag } · { $count }
inbox-all = Бәрін көрсету

## Іздеу
search-button = 🔍 Іздеу
search-how = 🔍 Кодын, мекемені, жерін немесе шағымдағы сөздерді жазыңыз. Қазақша, орысша, латынша жаза беріңіз.
search-title = 🔍 «{ $words }»
search-count = Табылғаны: { $count }
search-many = Табылғаны { $count } шағымнан көп. Тағы бір сөз қосыңыз.
search-nearly = <i>Дәл осындайы табылмады. Сөздің басы ұқсайтындары мынау.</i>
search-nothing = Ештеңе табылмады. Сөзді азайтып немесе басқа сөзбен іздеп көріңіз.
search-again = 🔍 Басқасын іздеу
search-all = Бәрі
search-open = Жұмыста
search-ended = Аяқталған
search-mine = Менде
search-chip-on = ● { $chip }

## «Менде де солай»
share-how = <b>{ $code }</b> · Жұртқа арнап бір-екі сөйлем жазыңыз: мәселе не туралы? Басынан осы өткен адамдар сілтемемен қосыла алады.
share-careful = Өз сөзіңізбен, аты-жөнсіз және автордың жеке жайынсыз жазыңыз. Оның сөзін, кодын, файлын ешкім көрмейді.
share-open = 👥 <b>{ $code }</b> · { $category } · { $place }
share-link = Жұртқа арналған сілтеме: { $link }
share-copy = 📋 Сілтемені көшіру
share-close = ⛔ Енді қабылдамау
share-done = Ашылды. Сілтемені таратуға болады.
share-closed = Жабылды. Қосылғандар жаңалықты ала береді.
follow-about = Сізде де осындай болды ма? Қосылыңыз: істің барысын жазып тұрамыз. Кім екеніңізді ешкім көрмейді.
follow-join = 👥 Менде де солай
follow-report = 📝 Өз жайымды айту
follow-joined = ✅ Қосылдыңыз. Жаңалық болса, жазамыз.
follow-leave = Енді бақыламау
follow-left = Бұл шағымның жаңалығы сізге енді келмейді.
follow-line = 👥 { $code } · { $state }
report-joint = 🔗 Ортақ шағымның қазіргі күйі: <b>{ $state }</b>

## Хабарлар
report-merged =
    🔗 <b>{ $code }</b> · Бұл туралы бұрын да хабарлаған, сондықтан хабарларыңыз біріктірілді.

    Қазіргі күйі: { $state }. Істің барысын сізге жазып тұрамыз. Тағы кім хабарлағаны ешкімге көрінбейді.
others-too =
    👥 <b>{ $code }</b> · Бұл туралы басқалар да хабарлап жатыр: барлығыңыз { $people } адам. Бір-біріңізге көрінбейсіздер.

    Қазіргі күйі: { $state }.
report-split = ✂️ <b>{ $code }</b> · Хабарыңызды қайтадан бөлек қараймыз. Қазіргі күйі: { $state }.
followed-news =
    🔔 <b>{ $code }</b>

    { $news }
news-state = <b>{ $state }</b>. { $means }
news-rejected = Қабылданбады. { $reason }
news-undone = ↩️ Қателесіп хабарладық: { $was }. Дұрысы: <b>{ $state }</b>. { $means }
news-closed = 🏁 Жабылды. Нәтижесі: { $outcome }.
case-assigned =
    🤝 <b>{ $code }</b> · Шағымды сізге тапсырған: { $by }

    { $category }
    📍 { $place }
cases-handed-over =
    🤝 Сізге шағымдар тапсырылды: { $count }. Бұрынғы жауапты: { $alias }

    { $codes }
