# Журнал действий сотрудников: читают администраторы

audit-button = 📜 Журнал действий
audit-title = <b>📜 Журнал действий</b>
audit-of-case = <b>📜 Журнал действий</b> · { $code }
audit-count =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[many] { $count } записей
    }. Отпечаток последней: <code>{ $fingerprint }</code>
audit-empty = Записей нет.
audit-how = Пришлите код жалобы, чтобы увидеть только её. Изменить или удалить запись нельзя.
audit-no-code = Это не код жалобы. Код выглядит так: AD-7K4M-29QX.
audit-all = Весь журнал
audit-line = { $number }. { $at } · <b>{ $who }</b> — { $what }
audit-line-about = { $number }. { $at } · <b>{ $who }</b> — { $what } · { $about }
audit-nobody = бот или заявитель

audit-log-begun = начат журнал
audit-case-opened = открыто дело
audit-role-given = выдана роль
audit-role-taken = снята роль
audit-invite-made = создано приглашение
audit-results-exported = выгружены результаты
audit-papers-made = сделаны письмо и приложения
audit-evidence-read = просмотрены файлы
audit-note-written = сделана заметка
audit-group-bound = привязана группа
audit-group-unbound = отвязана группа
audit-form-published = опубликована форма
audit-form-retired = форма снята
audit-key-added = взят новый ключ
audit-key-applied = данные перешифрованы
audit-case-moved = изменено состояние
audit-case-undone = шаг отменён
audit-case-assigned = дело передано
audit-case-taken-over = дело взято у коллеги
audit-case-contact-read = прочитан контакт
audit-case-extended = срок продлён
audit-case-evidence-added = добавлен файл
audit-case-satisfied = заявитель подтвердил
audit-case-thread-cut = автор разорвал связь
audit-case-thread-tied = открыто секретными словами
audit-case-erased = дело стёрто
audit-person-forgotten = человек стёр свои данные

# Что изменено: рядом стоит точное название действия

audit-did-admin = сотрудники
audit-did-alike = похожие дела
audit-did-authority = справочник органов
audit-did-awards = список к наградам
audit-did-broadcast = рассылка
audit-did-calendar = календарь рабочих дней
audit-did-campaign = кампания
audit-did-canned = готовые ответы
audit-did-case = дело
audit-did-digest = сводка
audit-did-due = сроки
audit-did-finding = недостаток
audit-did-form = анкета
audit-did-genuine = отзыв справки
audit-did-group = группа региона
audit-did-hand = передача дел
audit-did-letter = рекомендательное письмо
audit-did-org = организация
audit-did-place = объект
audit-did-pushes = листы для другого сервера
audit-did-recommendation = рекомендация
audit-did-referral = письмо в орган
audit-did-route = маршрут
audit-did-search = поиск
audit-did-share = общее дело
audit-did-small = ответ на обращение
audit-did-swap = обмен заданиями
audit-did-tags = метки
audit-did-takeaway = выгружена таблица
audit-did-task = задание
audit-did-team = группа мониторинга
audit-did-visit = визит
audit-did-volunteer = волонтёр
