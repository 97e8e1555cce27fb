/** Which language the page shows, and how its texts get there. */

import { get } from "./api.js";
import { TEXT } from "./texts.js";

const KEY = "dannguon.language";
const listeners = [];
let current = localStorage.getItem(KEY) === "en" ? "en" : "vi";
let fromService = { vi: { fields: {}, kinds: {}, statuses: {} }, en: { fields: {}, kinds: {}, statuses: {} } };

/** The language shown: "vi" or "en". */
export const language = () => current;

/** The text at `key` with its {slots} filled. */
export function t(key, slots = {}) {
  return TEXT[current][key].replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
}

/** Whether there is a text at `key`. */
export const has = (key) => key in TEXT[current];

/** The service's word for a value: word("fields", "due"). */
export const word = (group, value) => fromService[current][group][value] ?? value;

/** A day as people write it here: 14/02/2026. */
export function day(iso) {
  const [year, month, date] = iso.split("-");
  return `${date}/${month}/${year}`;
}

/** Call `listener` now and whenever the language changes; the service's words are there by then. */
export async function whenWorded(listener) {
  listeners.push(listener);
  await loaded;
  listener();
}

const loaded = get("/api/v1/words").then(
  (words) => (fromService = words),
  () => null, // without them the page shows the service's own names
);

function translate() {
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  const other = document.getElementById("language");
  other.textContent = t("language.other");
  other.lang = current === "vi" ? "en" : "vi";
}

document.getElementById("language").addEventListener("click", () => {
  current = current === "vi" ? "en" : "vi";
  localStorage.setItem(KEY, current);
  translate();
  for (const listener of listeners) listener();
});
if (current !== "vi") translate();
if (matchMedia("(max-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll("details.fold")) fold.open = false; // room for what people came for
}
