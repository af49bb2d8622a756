// What can be done to a message: follow a link, press a button, reply, edit, copy, forward, react, delete.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { openChat } from "./conversation.js";
import { attempt, copyText, openDialog, openMenu, showAlert, showToast } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { announce, isPrivate, on, person, store } from "./store.js";
import { t } from "./words.js";

const SPINNER_LIMIT = 15000;
const REACTIONS = ["👍", "❤", "🙏", "🔥", "👎"];
const spinning = new Map();

const here = () => ({ as: store.open.person, chat: store.open.chat });

async function startAs(id, payload) {
  await openChat(id);
  await attempt(() => api.act("start", { as: id, ...(payload ? { payload } : {}) }));
}

/** Asks who opens a t.me/<bot>?start=… link: an invitation made by one person is usually for another. */
function chooseStarter(payload) {
  const current = store.open?.person;
  const people = [...store.people.values()].sort((a, b) => Number(b.id === current) - Number(a.id === current));
  const dialog = openDialog(t("openLinkAs"), [
    h("p", { class: "dialog-hint" }, t("openLinkHint")),
    h("div", { class: "choices" }, people.map((someone) =>
      h("button", {
        type: "button", class: "choice", "data-testid": `open-as-${someone.id}`,
        onclick: () => {
          dialog.close();
          startAs(someone.id, payload);
        },
      }, avatar(someone.id, someone.name), h("span", {}, someone.name, someone.id === current ? h("small", {}, t("you")) : h("small", {}, someone.about ?? ""))))),
  ], { testid: "open-link" });
}

/** The start payload when the address is a link to this very bot; undefined otherwise. */
function botLink(address) {
  const match = /^(?:https?:\/\/)?(?:t|telegram)\.me\/([a-z0-9_]+)\/?(?:\?(.*))?$/i.exec(address) ?? /^tg:\/\/resolve\?domain=([a-z0-9_]+)(?:&(.*))?$/i.exec(address);
  if (!match || match[1].toLowerCase() !== store.bot.username.toLowerCase()) return undefined;
  return new URLSearchParams(match[2] ?? "").get("start") ?? "";
}

function follow(address, event) {
  const payload = botLink(address);
  if (payload === undefined) return;
  event?.preventDefault();
  chooseStarter(payload);
}

/** Opens an address: the bot's own links stay in the page, others open in a new tab. */
export function openAddress(address) {
  if (botLink(address) !== undefined) follow(address);
  else if (/^(https?|tg|mailto|tel):/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}

function stopSpinner(query) {
  spinning.get(query)?.classList.remove("spinning");
  spinning.delete(query);
}

async function tap(message, row, column, node) {
  if (node.classList.contains("spinning")) return;
  node.classList.add("spinning");
  const result = await attempt(() => api.act("tap", { ...here(), message_id: message.id, row, column }));
  if (result?.kind === "callback") {
    spinning.set(result.query_id, node);
    if (answered.delete(result.query_id)) stopSpinner(result.query_id);
    setTimeout(() => stopSpinner(result.query_id), SPINNER_LIMIT);
    return;
  }
  node.classList.remove("spinning");
  if (result?.kind === "copy") await copyText(result.text);
  if (result?.kind === "url") openAddress(result.url);
}

// The bot may answer a callback query before the page hears its id.
const answered = new Set();

function onToast(event) {
  if (!spinning.has(event.query_id)) answered.add(event.query_id);
  stopSpinner(event.query_id);
  if (event.person !== store.open?.person) return;
  if (event.url) openAddress(event.url);
  if (!event.text) return;
  if (event.alert) showAlert(store.bot.name || t("bot"), event.text);
  else showToast(event.text);
}

function reactions(message) {
  const react = (emoji) => attempt(() => api.act("react", { ...here(), message_id: message.id, emoji: message.reaction === emoji ? null : emoji }));
  return h("div", { class: "reactions" }, REACTIONS.map((emoji) =>
    h("button", { type: "button", role: "menuitem", "aria-label": emoji, onclick: (event) => {
      event.currentTarget.closest("[popover]").hidePopover();
      react(emoji);
    } }, emoji)));
}

function messageMenu(message, anchor) {
  const own = message.from.id === store.open.person;
  openMenu(anchor, [
    { icon: "reply", label: t("reply"), testid: "menu-reply", action: () => announce("reply", message) },
    own && message.can_edit && { icon: "edit", label: t("edit"), testid: "menu-edit", action: () => announce("edit", message) },
    message.text && { icon: "copy", label: t("copy"), testid: "menu-copy", action: () => copyText(message.text) },
    { icon: "send", label: t("forward"), testid: "menu-forward", action: () => attempt(() =>
      api.act("forward", { as: store.open.person, from_chat: store.open.chat, message_id: message.id })) },
    own && { icon: "trash", label: t("remove_message"), danger: true, testid: "menu-delete", action: () => attempt(() =>
      api.act("delete", { ...here(), message_id: message.id })) },
  ], { testid: "message-menu-list", head: own ? null : reactions(message) });
}

/** The actions of a bubble; `onJump` scrolls to a quoted message. */
export function actionsFor(onJump) {
  return {
    onJump,
    onLink: follow,
    onTap: tap,
    onMenu: messageMenu,
    onCommand: (command) => attempt(() => api.act("text", { ...here(), text: command })),
  };
}

/** Presses START for the acting person. */
export const pressStart = () => startAs(store.open.person);

/** Blocks or unblocks the bot for the acting person. */
export const setBlocked = (blocked) => attempt(() => api.act("block", { as: store.open.person, blocked }));

export const canWrite = () => {
  const me = store.open && person(store.open.person);
  return Boolean(me) && (!isPrivate(store.open.chat) || (me.started && !me.blocked));
};

on("toast", onToast);
on("open", () => byId("toasts").replaceChildren());
