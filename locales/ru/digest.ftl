# Сводка координатору: еженедельная и ежедневная

weekly-digest = <b>📊 Сводка недели</b> · { $period } · { $area }
daily-digest = <b>☀️ Сводка дня</b> · { $period } · { $area }
quiet-digest = 📊 { $period } · { $area }: не было ни новых жалоб, ни ответов, ни визитов, просроченного нет.

digest-new = 🆕 Новых жалоб: <b>{ $count }</b> (неделей раньше { $before })
digest-answered = 💬 Дан первый ответ: <b>{ $count }</b> (неделей раньше { $before })
digest-closed = ✅ Закрыто: <b>{ $count }</b> (неделей раньше { $before })
digest-median = ⏱ До первого ответа, медиана: <b>{ $now }</b> (неделей раньше { $before })
digest-median-first = ⏱ До первого ответа, медиана: <b>{ $now }</b>
digest-median-none = ⏱ Первых ответов за эту неделю не было
digest-overdue = ⏰ Просрочено сейчас: <b>{ $count }</b>
digest-institutions = 🏢 Учреждения: { $listed }
digest-categories = 🏷 О чём: { $listed }
digest-fixed = 🔁 «Проблема решена?»: да – <b>{ $yes }</b>, частично – { $partly }, нет – <b>{ $no }</b>
digest-visits = 👁 Визиты наблюдателей: <b>{ $count }</b> (неделей раньше { $before })
digest-findings = 🚩 Недостатки: <b>{ $count }</b>, подтверждено { $confirmed }
digest-volunteers = 🙋 Волонтёров с визитами: <b>{ $active }</b>, всего { $count }
digest-saved = 💚 Сэкономлено: <b>{ $amount }</b>, жалоб: { $count }
digest-basis = · { $amount } – { $code }: { $basis }
digest-saved-none = 💚 Сэкономленных денег за эту неделю не записано
digest-coverage = 📍 Районов с волонтёрами: <b>{ $covered }</b> из { $count }
digest-uncovered = · Без волонтёров: { $names }
digest-uncovered-more = · Без волонтёров: { $names } и ещё { $count }
digest-day-new = 🆕 Новых жалоб: <b>{ $count }</b>
digest-day-answered = 💬 Дан первый ответ: <b>{ $count }</b>
digest-day-closed = ✅ Закрыто: <b>{ $count }</b>
digest-minutes = { $m } мин
digest-hours = { $h } ч { $m } мин
digest-whole-hours = { $h } ч
digest-days = { $d } д { $h } ч
digest-whole-days = { $d } д
digest-everywhere = Весь Казахстан
digest-regions = регионов: { $count }
digest-no-district = район не указан

digest-late-title = <b>⏰ Просрочено</b>
digest-late-line = { $number }. <code>{ $code }</code> · { $category } · { $due }
digest-late-more = … ещё { $count }
digest-open = { $number } 📂 Открыть
digest-extend = { $number } ⏳ Срок
digest-close = { $number } ✅ Закрыть
digest-inbox = 📥 Жалобы
digest-settings = ⚙️ Сводка

## Картинка
digest-chart-about = { $area } · сводка недели
digest-chart-new = Новых
digest-chart-answered = Отвечено
digest-chart-closed = Закрыто
digest-chart-overdue = Просрочено
digest-chart-median = Время ответа
digest-chart-visits = Визиты
digest-chart-findings = Недостатки
digest-chart-saved = Сэкономлено, ₸
digest-chart-before = раньше { $count }
digest-chart-was = раньше { $was }
digest-chart-confirmed = подтверждено { $count }
digest-chart-cases = жалоб: { $count }
digest-chart-millions = млн
digest-chart-thousands = тыс.
digest-chart-received = Поступило
digest-chart-categories = О чём
digest-chart-nothing = Новых жалоб не было
weekday-long =
    { $day ->
        [0] понедельник
        [1] вторник
        [2] среда
        [3] четверг
        [4] пятница
        [5] суббота
       *[6] воскресенье
    }

## Таблица
digest-sheet-totals = Итоги
digest-sheet-days = Дни
digest-sheet-areas = Районы
digest-sheet-categories = Категории
digest-sheet-institutions = Учреждения
digest-sheet-money = Сэкономленные деньги
digest-sheet-what = Показатель
digest-sheet-now = Эти дни
digest-sheet-before = Столько же дней раньше
digest-sheet-period = Период (первый и последний день)
digest-sheet-median = Медиана до первого ответа, минут
digest-sheet-fixed = «Проблема решена?» – да
digest-sheet-partly = «Проблема решена?» – частично
digest-sheet-unfixed = «Проблема решена?» – нет
digest-sheet-confirmed = Подтверждённых недостатков
digest-sheet-saved = Сэкономлено, ₸
digest-sheet-active = Волонтёров с визитами
digest-sheet-volunteers = Волонтёров всего
digest-sheet-districts = Районов
digest-sheet-uncovered = Районов без волонтёров
digest-sheet-day = День
digest-sheet-region = Регион
digest-sheet-district = Район
digest-sheet-case = Жалоба
digest-sheet-tenge = Сумма, ₸
digest-sheet-basis = На чём основано

## Настройка
digest-menu-row = 📊 Сводка, таблицы
digest-title = <b>📊 Сводка</b> – итоги по жалобам и визитам. Только ваши регионы, без имён.
digest-weekly-on = 🗓 Еженедельная: <b>{ $day }, { $hour }:00</b> (время Алматы)
digest-weekly-off = 🗓 Еженедельная: <b>выключена</b>
digest-daily-on = ☀️ Ежедневная: по рабочим дням, <b>{ $hour }:00</b>
digest-daily-off = ☀️ Ежедневная: <b>выключена</b>
digest-spoken = 🌐 Язык: <b>{ $language }</b>
digest-theme = 🎨 Фон картинки: <b>{ $theme }</b>
digest-theme-light = светлый
digest-theme-dark = тёмный
digest-button-weekly-on = 🗓 Включить еженедельную
digest-button-weekly-off = 🔕 Выключить еженедельную
digest-button-daily-on = ☀️ Включить ежедневную
digest-button-daily-off = 🔕 Выключить ежедневную
digest-button-day = 🗓 Выбрать день
digest-button-hour = 🕘 Выбрать час
digest-button-language = 🌐 Язык: { $language }
digest-button-light = ☀️ Светлая картинка
digest-button-dark = 🌙 Тёмная картинка
digest-button-now = 📨 За 7 дней – сейчас
digest-which-day = В какой день присылать еженедельную сводку?
digest-which-hour = В котором часу присылать? Время Алматы.
digest-hour = { $hour }:00
digest-kept = Сохранено
digest-comes = Придёт в течение минуты
command-digest = Сводка за неделю и за день
