# Қызметкерлердің әрекеттер журналы: әкімшілер оқиды

audit-button = 📜 Әрекеттер журналы
audit-title = <b>📜 Әрекеттер журналы</b>
audit-of-case = <b>📜 Әрекеттер журналы</b> · { $code }
audit-count = Жазба саны: { $count }. Соңғысының таңбасы: <code>{ $fingerprint }</code>
audit-empty = Жазба жоқ.
audit-how = Бір шағымдікін ғана көру үшін оның кодын жіберіңіз. Жазбаны өзгертуге де, өшіруге де болмайды.
audit-no-code = Бұл шағымның коды емес. Код мынадай болады: AD-7K4M-29QX.
audit-all = Бүкіл журнал
audit-line = { $number }. { $at } · <b>{ $who }</b> — { $what }
audit-line-about = { $number }. { $at } · <b>{ $who }</b> — { $what } · { $about }
audit-nobody = бот не шағым иесі

audit-log-begun = журнал басталды
audit-case-opened = іс ашылды
audit-role-given = рөл берілді
audit-role-taken = рөл алынды
audit-invite-made = шақыру жасалды
audit-results-exported = нәтижелер жүктелді
audit-papers-made = хат пен қосымшалары жасалды
audit-evidence-read = файлдар қаралды
audit-note-written = жазба қалдырылды
audit-group-bound = топ қосылды
audit-group-unbound = топ ажыратылды
audit-form-published = форма жарияланды
audit-form-retired = форма алынды
audit-key-added = жаңа кілт алынды
audit-key-applied = деректер қайта шифрланды
audit-case-moved = күйі өзгерді
audit-case-undone = қадам қайтарылды
audit-case-assigned = іс берілді
audit-case-taken-over = іс әріптестен алынды
audit-case-contact-read = байланысы оқылды
audit-case-extended = мерзімі ұзартылды
audit-case-evidence-added = файл қосылды
audit-case-satisfied = шағым иесі растады
