// The paper clip: photos and videos (an album), files, a voice file, a place, one's number; paste and drop as well.

import { canWrite } from "./actions.js";
import { api } from "./api.js";
import { attempt, openDialog, openMenu } from "./dialogs.js";
import { byId, h, icon, iconButton, once } from "./dom.js";
import { pickLocation } from "./location.js";
import { askPoll } from "./poll.js";
import { store } from "./store.js";
import { t } from "./words.js";

const ALBUM_LIMIT = 10;
let takeReply = () => ({});

const here = () => ({ as: store.open.person, chat: store.open.chat });
/** Where files go: location and contact know no topic, uploads do. */
const hereInTopic = () => ({ ...here(), topic: store.open.topic });
const isPicture = (file) => file.type.startsWith("image/") && file.type !== "image/svg+xml";
const isVideo = (file) => file.type.startsWith("video/");

/** Splits a choice into what Telegram would send: pictures and videos together, everything else as documents. */
function parcels(files, asFile) {
  const seen = (file) => !asFile && (isPicture(file) || isVideo(file));
  const out = [];
  for (const group of [files.filter(seen), files.filter((file) => !seen(file))])
    for (let start = 0; start < group.length; start += ALBUM_LIMIT) {
      const part = group.slice(start, start + ALBUM_LIMIT);
      out.push({ kind: !seen(part[0]) ? "document" : part.every(isVideo) ? "video" : "photo", files: part });
    }
  return out;
}

async function sendFiles(files, caption, asFile) {
  const target = hereInTopic();
  const extra = takeReply();
  for (const [index, parcel] of parcels(files, asFile).entries())
    await attempt(() => api.upload({ ...target, kind: parcel.kind, ...(index === 0 ? { caption, ...extra } : {}) }, parcel.files));
}

function thumbnail(file, remove) {
  const picture = isPicture(file)
    ? h("img", { src: URL.createObjectURL(file), alt: file.name, onload: (event) => URL.revokeObjectURL(event.target.src) })
    : h("span", { class: "file-icon" }, icon("file"));
  return h("li", {}, picture, h("span", {}, file.name), iconButton("close", t("remove"), { onclick: remove }));
}

/** Shows what was chosen, takes a caption, sends. */
function confirmFiles(chosen, asFileFirst) {
  let files = [...chosen];
  if (!files.length || !store.open) return;
  const list = h("ul", { class: "thumbnails" });
  const caption = h("textarea", { class: "field", rows: "2", placeholder: t("caption"), "aria-label": t("caption"), "data-testid": "upload-caption" });
  const asFile = h("input", { type: "checkbox", checked: asFileFirst, "data-testid": "upload-as-file" });
  const sendable = files.some((file) => isPicture(file) || isVideo(file));
  const draw = () => list.replaceChildren(...files.map((file) => thumbnail(file, () => {
    files = files.filter((other) => other !== file);
    if (files.length) draw();
    else dialog.close();
  })));
  const go = once(async () => {
    dialog.close();
    await sendFiles(files, caption.value.trim(), asFile.checked || asFileFirst);
  });
  const dialog = openDialog(t("attach"), h("form", { class: "upload", onsubmit: (event) => { event.preventDefault(); go(); } },
    list, caption,
    sendable && !asFileFirst ? h("label", { class: "check" }, asFile, t("asFile")) : null,
    h("div", { class: "dialog-actions" },
      h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { type: "submit", class: "primary", "data-testid": "upload-send" }, t("send")))), { testid: "upload-dialog" });
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    go();
  });
  draw();
  caption.focus();
}

async function sendVoice(file) {
  const seconds = await new Promise((resolve) => {
    const audio = new Audio(URL.createObjectURL(file));
    audio.addEventListener("loadedmetadata", () => resolve(Number.isFinite(audio.duration) ? Math.max(1, Math.round(audio.duration)) : undefined));
    audio.addEventListener("error", () => resolve(undefined));
  });
  await attempt(() => api.upload({ ...hereInTopic(), kind: "voice", duration: seconds, ...takeReply() }, [file]));
}

async function sendPlace() {
  const place = await pickLocation();
  if (place) await attempt(() => api.act("location", { ...here(), ...place, ...takeReply() }));
}

export function openAttachMenu() {
  openMenu(byId("attach"), [
    { icon: "photo", label: t("photoOrVideo"), testid: "attach-photo", action: () => byId("file-photo").click() },
    { icon: "file", label: t("file"), testid: "attach-document", action: () => byId("file-document").click() },
    { icon: "mic", label: t("voiceFile"), testid: "attach-voice", action: () => byId("file-voice").click() },
    { icon: "pin", label: t("location"), testid: "attach-location", action: sendPlace },
    { icon: "person", label: t("contact"), testid: "attach-contact", action: () => attempt(() => api.act("contact", here())) },
    { icon: "poll", label: t("poll"), testid: "attach-poll", action: () => askPoll((fields) => api.act("poll", { ...here(), ...fields })) },
  ], { testid: "attach-menu" });
}

function onChosen(id, handle) {
  byId(id).addEventListener("change", (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    if (files.length && store.open) handle(files);
  });
}

/** Wires the file inputs, paste and drop. `reply` hands over the reply-to field of the composer. */
export function initAttach(reply) {
  takeReply = reply;
  onChosen("file-photo", (files) => confirmFiles(files, false));
  onChosen("file-document", (files) => confirmFiles(files, true));
  onChosen("file-voice", ([file]) => sendVoice(file));
  byId("composer").addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    confirmFiles(files, false);
  });
  const pane = byId("chat-pane");
  pane.addEventListener("dragover", (event) => event.preventDefault());
  pane.addEventListener("drop", (event) => {
    event.preventDefault();
    if (canWrite()) confirmFiles(event.dataTransfer.files, false);
  });
}
