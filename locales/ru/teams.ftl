teams-button = 👥 Группы
teams-title = <b>👥 Группы мониторинга</b>
teams-how = В группе до { $limit } человек, так велит закон. Задание группе получает старший.
team-row = 👥 { $name } · { $count }
team-new = ➕ Новая группа
team-ask-name = Как назвать? Напишите одним сообщением.
team-made = Готово. Теперь добавьте людей.
team-title = <b>👥 { $name }</b>
team-org = 🏛 { $name }
team-lead = ⭐ { $alias }, старший
team-member = • { $alias }
team-how = Нажмите на имя, чтобы изменить.
team-no-lead = Назначьте старшего: нажмите на имя.
team-add = ➕ Добавить человека
team-add-whom = Кого добавить в «{ $name }»?
team-add-nobody = Других одобренных волонтёров в регионе нет.
team-joined = Человек в группе.
team-member-what = { $alias }, группа «{ $name }». Что сделать?
team-make-lead = ⭐ Назначить старшим
team-lead-done = Старший назначен.
team-drop = ✖️ Убрать из группы
team-dropped = Убрали из группы.
team-end = 🏁 Распустить
team-end-sure = Распустить группу «{ $name }»? Люди останутся волонтёрами.
team-end-yes = 🏁 Да, распустить
team-ended = Группа распущена.
team-list = 👥 Все группы
team-org-button = 🏛 Организация
team-org-which = Чья это группа?
team-org-none = Ничья
team-org-done = Сохранено.

orgs-button = 🏛 Организации
orgs-title = <b>🏛 Организации</b>
orgs-how = Движения, штабы, проектные офисы и клубы.
orgs-none = Организаций пока нет. Их добавляет администратор.
org-new = ➕ Новая организация
org-ask-kind = Что это?
org-ask-kk = Название на казахском? Напишите одним сообщением.
org-ask-ru = Теперь название на русском.
org-made = Готово. Отметьте координаторов.
org-title = <b>🏛 { $name }</b> · { $kind }
org-coordinator = • { $alias }, координатор
org-how = Нажмите на имя, чтобы отметить координатора.

group-visit =
    👥 <b>Группа «{ $team }» идёт сюда: { $place }</b>

    🕒 Можно, например, { $at }
    📅 Срок: { $due }

    Договоритесь со старшим, когда встретиться.
group-visit-off = 👥 Группа «{ $team }» не идёт сюда: { $place }. Делать ничего не нужно.
