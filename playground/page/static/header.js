// The top of the chat: whose chat it is, what the bot is doing, and the chat's menu.

import { setBlocked } from "./actions.js";
import { avatar, botAvatar } from "./avatar.js";
import { closeChat, openChat } from "./conversation.js";
import { openMenu } from "./dialogs.js";
import { byId } from "./dom.js";
import { isPrivate, on, person, store } from "./store.js";
import { t } from "./words.js";

const TYPING_MS = 5000;
let typing = null;
let typingTimer = 0;

function status() {
  if (!store.connected) return t("connectionLost");
  if (!store.bot.running) return t("botStopped");
  if (typing) return t(typing.startsWith("upload") ? "uploading" : "typing");
  return isPrivate(store.open.chat) ? t("bot") : t("groupMembers") + ": " + store.chats.get(store.open.chat)?.members.length;
}

function draw() {
  byId("app").classList.toggle("chat-open", store.open !== null);
  byId("welcome").hidden = store.open !== null;
  byId("chat").hidden = store.open === null;
  if (!store.open) return;
  const me = person(store.open.person);
  const alone = isPrivate(store.open.chat);
  const title = alone ? store.bot.name || store.bot.username : store.chats.get(store.open.chat)?.title ?? "";
  byId("chat-avatar").replaceChildren(alone ? botAvatar() : avatar(store.open.chat, title));
  byId("chat-title").textContent = title;
  const line = byId("chat-status");
  line.textContent = status();
  line.classList.toggle("lively", Boolean(typing) && store.bot.running);
  line.classList.toggle("alarming", !store.bot.running || !store.connected);
  byId("acting-name").textContent = me?.first_name ?? "";
  byId("acting").setAttribute("aria-label", t("writeAs", { name: me?.name ?? "" }));
  byId("acting").title = t("writeAs", { name: me?.name ?? "" });
  byId("acting-avatar").replaceChildren(avatar(store.open.person, me?.name ?? ""));
}

function stopTyping() {
  clearTimeout(typingTimer);
  typing = null;
  draw();
}

function menu() {
  const me = person(store.open.person);
  if (isPrivate(store.open.chat)) {
    openMenu(byId("acting"), [
      me.blocked
        ? { icon: "check", label: t("unblock"), testid: "menu-unblock", action: () => setBlocked(false) }
        : { icon: "close", label: t("block"), danger: true, testid: "menu-block", action: () => setBlocked(true) },
    ], { testid: "chat-menu" });
    return;
  }
  const members = store.chats.get(store.open.chat)?.members.map(person).filter(Boolean) ?? [];
  openMenu(byId("acting"), members.map((someone) => ({
    icon: "person", label: t("writeAs", { name: someone.name }), testid: `speak-as-${someone.id}`,
    action: () => openChat(someone.id, store.open.chat),
  })), { testid: "chat-menu" });
}

export function initHeader() {
  for (const topic of ["open", "people", "state", "bot", "person", "language", "connection"]) on(topic, draw);
  on("open", stopTyping);
  on("typing", ({ chat, action }) => {
    if (store.open?.chat !== chat) return;
    typing = action;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(stopTyping, TYPING_MS);
    draw();
  });
  on("message", ({ chat, message }) => {
    if (typing && store.open?.chat === chat && message.from.is_bot) stopTyping();
  });
  byId("back").addEventListener("click", closeChat);
  byId("acting").addEventListener("click", menu);
}
