# Жалоба: состояния и что они значат для автора, итоги, причины, темы

state-received = получено
state-received-means = Сообщение у нас, координатор его скоро прочтёт.
state-accepted = принято в работу
state-accepted-means = За сообщение отвечает координатор.
state-in-progress = на рассмотрении
state-in-progress-means = Координатор выясняет обстоятельства.
state-referred = направлено в орган
state-referred-means = Сообщение передано органу, который обязан ответить. Ждём ответа.
state-answered = получен ответ
state-answered-means = Орган ответил. Координатор изучает ответ.
state-closed = закрыто
state-closed-means = Работа по сообщению окончена.
state-rejected = отклонено
state-rejected-means = Этим сообщением мы заняться не можем.
state-merged = объединено
state-merged-means = Об этом уже сообщали. Работаем с обоими сообщениями вместе.
state-withdrawn = отозвано
state-withdrawn-means = Вы отозвали сообщение, мы им больше не занимаемся.
state-reopened = открыто снова
state-reopened-means = Проблема осталась. Координатор посмотрит ещё раз.

outcome-fixed = нарушение устранено
outcome-disciplinary = виновных наказали в дисциплинарном порядке
outcome-refused = орган отказал
outcome-no-answer = орган не ответил
outcome-not-confirmed = сведения не подтвердились

reject-unclear = Непонятно, о чём речь: мало сведений, чтобы что-то сделать. Напишите ещё раз подробнее.
reject-not-ours = Это не связано с коррупцией или нарушением прав. По таким вопросам звоните 1414, в экстренных случаях 112.
reject-private-dispute = Это спор между людьми или фирмами. Его решает суд или медиатор.
reject-insults = В сообщении только оскорбления. Напишите ещё раз, что произошло.
reject-spam = Похоже на рекламу или случайное сообщение.

category-bribe = требование взятки
category-middleman = посредник
category-school-money = сбор денег в школе или детском саду
category-medicine = лекарства: нет или дорого
category-service = очередь или отказ в услуге
category-budget = бюджет, ремонт, закупки
category-yard = двор, парк, детская площадка
category-land = земля
category-subsidy = субсидия, пособие
category-road-police = дорожная полиция
category-cyber = обман в интернете, незаконный сайт
category-other = другое

evidence-photo = фото
evidence-video = видео
evidence-voice = голосовое сообщение
evidence-audio = аудиозапись
evidence-document = документ

role-citizen = гражданин
role-volunteer = волонтёр
role-invited = приглашён в волонтёры
role-coordinator = координатор
role-admin = администратор

place-region = { $region }
place-district = { $region }, { $district }
place-unknown = место неизвестно
amount-unknown = сумма не указана
card-lines = «{ $lines }»
card-no-words = Текста нет, только файлы.

history-state-why = <b>{ $state }</b>: { $why }
history-question = координатор задал вопрос
history-answer = вы ответили
history-words = вы дополнили
history-evidence = вы добавили файл
history-satisfied = вы подтвердили, что вопрос решён

## Почему не получилось
refused-not-allowed = У вас нет доступа к этому действию.
refused-not-found = Не нашлось. Возможно, это уже недоступно.
refused-no-consent = Сначала нужно согласие на хранение данных.
refused-taken = Уже занимается: { $alias }
refused-stale = Сейчас это невозможно. Состояние: { $state }
refused-changed = Кто-то изменил это в ту же секунду. Посмотрите ещё раз.
refused-no-question = Вопрос уже закрыт. Можно дополнить сообщение.
refused-empty = Напишите хотя бы слово.
refused-basis = Укажите, на чём основана сэкономленная сумма.
refused-too-much = Больше файлов не поместится: предел { $limit }.
refused-invite = Приглашение не действует: оно истекло или им уже воспользовались. Попросите новое.
refused-admin-role = Роль администратора задаётся только в настройках.
