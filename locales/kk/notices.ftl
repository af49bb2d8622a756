# Хабарландырулар: бот өзі жазатын сөздер

## Хабарлама иесіне
receipt-given =
    ✅ <b>Хабарлама қабылданды</b>

    Код: <code>{ $code }</code>
    Алынған уақыты: { $received_at }

    <b>Әрі қарай не болады</b>
    Үйлестірушінің алғашқы жауабы, мерзімі: { $first_answer_due }
    Қорытынды, мерзімі: { $decision_due }

    { $evidence }

    Кодты сақтап қойыңыз. Бұл – еріктілерге хабарлама, мемлекеттік органға берілген ресми арыз емес.
receipt-no-files = Файл тіркелген жоқ.
receipt-files-coming = Файлдар ({ $count }) жүктеліп жатыр. Сақтап болған соң бақылау сомаларын жібереміз.
receipt-files-kept =
    Файлдар сақталды. SHA-256 бақылау сомаларының басы:
    <code>{ $hashes }</code>
evidence-kept =
    📎 <b>{ $code }</b> · { $count } файл сақталды

    SHA-256 бақылау сомаларының басы, олардан файлдың өзгермегені көрінеді:
    <code>{ $hashes }</code>
evidence-failed =
    ⚠️ № { $number } файл жүктелмеді: { $what }.
    Оны тағы бір рет жіберіңізші. Қалғаны сақталды.
evidence-too-big =
    ⚠️ № { $number } файл тым үлкен: { $what }. Бот { $limit_mb } МБ файлға дейін ғана қабылдай алады.
    Қысқарақ бөлігін немесе сығылған бейнежазба етіп жіберіңіз. Немесе өзіңізде сақтап, файл бар екенін жазыңыз. Қалғаны сақталды.
question-asked =
    ❓ <b>{ $code }</b> · Үйлестіруші сұрайды:

    <blockquote>{ $question }</blockquote>

    «Жауап беру» түймесін басыңыз немесе дәл осы хабарламаға жауап жазыңыз.
state-changed =
    🔔 <b>{ $code }</b> · { $state }

    { $means }
report-rejected =
    <b>{ $code }</b> · қабылданбады

    { $reason }
report-closed =
    🏁 <b>{ $code }</b> · жабылды

    Қорытынды: { $outcome }.
draft-waiting = ✏️ Бастап, аяқтамағаныңыз бар. Жауаптарыңыз сақталды, тоқтаған жерден жалғастыра аласыз.

button-open-report = 📂 Ашу
button-copy-code = 📋 Кодты көшіру
button-answer = ✍️ Жауап беру
button-satisfied = 👍 Шешілді
button-not-satisfied = 👎 Шешілмеді
button-continue-draft = ✏️ Жалғастыру
button-add-evidence = 📎 Қайта жіберу

## Шағымдармен жұмыс істейтіндерге
case-arrived =
    🆕 <b>{ $code }</b> · { $category }

    📍 { $place }
    💰 { $amount }
    🕒 { $received_at }
    📎 Файл саны: { $evidence }

    { $lines }
answer-arrived =
    💬 <b>{ $code }</b> · Азамат жауап берді:

    <blockquote>{ $lines }</blockquote>
words-added =
    ➕ <b>{ $code }</b> · Азамат толықтырды:

    <blockquote>{ $lines }</blockquote>
evidence-added = 📎 <b>{ $code }</b> · Азамат файл жіберді.
withdrawn-by-reporter = ↩️ <b>{ $code }</b> · Азамат шағымын қайтарып алды.
reopened-by-reporter =
    🔄 <b>{ $code }</b> · Азамат қорытындымен келіспейді:

    <blockquote>{ $lines }</blockquote>
invite-used = 🤝 Шақыру қабылданды: <b>{ $alias }</b>, { $role }.
role-taken = Рөліңіз алынды: { $role }. Бұзушылық туралы бұрынғыдай хабарлай аласыз.

button-open-case = 📂 Ашу
button-accept = ✅ Қабылдау
button-ask = ❓ Сұрау
button-note = 🔒 Жазба
button-reject = 🚫 Қабылдамау
button-close = 🏁 Жабу
