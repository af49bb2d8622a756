// A message's formatted text → DOM. The API's html is parsed into an inert document and copied node by node through an
// allow-list, so nothing that a person wrote can become a tag, an attribute or a script of this page.

import { h } from "./dom.js";

const TAGS = {
  B: "strong", STRONG: "strong", I: "em", EM: "em", U: "u", INS: "u", S: "s", DEL: "s", STRIKE: "s",
  CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote",
};
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const PLAIN_LINKS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]»]|\bt\.me\/[^\s<>"]+[^\s<>".,;:!?)\]»])|((?<![\w/<])\/[a-z][a-z0-9_]{0,31}\b(?!\/))/gi;

function anchor(address, children, actions) {
  const follow = (event) => actions.onLink(address, event);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick: follow }, children);
}

/** Plain text with bare links and /commands made pressable, as Telegram shows them. */
function plain(text, actions) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(PLAIN_LINKS)) {
    nodes.push(text.slice(at, match.index));
    const [whole, link] = match;
    if (link) nodes.push(anchor(/^https?:/i.test(link) ? link : `https://${link}`, [link], actions));
    else nodes.push(h("button", { type: "button", class: "command-link", onclick: () => actions.onCommand(whole) }, whole));
    at = match.index + whole.length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.classList.add("revealed");
  return h("span", { class: "spoiler", tabindex: "0", role: "button", onclick: reveal, onkeydown: reveal }, children);
}

function copy(node, actions, linked) {
  if (node.nodeType === Node.TEXT_NODE) return linked ? [node.data] : plain(node.data, actions);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const verbatim = linked || ["A", "CODE", "PRE"].includes(node.tagName);
  const children = [...node.childNodes].flatMap((child) => copy(child, actions, verbatim));
  if (node.tagName === "A") {
    const address = node.getAttribute("href") ?? "";
    return SAFE_LINK.test(address) ? [anchor(address, children, actions)] : children;
  }
  if (node.tagName === "BR") return ["\n"];
  if (node.classList.contains("spoiler") || node.tagName === "TG-SPOILER") return [spoiler(children)];
  const tag = TAGS[node.tagName];
  return tag ? [h(tag, {}, children)] : children;
}

/** A line break right after a block would show as an empty line. */
function withoutGaps(nodes) {
  return nodes.map((node, index) => {
    const after = index > 0 && ["PRE", "BLOCKQUOTE"].includes(nodes[index - 1].tagName);
    return after && typeof node === "string" ? node.replace(/^\n/, "") : node;
  });
}

/** Nodes for the API's html. `actions` is {onLink(url, event), onCommand(command)}. */
export function renderText(html, actions) {
  const body = new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
  return withoutGaps([...body.childNodes].flatMap((node) => copy(node, actions, false)));
}
