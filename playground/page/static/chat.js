// The message log: draws the open conversation, follows new messages without stealing the reader's place.

import { byId, h } from "./dom.js";
import { actionsFor } from "./actions.js";
import { conversation, loadOlder } from "./conversation.js";
import { renderMessage } from "./message.js";
import { dayKey, dayName } from "./times.js";
import { isPrivate, now, on, person, store } from "./store.js";
import { t } from "./words.js";

const NEAR_BOTTOM = 90;
const log = () => byId("log");
const drawn = new Map();
let unseen = 0;
let following = true;

/** Albums become one unit, every other message its own; a new day starts with its name. */
function units() {
  const out = [];
  let day = null;
  const topic = store.open.topic ?? null;
  const shown = [...conversation.messages.values()].filter((message) => topic === null || message.topic === topic);
  for (const message of shown.sort((a, b) => a.id - b.id)) {
    const key = dayKey(message.date);
    if (key !== day) out.push({ key: `day-${key}`, day: message.date });
    day = key;
    const last = out[out.length - 1];
    if (message.album && last.album === message.album) last.messages.push(message);
    else out.push({ key: `m-${message.id}`, album: message.album, messages: [message] });
  }
  return out;
}

function build(unit) {
  if (unit.day) return h("div", { class: "day" }, h("span", {}, dayName(unit.day, now())));
  return renderMessage(unit.messages, store.open.person, actionsFor(jumpTo));
}

function patch() {
  const box = byId("messages");
  const wanted = units();
  const keep = new Set(wanted.map((unit) => unit.key));
  for (const [key, entry] of drawn)
    if (!keep.has(key)) {
      entry.node.remove();
      drawn.delete(key);
    }
  let cursor = box.firstChild;
  for (const unit of wanted) {
    const signature = unit.day ? dayName(unit.day, now()) : JSON.stringify(unit.messages);
    let entry = drawn.get(unit.key);
    if (!entry || entry.signature !== signature) {
      const node = build(unit);
      if (entry) {
        if (cursor === entry.node) cursor = node;
        entry.node.replaceWith(node);
      }
      entry = { node, signature };
      drawn.set(unit.key, entry);
    }
    if (entry.node === cursor) cursor = cursor.nextSibling;
    else box.insertBefore(entry.node, cursor);
  }
}

const distance = () => log().scrollHeight - log().scrollTop - log().clientHeight;

function toBottom() {
  following = true;
  log().scrollTop = log().scrollHeight;
  unseen = 0;
  showJump();
}

function showJump() {
  const button = byId("jump");
  button.hidden = distance() < NEAR_BOTTOM;
  if (button.hidden) unseen = 0;
  button.dataset.count = unseen || "";
  button.querySelector("span").textContent = unseen || "";
}

function jumpTo(id) {
  const node = byId("messages").querySelector(`[data-message-id="${id}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 1600);
}

function drawEmpty() {
  const empty = byId("empty-chat");
  empty.hidden = !conversation.loaded || conversation.messages.size > 0;
  if (empty.hidden) return;
  const quiet = isPrivate(store.open.chat) ? conversation.description || t("startHint") : t("emptyChat");
  empty.replaceChildren(h("p", {}, quiet));
}

function draw({ fresh, older, arrived } = {}) {
  if (!store.open) return;
  const before = log().scrollHeight;
  const top = log().scrollTop;
  patch();
  drawEmpty();
  byId("older").hidden = !conversation.hasMore;
  if (older) log().scrollTop = top + log().scrollHeight - before;
  else if (fresh || following || arrived?.from.id === store.open.person) toBottom();
  else if (arrived) unseen += 1;
  showJump();
}

function clear() {
  drawn.clear();
  byId("messages").replaceChildren();
  byId("empty-chat").hidden = true;
}

/** Pictures change their height when they load: a reader at the bottom stays at the bottom. */
function followGrowth() {
  let lastTop = 0;
  log().addEventListener("scroll", () => {
    // Only the reader's own move upwards lets go of the bottom; a shrinking window or a loading picture does not.
    const up = log().scrollTop < lastTop - 2;
    lastTop = log().scrollTop;
    if (distance() < NEAR_BOTTOM) following = true;
    else if (up) following = false;
    showJump();
    if (log().scrollTop < 60 && conversation.hasMore) loadOlder();
  }, { passive: true });
  const watch = new ResizeObserver(() => (following ? toBottom() : showJump()));
  watch.observe(byId("messages"));
  watch.observe(log());
}

export function initChat() {
  on("open", clear);
  on("conversation", draw);
  on("topic", () => draw({ fresh: true }));
  on("jump", jumpTo);
  on("language", () => {
    clear();
    if (conversation.loaded) draw({ fresh: true });
  });
  on("clock", () => conversation.loaded && draw());
  on("person", (changed) => store.open && changed.id === store.open.person && person(changed.id) && drawEmpty());
  byId("jump").addEventListener("click", toBottom);
  byId("older").addEventListener("click", loadOlder);
  followGrowth();
}
