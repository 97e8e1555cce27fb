/** The source pane: the cited row inside its table, its document, and the link that opens exactly there. */

import { get } from "./api.js";
import { cell, cellInFull } from "./cells.js";
import { copy } from "./copy.js";
import { byId, el } from "./dom.js";
import { day, t, word } from "./i18n.js";
import { marked } from "./render.js";

const pane = byId("source");
const loaded = new Map();
let opener = null;

/** What the service knows of a record and its table; asked once. */
export function source(id) {
  if (!loaded.has(id)) {
    const path = id.split("/").map(encodeURIComponent).join("/");
    const answer = get(`/api/v1/sources/${path}`);
    answer.catch(() => loaded.delete(id));
    loaded.set(id, answer);
  }
  return loaded.get(id);
}

/**
 * Show a record in the pane and move the focus there; closing gives it back.
 * @param {{id: string, n?: number, fields: string[], quote?: string}} cited `fields` are highlighted
 * @param {HTMLElement} from what was pressed
 */
export async function open(cited, from) {
  opener = from;
  pane.hidden = false;
  document.body.classList.add("with-source");
  let content;
  try {
    content = shown(await source(cited.id), cited);
  } catch (error) {
    content = [heading(cited), el("p", { class: "notice" }, t("source.failed", { detail: error.message }))];
  }
  if (opener !== from) return; // another one was pressed meanwhile
  pane.replaceChildren(...content);
  pane.scrollTop = 0;
  byId("source-title").focus();
  const cell = pane.querySelector("td.asked:not(.name)");
  const table = cell?.closest(".scroll");
  if (table) table.scrollLeft = cell.offsetLeft - cell.parentElement.firstElementChild.offsetWidth;
}

/** Close the pane and give the focus back to what opened it. */
export function close() {
  document.body.classList.remove("with-source");
  pane.replaceChildren(el("p", { class: "hint" }, t("source.hint")));
  pane.hidden = !pane.classList.contains("standing");
  opener?.focus();
  opener = null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opener) close();
});

function shown(found, cited) {
  const { record, document: whole } = found;
  const asked = cited.fields.filter((name) => record.fields[name]);
  return [
    heading(cited),
    el("p", { class: "label" }, record.label),
    whole.superseded_by && superseded(whole.superseded_by),
    record.quality < 1 &&
      el("p", { class: "notice" }, t("source.scanned", { percent: Math.round(record.quality * 100) })),
    el("h3", {}, t("source.cited")),
    asked.length ? cells(record, asked) : el("blockquote", {}, marked(record.text, quotes(cited))),
    !asked.length && record.mended && el("dl", {}, el("dt", {}, t("source.mended")), el("dd", {}, record.mended)),
    el("h3", {}, t(found.is_row ? "source.table" : "source.text")),
    found.is_row ? table(found, asked) : passages(found, cited),
    facts(record, whole),
    links(record),
  ].filter(Boolean);
}

function heading(cited) {
  return el(
    "div",
    { class: "pane-head" },
    el("h2", { id: "source-title", tabindex: "-1" }, cited.n ? t("source.of", { n: cited.n }) : t("source.title")),
    el("button", { type: "button", class: "quiet", onclick: close }, t("source.close")),
  );
}

function superseded({ number, url }) {
  const link = url && el("a", { href: url }, t("source.stated"));
  return el("p", { class: "notice" }, t("source.superseded", { number }), " ", link);
}

const quotes = (cited) => (cited.quote ?? "").split(" … ");

/** The asked cells; a name that needs no mending is read in the table below. */
function cells(record, asked) {
  const others = asked.filter((name) => name !== "name" || record.fields.name.mended !== null);
  const names = others.length ? others : asked;
  return el(
    "dl",
    { class: "cited-cells" },
    names.map((name) => [el("dt", {}, word("fields", name)), el("dd", {}, cellInFull(record.fields[name]))]),
  );
}

function table({ record, columns, rows }, asked) {
  const head = columns.map((name) => el("th", { scope: "col" }, word("fields", name)));
  const body = rows.map((row) =>
    el(
      "tr",
      row.id === record.id ? { class: "cited" } : {},
      el("th", { scope: "row" }, row.ordinal || el("a", { href: row.url }, "¶")),
      columns.map((name) =>
        el("td", { class: row.id === record.id && asked.includes(name) ? `asked ${name}` : name }, row.fields[name] && el("div", {}, cell(row.fields[name]))),
      ),
    ),
  );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": t("source.table") },
    el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "STT"), head)), el("tbody", {}, body)),
  );
}

function passages({ record, rows }, cited) {
  const text = (row) => (row.id === record.id ? marked(row.text, quotes(cited)) : row.text);
  return el(
    "div",
    { class: "passages", tabindex: "0", role: "region", "aria-label": t("source.text") },
    rows.map((row) => el("p", { class: row.id === record.id ? "cited" : "near" }, text(row))),
  );
}

function facts(record, whole) {
  const [first, last] = record.lines;
  const place = record.page
    ? t("source.page", { page: record.page })
    : t(first === last ? "source.line" : "source.lines", { first, last });
  const pairs = [
    ["source.document", whole.title ?? whole.name],
    ["source.number", whole.number],
    ["source.issued", whole.issued_on && day(whole.issued_on)],
    ["source.issuer", whole.issuer],
    ["source.section", record.section.join(" › ")],
    ["source.place", place],
  ];
  return el("dl", { class: "facts" }, pairs.filter(([, text]) => text).map(([key, text]) => [el("dt", {}, t(key)), el("dd", {}, text)]));
}

function links(record) {
  const said = el("span", { role: "status", class: "said" });
  const link = () => {
    const url = new URL(record.url, location.href).href;
    const done = copy(url, el("p", {}, el("a", { href: url }, record.label)));
    said.textContent = t(done ? "source.linked" : "copy.failed");
  };
  return el(
    "p",
    { class: "actions" },
    el("a", { href: record.url, class: "button" }, t("source.open")),
    el("button", { type: "button", class: "quiet", onclick: link }, t("source.link")),
    said,
  );
}
