# Әкімшінің жұмысы: адамдар, шақырулар, рөлдер

admin-menu-row = 👥 Адамдар мен рөлдер
admin-people = <b>👥 Адамдар мен рөлдер</b>
admin-people-count = Рөлі бар { $count } адам. Кімнің рөлін өзгерткіңіз келсе, соны таңдаңыз.
admin-people-alone = Әзірге сізден басқа ешкім жоқ. Үйлестірушіні шақырыңыз.
admin-person-line = <b>{ $alias }</b> — { $roles }
admin-person = <b>{ $alias }</b>
admin-grant-line = • { $role }: { $where }
admin-everywhere = барлық өңір
admin-you = Бұл — сіз. Әкімші рөлі баптаулармен беріледі, оны мұнда алып тастауға болмайды.
admin-from-settings = Әкімші рөлі баптаулармен беріледі, оны мұнда алып тастауға болмайды.
admin-unnamed = Аты жазылмаған
admin-take-away = ✖️ Рөлін алу: { $role }
admin-take-sure = <b>{ $alias }</b> · Рөл алынсын ба: { $role }, { $where }?
admin-take-note = Бұл адам өңірдің шағымдарын енді көрмейді. Өзіне хабар барады.
admin-take-confirm = ✖️ Иә, алынсын
admin-taken = Рөл алынды.
admin-invite = ➕ Шақыру
admin-invite-role = <b>Кімді шақырасыз?</b>
admin-invite-about = Сілтеме бір рет қана қолданылады және { $hours } сағат жарамды.
admin-role-coordinator = Үйлестіруші
admin-role-volunteer = Ерікті
admin-invite-regions = <b>Қай өңірлер үшін?</b> Рөлі: { $role }
admin-invite-chosen = Таңдалғаны: { $count }. Бірнешеуін белгілеп, «Дайын» түймесін басыңыз.
admin-region-off = { $region }
admin-region-on = ☑ { $region }
admin-regions-all = Барлығын белгілеу
admin-regions-none = Белгілерді алу
admin-regions-done = ✅ Дайын
admin-regions-need = Кемінде бір өңірді белгілеңіз.
admin-link = <b>Шақыру сілтемесі дайын</b>
admin-link-for = { $role } · { $where }
admin-where-count = { $count } өңір
admin-joined = { $first }, { $second }
admin-link-url = { $link }
admin-link-rules = { $until } дейін жарамды, бір рет қана қолданылады. Сілтемені тек сол адамның өзіне жіберіңіз: кім ашса, рөл соныкі.
admin-link-copy = 📋 Сілтемені көшіру
admin-back-people = ← Адамдарға

## Шақырылған адам
admin-join = <b>Сізді шақырды.</b> Қабылдасаңыз, рөліңіз бірден ашылады.
admin-join-name = Атыңызды жазыңыз: әріптестер сізді осы атпен көреді. Азаматтар оны көрмейді.
admin-join-length = Аты керек: ең көбі { $limit } таңба.
admin-welcome-coordinator = <b>Қош келдіңіз!</b> Енді сіз үйлестірушісіз: { $where }.
admin-welcome-volunteer = <b>Сізді еріктілерге шақырды!</b> { $where }.
admin-welcome-how = Жаңа шағымдар осында келеді. Не істей алатыныңыз: /help
admin-welcome-confidential = Азаматтардың жазғаны құпия: ешкімге бермеңіз, скриншот жасамаңыз.
admin-welcome-inbox = 📥 Шағымдарды ашу

## Анықтама
help-admin =
    <b>Әкімшіге</b>
    👥 /people — кімде қандай рөл бар, шақыру сілтемесі, рөлді алу.
    Сілтеме бір рет қана қолданылады және 72 сағат жарамды.
    Әкімшілер баптаулардағы ADMIN_IDS тізімінен алынады.
    Сіз барлық өңірдің шағымдарын көресіз, бірақ кім жазғанын ешкім көрмейді.
help-volunteer =
    <b>Еріктіге</b>
    Біз бақылаймыз, тексермейміз: құжат талап етпейміз, кабинетке кірмейміз, адамдардың бетін түсірмейміз.
    Тапсырма шыққанда осы жерге хабар келеді.
