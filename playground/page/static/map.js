// A small drawn map of Kazakhstan: outline, a degree grid, the region seats and a pin. No tiles, no outside requests.

import { svg } from "./dom.js";
import { CITIES, OUTLINE } from "./geo.js";

// A degree of longitude at 48° N is 0.67 of a degree of latitude; one map unit is a tenth of a degree of latitude.
const LON_SCALE = 6.7;
const LAT_SCALE = 10;
const WEST = 45.5;
const NORTH = 56.2;
export const WIDTH = (88.5 - WEST) * LON_SCALE;
export const HEIGHT = (NORTH - 40) * LAT_SCALE;

const x = (longitude) => (longitude - WEST) * LON_SCALE;
const y = (latitude) => (NORTH - latitude) * LAT_SCALE;

/** Latitude and longitude under a point of the map's own coordinate system. */
export function toDegrees(mapX, mapY) {
  return { latitude: NORTH - mapY / LAT_SCALE, longitude: mapX / LON_SCALE + WEST };
}

/** The viewBox for a zoom (1 is the whole country) around a point. */
export function viewBox(zoom, center) {
  const width = WIDTH / zoom;
  const height = HEIGHT / zoom;
  const left = zoom === 1 || !center ? 0 : x(center.longitude) - width / 2;
  const top = zoom === 1 || !center ? 0 : y(center.latitude) - height / 2;
  return { left, top, width, height };
}

function grid(box, zoom) {
  const step = zoom > 30 ? 0.02 : zoom > 5 ? 0.2 : 2.5;
  const lines = [];
  const a = toDegrees(box.left, box.top);
  const b = toDegrees(box.left + box.width, box.top + box.height);
  for (let lon = Math.ceil(a.longitude / step) * step; lon < b.longitude; lon += step)
    lines.push(`M${x(lon)} ${box.top}v${box.height}`);
  for (let lat = Math.ceil(b.latitude / step) * step; lat < a.latitude; lat += step)
    lines.push(`M${box.left} ${y(lat)}h${box.width}`);
  return svg("path", { class: "map-grid", d: lines.join("") });
}

function city([kk, ru, latitude, longitude], zoom, language) {
  const dot = svg("circle", { class: "map-city", cx: x(longitude), cy: y(latitude), r: 1.7 / zoom });
  if (zoom === 1) return dot;
  const name = language === "kk" ? kk : ru;
  return [dot, svg("text", { class: "map-name", x: x(longitude) + 3 / zoom, y: y(latitude) + 3 / zoom, "font-size": 9 / zoom }, name)];
}

function pin(place, zoom) {
  const size = 1 / zoom;
  const at = `translate(${x(place.longitude)} ${y(place.latitude)}) scale(${size})`;
  return svg("g", { class: "map-pin", transform: at },
    svg("path", { d: "M0 0C-2-6-8-9-8-15a8 8 0 0 1 16 0C8-9 2-6 0 0z" }),
    svg("circle", { cx: 0, cy: -15, r: 3 }));
}

/** An SVG picture of the map with a pin at `place` ({latitude, longitude} or null). */
export function drawMap({ place = null, zoom = 1, center = place, language = "ru" } = {}) {
  const box = viewBox(zoom, center);
  const shape = OUTLINE.map(([lon, lat]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join("L");
  return svg("svg", { class: "map", viewBox: `${box.left} ${box.top} ${box.width} ${box.height}`, "aria-hidden": "true" },
    svg("path", { class: "map-land", d: `M${shape}Z` }),
    grid(box, zoom),
    CITIES.map((item) => city(item, zoom, language)),
    place ? pin(place, zoom) : null);
}

/** The nearest region seat and the distance to it in kilometres (haversine, mean Earth radius 6371 km). */
export function nearestCity(place) {
  const rad = Math.PI / 180;
  const far = (city) => {
    const dLat = (city[2] - place.latitude) * rad;
    const dLon = (city[3] - place.longitude) * rad;
    const a = Math.sin(dLat / 2) ** 2 + Math.cos(place.latitude * rad) * Math.cos(city[2] * rad) * Math.sin(dLon / 2) ** 2;
    return 2 * 6371 * Math.asin(Math.sqrt(a));
  };
  const [best] = CITIES.map((item) => ({ city: item, km: far(item) })).sort((a, b) => a.km - b.km);
  return best;
}

const INSIDE = { latitude: [40.5, 55.5], longitude: [46.4, 87.4] };

/** Reads "43.2525, 76.9115" (also with a semicolon or a space, and with decimal commas: "43,2525; 76,9115"); null when it is not a pair. */
export function parsePlace(text) {
  const match = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [latitude, longitude] = [match[1], match[2]].map((part) => Number(part.replace(",", ".")));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** True within the country's bounding box. */
export function isInside({ latitude, longitude }) {
  return latitude >= INSIDE.latitude[0] && latitude <= INSIDE.latitude[1] && longitude >= INSIDE.longitude[0] && longitude <= INSIDE.longitude[1];
}
