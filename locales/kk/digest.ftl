# Үйлестірушіге шолу: апталық және күндік

weekly-digest = <b>📊 Апталық шолу</b> · { $period } · { $area }
daily-digest = <b>☀️ Күндік шолу</b> · { $period } · { $area }
quiet-digest = 📊 { $period } · { $area }: жаңа шағым да, жауап та, сапар да болған жоқ, мерзімі өткен іс жоқ.

digest-new = 🆕 Жаңа шағым: <b>{ $count }</b> (алдыңғы аптада { $before })
digest-answered = 💬 Алғашқы жауап берілді: <b>{ $count }</b> (алдыңғы аптада { $before })
digest-closed = ✅ Жабылды: <b>{ $count }</b> (алдыңғы аптада { $before })
digest-median = ⏱ Алғашқы жауапқа дейін, медиана: <b>{ $now }</b> (алдыңғы аптада { $before })
digest-median-first = ⏱ Алғашқы жауапқа дейін, медиана: <b>{ $now }</b>
digest-median-none = ⏱ Бұл аптада ешкімге алғашқы жауап берілген жоқ
digest-overdue = ⏰ Қазір мерзімі өткен іс: <b>{ $count }</b>
digest-institutions = 🏢 Мекемелер: { $listed }
digest-categories = 🏷 Не туралы: { $listed }
digest-fixed = 🔁 «Мәселе шешілді ме?»: иә – <b>{ $yes }</b>, жартылай – { $partly }, жоқ – <b>{ $no }</b>
digest-visits = 👁 Бақылау сапары: <b>{ $count }</b> (алдыңғы аптада { $before })
digest-findings = 🚩 Кемшілік: <b>{ $count }</b>, расталғаны { $confirmed }
digest-volunteers = 🙋 Белсенді ерікті: <b>{ $active }</b>, барлығы { $count }
digest-saved = 💚 Үнемделгені: <b>{ $amount }</b>, шағым саны: { $count }
digest-basis = · { $amount } – { $code }: { $basis }
digest-saved-none = 💚 Бұл аптада үнемделген қаражат тіркелген жоқ
digest-coverage = 📍 Еріктісі бар аудан: <b>{ $covered }</b> / { $count }
digest-uncovered = · Еріктісі жоқ: { $names }
digest-uncovered-more = · Еріктісі жоқ: { $names } және тағы { $count }
digest-day-new = 🆕 Жаңа шағым: <b>{ $count }</b>
digest-day-answered = 💬 Алғашқы жауап берілді: <b>{ $count }</b>
digest-day-closed = ✅ Жабылды: <b>{ $count }</b>
digest-minutes = { $m } минут
digest-hours = { $h } сағ { $m } мин
digest-whole-hours = { $h } сағ
digest-days = { $d } күн { $h } сағ
digest-whole-days = { $d } күн
digest-everywhere = Бүкіл Қазақстан
digest-regions = өңір саны: { $count }
digest-no-district = ауданы көрсетілмеген

digest-late-title = <b>⏰ Мерзімі өткендер</b>
digest-late-line = { $number }. <code>{ $code }</code> · { $category } · { $due }
digest-late-more = … тағы { $count }
digest-open = { $number } 📂 Ашу
digest-extend = { $number } ⏳ Ұзарту
digest-close = { $number } ✅ Жабу
digest-inbox = 📥 Шағымдар
digest-settings = ⚙️ Шолу

## Сурет
digest-chart-about = { $area } · апталық шолу
digest-chart-new = Жаңа шағым
digest-chart-answered = Жауап берілді
digest-chart-closed = Жабылды
digest-chart-overdue = Мерзімі өтті
digest-chart-median = Жауап уақыты
digest-chart-visits = Сапар
digest-chart-findings = Кемшілік
digest-chart-saved = Үнемделді, ₸
digest-chart-before = бұрын { $count }
digest-chart-was = бұрын { $was }
digest-chart-confirmed = расталғаны { $count }
digest-chart-cases = { $count } шағым
digest-chart-millions = миллион
digest-chart-thousands = мың
digest-chart-received = Түсті
digest-chart-categories = Не туралы
digest-chart-nothing = Жаңа шағым болған жоқ
weekday-long =
    { $day ->
        [0] дүйсенбі
        [1] сейсенбі
        [2] сәрсенбі
        [3] бейсенбі
        [4] жұма
        [5] сенбі
       *[6] жексенбі
    }

## Кесте
digest-sheet-totals = Жиыны
digest-sheet-days = Күндер
digest-sheet-areas = Аудандар
digest-sheet-categories = Санаттар
digest-sheet-institutions = Мекемелер
digest-sheet-money = Үнемделген қаражат
digest-sheet-what = Көрсеткіш
digest-sheet-now = Осы кезең
digest-sheet-before = Алдыңғы кезең
digest-sheet-period = Кезең (бірінші және соңғы күні)
digest-sheet-median = Алғашқы жауапқа дейінгі медиана, минут
digest-sheet-fixed = «Мәселе шешілді ме?» – иә
digest-sheet-partly = «Мәселе шешілді ме?» – жартылай
digest-sheet-unfixed = «Мәселе шешілді ме?» – жоқ
digest-sheet-confirmed = Расталған кемшілік
digest-sheet-saved = Үнемделген қаражат, ₸
digest-sheet-active = Белсенді ерікті
digest-sheet-volunteers = Ерікті саны
digest-sheet-districts = Аудан саны
digest-sheet-uncovered = Еріктісі жоқ аудан
digest-sheet-day = Күні
digest-sheet-region = Өңір
digest-sheet-district = Аудан
digest-sheet-case = Шағым
digest-sheet-tenge = Сома, ₸
digest-sheet-basis = Негізі

## Баптау
digest-menu-row = 📊 Шолу, кестелер
digest-title = <b>📊 Шолу</b> – шағымдар мен сапарлардың қорытындысы. Тек өз өңіріңіз туралы, аты-жөнсіз.
digest-weekly-on = 🗓 Апталық: <b>{ $day }, { $hour }:00</b> (Алматы уақыты)
digest-weekly-off = 🗓 Апталық: <b>өшірулі</b>
digest-daily-on = ☀️ Күндік: жұмыс күндері, <b>{ $hour }:00</b>
digest-daily-off = ☀️ Күндік: <b>өшірулі</b>
digest-spoken = 🌐 Тілі: <b>{ $language }</b>
digest-theme = 🎨 Сурет фоны: <b>{ $theme }</b>
digest-theme-light = ашық
digest-theme-dark = қараңғы
digest-button-weekly-on = 🗓 Апталықты қосу
digest-button-weekly-off = 🔕 Апталықты өшіру
digest-button-daily-on = ☀️ Күндікті қосу
digest-button-daily-off = 🔕 Күндікті өшіру
digest-button-day = 🗓 Күнін таңдау
digest-button-hour = 🕘 Сағатын таңдау
digest-button-language = 🌐 Тілі: { $language }
digest-button-light = ☀️ Суреті ашық болсын
digest-button-dark = 🌙 Суреті қараңғы болсын
digest-button-now = 📨 Соңғы 7 күн – қазір
digest-which-day = Апталық шолу қай күні келсін?
digest-which-hour = Сағат нешеде келсін? Алматы уақыты.
digest-hour = { $hour }:00
digest-kept = Сақталды
digest-comes = Бір минут ішінде келеді
command-digest = Апталық және күндік шолу
