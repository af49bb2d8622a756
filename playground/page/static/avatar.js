// Round pictures with initials, in a steady colour for each person.

import { h, icon } from "./dom.js";

const HUES = [188, 32, 162, 208, 16, 224, 44, 176];

/** A steady hue (degrees) for a person or a group. */
export const hue = (id) => HUES[Math.abs(id) % HUES.length];

const initials = (name) => name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();

/** The avatar of a person (positive id) or a group (negative id). */
export function avatar(id, name) {
  const inside = id < 0 ? icon("people") : initials(name) || "?";
  return h("span", { class: "avatar", style: `--hue:${hue(id)}`, "aria-hidden": "true" }, inside);
}

/** The bot's own sign: a tick in a shield-like circle. */
export function botAvatar() {
  return h("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, icon("check"));
}
