# Еріктінің сағаттары және олар туралы қағаздар
thanks-button = 🕒 Сағаттарым мен алғыстар
thanks-title = <b>🕒 Сағаттарым</b>
thanks-nothing-yet = Есепке алынған бақылау әлі жоқ. Үйлестіруші алғашқысын қабылдаған соң, осында сағаттар, сертификат және хат пайда болады.
thanks-whole = Барлық уақытта:
thanks-year = Жыл басынан бері:
thanks-record = 🕒 Сағат: { $hours } · 👣 Бақылау: { $visits } · 🚩 Кемшілік: { $findings }
thanks-certificate = 🏅 Ерікті сертификаты
thanks-letter = ✉️ Ұсыным хат
thanks-certificate-how = <b>🏅 Ерікті сертификаты</b>
thanks-letter-how = <b>✉️ Ұсыным хат.</b> Оған үйлестіруші қол қояды; оны алу – сіздің құқығыңыз.
thanks-which-time = Қай уақыт үшін?
thanks-which-language = Қай тілде?
thanks-which-name = Атыңыз бен тегіңізді қалай басылсын десеңіз, солай жазыңыз. Ол осы құжатқа ғана керек; бізде бас әріптері ғана қалады.
thanks-name-words = Атыңызды сөзбен жазыңызшы.
thanks-name-long = Тым ұзын: ең көбі { $limit } таңба.
thanks-sure = Былай басылады: <b>{ $name }</b>
thanks-sure-how = Қате болса, атыңызды қайта жаза салыңыз.
thanks-certificate-make = ✅ Дұрыс, жасаңыз
thanks-letter-send = ✅ Дұрыс, хат сұраймын
thanks-certificate-comes = Сертификат дайындалып жатыр, бөлек хабарламамен келеді.
thanks-letter-asked = Өтінішіңіз үйлестірушіде. Қол қойылған хат осында келеді.
thanks-wrong-name = ✏️ Атымда қате бар
thanks-wrong-done = { $code } сертификаты енді жарамсыз. Жаңасын жасайық.
thanks-letter-open = ✉️ Өтінішті ашу
thanks-letters-row = ✉️ Хаттар: { $count }
thanks-awards-row = 🏅 Марапатқа

paper-certificate = Ерікті сертификаты
paper-letter = Ұсыным хат
span-all = Барлық уақыт
span-year = Жыл басынан бері
span-quarter = Соңғы 90 күн

# Түпнұсқа ма
genuine-yes = <b>✅ Құжат түпнұсқа.</b> { $paper } № { $code }
genuine-name = 👤 Бас әріптері: { $initials }
genuine-period = 📆 { $first } – { $last }
genuine-issued = 🖊 Берілген күні: { $day }
genuine-operator = 🏛 { $operator }
genuine-compare = Басылған мәтінмен салыстырыңыз. Бір нәрсе өзгеше болса, құжат жалған.
genuine-revoked = <b>⛔ Жарамсыз.</b> № { $code } құжаты кері қайтарылған: { $day }.
genuine-erased = <b>⛔ Жарамсыз.</b> № { $code } құжатының иесі өзі туралы деректерді өшірген.
genuine-revoke = ⛔ Құжатты қайтарып алу
genuine-revoke-sure = № { $code } құжаты қайтарып алынсын ба? Кейін оны қалпына келтіру мүмкін емес, тек жаңасы беріледі.
genuine-revoke-yes = ⛔ Иә, қайтарып алу
genuine-unknown = <b>❌ Мұндай құжат берілмеген.</b> Нөмір қате оқылған болуы мүмкін: QR-кодты қайта ашып көріңіз.

# Үйлестірушіге
letters-title = <b>✉️ Ұсыным хат сұрағандар</b>
letters-none = Хат күтіп отырған ешкім жоқ.
letter-row = { $at } · { $name }
letter-title = <b>✉️ { $alias }</b> ұсыным хат сұрайды
letter-name = Басылатын аты: { $name }
letter-language = Хаттың тілі: { $language }
letter-words = Хаттағы өз сөзіңіз:
    <blockquote>{ $words }</blockquote>
letter-words-add = ✍️ Өз сөзімді қосу
letter-words-change = ✍️ Өз сөзімді өзгерту
letter-words-drop = Өз сөзімсіз
letter-words-ask =
    Ерікті туралы бір-екі сөйлем жазыңыз: не істеді, несімен ерекшеленді. Хатқа сол күйінде басылады, { $limit } таңбаға дейін.

    Хаттың тілі: { $language }.
letter-note = Қол қойсаңыз, хат бірден беріледі: боттағы атыңыз бен QR-код жазылады.
letter-sign = 🖊 Қол қою
letter-decline = ✖️ Қол қоймау
letter-why = Неге қол қоймайсыз? Ерікті мұны оқиды.
letter-signed = ✅ Қол қойылды, хат еріктіге жіберілді.
letter-declined-done = Жауап еріктіге жіберілді.
awards-title = <b>🏅 Марапатқа кімді ұсынуға болады</b>
awards-line = { $number }. { $alias }: 🕒 { $hours } · 👣 { $visits } · 🚩 { $findings }
awards-none = Бұл уақытта есепке алынған бақылау жоқ.
awards-private = Тізімді тек сіз көресіз; еріктілерге көрсетілмейді.
awards-chosen = ● { $span }
awards-sheet-button = 📊 Кестені жүктеу
awards-comes = Кесте бөлек хабарламамен келеді.
awards-sheet = Марапаттар
awards-column-alias = Ерікті
awards-column-hours = Сағат
awards-column-visits = Бақылау
awards-column-findings = Расталған кемшілік

# Хабарламалар
certificate-ready = 🏅 Сертификатыңыз № { $code }. Өмірді адал ете түскеніңізге рақмет!
letter-requested = ✉️ <b>{ $alias }</b> ұсыным хат сұрайды.
letter-ready = ✉️ Үйлестіруші ұсыным хатқа қол қойды: № { $code }.
letter-declined =
    ✉️ Үйлестіруші ұсыным хатқа қол қоймады:
    <blockquote>{ $words }</blockquote>
nominees-ready = 📊 Марапатқа: { $first } – { $last }

# Құжаттарда
document-certificate = Ерікті сертификаты
document-given = алғыспен табысталады
document-thanks = қоғамдық бақылауға және адалдық ісіне қосқан үлесі үшін
document-hours =
    { $count ->
       *[other] сағат
    }
document-visits =
    { $count ->
       *[other] бақылау
    }
document-findings =
    { $count ->
       *[other] расталған кемшілік
    }
document-period = { $first } – { $last }
document-number = № { $code }
document-issued = Берілген күні: { $day }
document-check = Түпнұсқа ма? QR-кодты телефон камерасымен ашыңыз
document-letter = Ұсыным хат
document-volunteer = Ерікті
document-organisation = Ұйым
document-region = Өңір
document-letter-work = Ерікті қоғамдық бақылауға қатысады: тапсырма бойынша нысандарға барады, бақылау парақтарын толтырады, бақылау ережелері мен әдеп кодексін сақтайды. Бақылау нәтижелерін үйлестіруші қабылдады.
document-letter-advice = Бұл адамды қоғамдық жобалардың жауапты әрі зейінді қатысушысы ретінде ұсынамыз.
document-signer = Үйлестіруші
document-letter-basis = Хат еріктінің өтініші бойынша берілді: «Волонтерлік қызмет туралы» Қазақстан Республикасының Заңы, 12-бап.
