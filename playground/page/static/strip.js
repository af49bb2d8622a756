// Under the chat's header: a forum's topics to choose from, and the message pinned last.

import { conversation } from "./conversation.js";
import { byId, h, icon } from "./dom.js";
import { announce, on, store } from "./store.js";
import { t } from "./words.js";

function topicButton(id, name) {
  const chosen = (store.open.topic ?? null) === id;
  return h("button", { type: "button", "aria-pressed": String(chosen), "data-testid": `topic-${id ?? "all"}`, onclick: () => {
    store.open.topic = id;
    announce("topic");
    draw();
  } }, name);
}

function drawTopics() {
  const topics = store.chats.get(store.open?.chat)?.topics ?? [];
  const row = byId("topics");
  row.hidden = topics.length === 0;
  row.replaceChildren(...(row.hidden ? [] : [topicButton(null, t("allTopics")), ...topics.map((topic) => topicButton(topic.id, topic.name))]));
}

function drawPinned() {
  const bar = byId("pinned");
  const id = conversation.pinned[conversation.pinned.length - 1];
  bar.hidden = id === undefined;
  if (bar.hidden) return;
  const message = conversation.messages.get(id);
  bar.replaceChildren(icon("pushpin"), h("span", {}, h("strong", {}, t("pinned")), message?.text || "…"));
  bar.onclick = () => announce("jump", id);
}

function draw() {
  drawTopics();
  drawPinned();
}

export function initStrip() {
  for (const topic of ["open", "conversation", "frame", "people", "state", "language"]) on(topic, draw);
}
