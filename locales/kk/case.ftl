# Шағым: күйлері және олардың арыз иесі үшін мағынасы, қорытындылар, себептер, тақырыптар

state-received = алынды
state-received-means = Хабарлама бізде, үйлестіруші жақында оқиды.
state-accepted = жұмысқа алынды
state-accepted-means = Хабарламаға үйлестіруші жауап береді.
state-in-progress = қаралуда
state-in-progress-means = Үйлестіруші мән-жайды анықтап жатыр.
state-referred = органға жолданды
state-referred-means = Хабарлама жауап беруге міндетті органға берілді. Жауабын күтіп отырмыз.
state-answered = жауап келді
state-answered-means = Орган жауап берді. Үйлестіруші жауапты зерделеп жатыр.
state-closed = жабылды
state-closed-means = Хабарлама бойынша жұмыс аяқталды.
state-rejected = қабылданбады
state-rejected-means = Бұл хабарламамен айналыса алмаймыз.
state-merged = біріктірілді
state-merged-means = Бұл туралы бұрын да хабарлаған. Екі хабарламаны бірге қараймыз.
state-withdrawn = қайтарып алынды
state-withdrawn-means = Хабарламаны қайтарып алдыңыз, енді онымен айналыспаймыз.
state-reopened = қайта ашылды
state-reopened-means = Мәселе шешілмеген екен. Үйлестіруші тағы қарайды.

outcome-fixed = бұзушылық жойылды
outcome-disciplinary = кінәлілер тәртіптік жазаға тартылды
outcome-refused = орган бас тартты
outcome-no-answer = орган жауап бермеді
outcome-not-confirmed = мәлімет расталмады

reject-unclear = Не туралы екені түсініксіз: әрекет етуге мәлімет аз. Толығырақ етіп қайта жазыңыз.
reject-not-ours = Бұл сыбайлас жемқорлыққа немесе құқық бұзуға қатысты емес. Мұндай сұрақтар бойынша 1414, шұғыл жағдайда 112 нөміріне хабарласыңыз.
reject-private-dispute = Бұл – адамдар не фирмалар арасындағы дау. Оны сот немесе медиатор шешеді.
reject-insults = Хабарламада тек балағат сөз бар. Не болғанын қайта жазыңыз.
reject-spam = Жарнамаға немесе кездейсоқ хабарламаға ұқсайды.

category-bribe = пара талап ету
category-middleman = делдал
category-school-money = мектепте немесе балабақшада ақша жинау
category-medicine = дәрі: жоқ немесе қымбат
category-service = кезек немесе қызметтен бас тарту
category-budget = бюджет, жөндеу, сатып алу
category-yard = аула, саябақ, ойын алаңы
category-land = жер
category-subsidy = субсидия, жәрдемақы
category-road-police = жол полициясы
category-cyber = интернеттегі алаяқтық, заңсыз сайт
category-other = басқа

evidence-photo = сурет
evidence-video = бейнежазба
evidence-voice = дауыстық хабарлама
evidence-audio = аудиожазба
evidence-document = құжат

role-citizen = азамат
role-volunteer = ерікті
role-invited = ерікті болуға шақырылған
role-coordinator = үйлестіруші
role-admin = әкімші

place-region = { $region }
place-district = { $region }, { $district }
place-unknown = орны белгісіз
amount-unknown = сомасы көрсетілмеген
card-lines = «{ $lines }»
card-no-words = Мәтін жоқ, тек файлдар.

history-state-why = <b>{ $state }</b>: { $why }
history-question = үйлестіруші сұрақ қойды
history-answer = сіз жауап бердіңіз
history-words = сіз толықтырдыңыз
history-evidence = сіз файл қостыңыз
history-satisfied = мәселе шешілгенін растадыңыз

## Неге болмады
refused-not-allowed = Бұл әрекетке рұқсатыңыз жоқ.
refused-not-found = Табылмады. Мүмкін, бұл енді қолжетімсіз.
refused-no-consent = Алдымен деректерді сақтауға келісім керек.
refused-taken = Онымен айналысып жүрген: { $alias }
refused-stale = Қазір бұл мүмкін емес. Күйі: { $state }
refused-changed = Дәл осы сәтте біреу өзгертті. Қайта қараңыз.
refused-no-question = Сұрақ жабылған. Хабарламаны толықтыруға болады.
refused-empty = Кемінде бір сөз жазыңыз.
refused-basis = Үнемделген соманың негізін көрсетіңіз.
refused-too-much = Бұдан көп файл сыймайды. Шегі: { $limit }.
refused-invite = Шақыру жарамсыз: мерзімі өткен немесе пайдаланылған. Жаңасын сұраңыз.
refused-admin-role = Әкімші рөлі тек баптауларда беріледі.
