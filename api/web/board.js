/** The task board: the filters are the address of the page, the service does the filtering. */

import { get } from "./api.js";
import { cell } from "./cells.js";
import { offer } from "./changes.js";
import { byId, el } from "./dom.js";
import { day, t, whenWorded, word } from "./i18n.js";
import { open } from "./sources.js";
import { timeline } from "./timeline.js";

const MINE = "dannguon.mine";
const ROLES = ["lead_agency", "coordinating_agencies", "monitoring_agency", "accountable_head", "authority"];
const STATUSES = ["soon", "later", "passed", "recurring", "unread", "none"];
const COLUMNS = [
  ["board.name", ["name"]],
  ["board.who", ["lead_agency", "monitoring_agency"]],
  ["board.due", ["due"]],
  ["board.result", ["deliverable", "value", "unit"]],
  ["board.with", ["coordinating_agencies"]],
  ["board.progress", ["progress", "officers"]],
];

const form = byId("filters");
const found = byId("found");
const place = byId("rows");
let latest = 0;

/** What is filtered by now, without empty values. */
function filters() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  for (const status of pressed()) query.append("status", status);
  return query;
}

const pressed = () => [...byId("statuses").querySelectorAll("[aria-pressed=true]")].map((chip) => chip.dataset.status);

function apply(query) {
  for (const control of form.elements) {
    if (!control.name) continue;
    if (control.type === "checkbox") control.checked = query.get(control.name) === control.value;
    else control.value = query.get(control.name) ?? "";
  }
  if (!form.elements.as_of.value) form.elements.as_of.value = today();
}

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

async function refresh(query) {
  const mine = ++latest;
  history.replaceState(null, "", `/tasks?${query}`);
  for (const link of form.querySelectorAll("[data-export]")) link.href = `/api/v1/tasks.${link.dataset.export}?${query}`;
  try {
    const board = await get(`/api/v1/tasks?${query}`);
    if (mine === latest) show(board, query);
  } catch (error) {
    found.textContent = t("board.failed", { detail: error.message });
  }
}

function show(board, query) {
  choices(board.choices, query);
  offer(board.choices.reports);
  chips(board, query);
  const drawing = timeline(new Map(Object.entries(board.months)), board.as_of, (first, last) => address(query, { due_from: first, due_to: last }));
  byId("timeline").replaceChildren(...(drawing ? [el("h2", {}, t("board.timeline")), drawing] : []));
  const week = query.get("due_from") && query.get("due_to");
  const title = week ? `${t("board.week", { from: day(query.get("due_from")), to: day(query.get("due_to")) })}: ` : "";
  const shown = board.found > board.rows.length ? ` ${t("board.first", { n: board.rows.length })}` : "";
  found.textContent = title + (board.found ? t("board.found", { n: board.found, total: board.total }) + shown : t("board.none"));
  place.replaceChildren(table(board.rows));
}

function address(query, changed) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changed)) next.set(name, value);
  return `/tasks?${next}`;
}

function choices({ documents, agencies, officers, units }, query) {
  const fill = (name, options) => {
    const select = form.elements[name];
    const all = el("option", { value: "" }, t("board.any"));
    select.replaceChildren(all, ...options.map(([value, shown]) => el("option", { value }, shown)));
    select.value = query.get(name) ?? "";
  };
  fill("document", documents.map(({ slug, name }) => [slug, name]));
  fill("agency", agencies.map(({ id, name, rows }) => [id, `${name} (${rows})`]));
  fill("officer", officers.map(({ id, name, rows }) => [id, `${name} (${rows})`]));
  fill("unit", units.map((unit) => [unit, unit]));
  fill("role", ROLES.map((name) => [name, word("fields", name)]));
  form.elements.role.disabled = !query.get("agency"); // a role is somebody's
  fill("kind", ["task", "target", "report_line"].map((kind) => [kind, word("kinds", kind)]));
}

/** How many rows have each status under the other filters; pressing one keeps only those. */
function chips(board, query) {
  const chosen = query.getAll("status");
  const counts = new Map(board.statuses.map(({ status, rows }) => [status, rows]));
  const buttons = STATUSES.filter((status) => counts.get(status)).map((status) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "chip", "data-status": status, "aria-pressed": String(chosen.includes(status)), onclick: toggle },
        `${word("statuses", status)}: ${counts.get(status)}`,
      ),
    ),
  );
  byId("statuses").replaceChildren(...buttons);
}

function toggle(event) {
  const chip = event.currentTarget;
  chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
  const status = chip.dataset.status;
  refresh(filters()).then(() => byId("statuses").querySelector(`[data-status="${status}"]`)?.focus());
}

function table(rows) {
  const used = COLUMNS.filter(([, names]) => rows.some((row) => names.some((name) => row.fields[name]?.text)));
  const head = used.map(([key]) => el("th", { scope: "col" }, t(key)));
  return el(
    "div",
    { class: "scroll" },
    el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map((row) => line(row, used)))),
  );
}

function line(row, used) {
  return el("tr", {}, used.map(([, names], at) => el("td", {}, content(row, names, at === 0))));
}

/** The cells of one column, each a link to its record; the tab key stops at the first of a row only. */
function content(row, names, first) {
  const said = row.fields.value?.text ?? "";
  const filled = names.filter((name) => row.fields[name]?.text && !(name === "unit" && said.includes(row.fields.unit.text)));
  const links = filled.map((name) => {
    const inside = name === "due" && row.deadlines.length ? deadlines(row) : el("span", { class: "clamp" }, cell(row.fields[name]));
    return link(row, name, first ? null : "-1", inside, first && el("span", { class: "label" }, row.label, row.superseded && el("span", { class: "replaced" }, ` – ${t("board.replaced")}`)));
  });
  if (names.includes("progress")) links.push(...row.progress.map((joined) => link(joined, "progress", "-1", joined.fields.progress?.text || joined.text)));
  return links;
}

function link(record, name, tabindex, ...inside) {
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open({ id: record.id, fields: [name] }, event.currentTarget);
  };
  return el("a", { class: "cell", href: record.url, tabindex, onclick: press }, inside.filter(Boolean));
}

function deadlines(row) {
  return row.deadlines.map(({ text, label, end, status, days_left: left }) =>
    el(
      "span",
      {},
      [label, text].filter(Boolean).join(": "),
      el("span", { class: `status ${status}` }, [word("statuses", status), end && `${day(end)}, ${away(left)}`].filter(Boolean).join(" – ")),
    ),
  );
}

function away(left) {
  if (left === 0) return t("board.dueToday");
  return left > 0 ? t("board.daysLeft", { n: left }) : t("board.daysAgo", { n: -left });
}

/** Monday to Sunday of the week of the chosen day. */
function week() {
  const at = new Date(`${form.elements.as_of.value}T00:00:00Z`);
  const shift = (days) => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const monday = -((at.getUTCDay() + 6) % 7);
  return [shift(monday), shift(monday + 6)];
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const { officer, unit } = form.elements;
  if (officer.value || unit.value) localStorage.setItem(MINE, JSON.stringify({ officer: officer.value, unit: unit.value }));
  refresh(filters());
});
byId("clear").addEventListener("click", () => restart({}));
byId("monday").addEventListener("click", () => {
  [form.elements.due_from.value, form.elements.due_to.value] = week();
  refresh(filters());
});
byId("mine").addEventListener("click", () => {
  const mine = localStorage.getItem(MINE);
  byId("mine-hint").hidden = mine !== null;
  if (mine) restart(JSON.parse(mine));
  else form.elements.officer.focus();
});

function restart(chosen) {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
  query.set("as_of", form.elements.as_of.value);
  apply(query);
  refresh(query);
}

const asked = new URLSearchParams(location.search);
if (!asked.get("as_of")) asked.set("as_of", today());
whenWorded(() => {
  const query = latest ? filters() : asked;
  apply(query);
  refresh(query);
});
