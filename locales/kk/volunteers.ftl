# Еріктілер: күйлер, себептер, жұмыс туралы хабарландырулар

## Атаулар
volunteer-state-applied = шешім күтуде
volunteer-state-approved = ерікті
volunteer-state-declined = мақұлданбады
volunteer-state-paused = үзілісте
volunteer-state-left = енді ерікті емес
interest-services = Мемлекеттік қызметтер
interest-education = Мектеп пен колледж
interest-health = Дәріхана мен дәрі-дәрмек
interest-roads = Жол мен көлік
interest-yards = Аула мен саябақ
interest-money = Мемлекеттік сатып алу
interest-prices = Базардағы баға
interest-integrity = Адалдық дүкендері
interest-cyber = Интернет кеңістігі
place-kind-service-centre = ХҚКО
place-kind-school = Мектеп
place-kind-college = Оқу орны (колледж)
place-kind-pharmacy = Дәріхана
place-kind-subsidies = Субсидия мен жеңілдік
place-kind-road-repair = Жол жөндеу
place-kind-playground = Балалар алаңы
place-kind-park = Саябақ
place-kind-procurement = Мемлекеттік сатып алу
place-kind-railway = Теміржол
place-kind-market = Базар
place-kind-checkpoint = Бақылау бекеті
place-kind-integrity-shop = Адалдық дүкені
place-kind-web-resource = Интернет-ресурс (сайт)
place-kind-other = Басқа нысан
place-address = { $area }, мекенжайы: { $address }
place-named = { $name }, { $where }
organisation-movement = Қозғалыс
organisation-headquarters = Штаб (орталық)
organisation-project-office = Жобалық кеңсе
organisation-club = Үйірме
campaign-state-draft = жоба
campaign-state-running = жүріп жатыр
campaign-state-paused = тоқтатыла тұрды
campaign-state-finished = аяқталды
campaign-state-cancelled = тоқтатылды
repeat-once = бір рет
repeat-weekly = апта сайын
repeat-monthly = төрт апта сайын
assignment-state-offered = ұсынылды
assignment-state-accepted = қабылданды
assignment-state-declined = бас тартылды
assignment-state-started = орындалуда
assignment-state-submitted = жіберілді
assignment-state-returned = пысықтауға қайтарылды
assignment-state-approved = орындалды
assignment-state-rejected = есепке алынбады
assignment-state-cancelled = тоқтатылды
assignment-state-expired = басқаға өтті
assignment-state-impossible = мүмкін болмады
decline-no-time = Уақытым жоқ
decline-too-far = Алыс
decline-conflict = Онда өзім не туысым істейді
decline-unwell = Ауырып қалдым
decline-leaving = Еріктіліктен кетемін
decline-other = Басқа себеп
visit-observed = Бақылау өтті
visit-no-access = Кіргізбеді
visit-closed = Жабық тұр
visit-unsafe = Қауіпті болды
flag-too-fast = Тым тез толтырылған
flag-far-away = Белгі нысаннан алыс
flag-photo-seen = Ұқсас фото бұрын болған
flag-same-texts = Басқа бақылауда дәл осы мәтін бар
flag-pair-differs = Екі адам екі түрлі көрген
finding-state-new = жаңа
finding-state-confirmed = расталды
finding-state-dismissed = расталмады
finding-state-recommended = ұсыным берілді
finding-state-referred = шағым ретінде жолданды
why-same-district = өз ауданыңызда
why-same-region = өз өңіріңізде
why-interest = сізді қызықтыратын тақырып
why-free = осы уақыттағы бос сағаты: { $number }
why-near = нысанға дейін { $number } м
why-load = бұған дейінгі бақылау саны: { $number }
why-group = топты сіз бастайсыз
why-both = { $one }, әрі { $other }
gap-nobody-near = жақын маңда ерікті жоқ
gap-conflict = жақындағылардың бәрінде мүдделер қақтығысы бар не бас тартқан
gap-no-hours = ешкімнің бос уақыты жоқ
gap-limits = бәрінде тапсырма жеткілікті

## Кестедегі қателер
row-problem = { $row }-жол: { $what }
row-fault-no-name = атауы жоқ
row-fault-long = тым ұзын: { $value }
row-fault-kind = «{ $value }» деген түр белгісіз
row-fault-region = «{ $value }» деген өңір белгісіз
row-fault-no-region = өңірі көрсетілмеген
row-fault-district = бұл өңірде «{ $value }» деген аудан жоқ
row-fault-coordinates = координаттары түсініксіз: «{ $value }»
row-fault-swapped = ендік пен бойлық ауысып кеткен: { $value }
row-fault-abroad = координаттары Қазақстанда емес: { $value }
row-fault-hours = жұмыс уақыты түсініксіз: «{ $value }»
row-fault-formula = мәннің орнында формула тұр: { $value }. Мәнін қойыңыз
row-fault-letters = әріптері бұзылған: «{ $value }»
row-fault-merged = ұяшықтар біріктірілген: ажыратып қойыңыз
row-fault-repeated = { $value }-жолмен бірдей
row-fault-too-many = Жол саны бір реттегі шектен асады: { $value }. Қалғанын екінші файлмен жүктеңіз.
row-fault-encoding = Файл ескі кодтауда ({ $value }). Әріптер дұрыс оқылғанын қарап шығыңыз.

## Бас тарту себептері
refused-task-stale = Қазір мүмкін емес. Тапсырманың күйі: { $state }
refused-volunteer-stale = Қазір мүмкін емес: { $state }
refused-campaign-stale = Қазір мүмкін емес. Науқанның күйі: { $state }
refused-finding-stale = Шешіліп қойған: { $state }
refused-unfit = Бұл еріктіге тапсырма беруге болмайды: { $why }.
refused-offer-over = Жауап беру уақыты өтті, тапсырма басқаға берілді.
refused-rules-first = Алдымен ережелер мен еріктінің кодексі.
refused-six-months = Бұл тақырып бойынша онда бақылау болған немесе жүріп жатыр (соңғы күні: { $last }). Нысан саны: { $count }. Алты айға жетпей қайта барса, қабылдамауы мүмкін: себебін жазыңыз.
refused-no-places = Науқан өңірінен нысан таңдаңыз.
refused-bad-period = Бұл уақыт келмейді.
refused-group-full = Топта бес адамнан артық болмайды.
refused-unreadable = Оқу мүмкін болмады. Бірінші жолында баған атаулары бар XLSX, CSV не GeoJSON файлы керек.
refused-letter-waits = Хат сұралған, үйлестірушінің жауабы күтілуде.
refused-nothing-done = Бұл уақытта есепке алынған бақылау әлі жоқ.

## Еріктіге
volunteer-approved =
    🎉 <b>Сіз енді еріктісіз!</b>

    { $region }. Тапсырма шыққанда жазамыз.
volunteer-asked =
    ❓ <b>Үйлестіруші өтініміңіз туралы сұрайды:</b>

    <blockquote>{ $question }</blockquote>
volunteer-not-approved =
    <b>Өтінім әзірге мақұлданбады</b>

    <blockquote>{ $words }</blockquote>

    Өтінімді қайта беруге болады. Көмектескіңіз келгеніне рақмет.
task-offered =
    📋 <b>Сізге тапсырма: { $place }</b>

    { $campaign }
    📍 { $where }
    🕒 Ыңғайлы уақыты: { $at }
    📅 Мерзімі: { $due }

    Неге сіз: { $why }.
    Жауапты күтетін уақыт: { $answer_by }. Содан кейін басқаға ұсынамыз.
offer-passed = ⌛ { $place }: жауап беру уақыты өтіп, тапсырма басқаға ұсынылды. Оқасы жоқ, алда тағы болады.
task-called-off = 🛑 { $place }: тапсырма тоқтатылды. Барудың керегі жоқ.
task-handed-over = 🤝 { $place }: тапсырманы әріптесіңіз алды. Сіз боссыз, рақмет.
task-stays = { $place }: тапсырма басқаға берілмеді, өзіңізде қалады.
task-moved = 📅 { $place }: жаңа мерзімі { $due }.
task-tomorrow =
    ⏰ <b>{ $place }</b>

    Мерзіміне бір тәулік қалмады: { $due }. Үлгересіз бе?
task-today =
    ☀️ <b>Бүгін: { $place }</b>

    Ыңғайлы уақыты: { $at }, мерзімі: { $due }. Барар алдында ережелерді қайта оқып шығыңыз, бір минут қана.
task-soon =
    ⏰ <b>{ $place }</b>

    Мерзіміне үш сағат қалмады: { $due }. Үлгермесеңіз, айта салыңыз.
task-overdue =
    ⌛ <b>{ $place }</b>

    Мерзімі өтті: { $due }. Әлі де баруға, уақыт сұрауға не бас тартуға болады, онда басқа адам алады.
visit-returned =
    ✏️ <b>{ $place }: нақтылау керек</b>

    <blockquote>{ $words }</blockquote>

    Тапсырманы ашып, жауабын түзетіңіз, қалғаны сақталды.
visit-approved = ✅ { $place }: бақылау есепке алынды. Рақмет!
visit-rejected =
    <b>{ $place }: бақылау есепке алынбады</b>

    <blockquote>{ $words }</blockquote>

button-task-open = 📋 Ашу
button-task-accept = ✅ Аламын
button-task-decline = Ала алмаймын
button-task-start = ▶️ Бастау
button-task-cannot = Бара алмаймын
button-task-more-time = Уақыт керек

## Үйлестірушіге
volunteer-applied = 🙋 <b>{ $alias }</b> ерікті болғысы келеді. { $place }
volunteer-answered =
    💬 <b>{ $alias }</b> сұрағыңызға жауап берді:

    <blockquote>{ $lines }</blockquote>
volunteer-gone = 👋 <b>{ $alias }</b> енді өңіріңізде ерікті емес. Қайтқан тапсырма саны: { $count }.
visit-arrived =
    📥 <b>{ $place }</b> · { $alias }

    { $campaign }
    { $findings ->
        [0] Кемшілік байқалмады
       *[other] 🚩 Кемшілік саны: { $findings }
    }{ $signs ->
        [0] { "" }
       *[other] { " " }· 🔎 көз салатын жері: { $signs }
    }
visit-not-possible =
    🚪 <b>{ $place }</b> · { $alias }: { $outcome }

    <blockquote>{ $lines }</blockquote>
time-asked =
    🕒 <b>{ $place }</b> · { $alias } көбірек уақыт сұрайды. Мерзімі: { $due }

    <blockquote>{ $lines }</blockquote>
swap-asked = 🔄 <b>{ $place }</b> · { $alias } тапсырманы әріптесіне бергісі келеді: { $colleague }. Сіздің келісіміңізсіз болмайды.
task-late = ⌛ <b>{ $place }</b> · { $alias }: мерзімі бір тәулік бұрын өтті, { $due }.
volunteer-in-danger =
    🆘 <b>{ $alias } қауіп туралы хабарлады</b>

    📍 { $where }
    🕒 { $at }

    Кетіп, 102-ге хабарласуға кеңес бердік. Еріктіге хабарласыңыз.
nobody-found = 🔎 <b>{ $title }</b>: ешкім табылмаған бақылау саны: { $count }.
campaign-over = 🏁 <b>{ $title }</b> аяқталды: { $total } ішінен { $done }.

button-visit-open = 📋 Ашу
button-volunteer-open = 👤 Ашу
button-task-extend = 📅 Уақыт беру
button-swap-allow = ✅ Рұқсат
button-swap-refuse = 🚫 Жоқ
button-campaign-open = 📊 Ашу
