# Пояснения команд в меню Telegram
command-start = Начать
command-menu = Главное меню
command-report = Сообщить о нарушении
command-reports = Мои сообщения
command-help = Справка
command-language = Сменить язык
command-inbox = Список жалоб
command-people = Люди и роли
command-audit = Журнал действий
