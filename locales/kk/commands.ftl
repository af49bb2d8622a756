# Telegram мәзіріндегі командалардың түсіндірмесі
command-start = Ботты бастау
command-menu = Негізгі мәзір
command-report = Хабарлама жіберу
command-reports = Менің хабарламаларым
command-help = Анықтама
command-language = Тілді ауыстыру
command-inbox = Шағымдар тізімі
command-people = Адамдар мен рөлдер
command-audit = Әрекеттер журналы
