// What a message carries besides words: photos, albums, video, voice, documents, places, contacts, polls.

import { h, icon, iconButton } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { drawMap, nearestCity } from "./map.js";
import { mmss } from "./times.js";
import { currentLanguage, t } from "./words.js";

const VISUAL = new Set(["photo", "video", "animation"]);

/** True for media that are shown as a picture (and tile in an album). */
export const isVisual = (message) => message.media !== null && VISUAL.has(message.media.kind);

const UNITS = { kk: ["Б", "КБ", "МБ"], ru: ["Б", "КБ", "МБ"] };

function sizeText(bytes) {
  if (!bytes) return "";
  const power = Math.min(2, Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${value.toFixed(power && value < 10 ? 1 : 0).replace(".", ",")} ${UNITS[currentLanguage()][power]}`;
}

const withDownload = (url) => url + (url.includes("?") ? "&" : "?") + "download=1";

function openPhoto(media) {
  openDialog(media.name || t("photo"), [
    h("img", { src: media.url, alt: media.name || t("photo") }),
    h("div", { class: "dialog-actions" }, h("a", { class: "primary", href: withDownload(media.url), download: media.name || "" }, t("download"))),
  ], { className: "lightbox", testid: "lightbox" });
}

function ratio(media) {
  if (!media.width || !media.height) return null;
  return `aspect-ratio: ${Math.min(2.2, Math.max(0.7, media.width / media.height))}`;
}

function photo(media, text, tile) {
  const picture = h("img", { src: media.url, alt: text || t("photo"), loading: "lazy", decoding: "async", style: tile ? null : ratio(media) });
  const open = () => openPhoto(media);
  return h("button", { type: "button", class: `picture ${media.spoiler ? "veiled" : ""}`, "aria-label": t("openPhoto"), onclick: open }, picture);
}

function video(media, tile) {
  const moving = media.kind === "animation";
  const round = media.kind === "video_note";
  return h("video", {
    class: round ? "round" : "picture", src: media.url, controls: !moving, loop: moving, autoplay: moving, muted: moving,
    playsinline: true, preload: "metadata", "aria-label": t(media.kind), style: tile || round ? null : ratio(media),
  });
}

function bars(seed) {
  // A drawn wave, the same every time for one message; the page does not decode the sound to draw a true one.
  let state = seed * 2654435761 + 12345;
  return Array.from({ length: 30 }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return h("i", { style: `height:${20 + (state % 80)}%` });
  });
}

function voice(media, id) {
  const audio = h("audio", { src: media.url, preload: "none" });
  const wave = h("span", { class: "wave", "aria-hidden": "true" }, bars(id));
  const time = h("span", { class: "voice-time" }, media.duration ? mmss(media.duration) : "0:00");
  const button = iconButton("play", t("play"), { class: "icon-button play" });
  const show = (name) => {
    button.replaceChildren(icon(name));
    button.setAttribute("aria-label", t(name));
  };
  button.addEventListener("click", () => (audio.paused ? audio.play().catch(() => show("play")) : audio.pause()));
  audio.addEventListener("play", () => show("pause"));
  audio.addEventListener("pause", () => show("play"));
  audio.addEventListener("timeupdate", () => {
    const total = Number.isFinite(audio.duration) && audio.duration ? audio.duration : media.duration || 1;
    const done = Math.round((audio.currentTime / total) * wave.children.length);
    [...wave.children].forEach((bar, index) => bar.classList.toggle("done", index < done));
    time.textContent = mmss(audio.currentTime);
  });
  return h("div", { class: "voice", "aria-label": t("voice"), role: "group" }, button, wave, time, audio);
}

function fileRow(media) {
  const name = media.name || t("document");
  return h("a", { class: "file", href: withDownload(media.url), download: name, "aria-label": `${t("download")}: ${name}` },
    h("span", { class: "file-icon" }, icon("file")),
    h("span", { class: "file-name" }, name, h("small", {}, [sizeText(media.size), t("download")].filter(Boolean).join(" · "))));
}

/** The DOM of one Media. `tile` is true inside an album's grid. */
export function renderMedia(message, tile = false) {
  const { media } = message;
  switch (media.kind) {
    case "photo":
      return photo(media, message.text, tile);
    case "video":
    case "animation":
    case "video_note":
      return video(media, tile);
    case "sticker":
      return h("img", { class: "sticker", src: media.url, alt: t("sticker") });
    case "voice":
    case "audio":
      return voice(media, message.id);
    default:
      return fileRow(media);
  }
}

export function renderLocation(place) {
  const { city, km } = nearestCity(place);
  const name = city[currentLanguage() === "kk" ? 0 : 1];
  const numbers = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  return h("figure", { class: "place", "data-testid": "location" },
    drawMap({ place, zoom: 4, language: currentLanguage() }),
    h("figcaption", {}, km < 3 ? name : t("near", { city: name, km: Math.round(km) }), h("small", {}, numbers)));
}

export function renderContact(contact) {
  return h("div", { class: "file" }, h("span", { class: "file-icon" }, icon("person")),
    h("span", { class: "file-name" }, contact.name, h("small", {}, contact.phone)));
}

export function renderPoll(poll) {
  return h("div", { class: "poll" }, h("strong", {}, poll.question), h("ul", {}, poll.options.map((option) => h("li", {}, option))));
}
