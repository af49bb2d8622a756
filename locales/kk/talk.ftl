# Шағым иесімен хат алмасу: хабарламалар, дайын жауаптар, тыныш уақыт

## Шағым иесі оқитыны
coordinator-wrote =
    ✉️ <b>{ $code }</b> · Үйлестіруші жазды:

    { $words }
talk-words = <blockquote>{ $text }</blockquote>
talk-files-only = 📎 Жоғарыдағы файлдарды қараңыз.
talk-read = 👁 Оқыдым
talk-seen-thanks = Рақмет! Оқығаныңызды үйлестіруші көреді.
history-message = үйлестіруші сізге жазды

quiet-button = 🌙 Мазаламайтын уақыт
quiet-how = <b>🌙 Қай уақытта мазаламайық?</b> Бұл сағаттарда бот тек шұғыл жағдайда жазады. Қалғаны таңертең келеді.
quiet-hours = { $start }–{ $end }
quiet-hours-chosen = ● { $start }–{ $end }
quiet-never = Кез келген уақытта жаза беріңіз
quiet-never-chosen = ● Кез келген уақытта жазу
quiet-kept = Есте сақтадық.

## Үйлестіруші көретіні
button-tell = ✉️ Жазу
case-tell-how = <b>{ $code }</b> · Азаматқа жазыңыз немесе фото, дауыс, файл жіберіңіз. Дайын жауапты таңдауға да болады: ол азаматтың тілінде барады. Жіберер алдында қалай көрінетінін көрсетеміз.
case-tell-what = Бұлай жіберуге болмайды: мәтін, фото, бейнежазба, дауыс немесе құжат керек.
case-tell-sure = <b>{ $code }</b> · Азамат мынаны алады:
case-tell-file = 📎 { $kind }
case-tell-quiet = 🌙 Азаматта қазір тыныш уақыт. Хабарламаның кететін уақыты: { $at }.
case-tell-send = ✉️ Жіберу
case-tell-morning = 🌙 Таңертең жіберу
case-tell-urgent = ❗ Шұғыл: қазір жіберу
case-tell-other = ✏️ Басынан
case-told = ✉️ Хабарлама жіберілді.
case-told-later = 🌙 Хабарламаның кететін уақыты: { $at }.
case-asked-later = 🌙 Азаматта тыныш уақыт. Сұрақтың кететін уақыты: { $at }.
case-which-tell = ✉️ Азаматқа хабарлама
case-thread-file = 📎 { $kind }
case-thread-evidence = 📎 { $kind }, № { $number } дәлел
fate-waiting = 🕓 кететін уақыты:
fate-delivered = ✓ жетті
fate-seen = ✓✓ оқылды
fate-blocked = 🚫 азамат ботты бұғаттаған; қайта қосылса, жетеді
fate-failed = ⚠️ жіберілмеді
fate-at = <i>{ $mark } { $at }</i>
reply-file-lost =
    ⚠️ Азаматқа арналған файлыңыз жіберілмеді: { $what }.
    { $why }

## Дайын жауаптар
canned-own = ⚙️ Менің дайын жауаптарым
canned-title = <b>⚙️ Дайын жауаптар</b>
canned-about = Өзгерту үшін жауапты басыңыз. 👥 белгісі – бүкіл ұйымға ортақ.
canned-none = Өз жауабыңыз әзірге жоқ. Жиі жазатыныңызды қосып қойыңыз.
canned-add = ➕ Қосу
canned-add-how = Жауапты қазақша жазыңыз. Орысшасын кейін қоса аласыз.
canned-kept = Сақталды.
canned-in-kk = <b>Қазақ тілінде</b>: { $text }
canned-in-ru = <b>Орыс тілінде</b>: { $text }
canned-kk-none = <b>Қазақ тілінде</b>: —
canned-ru-none = <b>Орыс тілінде</b>: —
canned-edit-kk = ✏️ Қазақшасы
canned-edit-ru = ✏️ Орысшасы
canned-write-kk = Жауапты қазақша жазыңыз, { $limit } таңбаға дейін.
canned-write-ru = Жауапты орысша жазыңыз, { $limit } таңбаға дейін.
canned-drop = 🗑 Өшіру
canned-drop-sure = Осы жауап өшірілсін бе?
canned-drop-yes = 🗑 Иә, өшірілсін
canned-dropped = Өшірілді.
canned-share = 👥 Бәріне ортақ ету
canned-unshare = 👤 Тек өзіме қалдыру
canned-thanks = Хабарламаңызға рақмет! Оқыдық, айналысып жатырмыз. Әр қадамды осында жазамыз.
canned-thanks-title = Рақмет, айналысып жатырмыз
canned-documents = Осы жағдай бойынша құжат, чек немесе фото болса, осында жіберіңізші. Телефонмен түсірілгені де жарайды.
canned-documents-title = Құжаттарды жіберіңіз
canned-place = Нақты орнын жазыңызшы: мекеменің атауы, мекенжайы, кабинет немесе терезе нөмірі.
canned-place-title = Қай жерде болды?
canned-when = Қашан болғанын жазыңызшы: күні мен шамамен уақыты.
canned-when-title = Қашан болды?
canned-sent-on = Уәкілетті органға өтініш дайындадық. Жауап келген бойда сізге жазамыз.
canned-sent-on-title = Органға жолдадық
canned-wait = Жауап әлі келген жоқ, қадағалап отырмыз. Шыдамыңызға рақмет!
canned-wait-title = Жауап күтіп отырмыз
