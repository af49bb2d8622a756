// Inline keyboards under bubbles, and the reply keyboard above the composer.

import { h, icon } from "./dom.js";

const MARKS = { url: "link", copy: "copy" };

/** Rows of inline buttons under a bubble; null when there are none. */
export function inlineKeyboard(messages, actions) {
  const owner = messages.find((message) => message.buttons.length);
  if (!owner) return null;
  return h("div", { class: "inline-keyboard", role: "group", "data-testid": "inline-keyboard" },
    owner.buttons.map((row, r) =>
      h("div", { class: "button-row" }, row.map((button, c) => {
        const node = h("button", { type: "button", class: `inline-button ${button.style ?? ""}`, dataset: { kind: button.kind } },
          h("span", {}, button.text), MARKS[button.kind] ? icon(MARKS[button.kind]) : null);
        node.addEventListener("click", () => actions.onTap(owner, r, c, node));
        return node;
      }))));
}

const REQUESTS = { location: "pin", contact: "person" };

/** The reply keyboard; `onPress(row, column, button)`. */
export function replyKeyboard(keyboard, onPress) {
  return keyboard.rows.map((row, r) =>
    h("div", { class: "button-row" }, row.map((button, c) =>
      h("button", { type: "button", class: `reply-button ${button.style ?? ""}`, onclick: () => onPress(r, c, button) },
        REQUESTS[button.request] ? icon(REQUESTS[button.request]) : null, h("span", {}, button.text)))));
}
