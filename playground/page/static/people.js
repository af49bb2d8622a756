// The list on the left: ready people by role, groups, unread marks; new person and new group.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { openChat } from "./conversation.js";
import { attempt, openDialog } from "./dialogs.js";
import { byId, h, icon, once } from "./dom.js";
import { announce, now, on, store } from "./store.js";
import { shortTime } from "./times.js";
import { currentLanguage, hasWord, t } from "./words.js";

const ROLES = ["citizen", "volunteer", "coordinator", "admin"];
const speaker = new Map();

function lastWords(last) {
  if (!last) return "";
  const what = last.kind !== "text" && hasWord(last.kind) ? t(last.kind) : "";
  return [what, last.text].filter(Boolean).join(" · ");
}

function badge(count) {
  return count ? h("span", { class: "badge", "data-testid": "unread", "aria-label": String(count) }, count > 99 ? "99+" : String(count)) : null;
}

function row({ id, name, note, last, unread, current, onclick, testid }) {
  const words = lastWords(last);
  return h("li", {}, h("button", { type: "button", class: "person", "data-testid": testid, "aria-current": current ? "true" : null, onclick },
    avatar(id, name),
    h("span", { class: "person-name" }, name),
    h("span", { class: "person-time" }, last ? shortTime(last.date, now()) : ""),
    h("span", { class: "person-note" }, words || note),
    badge(unread)));
}

const TONGUES = { kk: "қаз", ru: "рус" };

function note(someone) {
  if (someone.blocked) return t("blockedShort");
  const tongue = TONGUES[someone.language_code] ?? someone.language_code;
  return [someone.about || (someone.started ? "" : t("notStarted")), tongue].filter(Boolean).join(" · ");
}

function personRow(someone) {
  return row({
    id: someone.id, name: someone.name, note: note(someone), last: someone.last, unread: someone.unread,
    current: store.open?.chat === someone.id, testid: `person-${someone.id}`, onclick: () => openChat(someone.id),
  });
}

/** Who speaks in a group: the one chosen last, else its first ready member. */
function speakerOf(group) {
  const known = group.members.filter((id) => store.people.has(id));
  const chosen = speaker.get(group.id);
  return known.includes(chosen) ? chosen : known[0];
}

function groupRow(group) {
  const id = speakerOf(group);
  return row({
    id: group.id, name: group.title, note: group.members.map((member) => store.people.get(member)?.first_name).filter(Boolean).join(", "),
    last: group.last, unread: group.unread?.[id] ?? 0, current: store.open?.chat === group.id,
    testid: `chat-${group.id}`, onclick: () => id && openChat(id, group.id),
  });
}

function section(title, rows) {
  return rows.length ? h("section", {}, h("h2", {}, title), h("ul", {}, rows)) : null;
}

let drawing = 0;

function draw() {
  drawing = 0;
  const focused = document.activeElement?.dataset?.testid;
  const people = [...store.people.values()];
  const known = (someone) => (ROLES.includes(someone.role) ? someone.role : "other");
  const list = byId("people");
  list.replaceChildren(...[
    ...[...ROLES, "other"].map((role) => section(t(`role_${role}`), people.filter((someone) => known(someone) === role).map(personRow))),
    section(t("groups"), [...store.chats.values()].map(groupRow)),
  ].filter(Boolean));
  if (focused && list.querySelector(`[data-testid="${focused}"]`)) list.querySelector(`[data-testid="${focused}"]`).focus({ preventScroll: true });
}

/** Several changes of one moment are drawn once. */
function drawSoon() {
  if (!drawing) drawing = requestAnimationFrame(draw);
}

function field(label, props) {
  return h("label", { class: "labelled" }, h("span", {}, label), h("input", { class: "field", autocomplete: "off", ...props }));
}

function form(content, submit) {
  const go = once(async (node) => submit(new FormData(node)));
  return h("form", { class: "sheet", onsubmit: (event) => { event.preventDefault(); go(event.target); } }, content,
    h("div", { class: "dialog-actions" }, h("button", { type: "submit", class: "primary", "data-testid": "create" }, t("create"))));
}

function newPerson() {
  const option = (value, label) => h("label", { class: "check" },
    h("input", { type: "radio", name: "language_code", value, checked: currentLanguage() === value }), label);
  const dialog = openDialog(t("newPerson"), form([
    field(t("firstName"), { name: "first_name", required: true, maxlength: "64", "data-testid": "new-first-name", autofocus: true }),
    field(t("lastName"), { name: "last_name", maxlength: "64" }),
    h("fieldset", {}, h("legend", {}, t("telegramLanguage")), option("kk", t("langKk")), option("ru", t("langRu"))),
  ], async (data) => {
    const made = await attempt(() => api.newPerson({ ...Object.fromEntries(data), role: "citizen" }));
    if (!made) return;
    dialog.close();
    store.people.set(made.person.id, made.person);
    announce("people");
    await openChat(made.person.id);
  }), { testid: "new-person-dialog" });
}

function newGroup() {
  const members = [...store.people.values()].map((someone) =>
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "members", value: String(someone.id) }), someone.name));
  const dialog = openDialog(t("newGroup"), form([
    field(t("groupTitle"), { name: "title", required: true, maxlength: "128", "data-testid": "new-group-title", autofocus: true }),
    h("fieldset", { class: "members" }, h("legend", {}, t("groupMembers")), members),
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "forum" }), t("forum")),
  ], async (data) => {
    const ids = data.getAll("members").map(Number);
    if (!ids.length) return;
    const made = await attempt(() => api.newGroup({ title: data.get("title"), members: ids, forum: data.has("forum"), with_bot: true }));
    if (!made) return;
    dialog.close();
    store.chats.set(made.chat.id, made.chat);
    announce("people");
    await openChat(ids[0], made.chat.id);
  }), { testid: "new-group-dialog" });
}

export function initPeople() {
  for (const topic of ["people", "state", "open", "language"]) on(topic, drawSoon);
  on("open", () => {
    if (store.open && store.open.chat < 0) speaker.set(store.open.chat, store.open.person);
  });
  byId("new-person").prepend(icon("plus"));
  byId("new-group").prepend(icon("people"));
  byId("new-person").addEventListener("click", newPerson);
  byId("new-group").addEventListener("click", newGroup);
}
