// The open chat's data: messages by id, the keyboard, the commands. Keeps in step with the event stream.

import { api } from "./api.js";
import { attempt } from "./dialogs.js";
import { announce, on, person, store } from "./store.js";

export const conversation = {
  messages: new Map(),
  hasMore: false,
  keyboard: null,
  forceReply: null,
  commands: [],
  description: "",
  pinned: [],
  loaded: false,
};

/** The message that asks for a direct reply, until this person has replied to it: {message_id, placeholder} or null. */
export function awaitedReply() {
  const asked = conversation.forceReply;
  if (!asked) return null;
  const replies = [...conversation.messages.values()].filter((message) => message.reply_to?.id === asked.message_id);
  return replies.some((message) => message.from.id === store.open.person) ? null : asked;
}

let loading = 0;
let reading = false;
let frameTimer = 0;

const isOpen = (chat) => store.open !== null && store.open.chat === chat;

function take(view) {
  for (const message of view.messages) conversation.messages.set(message.id, message);
  conversation.hasMore = view.has_more;
}

function takeFrame(view) {
  conversation.keyboard = view.keyboard;
  conversation.forceReply = view.force_reply;
  conversation.commands = view.commands;
  conversation.description = view.description;
  conversation.pinned = view.pinned ?? [];
}

/** Tells the playground that the open chat has been seen, if it has. */
export async function markRead() {
  if (!store.open || reading || document.visibilityState !== "visible") return;
  const { person: id, chat } = store.open;
  const unread = chat > 0 ? person(id)?.unread : store.chats.get(chat)?.unread?.[id];
  if (!unread) return;
  reading = true;
  await attempt(() => api.act("read", { as: id, chat }));
  reading = false;
}

async function load({ chat, person: id }) {
  loading += 1;
  const ticket = loading;
  const before = [...conversation.messages.keys()];
  const view = await attempt(() => api.chat(chat, id));
  if (!view || ticket !== loading) return;
  // What was there before the question is replaced; what events brought while the answer was on its way is kept.
  for (const key of before) conversation.messages.delete(key);
  take(view);
  takeFrame(view);
  conversation.loaded = true;
  announce("conversation", { fresh: true });
  markRead();
}

/** Opens a chat as a person. A private chat's id is the person's own. */
export async function openChat(id, chat = id) {
  store.open = { person: id, chat };
  Object.assign(conversation, { messages: new Map(), hasMore: false, keyboard: null, forceReply: null, commands: [], description: "", pinned: [], loaded: false });
  announce("open");
  await load(store.open);
}

export function closeChat() {
  store.open = null;
  loading += 1;
  announce("open");
}

/** Fetches the chat again (after a lost connection). */
export async function reloadChat() {
  if (store.open) await load(store.open);
}

/** Fetches older messages; announces {older: true}. */
export async function loadOlder() {
  if (!store.open || !conversation.hasMore) return;
  const ticket = loading;
  const oldest = Math.min(...conversation.messages.keys());
  const view = await attempt(() => api.chat(store.open.chat, store.open.person, oldest));
  if (!view || ticket !== loading) return;
  take(view);
  announce("conversation", { older: true });
}

on("message", ({ chat, message }) => {
  if (!isOpen(chat)) return;
  conversation.messages.set(message.id, message);
  announce("conversation", { arrived: message });
});

on("edited", ({ chat, message }) => {
  if (!isOpen(chat) || !conversation.messages.has(message.id)) return;
  conversation.messages.set(message.id, message);
  announce("conversation", {});
});

on("deleted", ({ chat, message_ids: ids }) => {
  if (!isOpen(chat)) return;
  for (const id of ids) conversation.messages.delete(id);
  announce("conversation", {});
});

on("keyboard", ({ chat, person: id, keyboard }) => {
  if (!isOpen(chat) || store.open.person !== id) return;
  conversation.keyboard = keyboard;
  announce("keyboardShown");
});

async function refreshFrame() {
  if (!store.open) return;
  const ticket = loading;
  const view = await attempt(() => api.chat(store.open.chat, store.open.person, undefined, 1));
  if (!view || ticket !== loading) return;
  takeFrame(view);
  announce("frame");
}

on("commands", refreshFrame);
// Commands and a request for a direct reply are told in the view only, so it is asked again once the bot has spoken.
on("message", ({ chat, message }) => {
  if (!isOpen(chat) || !message.from.is_bot) return;
  clearTimeout(frameTimer);
  frameTimer = setTimeout(refreshFrame, 150);
});
on("people", markRead);
