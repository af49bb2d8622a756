// Times as people read them: Kazakhstan's clock, Kazakh or Russian words. The browser's own kk data is not relied on.

import { currentLanguage, t } from "./words.js";

const ZONE = "Asia/Almaty";
const MONTHS = {
  kk: ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
  ru: ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
};
const WEEKDAYS = {
  kk: ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"],
  ru: ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
};
const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function parts(date) {
  const found = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  return { year, month, day, time: `${found.hour}:${found.minute}`, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

const serial = (p) => Date.UTC(p.year, p.month - 1, p.day) / 86400000;

/** "09:41" in Kazakhstan. */
export const clockTime = (iso) => parts(new Date(iso)).time;

/** A key that is equal for times of one Kazakhstan day. */
export const dayKey = (iso) => serial(parts(new Date(iso)));

/** "Today", "Yesterday" or "14 May", seen from `now` (a Date). */
export function dayName(iso, now) {
  const p = parts(new Date(iso));
  const today = parts(now);
  const ago = serial(today) - serial(p);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  const name = `${p.day} ${MONTHS[currentLanguage()][p.month - 1]}`;
  return p.year === today.year ? name : `${name} ${p.year}`;
}

/** For the list: the time today, the date otherwise. */
export function shortTime(iso, now) {
  const p = parts(new Date(iso));
  if (serial(p) === serial(parts(now))) return p.time;
  return `${String(p.day).padStart(2, "0")}.${String(p.month).padStart(2, "0")}`;
}

/** Weekday, date and time for the tools panel. */
export function longTime(date) {
  const p = parts(date);
  const words = currentLanguage();
  return { time: p.time, date: `${WEEKDAYS[words][p.weekday]}, ${p.day} ${MONTHS[words][p.month - 1]} ${p.year}` };
}

/** "2 days 3 h" for a number of seconds. */
export function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  const [d, hr, min] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const out = [d ? t("days", { n: d }) : "", hr ? t("hours", { n: hr }) : "", min && !d ? t("minutes", { n: min }) : ""];
  return out.filter(Boolean).join(" ") || t("minutes", { n: 0 });
}

/** "0:07" for a recording. */
export const mmss = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
