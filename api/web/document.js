/** One document as a page: its tables and passages in order, an anchor for each record, and the one linked to marked. */

import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { day, t, whenWorded, word } from "./i18n.js";
import { cell } from "./cells.js";

const ROWS = new Set(["task", "target", "group", "report_line"]);
const place = byId("document");
const slug = decodeURIComponent(location.pathname.split("/").pop());
const answer = get(`/api/v1/documents/${encodeURIComponent(slug)}`);
answer.catch(() => null); // told where it is shown

whenWorded(async () => {
  try {
    const { document: whole, records } = await answer;
    document.title = `${whole.name} – Dẫn Nguồn`;
    place.className = "document";
    place.replaceChildren(...head(whole), contents(records), ...body(records));
    jump();
  } catch (error) {
    place.replaceChildren(el("p", { class: "notice" }, error.message));
  }
});
addEventListener("hashchange", jump);

/** Mark the record that the address names, or say that it is gone. */
function jump() {
  place.querySelectorAll(".target, .gone").forEach((node) => (node.matches(".gone") ? node.remove() : node.classList.remove("target")));
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor) return;
  const target = document.getElementById(anchor);
  if (!target) {
    place.prepend(el("p", { class: "notice gone", role: "alert" }, t("documents.gone", { anchor })));
    return;
  }
  target.classList.add("target");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

function head(whole) {
  const replaced = whole.superseded_by;
  const facts = [whole.issued_on ? day(whole.issued_on) : t("documents.undated"), whole.issuer, whole.file];
  return [
    el("h1", {}, whole.name),
    whole.title && whole.title !== whole.name && el("p", {}, whole.title),
    el("p", { class: "hint" }, facts.filter(Boolean).join(" · ")),
    replaced && el("p", { class: "notice" }, t("source.superseded", replaced), " ", replaced.url && el("a", { href: replaced.url }, t("source.stated"))),
  ].filter(Boolean);
}

function contents(records) {
  const tops = new Map();
  for (const record of records) if (record.section[0] && !tops.has(record.section[0])) tops.set(record.section[0], record);
  const items = [...tops].map(([name, first]) => el("li", {}, el("a", { href: `#${first.anchor}` }, name)));
  return el("details", { class: "card", open: items.length <= 12 }, el("summary", {}, t("documents.contents")), el("ul", {}, items));
}

/** Headings where the section changes; rows that follow one another under one heading become a table. */
function body(records) {
  const out = [];
  let section = [];
  let rows = [];
  const flush = () => {
    if (rows.length) out.push(table(rows));
    rows = [];
  };
  for (const record of records) {
    const from = record.section.findIndex((name, at) => name !== section[at]);
    if (from >= 0 || record.section.length < section.length) {
      flush();
      if (from >= 0) out.push(...record.section.slice(from).map((name, at) => el(from + at ? "h3" : "h2", {}, name)));
      section = record.section;
    }
    if (ROWS.has(record.kind) && Object.keys(record.fields).length) {
      rows.push(record);
    } else {
      flush();
      out.push(passage(record));
    }
  }
  flush();
  return out;
}

function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))];
  const head = ["STT", ...columns.map((name) => word("fields", name))];
  const line = (row) =>
    el(
      "tr",
      { id: row.anchor, tabindex: "-1" },
      el("th", { scope: "row" }, el("a", { href: `#${row.anchor}`, title: row.label }, row.ordinal || "¶")),
      columns.map((name) => el("td", { class: name === "name" ? "name" : null }, row.fields[name] ? cell(row.fields[name]) : "")),
    );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": rows[0].section.at(-1) ?? t("source.table") },
    el("table", {}, el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows.map(line))),
  );
}

function passage(record) {
  return el(
    "div",
    { id: record.anchor, class: "record", tabindex: "-1" },
    el("a", { class: "self", href: `#${record.anchor}`, "aria-label": record.label }, `¶ ${record.lines[0]}`),
    record.mended ?? record.text,
  );
}
