// One bubble: a message, or an album of several.

import { hue } from "./avatar.js";
import { h, icon, iconButton } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { isVisual, renderContact, renderLocation, renderMedia, renderPoll } from "./media.js";
import { renderText } from "./richtext.js";
import { clockTime } from "./times.js";
import { isPrivate, store } from "./store.js";
import { hasWord, t } from "./words.js";

function quote(message, actions) {
  if (!message.reply_to) return null;
  const { id, name, text } = message.reply_to;
  return h("button", { type: "button", class: "quote", "data-testid": "quote", onclick: () => actions.onJump(id) },
    h("strong", {}, name), h("span", {}, text || "…"));
}

function body(messages, actions) {
  const [first] = messages;
  const visual = messages.filter((message) => isVisual(message));
  const others = messages.filter((message) => message.media && !isVisual(message));
  const album = visual.length > 1;
  const tiles = visual.map((message) => h("div", { class: "tile", "data-testid": "album-item", dataset: { messageId: message.id } }, renderMedia(message, album)));
  return [
    visual.length ? h("div", { class: album ? `album tiles-${Math.min(visual.length, 4)}` : "single" }, tiles) : null,
    others.map((message) => renderMedia(message)),
    first.location ? renderLocation(first.location) : null,
    first.contact ? renderContact(first.contact) : null,
    first.poll ? renderPoll(first.poll) : null,
    messages.filter((message) => message.text && !message.poll).map((message) =>
      h("div", { class: "text", "data-testid": "message-text", dir: "auto" }, renderText(message.html, actions))),
  ];
}

/** A service note in the page's language. */
function serviceText({ kind, text }) {
  return hasWord(`service_${kind}`) ? t(`service_${kind}`, { text }) : text;
}

function service(message) {
  return h("div", { class: "service", "data-testid": "service", dataset: { messageId: message.id } }, serviceText(message.service));
}

function footer(messages) {
  const last = messages[messages.length - 1];
  // Telegram does not mark what bots edit: their messages are screens.
  const edited = messages.some((message) => message.edited && !message.from.is_bot);
  return h("div", { class: "foot" },
    last.reaction ? h("span", { class: "reaction", "data-testid": "reaction" }, last.reaction) : null,
    edited ? h("span", { "data-testid": "edited" }, t("edited")) : null,
    h("time", { datetime: last.date }, clockTime(last.date)));
}

/**
 * The DOM of a bubble. `messages` is one message or the messages of one album, oldest first; `me` is the acting person.
 * `actions`: onLink, onCommand, onJump(id), onMenu(message, anchor), onTap(message, row, column, button).
 */
export function renderMessage(messages, me, actions) {
  const [first] = messages;
  if (first.service) return service(first);
  const own = first.from.id === me;
  const withName = !own && !isPrivate(first.chat);
  const bare = messages.every((message) => isVisual(message) && !message.text) || first.media?.kind === "sticker";
  const menuButton = iconButton("down", t("messageActions"), { class: "icon-button bubble-menu", "data-testid": "message-menu", "aria-haspopup": "menu" });
  menuButton.addEventListener("click", () => actions.onMenu(first, menuButton));
  const bubble = h("div", { class: `bubble ${bare ? "bare" : ""}` },
    withName ? h("div", { class: "sender", style: `--hue:${hue(first.from.id)}` }, first.from.is_bot ? store.bot.name : first.from.name) : null,
    first.forwarded_from ? h("div", { class: "forwarded" }, icon("reply"), t("forwarded", { name: first.forwarded_from })) : null,
    quote(first, actions), body(messages, actions), footer(messages), menuButton);
  bubble.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, video")) return;
    event.preventDefault();
    actions.onMenu(first, menuButton);
  });
  return h("article", {
    class: `message ${own ? "own" : "theirs"}`, "data-testid": "message", "data-from": first.from.is_bot ? "bot" : "person",
    dataset: { messageId: first.id }, "aria-label": own ? t("you") : first.from.name,
  }, bubble, inlineKeyboard(messages, actions));
}
