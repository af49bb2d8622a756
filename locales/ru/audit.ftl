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
