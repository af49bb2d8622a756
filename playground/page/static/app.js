// Starts the page: static words, icons, parts, the first state, the event stream, the address bar.

import { api } from "./api.js";
import { initChat } from "./chat.js";
import { initComposer } from "./composer.js";
import { closeChat, markRead, openChat, reloadChat } from "./conversation.js";
import { attempt } from "./dialogs.js";
import { byId, icon } from "./dom.js";
import { initHeader } from "./header.js";
import { initPeople } from "./people.js";
import { initStrip } from "./strip.js";
import { announce, on, refresh, store, takeEvent } from "./store.js";
import { initTools } from "./tools.js";
import { currentLanguage, setLanguage, translateStatic } from "./words.js";

function drawIcons() {
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}

function initLanguage() {
  const mark = () => {
    for (const button of document.querySelectorAll("[data-language]"))
      button.setAttribute("aria-pressed", String(button.dataset.language === currentLanguage()));
  };
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => {
      setLanguage(button.dataset.language);
      mark();
      announce("language");
    });
  translateStatic(document);
  mark();
}

/** The address keeps who acts where, so that a reload or the browser's Back stays in the conversation. */
function initAddress() {
  on("open", () => {
    const wanted = store.open ? `#as=${store.open.person}&chat=${store.open.chat}` : "#";
    if (location.hash !== wanted && !(wanted === "#" && !location.hash)) history.pushState(null, "", wanted);
  });
  addEventListener("popstate", openFromAddress);
}

function openFromAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const id = Number(wanted.get("as"));
  const chat = Number(wanted.get("chat") ?? id);
  const known = store.people.has(id) && (chat === id || store.chats.has(chat));
  if (known) openChat(id, chat);
  else if (store.open) closeChat();
}

function setConnected(connected) {
  if (store.connected === connected) return;
  store.connected = connected;
  announce("connection");
}

/** What happened while there was no stream is fetched, also between the first state and the first connection. */
async function onConnected() {
  setConnected(true);
  await attempt(refresh);
  await reloadChat();
}

async function begin() {
  drawIcons();
  initLanguage();
  initPeople();
  initHeader();
  initStrip();
  initChat();
  initComposer();
  initTools();
  await attempt(refresh);
  api.events(takeEvent, onConnected, () => setConnected(false));
  openFromAddress();
  initAddress();
  document.addEventListener("visibilitychange", markRead);
  byId("app").dataset.ready = "true";
}

begin();
