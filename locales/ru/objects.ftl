# Конфликт интересов: где работает волонтёр или родные
volunteering-conflicts = 🚫 Где нельзя наблюдать
conflicts-title = <b>🚫 Где работаете вы или родные</b>
conflicts-none = Пока ничего не отмечено.
conflicts-how = Напишите название места и нажмите на него. Визиты туда вам не предложат.
conflicts-words = Напишите название словами.
conflicts-found = Нашлось по «{ $typed }». Нажмите, чтобы отметить:
conflicts-not-found = По «{ $typed }» ничего нет. Попробуйте короче.
conflict-line = 🚫 { $place } — { $where }
conflict-marked = Отмечено. Визиты туда вам не предложат.
conflict-dropped = Отметка снята.

# Маршрут и его станции
place-button-stations = 🛤 Станции маршрута
route-title = <b>🛤 { $place }</b>
route-empty = Станций пока нет.
route-how = Напишите название, чтобы добавить следующую станцию. Кампания по маршруту обойдёт каждую.
route-added = Станция добавлена.
route-dropped = Станция убрана с маршрута.
refused-no-route = Этот объект не может быть станцией здесь.
