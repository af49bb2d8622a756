# Мүдделер қақтығысы: ерікті не туыстары қайда жұмыс істейді
volunteering-conflicts = 🚫 Бармайтын жерлерім
conflicts-title = <b>🚫 Өзіңіз не туыстарыңыз жұмыс істейтін жер</b>
conflicts-none = Әзірге ештеңе белгіленбеді.
conflicts-how = Жердің атауын жазып, үстін басыңыз. Ол жақты сізге ұсынбаймыз.
conflicts-words = Атауын сөзбен жазыңызшы.
conflicts-found = «{ $typed }» бойынша табылғаны. Белгілеу үшін басыңыз:
conflicts-not-found = «{ $typed }» бойынша ештеңе жоқ. Қысқалау жазып көріңіз.
conflict-line = 🚫 { $place }: { $where }
conflict-marked = Белгіленді. Ол жақты сізге ұсынбаймыз.
conflict-dropped = Белгі алынды.

# Бағыт және оның бекеттері
place-button-stations = 🛤 Бағыт бекеттері
route-title = <b>🛤 { $place }</b>
route-empty = Әзірге бекет жоқ.
route-how = Келесі бекетті қосу үшін атауын жазыңыз. Бағыт бойынша науқан әр бекетке барады.
route-added = Бекет қосылды.
route-dropped = Бекет бағыттан алынды.
refused-no-route = Бұл нысан мұнда бекет бола алмайды.
