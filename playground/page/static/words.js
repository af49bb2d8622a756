// The page's own words, in Kazakh and Russian. What the bot says comes from the bot.

const WORDS = {
  pageTitle: ["Adal · сынақ алаңы", "Adal · пробная площадка"],
  tagline: ["Сынақ алаңы", "Пробная площадка"],
  intro: ["Кімнің атынан жазатыныңызды таңдаңыз", "Выберите, от чьего имени писать"],
  introMore: [
    "Мұндағы адамдар ойдан шығарылған, ал бот нағыз. Хабарламалар осы компьютерден шықпайды.",
    "Люди здесь вымышленные, а бот настоящий. Сообщения не покидают этот компьютер.",
  ],
  people: ["Адамдар", "Люди"],
  groups: ["Топтар", "Группы"],
  role_citizen: ["Азаматтар", "Жители"],
  role_volunteer: ["Еріктілер", "Волонтёры"],
  role_coordinator: ["Үйлестірушілер", "Координаторы"],
  role_admin: ["Әкімші", "Администратор"],
  role_other: ["Басқалар", "Другие"],
  newPerson: ["Жаңа адам", "Новый человек"],
  newGroup: ["Жаңа топ", "Новая группа"],
  firstName: ["Аты", "Имя"],
  lastName: ["Тегі", "Фамилия"],
  telegramLanguage: ["Telegram тілі", "Язык Telegram"],
  langKk: ["қазақша", "казахский"],
  langRu: ["орысша", "русский"],
  groupTitle: ["Топтың атауы", "Название группы"],
  groupMembers: ["Қатысушылар", "Участники"],
  forum: ["Тақырыптары бар топ", "Группа с темами"],
  create: ["Құру", "Создать"],
  cancel: ["Болдырмау", "Отмена"],
  close: ["Жабу", "Закрыть"],
  ok: ["Жарайды", "Хорошо"],
  back: ["Тізімге оралу", "Назад к списку"],
  tools: ["Құралдар", "Инструменты"],
  chat: ["Чат", "Чат"],
  messages: ["Хабарламалар", "Сообщения"],
  bot: ["бот", "бот"],
  typing: ["жазып жатыр…", "печатает…"],
  uploading: ["файл жіберіп жатыр…", "отправляет файл…"],
  botStopped: ["Бот тоқтап тұр", "Бот остановлен"],
  connectionLost: ["Серверге қосылып жатырмыз…", "Соединяемся с сервером…"],
  writeAs: ["{name} атынан", "от имени: {name}"],
  start: ["Бастау", "Начать"],
  startHint: ["Ботпен сөйлесуді бастау үшін басыңыз", "Нажмите, чтобы начать разговор с ботом"],
  unblock: ["Ботты бұғаттан шығару", "Разблокировать бота"],
  block: ["Ботты бұғаттау", "Заблокировать бота"],
  blockedShort: ["ботты бұғаттады", "заблокировал(а) бота"],
  notStarted: ["әлі бастамады", "ещё не начинал(а)"],
  write: ["Хабарлама жазыңыз", "Напишите сообщение"],
  send: ["Жіберу", "Отправить"],
  attach: ["Тіркеу", "Прикрепить"],
  commands: ["Командалар", "Команды"],
  noCommands: ["Командалар жоқ", "Команд нет"],
  showKeyboard: ["Пернетақтаны көрсету", "Показать клавиатуру"],
  hideKeyboard: ["Пернетақтаны жасыру", "Скрыть клавиатуру"],
  record: ["Дауыс жазу", "Записать голос"],
  recording: ["Жазылып жатыр", "Идёт запись"],
  stopRecording: ["Тоқтатып, жіберу", "Остановить и отправить"],
  noMicrophone: ["Микрофон жоқ. Дауыстық файл таңдаңыз.", "Микрофон недоступен. Выберите голосовой файл."],
  photoOrVideo: ["Фото не бейнежазба", "Фото или видео"],
  file: ["Файл", "Файл"],
  voiceFile: ["Дауыстық файл", "Голосовой файл"],
  location: ["Геоорын", "Геопозиция"],
  contact: ["Менің нөмірім", "Мой номер"],
  caption: ["Қолтаңба", "Подпись"],
  asFile: ["Файл ретінде жіберу", "Отправить файлом"],
  remove: ["Алып тастау", "Убрать"],
  reply: ["Жауап беру", "Ответить"],
  edit: ["Түзету", "Изменить"],
  editing: ["Хабарламаны түзету", "Изменение сообщения"],
  copy: ["Көшіру", "Копировать"],
  allTopics: ["Барлығы", "Все темы"],
  pinned: ["Бекітілген хабарлама", "Закреплённое сообщение"],
  copied: ["Көшірілді", "Скопировано"],
  forward: ["Ботқа қайта жіберу", "Переслать боту"],
  remove_message: ["Жою", "Удалить"],
  messageActions: ["Хабарламамен әрекеттер", "Действия с сообщением"],
  edited: ["түзетілді", "изменено"],
  service_joined: ["Топқа қосылды: {text}", "Теперь в группе: {text}"],
  service_left: ["Топтан шықты: {text}", "Больше не в группе: {text}"],
  service_topic: ["Жаңа тақырып: {text}", "Новая тема: {text}"],
  service_pinned: ["Бекітілді: {text}", "Закреплено: {text}"],
  service_migrated: ["Топ супертопқа айналды", "Группа стала супергруппой"],
  service_created: ["Топ құрылды", "Группа создана"],
  forwarded: ["Қайта жіберілген: {name}", "Переслано: {name}"],
  newMessages: ["Төмен түсу", "Вниз"],
  older: ["Бұрынғы хабарламалар", "Более ранние сообщения"],
  emptyChat: ["Мұнда әзірге хабарлама жоқ", "Здесь пока нет сообщений"],
  today: ["Бүгін", "Сегодня"],
  yesterday: ["Кеше", "Вчера"],
  photo: ["Фото", "Фото"],
  video: ["Бейнежазба", "Видео"],
  voice: ["Дауыстық хабарлама", "Голосовое сообщение"],
  audio: ["Аудио", "Аудио"],
  document: ["Құжат", "Документ"],
  sticker: ["Стикер", "Стикер"],
  animation: ["Анимация", "Анимация"],
  video_note: ["Бейнехабарлама", "Видеосообщение"],
  pollQuestion: ["Сұрақ", "Вопрос"],
  pollOptions: ["Жауап нұсқалары, әр жолға бір-бірден", "Варианты ответа, по одному в строке"],
  poll: ["Сауалнама", "Опрос"],
  play: ["Тыңдау", "Слушать"],
  pause: ["Кідірту", "Пауза"],
  openPhoto: ["Фотоны ашу", "Открыть фото"],
  download: ["Жүктеп алу", "Скачать"],
  pickLocation: ["Жерді таңдаңыз", "Выберите место"],
  mapHint: ["Картаны басыңыз немесе координаттарды жазыңыз", "Нажмите на карту или введите координаты"],
  mapLabel: ["Қазақстан картасы. Көрсеткі пернелер белгіні жылжытады.", "Карта Казахстана. Стрелки сдвигают метку."],
  city: ["Қала", "Город"],
  chooseCity: ["Қаланы таңдау", "Выбрать город"],
  coordinates: ["Координаттар", "Координаты"],
  badCoordinates: ["Мысалы: 43.2525, 76.9115", "Например: 43.2525, 76.9115"],
  sendLocation: ["Осы жерді жіберу", "Отправить это место"],
  near: ["{city} · {km} км", "{city} · {km} км"],
  zoomIn: ["Жақындату", "Приблизить"],
  zoomOut: ["Алыстату", "Отдалить"],
  openLinkAs: ["Сілтемені кім ашады?", "Кто откроет ссылку?"],
  openLinkHint: ["Бот осы адаммен чатта ашылады", "Бот откроется в чате с этим человеком"],
  clock: ["Сағат", "Часы"],
  clockReal: ["нақты уақыт", "настоящее время"],
  clockAhead: ["{time} алға жылжыған", "сдвинуты вперёд: {time}"],
  plusHour: ["+1 сағат", "+1 час"],
  plusDay: ["+1 тәулік", "+1 день"],
  nextMonday: ["Дүйсенбі, 09:00", "Понедельник, 09:00"],
  clockReset: ["Нақты уақытқа қайту", "Вернуть настоящее время"],
  days: ["{n} тәу", "{n} дн"],
  hours: ["{n} сағ", "{n} ч"],
  minutes: ["{n} мин", "{n} мин"],
  faults: ["Ақаулар", "Неполадки"],
  faultsHint: ["Бот мұндайда ештеңе жоғалтпауы керек", "Бот не должен ничего потерять"],
  fault429: ["Тым жиі сұраныс (429)", "Слишком много запросов (429)"],
  fault500: ["Telegram қатесі (500)", "Ошибка Telegram (500)"],
  faultNetwork: ["Желі жоқ", "Нет сети"],
  faultLost: ["Telegram жауаптары жоғалады", "Ответы Telegram теряются"],
  faultDuplicates: ["Жаңартулар екі рет келеді", "Обновления приходят дважды"],
  faultLatency: ["Байланыс баяу (2 с)", "Связь медленная (2 с)"],
  faultLimits: ["Telegram шектеулері", "Ограничения Telegram"],
  faultBlocked: ["{name} ботты бұғаттады", "{name}: бот заблокирован"],
  leftCalls: ["тағы {n}", "ещё {n}"],
  botProcess: ["Бот", "Бот"],
  running: ["жұмыс істеп тұр", "работает"],
  stopped: ["тоқтап тұр", "остановлен"],
  kill: ["Тоқ сөнді (kill)", "Отключить питание (kill)"],
  restart: ["Қайта қосу", "Перезапустить"],
  problems: ["Алаңның өз қателері", "Ошибки самой площадки"],
  language: ["Бет тілі", "Язык страницы"],
  failed: ["Орындалмады: {reason}", "Не получилось: {reason}"],
  you: ["Сіз", "Вы"],
};

const STORE_KEY = "adal-page-language";

function preferred() {
  const saved = localStorage.getItem(STORE_KEY);
  if (saved === "kk" || saved === "ru") return saved;
  return navigator.language.toLowerCase().startsWith("kk") ? "kk" : "ru";
}

let language = preferred();

/** The page's language now: "kk" or "ru". */
export const currentLanguage = () => language;

/** Changes the page's language and remembers it in this browser. */
export function setLanguage(next) {
  language = next;
  localStorage.setItem(STORE_KEY, next);
  translateStatic(document);
}

/** The words for a key, with {placeholders} filled in. A missing key is a defect and shows as the key itself. */
export function t(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  return pair[language === "kk" ? 0 : 1].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export const hasWord = (key) => key in WORDS;

/** Fills elements that carry data-t (text) or data-t-label (accessible name and tooltip). */
export function translateStatic(root) {
  document.documentElement.lang = language;
  document.title = t("pageTitle");
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
  }
}
