// A poll to send: a question and its options, one a line.

import { attempt, openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./words.js";

/** Asks for a question and options; `send({question, options})`. */
export function askPoll(send) {
  const question = h("input", { class: "field", required: true, maxlength: "300", "aria-label": t("pollQuestion"), placeholder: t("pollQuestion"), "data-testid": "poll-question" });
  const options = h("textarea", { class: "field", required: true, rows: "4", "aria-label": t("pollOptions"), placeholder: t("pollOptions"), "data-testid": "poll-options" });
  const submit = (event) => {
    event.preventDefault();
    const lines = options.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    dialog.close();
    attempt(() => send({ question: question.value.trim(), options: lines }));
  };
  const dialog = openDialog(t("poll"), h("form", { onsubmit: submit }, question, options,
    h("div", { class: "dialog-actions" }, h("button", { type: "submit", class: "primary", "data-testid": "poll-send" }, t("send")))), { testid: "poll-dialog" });
}
