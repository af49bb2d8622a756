# Часы волонтёра и бумаги о них
thanks-button = 🕒 Мои часы и благодарности
thanks-title = <b>🕒 Мои часы</b>
thanks-nothing-yet = Засчитанных визитов пока нет. Когда координатор примет первый визит, здесь появятся часы, сертификат и письмо.
thanks-whole = За всё время:
thanks-year = С начала года:
thanks-record = 🕒 Часы: { $hours } · 👣 Визиты: { $visits } · 🚩 Недостатки: { $findings }
thanks-certificate = 🏅 Сертификат
thanks-letter = ✉️ Рекомендательное письмо
thanks-certificate-how = <b>🏅 Сертификат</b>
thanks-letter-how = <b>✉️ Рекомендательное письмо.</b> Его подписывает координатор; получить его – ваше право.
thanks-which-time = За какое время?
thanks-which-language = На каком языке?
thanks-which-name = Напишите имя и фамилию так, как их напечатать. Имя нужно только для этого документа; у нас останутся инициалы.
thanks-name-words = Напишите, пожалуйста, имя словами.
thanks-name-long = Слишком длинно: не больше { $limit } знаков.
thanks-sure = Напечатаем так: <b>{ $name }</b>
thanks-sure-how = Если есть ошибка, просто напишите имя ещё раз.
thanks-certificate-make = ✅ Верно, сделать
thanks-letter-send = ✅ Верно, попросить письмо
thanks-certificate-comes = Готовим сертификат, он придёт отдельным сообщением.
thanks-letter-asked = Просьба у координатора. Подписанное письмо придёт сюда.
thanks-wrong-name = ✏️ Ошибка в имени
thanks-wrong-done = Сертификат { $code } больше не действует. Сделаем новый.
thanks-letter-open = ✉️ Открыть просьбу
thanks-letters-row = ✉️ Письма: { $count }
thanks-awards-row = 🏅 К наградам

paper-certificate = Сертификат
paper-letter = Рекомендательное письмо
span-all = За всё время
span-year = С начала года
span-quarter = За 90 дней

# Подлинность
genuine-yes = <b>✅ Подлинный документ.</b> { $paper } № { $code }
genuine-name = 👤 Инициалы: { $initials }
genuine-period = 📆 { $first } – { $last }
genuine-issued = 🖊 Выдан: { $day }
genuine-operator = 🏛 { $operator }
genuine-compare = Сравните с тем, что напечатано. Если отличается хоть что-то, документ подделан.
genuine-revoked = <b>⛔ Не действует.</b> Документ № { $code } отозван: { $day }.
genuine-erased = <b>⛔ Не действует.</b> Владелец документа № { $code } стёр данные о себе.
genuine-revoke = ⛔ Отозвать документ
genuine-revoke-sure = Отозвать документ № { $code }? Вернуть его будет нельзя, только выдать новый.
genuine-revoke-yes = ⛔ Да, отозвать
genuine-unknown = <b>❌ Такого документа мы не выдавали.</b> Номер мог быть прочитан с ошибкой: откройте QR-код ещё раз.

# Координатору
letters-title = <b>✉️ Просят рекомендательное письмо</b>
letters-none = Никто не ждёт письма.
letter-row = { $at } · { $name }
letter-title = <b>✉️ { $alias }</b> просит рекомендательное письмо
letter-name = Напечатать имя: { $name }
letter-language = Язык письма: { $language }
letter-words = Ваши слова в письме:
    <blockquote>{ $words }</blockquote>
letter-words-add = ✍️ Добавить свои слова
letter-words-change = ✍️ Изменить свои слова
letter-words-drop = Без моих слов
letter-words-ask =
    Напишите одно-два предложения о волонтёре: что он сделал, чем отличился. Они будут в письме как есть, до { $limit } знаков.

    Язык письма: { $language }.
letter-note = Подпись выдаёт письмо сразу, с вашим именем в боте и QR-кодом.
letter-sign = 🖊 Подписать
letter-decline = ✖️ Не подписывать
letter-why = Почему не подписываете? Волонтёр это прочтёт.
letter-signed = ✅ Подписано, письмо ушло волонтёру.
letter-declined-done = Ответ ушёл волонтёру.
awards-title = <b>🏅 Кого предложить к награде</b>
awards-line = { $number }. { $alias }: 🕒 { $hours } · 👣 { $visits } · 🚩 { $findings }
awards-none = За это время засчитанных визитов нет.
awards-private = Список видите только вы; волонтёрам его не показывают.
awards-chosen = ● { $span }
awards-sheet-button = 📊 Скачать таблицу
awards-comes = Таблица придёт отдельным сообщением.
awards-sheet = Награды
awards-column-alias = Волонтёр
awards-column-hours = Часы
awards-column-visits = Визиты
awards-column-findings = Недостатки подтверждены

# Сообщения
certificate-ready = 🏅 Ваш сертификат № { $code }. Спасибо, что делаете жизнь честнее!
letter-requested = ✉️ <b>{ $alias }</b> просит рекомендательное письмо.
letter-ready = ✉️ Координатор подписал рекомендательное письмо № { $code }.
letter-declined =
    ✉️ Координатор не подписал рекомендательное письмо:
    <blockquote>{ $words }</blockquote>
nominees-ready = 📊 К наградам: { $first } – { $last }

# В документах
document-certificate = Сертификат волонтёра
document-given = вручается с благодарностью
document-thanks = за вклад в общественное наблюдение и в дело честности
document-hours =
    { $count ->
        [one] час
        [few] часа
       *[many] часов
    }
document-visits =
    { $count ->
        [one] визит
        [few] визита
       *[many] визитов
    }
document-findings =
    { $count ->
        [one] подтверждённый недостаток
        [few] подтверждённых недостатка
       *[many] подтверждённых недостатков
    }
document-period = { $first } – { $last }
document-number = № { $code }
document-issued = Выдан: { $day }
document-check = Подлинность: откройте QR-код камерой телефона
document-letter = Рекомендательное письмо
document-volunteer = Волонтёр
document-organisation = Организация
document-region = Регион
document-letter-work = Волонтёр участвует в общественном наблюдении: посещает объекты по заданиям, заполняет контрольные листы и соблюдает правила наблюдения и кодекс этики. Результаты визитов приняты координатором.
document-letter-advice = Рекомендуем этого человека как ответственного и внимательного участника общественных проектов.
document-signer = Координатор
document-letter-basis = Письмо выдано по просьбе волонтёра: Закон Республики Казахстан «О волонтёрской деятельности», статья 12.
