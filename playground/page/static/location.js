// Choosing a place: a press on the drawn map, arrow keys, a city from the list, or typed coordinates.

import { openDialog } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { CITIES } from "./geo.js";
import { drawMap, parsePlace, toDegrees } from "./map.js";
import { currentLanguage, t } from "./words.js";

const ZOOMS = [1, 5, 25, 120];
const round = (number) => Math.round(number * 100000) / 100000;

const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class Picker {
  constructor(done) {
    this.done = done;
    this.place = null;
    this.zoom = 0;
    this.center = null;
    this.field = h("input", { class: "field", inputmode: "text", autocomplete: "off", placeholder: "43.25250, 76.91150", "data-testid": "location-text", "aria-label": t("coordinates"), oninput: () => this.typed() });
    this.warning = h("small", { class: "warning", role: "alert" });
    this.frame = h("div", { class: "map-frame", tabindex: "0", role: "application", "aria-label": t("mapLabel"), "data-testid": "location-map", onclick: (event) => this.pressed(event), onkeydown: (event) => this.keyed(event) });
    this.button = h("button", { type: "submit", class: "primary", disabled: true, "data-testid": "location-send" }, t("sendLocation"));
    this.draw();
  }

  form() {
    const cities = CITIES.map(([kk, ru], index) => h("option", { value: String(index) }, currentLanguage() === "kk" ? kk : ru));
    const chooser = h("select", { class: "field", "aria-label": t("city"), "data-testid": "location-city", onchange: (event) => this.city(event) },
      h("option", { value: "" }, t("chooseCity")), cities);
    return h("form", { class: "picker", onsubmit: (event) => this.submit(event) },
      h("p", { class: "dialog-hint" }, t("mapHint")),
      h("div", { class: "map-box" }, this.frame,
        h("div", { class: "map-zoom" },
          iconButton("plus", t("zoomIn"), { onclick: () => this.zoomBy(1), "data-testid": "map-zoom-in" }),
          iconButton("minus", t("zoomOut"), { onclick: () => this.zoomBy(-1), "data-testid": "map-zoom-out" }))),
      h("div", { class: "picker-fields" }, chooser, this.field), this.warning,
      h("div", { class: "dialog-actions" }, this.button));
  }

  draw() {
    this.frame.replaceChildren(drawMap({ place: this.place, zoom: ZOOMS[this.zoom], center: this.center, language: currentLanguage() }));
    this.button.disabled = !this.place;
  }

  set(place, { write = true } = {}) {
    this.place = { latitude: round(place.latitude), longitude: round(place.longitude) };
    if (write) this.field.value = `${this.place.latitude.toFixed(5)}, ${this.place.longitude.toFixed(5)}`;
    this.warning.textContent = "";
    this.draw();
  }

  pressed(event) {
    const drawing = this.frame.querySelector("svg");
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    this.set(toDegrees(point.x, point.y));
  }

  keyed(event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const from = this.place ?? { latitude: 48, longitude: 67 };
    const step = 0.5 / ZOOMS[this.zoom];
    this.set({ latitude: from.latitude + arrow[0] * step, longitude: from.longitude + arrow[1] * step });
  }

  city(event) {
    if (event.target.value === "") return;
    const [, , latitude, longitude] = CITIES[Number(event.target.value)];
    this.zoom = Math.max(this.zoom, 1);
    this.center = { latitude, longitude };
    this.set(this.center);
  }

  typed() {
    const place = parsePlace(this.field.value);
    if (place) this.set(place, { write: false });
    else {
      this.place = null;
      this.draw();
      this.warning.textContent = this.field.value.trim().length > 5 ? t("badCoordinates") : "";
    }
  }

  zoomBy(step) {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + step));
    this.center = this.place ?? this.center ?? { latitude: 48, longitude: 67 };
    this.draw();
  }

  submit(event) {
    event.preventDefault();
    if (this.place) this.done(this.place);
  }
}

/** Opens the picker; resolves to {latitude, longitude}, or null when it is closed. */
export function pickLocation() {
  return new Promise((resolve) => {
    const picker = new Picker((place) => {
      resolve(place);
      dialog.close();
    });
    const dialog = openDialog(t("pickLocation"), picker.form(), { className: "wide", testid: "location-dialog" });
    dialog.addEventListener("close", () => resolve(null));
  });
}
