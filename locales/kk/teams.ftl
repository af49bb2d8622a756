teams-button = 👥 Топтар
teams-title = <b>👥 Мониторинг топтары</b>
teams-how = Заң бойынша топта { $limit } адамға дейін болады. Топтың тапсырмасын жетекші алады.
team-row = 👥 { $name } · { $count }
team-new = ➕ Жаңа топ
team-ask-name = Қалай атаймыз? Бір хабарламамен жазыңыз.
team-made = Дайын. Енді адам қосыңыз.
team-title = <b>👥 { $name }</b>
team-org = 🏛 { $name }
team-lead = ⭐ { $alias }, жетекші
team-member = • { $alias }
team-how = Өзгерту үшін есімді басыңыз.
team-no-lead = Жетекшіні белгілеңіз: есімді басыңыз.
team-add = ➕ Адам қосу
team-add-whom = «{ $name }» тобына кімді қосамыз?
team-add-nobody = Өңірде басқа мақұлданған ерікті жоқ.
team-joined = Адам топқа қосылды.
team-member-what = { $alias }, «{ $name }» тобы. Не істейміз?
team-make-lead = ⭐ Жетекші ету
team-lead-done = Жетекші белгіленді.
team-drop = ✖️ Топтан шығару
team-dropped = Топтан шықты.
team-end = 🏁 Тарату
team-end-sure = «{ $name }» тобын таратасыз ба? Адамдар ерікті болып қалады.
team-end-yes = 🏁 Иә, тарату
team-ended = Топ таратылды.
team-list = 👥 Барлық топ
team-org-button = 🏛 Ұйым
team-org-which = Бұл кімнің тобы?
team-org-none = Ешкімдікі емес
team-org-done = Сақталды.

orgs-button = 🏛 Ұйымдар
orgs-title = <b>🏛 Ұйымдар</b>
orgs-how = Қозғалыс, штаб, жобалық кеңсе, клуб.
orgs-none = Әзірге ұйым жоқ. Оны әкімші қосады.
org-new = ➕ Жаңа ұйым
org-ask-kind = Бұл не?
org-ask-kk = Қазақша атауы қалай? Бір хабарламамен жазыңыз.
org-ask-ru = Енді орысша атауын жазыңыз.
org-made = Дайын. Үйлестірушілерді белгілеңіз.
org-title = <b>🏛 { $name }</b> · { $kind }
org-coordinator = • { $alias }, үйлестіруші
org-how = Үйлестірушіні белгілеу үшін есімді басыңыз.

group-visit =
    👥 <b>«{ $team }» тобы мына жерге барады: { $place }</b>

    🕒 Мысалы, { $at } болады
    📅 Мерзімі: { $due }

    Қашан кездесетініңізді жетекшімен келісіңіз.
group-visit-off = 👥 «{ $team }» тобы мына жерге бармайды: { $place }. Ештеңе істеу керек емес.
