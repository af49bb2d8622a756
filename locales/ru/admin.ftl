# Работа администратора: люди, приглашения, роли

admin-menu-row = 👥 Люди и роли
admin-people = <b>👥 Люди и роли</b>
admin-people-count = { $count ->
    [one] Роль есть у { $count } человека. Выберите, кого хотите изменить.
    [few] Роли есть у { $count } человек. Выберите, кого хотите изменить.
   *[many] Роли есть у { $count } человек. Выберите, кого хотите изменить.
}
admin-people-alone = Пока никого, кроме вас. Пригласите координатора.
admin-person-line = <b>{ $alias }</b> — { $roles }
admin-person = <b>{ $alias }</b>
admin-grant-line = • { $role }: { $where }
admin-everywhere = все регионы
admin-you = Это вы. Роль администратора задана в настройках, здесь её не снять.
admin-from-settings = Роль администратора задана в настройках, здесь её не снять.
admin-unnamed = Без имени
admin-take-away = ✖️ Снять роль: { $role }
admin-take-sure = <b>{ $alias }</b> · Снять роль: { $role }, { $where }?
admin-take-note = Человек больше не увидит жалоб этого региона. Ему об этом сообщат.
admin-take-confirm = ✖️ Да, снять
admin-taken = Роль снята.
admin-invite = ➕ Пригласить
admin-invite-role = <b>Кого приглашаете?</b>
admin-invite-about = { $hours ->
    [one] Ссылка одноразовая и действует { $hours } час.
    [few] Ссылка одноразовая и действует { $hours } часа.
   *[many] Ссылка одноразовая и действует { $hours } часов.
}
admin-role-coordinator = Координатор
admin-role-volunteer = Волонтёр
admin-invite-regions = <b>Для каких регионов?</b> Роль: { $role }
admin-invite-chosen = Выбрано: { $count }. Отметьте один или несколько и нажмите «Готово».
admin-region-off = { $region }
admin-region-on = ☑ { $region }
admin-regions-all = Отметить все
admin-regions-none = Снять все
admin-regions-done = ✅ Готово
admin-regions-need = Отметьте хотя бы один регион.
admin-link = <b>Ссылка-приглашение готова</b>
admin-link-for = { $role } · { $where }
admin-where-count = регионов: { $count }
admin-joined = { $first }, { $second }
admin-link-url = { $link }
admin-link-rules = Действует до { $until }, один раз. Отправьте её только самому человеку: роль получит тот, кто откроет.
admin-link-copy = 📋 Скопировать ссылку
admin-back-people = ← К людям

## Приглашённому
admin-join = <b>Вас пригласили.</b> Как только вы примете приглашение, роль станет вашей.
admin-join-name = Напишите своё имя: так вас будут видеть коллеги. Граждане его не увидят.
admin-join-length = Нужно имя, не длиннее { $limit } знаков.
admin-welcome-coordinator = <b>Добро пожаловать!</b> Теперь вы координатор: { $where }.
admin-welcome-volunteer = <b>Вас пригласили в волонтёры!</b> { $where }.
admin-welcome-how = Новые жалобы будут приходить сюда. Что вы можете делать: /help
admin-welcome-confidential = Всё, что пишут граждане, — тайна: никому не передавайте, не делайте скриншотов.
admin-welcome-inbox = 📥 Открыть жалобы

## Справка
help-admin =
    <b>Администратору</b>
    👥 /people — у кого какая роль, ссылка-приглашение, снятие роли.
    Ссылка одноразовая и действует 72 часа.
    Администраторы берутся из списка ADMIN_IDS в настройках.
    Вы видите жалобы всех регионов, но кто их написал, не видит никто.
help-volunteer =
    <b>Волонтёру</b>
    Мы наблюдаем, а не проверяем: не требуем документов, не заходим в кабинеты, не снимаем лиц.
    Когда появится задание, здесь придёт сообщение.
