# Волонтёры: состояния, причины, уведомления об их работе

## Как названо
volunteer-state-applied = ждёт решения
volunteer-state-approved = волонтёр
volunteer-state-declined = не одобрено
volunteer-state-paused = на паузе
volunteer-state-left = больше не волонтёр
interest-services = Госуслуги и льготы
interest-education = Школы и колледжи
interest-health = Аптеки и лекарства
interest-roads = Дороги и транспорт
interest-yards = Дворы и парки
interest-money = Госзакупки
interest-prices = Цены на рынках
interest-integrity = Магазины честности
interest-cyber = Интернет
place-kind-service-centre = ЦОН
place-kind-school = Школа
place-kind-college = Колледж
place-kind-pharmacy = Аптека
place-kind-subsidies = Субсидии и льготы
place-kind-road-repair = Ремонт дороги
place-kind-playground = Площадка
place-kind-park = Парк
place-kind-procurement = Госзакупки
place-kind-railway = Железная дорога
place-kind-market = Рынок
place-kind-checkpoint = Контрольный пост
place-kind-integrity-shop = Магазин честности
place-kind-web-resource = Интернет-ресурс
place-kind-other = Другой объект
place-address = { $area }, { $address }
place-named = { $name } ({ $where })
organisation-movement = Движение
organisation-headquarters = Штаб
organisation-project-office = Проектный офис
organisation-club = Клуб
campaign-state-draft = черновик
campaign-state-running = идёт
campaign-state-paused = приостановлена
campaign-state-finished = завершена
campaign-state-cancelled = отменена
repeat-once = один раз
repeat-weekly = каждую неделю
repeat-monthly = раз в четыре недели
assignment-state-offered = предложено
assignment-state-accepted = принято
assignment-state-declined = отказ
assignment-state-started = выполняется
assignment-state-submitted = отправлено
assignment-state-returned = возвращено на доработку
assignment-state-approved = выполнено
assignment-state-rejected = не засчитано
assignment-state-cancelled = отменено
assignment-state-expired = ушло другому
assignment-state-impossible = не получилось
decline-no-time = Нет времени
decline-too-far = Далеко
decline-conflict = Там работаю я или родные
decline-unwell = Болею
decline-leaving = Ухожу из волонтёров
decline-other = Другое
visit-observed = Наблюдение состоялось
visit-no-access = Не пустили
visit-closed = Закрыто
visit-unsafe = Было небезопасно
flag-too-fast = Заполнено очень быстро
flag-far-away = Отметка далеко от объекта
flag-photo-seen = Похожее фото уже было
flag-same-texts = Такой же текст в другом визите
flag-pair-differs = Двое увидели разное
finding-state-new = новое
finding-state-confirmed = подтверждено
finding-state-dismissed = не подтверждено
finding-state-recommended = дана рекомендация
finding-state-referred = передано как обращение
why-same-district = в вашем районе
why-same-region = в вашем регионе
why-interest = тема, которая вам интересна
why-free = свободных часов за это время: { $number }
why-near = до объекта { $number } м
why-load = визитов до этого: { $number }
why-group = вы ведёте группу
why-both = { $one }, { $other }
gap-nobody-near = рядом нет волонтёров
gap-conflict = у всех, кто рядом, конфликт интересов или отказ
gap-no-hours = ни у кого нет свободных часов
gap-limits = у всех уже достаточно заданий

## Что не так в таблице
row-problem = Строка { $row }: { $what }
row-fault-no-name = нет названия
row-fault-long = слишком длинно: { $value }
row-fault-kind = неизвестный тип «{ $value }»
row-fault-region = неизвестный регион «{ $value }»
row-fault-no-region = не указан регион
row-fault-district = такого района в этом регионе нет: «{ $value }»
row-fault-coordinates = непонятные координаты «{ $value }»
row-fault-swapped = широта и долгота перепутаны местами: { $value }
row-fault-abroad = координаты не в Казахстане: { $value }
row-fault-hours = непонятные часы работы «{ $value }»
row-fault-formula = формула вместо значения: { $value }. Вставьте значения
row-fault-letters = испорченные буквы: «{ $value }»
row-fault-merged = объединённые ячейки: разъедините их
row-fault-repeated = то же, что в строке { $value }
row-fault-too-many = Строк больше, чем поместится за один раз: { $value }. Остальные загрузите вторым файлом.
row-fault-encoding = Файл в старой кодировке ({ $value }). Посмотрите, правильно ли прочитаны буквы.

## Отказы
refused-task-stale = Сейчас это невозможно. Задание: { $state }
refused-volunteer-stale = Сейчас это невозможно: { $state }
refused-campaign-stale = Сейчас это невозможно. Кампания: { $state }
refused-finding-stale = Уже решено: { $state }
refused-unfit = Этому волонтёру нельзя дать задание: { $why }.
refused-offer-over = Время ответа вышло, задание ушло другому.
refused-rules-first = Сначала правила и кодекс волонтёра.
refused-six-months = По этой теме там уже наблюдали или наблюдают сейчас, по { $last }. Объектов: { $count }. Повторный визит раньше шести месяцев могут не принять: укажите причину.
refused-no-places = Выберите объекты из региона кампании.
refused-bad-period = Это время не подходит.
refused-group-full = В группе не больше пяти человек.
refused-unreadable = Не получилось прочитать. Нужен файл XLSX, CSV или GeoJSON с названиями столбцов в первой строке.
refused-letter-waits = Письмо уже запрошено, ждём ответа координатора.
refused-nothing-done = За это время ещё нет засчитанных визитов.

## Волонтёру
volunteer-approved =
    🎉 <b>Вы волонтёр!</b>

    { $region }. Когда появится задание, мы напишем.
volunteer-asked =
    ❓ <b>Координатор спрашивает о вашей заявке:</b>

    <blockquote>{ $question }</blockquote>
volunteer-not-approved =
    <b>Заявку пока не одобрили</b>

    <blockquote>{ $words }</blockquote>

    Заявку можно подать ещё раз. Спасибо, что хотите помогать.
task-offered =
    📋 <b>Вам задание: { $place }</b>

    { $campaign }
    📍 { $where }
    🕒 Можно, например, { $at }
    📅 Срок: { $due }

    Почему вы: { $why }.
    Ответьте до { $answer_by }, потом предложим другому.
offer-passed = ⌛ { $place }: время ответа вышло, задание предложили другому. Ничего страшного, будут ещё.
task-called-off = 🛑 { $place }: задание отменено. Идти не нужно.
task-handed-over = 🤝 { $place }: задание взял коллега. Вы свободны, спасибо.
task-stays = { $place }: передать не получилось, задание остаётся за вами.
task-moved = 📅 { $place }: новый срок { $due }.
task-tomorrow =
    ⏰ <b>{ $place }</b>

    До срока меньше суток: { $due }. Получится?
task-today =
    ☀️ <b>Сегодня: { $place }</b>

    Удобное время { $at }, срок { $due }. Перед визитом перечитайте правила, это минута.
task-soon =
    ⏰ <b>{ $place }</b>

    До срока меньше трёх часов: { $due }. Если не успеваете, так и скажите.
task-overdue =
    ⌛ <b>{ $place }</b>

    Срок прошёл: { $due }. Можно ещё сходить, попросить время или отказаться, и задание возьмёт другой.
visit-returned =
    ✏️ <b>{ $place }: нужно уточнить</b>

    <blockquote>{ $words }</blockquote>

    Откройте задание и поправьте ответ, остальное сохранено.
visit-approved = ✅ { $place }: визит засчитан. Спасибо!
visit-rejected =
    <b>{ $place }: визит не засчитан</b>

    <blockquote>{ $words }</blockquote>

button-task-open = 📋 Открыть
button-task-accept = ✅ Беру
button-task-decline = Не могу
button-task-start = ▶️ Начать
button-task-cannot = Не могу
button-task-more-time = Нужно время

## Координатору
volunteer-applied = 🙋 <b>{ $alias }</b> хочет стать волонтёром. { $place }
volunteer-answered =
    💬 <b>{ $alias }</b> отвечает на ваш вопрос:

    <blockquote>{ $lines }</blockquote>
volunteer-gone = 👋 <b>{ $alias }</b> больше не волонтёр в вашем регионе. Заданий вернулось: { $count }.
visit-arrived =
    📥 <b>{ $place }</b> · { $alias }

    { $campaign }
    { $findings ->
        [0] Недостатков не отмечено
       *[other] 🚩 Недостатков: { $findings }
    }{ $signs ->
        [0] { "" }
       *[other] { " " }· 🔎 стоит взглянуть: { $signs }
    }
visit-not-possible =
    🚪 <b>{ $place }</b> · { $alias }: { $outcome }

    <blockquote>{ $lines }</blockquote>
time-asked =
    🕒 <b>{ $place }</b> · { $alias } просит больше времени. Срок: { $due }

    <blockquote>{ $lines }</blockquote>
swap-asked = 🔄 <b>{ $place }</b> · { $alias } хочет передать задание: { $colleague }. Без вашего согласия нельзя.
task-late = ⌛ <b>{ $place }</b> · { $alias }: срок прошёл сутки назад, { $due }.
volunteer-in-danger =
    🆘 <b>{ $alias } сообщает об опасности</b>

    📍 { $where }
    🕒 { $at }

    Мы посоветовали уйти и звонить 102. Свяжитесь с волонтёром.
nobody-found = 🔎 <b>{ $title }</b>: визитов, для которых никого не нашлось: { $count }.
campaign-over = 🏁 <b>{ $title }</b> завершена: { $done } из { $total }.

button-visit-open = 📋 Открыть
button-volunteer-open = 👤 Открыть
button-task-extend = 📅 Дать время
button-swap-allow = ✅ Разрешить
button-swap-refuse = 🚫 Нет
button-campaign-open = 📊 Открыть
