// The right side: the movable clock, fault switches, the bot's process, and the playground's own problems.

import { setBlocked } from "./actions.js";
import { api } from "./api.js";
import { attempt } from "./dialogs.js";
import { byId, h, once } from "./dom.js";
import { isPrivate, now, on, person, store } from "./store.js";
import { duration, longTime } from "./times.js";
import { t } from "./words.js";

const UNTIL_OFF = -1;
const SLOW_MS = 2000;

/** [test id, word, the Faults field, value when on, value when off]. */
const SWITCHES = [
  ["fault-429", "fault429", "too_many_requests", UNTIL_OFF, 0],
  ["fault-500", "fault500", "server_error", UNTIL_OFF, 0],
  ["fault-network", "faultNetwork", "network_down", UNTIL_OFF, 0],
  ["fault-lost", "faultLost", "lost_answers", UNTIL_OFF, 0],
  ["fault-latency", "faultLatency", "latency_ms", SLOW_MS, 0],
  ["fault-duplicates", "faultDuplicates", "duplicate_updates", true, false],
];

function toggle({ testid, label, note, checked, disabled, onchange }) {
  const box = h("input", { type: "checkbox", role: "switch", checked, disabled, "data-testid": testid, onchange: (event) => onchange(event.target.checked) });
  return h("label", { class: "switch" }, h("span", {}, label, note ? h("small", {}, note) : null), box);
}

function faultSwitch([testid, word, fieldName, whenOn, whenOff]) {
  const value = store.faults[fieldName];
  return toggle({
    testid, label: t(word), note: typeof value === "number" && value > 0 && whenOn === UNTIL_OFF ? t("leftCalls", { n: value }) : "",
    checked: Boolean(value), onchange: (isOn) => attempt(() => api.faults({ [fieldName]: isOn ? whenOn : whenOff })),
  });
}

function blockedSwitch() {
  const me = store.open && isPrivate(store.open.chat) ? person(store.open.person) : null;
  if (!me) return null;
  return toggle({ testid: "fault-blocked", label: t("faultBlocked", { name: me.first_name }), checked: me.blocked, onchange: setBlocked });
}

const anyFault = () => SWITCHES.some(([, , fieldName]) => Boolean(store.faults[fieldName])) || !store.bot.running;

function drawFaults() {
  const focused = document.activeElement?.dataset?.testid;
  const list = byId("fault-switches");
  list.replaceChildren(...[
    ...SWITCHES.map(faultSwitch),
    blockedSwitch(),
    toggle({ testid: "fault-limits", label: t("faultLimits"), checked: store.faults.limits !== false, onchange: (isOn) => attempt(() => api.faults({ limits: isOn })) }),
  ].filter(Boolean));
  if (focused) list.querySelector(`[data-testid="${focused}"]`)?.focus();
  byId("tools-mark").hidden = !anyFault();
}

function drawClock() {
  const { time, date } = longTime(now());
  byId("clock-time").textContent = time;
  byId("clock-date").textContent = date;
  const ahead = store.clock.offset_seconds;
  byId("clock-offset").textContent = ahead > 30 ? t("clockAhead", { time: duration(ahead) }) : t("clockReal");
  byId("clock-reset").hidden = ahead <= 30;
}

function drawBot() {
  const state = byId("bot-state");
  state.textContent = t(store.bot.running ? "running" : "stopped");
  state.classList.toggle("down", !store.bot.running);
  byId("tools-mark").hidden = !anyFault();
}

function drawProblems() {
  byId("problems").hidden = store.problems.length === 0;
  byId("problem-list").replaceChildren(...store.problems.slice(-8).map((text) => h("li", {}, text)));
}

function drawAll() {
  drawClock();
  drawFaults();
  drawBot();
  drawProblems();
}

function setDrawer(open) {
  byId("app").classList.toggle("tools-open", open);
  byId("tools-toggle").setAttribute("aria-expanded", String(open));
  if (open) byId("tools-close").focus();
}

export function initTools() {
  const press = (id, action) => byId(id).addEventListener("click", once(() => attempt(action)));
  press("clock-hour", () => api.clock({ advance_seconds: 3600 }));
  press("clock-day", () => api.clock({ advance_seconds: 86400 }));
  press("clock-monday", () => api.clock({ to: "monday-0900" }));
  press("clock-reset", () => api.clock({ reset: true }));
  press("bot-kill", () => api.bot("kill"));
  press("bot-restart", () => api.bot("restart"));
  byId("tools-toggle").addEventListener("click", () => setDrawer(!byId("app").classList.contains("tools-open")));
  byId("list-tools").addEventListener("click", () => setDrawer(true));
  byId("tools-close").addEventListener("click", () => {
    setDrawer(false);
    byId(store.open ? "tools-toggle" : "list-tools").focus();
  });
  byId("scrim").addEventListener("click", () => setDrawer(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("app").classList.contains("tools-open")) setDrawer(false);
  });
  for (const topic of ["state", "language"]) on(topic, drawAll);
  on("clock", drawClock);
  for (const topic of ["faults", "person", "open"]) on(topic, drawFaults);
  on("bot", drawBot);
  on("problems", drawProblems);
  setInterval(drawClock, 1000);
}
