// What the page knows, and who wants to hear when it changes.

import { api } from "./api.js";

export const store = {
  bot: { id: 0, username: "", name: "Adal", description: "", short_description: "", running: true },
  clock: { now: new Date().toISOString(), offset_seconds: 0, timezone: "Asia/Almaty" },
  clockReadAt: Date.now(),
  faults: {},
  people: new Map(),
  chats: new Map(),
  problems: [],
  connected: true,
  /** Who acts and in which chat: {person, chat} (ids), or null when nothing is open. */
  open: null,
};

const listeners = new Map();

/** Calls `listener(detail)` whenever `topic` is announced. */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function announce(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** The playground's time now (its clock is ahead of the machine's by an offset). */
export const now = () => new Date(Date.parse(store.clock.now) + (Date.now() - store.clockReadAt));

export const isPrivate = (chat) => chat > 0;
export const person = (id) => store.people.get(id);

function setClock(clock) {
  store.clock = clock;
  store.clockReadAt = Date.now();
}

/** Takes a whole State. */
export function takeState(state) {
  store.bot = state.bot;
  store.faults = state.faults;
  store.problems = state.problems;
  store.people = new Map(state.people.map((item) => [item.id, item]));
  store.chats = new Map(state.chats.map((item) => [item.id, item]));
  setClock(state.clock);
  announce("state");
}

export async function refresh() {
  takeState(await api.state());
}

function preview(message) {
  const kind = message.media?.kind ?? (message.location ? "location" : message.contact ? "contact" : message.poll ? "poll" : "text");
  return { text: message.text || message.service?.text || "", date: message.date, outgoing: !message.from.is_bot, kind };
}

const placeOf = (chat) => (isPrivate(chat) ? store.people.get(chat) : store.chats.get(chat));

function takeMessage(event) {
  const place = placeOf(event.chat);
  if (place) place.last = preview(event.message);
  announce("people");
  announce("message", event);
}

/** A screen that changed in place changes the line in the list too, if it is the newest. */
function takeEdited(event) {
  const place = placeOf(event.chat);
  if (place?.last && event.message.date >= place.last.date) {
    place.last = preview(event.message);
    announce("people");
  }
  announce("edited", event);
}

function takeUnread({ chat, person: id, unread }) {
  if (isPrivate(chat)) {
    const owner = store.people.get(id);
    if (owner) owner.unread = unread;
  } else {
    const group = store.chats.get(chat);
    if (group) group.unread = { ...group.unread, [id]: unread };
  }
  announce("people");
}

const TAKE = {
  message: takeMessage,
  unread: takeUnread,
  edited: takeEdited,
  deleted: (event) => announce("deleted", event),
  keyboard: (event) => announce("keyboard", event),
  typing: (event) => announce("typing", event),
  toast: (event) => announce("toast", event),
  person(event) {
    store.people.set(event.person.id, event.person);
    announce("people");
    announce("person", event.person);
  },
  chat(event) {
    store.chats.set(event.chat.id, event.chat);
    announce("people");
  },
  commands: () => announce("commands"),
  clock(event) {
    setClock(event.clock);
    announce("clock");
    announce("people");
  },
  faults(event) {
    store.faults = event.faults;
    announce("faults");
  },
  bot(event) {
    store.bot = { ...store.bot, running: event.running };
    announce("bot");
  },
  problem(event) {
    store.problems = [...store.problems, event.text];
    announce("problems");
  },
};

/** Applies one event of the stream. A type this page does not know is left alone. */
export function takeEvent(event) {
  TAKE[event.type]?.(event);
}
