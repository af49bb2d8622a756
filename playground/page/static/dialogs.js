// Menus, dialogs and toasts: the browser's own popover and <dialog> give focus, Escape and light dismissal.

import { byId, h, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

/** Opens a modal dialog; it removes itself when closed. `content` may be nodes; returns the <dialog>. */
export function openDialog(title, content, { className = "", testid } = {}) {
  const dialog = h("dialog", { class: `dialog ${className}`, "aria-label": title, "data-testid": testid },
    h("header", { class: "dialog-head" },
      h("h2", {}, title),
      iconButton("close", t("close"), { onclick: () => dialog.close(), "data-testid": "dialog-close" })),
    content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The alert of answerCallbackQuery(show_alert=True); `title` is the bot's name. */
export function showAlert(title, text) {
  const dialog = openDialog(title, [
    h("p", { class: "dialog-text" }, text),
    h("div", { class: "dialog-actions" },
      h("button", { type: "button", class: "primary", autofocus: true, onclick: () => dialog.close(), "data-testid": "alert-ok" }, t("ok"))),
  ], { className: "alert", testid: "alert" });
}

/** A short note at the bottom of the chat, read out politely. */
export function showToast(text) {
  const toast = h("div", { class: "toast", "data-testid": "toast" }, text);
  byId("toasts").append(toast);
  setTimeout(() => toast.classList.add("leaving"), 4200);
  setTimeout(() => toast.remove(), 4600);
}

export const showFailure = (error) => showToast(t("failed", { reason: error.message }));

/** Runs an action and says so if it fails. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    showFailure(error);
    return null;
  }
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), innerWidth - width - 8);
  const below = box.bottom + 6 + height <= innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - height - 6)}px`;
}

function moveFocus(menu, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}

/** Opens a menu beside `anchor`. Items: {icon, label, note?, action, testid?, danger?}; falsy ones are left out. */
export function openMenu(anchor, items, { testid, head } = {}) {
  const menu = h("div", { class: "menu", popover: "auto", role: "menu", "data-testid": testid }, head,
    items.filter(Boolean).map((item) =>
      h("button", {
        type: "button", role: "menuitem", class: item.danger ? "danger" : "", "data-testid": item.testid,
        onclick: () => {
          menu.hidePopover();
          item.action();
        },
      }, item.icon ? icon(item.icon) : null, h("span", {}, item.label), item.note ? h("small", {}, item.note) : null)));
  menu.addEventListener("keydown", (event) => moveFocus(menu, event));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") {
      menu.remove();
      anchor.setAttribute("aria-expanded", "false");
    }
  });
  document.body.append(menu);
  menu.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor);
  menu.querySelector("button")?.focus();
  return menu;
}

/** Copies text; says whether it worked. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    showToast(t("copied"));
  } catch {
    // Without clipboard permission (or on plain http from another host) the text is shown to be copied by hand.
    openDialog(t("copy"), h("p", { class: "dialog-text" }, h("input", { class: "field", readonly: true, value: text, "aria-label": t("copy") })));
  }
}
