// The bottom of the chat: text, reply and edit states, the reply keyboard, the commands menu, START and unblock.

import { canWrite, pressStart, setBlocked } from "./actions.js";
import { api } from "./api.js";
import { initAttach, openAttachMenu } from "./attach.js";
import { awaitedReply, conversation } from "./conversation.js";
import { attempt, openMenu, showToast } from "./dialogs.js";
import { byId, once } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { pickLocation } from "./location.js";
import { canRecord } from "./recorder.js";
import { announce, isPrivate, on, person, store } from "./store.js";
import { dropRecording, initVoice } from "./voice.js";
import { t } from "./words.js";

const drafts = new Map();
let reply = null;
let editing = null;
let keyboardHidden = false;

const box = () => byId("composer");
const here = () => ({ as: store.open.person, chat: store.open.chat });
const inTopic = () => (store.open.topic ? { topic: store.open.topic } : {});
const draftKey = () => `${store.open.person}:${store.open.chat}`;

function grow() {
  box().style.height = "auto";
  box().style.height = `${Math.min(box().scrollHeight, 168)}px`;
  const empty = box().value.trim() === "";
  const voice = empty && !editing && canRecord();
  byId("send").hidden = voice;
  byId("record").hidden = !voice;
  byId("send").disabled = empty;
}

function setText(text) {
  box().value = text;
  grow();
}

function drawContext() {
  const bar = byId("context");
  bar.hidden = !reply && !editing;
  if (bar.hidden) return;
  byId("context-title").textContent = editing ? t("editing") : reply.from.is_bot ? store.bot.name : reply.from.name;
  byId("context-text").textContent = (editing ?? reply).text || t((editing ?? reply).media?.kind ?? "messages");
}

function leaveContext() {
  if (editing) setText("");
  reply = null;
  editing = null;
  drawContext();
  grow();
}

/** The message being replied to, as a field for the API; forgets it. */
function takeReply() {
  const id = reply?.id ?? awaitedReply()?.message_id;
  reply = null;
  drawContext();
  return id ? { reply_to: id } : {};
}

const send = once(async () => {
  const text = box().value.trim();
  if (!text || !store.open) return;
  if (editing) {
    const target = editing;
    leaveContext();
    await attempt(() => api.act("edit", { ...here(), message_id: target.id, text }));
    return;
  }
  setText("");
  drafts.delete(draftKey());
  const sent = await attempt(() => api.act("text", { ...here(), text, ...inTopic(), ...takeReply() }));
  if (!sent && !box().value) {
    setText(text);
    keepDraft();
  }
  box().focus();
});

async function press(row, column, button) {
  let place = {};
  if (button.request === "location") {
    const picked = await pickLocation();
    if (!picked) return;
    place = picked;
  }
  if (conversation.keyboard?.one_time) setKeyboardHidden(true);
  await attempt(() => api.act("press", { ...here(), row, column, ...place }));
}

function setKeyboardHidden(hidden) {
  keyboardHidden = hidden;
  drawKeyboard();
}

function drawKeyboard() {
  const { keyboard } = conversation;
  const toggle = byId("keyboard-toggle");
  const panel = byId("reply-keyboard");
  toggle.hidden = !keyboard || !canWrite();
  panel.hidden = toggle.hidden || keyboardHidden;
  const label = t(keyboardHidden ? "showKeyboard" : "hideKeyboard");
  toggle.setAttribute("aria-label", label);
  toggle.title = label;
  toggle.setAttribute("aria-expanded", String(!panel.hidden));
  panel.replaceChildren(...(panel.hidden ? [] : replyKeyboard(keyboard, press)));
  byId("composer").placeholder = awaitedReply()?.placeholder || keyboard?.placeholder || t("write");
}

function openCommands() {
  const items = conversation.commands.map(({ command, description }) => ({
    label: `/${command}`, note: description, testid: `command-${command}`,
    action: () => attempt(() => api.act("text", { ...here(), text: `/${command}` })),
  }));
  if (items.length) openMenu(byId("commands"), items, { testid: "commands-menu" });
  else showToast(t("noCommands"));
}

/** Which bottom the chat has: the composer, START or "unblock". */
function drawBottom() {
  if (!store.open) return;
  const me = person(store.open.person);
  const alone = isPrivate(store.open.chat);
  const blocked = Boolean(alone && me?.blocked);
  const fresh = Boolean(alone && me && !me.started && !blocked);
  byId("start").hidden = !fresh;
  byId("unblock").hidden = !blocked;
  byId("composer-row").hidden = blocked || fresh;
  byId("commands").hidden = conversation.commands.length === 0;
  drawKeyboard();
  grow();
}

function onKey(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape" && (reply || editing)) {
    leaveContext();
  } else if (event.key === "ArrowUp" && box().value === "" && store.open) {
    const mine = [...conversation.messages.values()].filter((item) => item.from.id === store.open.person && item.can_edit && item.text);
    if (mine.length) announce("edit", mine[mine.length - 1]);
  }
}

function keepDraft() {
  if (!store.open || editing) return;
  if (box().value) drafts.set(draftKey(), box().value);
  else drafts.delete(draftKey());
}

function onOpen() {
  dropRecording();
  reply = null;
  editing = null;
  keyboardHidden = false;
  drawContext();
  if (!store.open) return;
  setText(drafts.get(draftKey()) ?? "");
  drawBottom();
}

function focusOnDesktop() {
  if (matchMedia("(hover: hover)").matches) box().focus({ preventScroll: true });
}

export function initComposer() {
  box().addEventListener("input", () => {
    grow();
    keepDraft();
  });
  box().addEventListener("keydown", onKey);
  byId("composer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  byId("context-close").addEventListener("click", leaveContext);
  byId("keyboard-toggle").addEventListener("click", () => setKeyboardHidden(!keyboardHidden));
  byId("commands").addEventListener("click", openCommands);
  byId("attach").addEventListener("click", openAttachMenu);
  byId("start").addEventListener("click", once(pressStart));
  byId("unblock").addEventListener("click", once(() => setBlocked(false)));
  initAttach(takeReply);
  initVoice(() => ({ ...here(), ...inTopic(), ...takeReply() }));
  on("reply", (message) => {
    leaveContext();
    reply = message;
    drawContext();
    box().focus();
  });
  on("edit", (message) => {
    reply = null;
    editing = message;
    setText(message.text);
    drawContext();
    box().focus();
  });
  on("open", onOpen);
  on("conversation", ({ fresh }) => {
    if (!fresh) return;
    drawBottom();
    focusOnDesktop();
  });
  on("frame", drawBottom);
  on("keyboardShown", () => setKeyboardHidden(false));
  on("person", drawBottom);
  on("state", drawBottom);
  on("language", () => {
    drawContext();
    drawBottom();
  });
}
