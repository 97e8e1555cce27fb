/** What changed between two reports of one kind; offered where the corpus holds two. */

import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { t, word } from "./i18n.js";

const place = byId("changes");

/** Offer the comparison of reports whose type occurs more than once, the last two chosen. */
export function offer(all) {
  const types = all.map(({ type }) => type);
  const reports = all.filter(({ type }) => types.indexOf(type) !== types.lastIndexOf(type));
  place.hidden = reports.length < 2;
  if (place.hidden || place.open) return;
  const before = choice("changes.from", reports, reports.at(-2).slug);
  const after = choice("changes.to", reports, reports.at(-1).slug);
  const result = el("div", { role: "status" });
  const compare = () => show(result, before.control.value, after.control.value);
  for (const { control } of [before, after]) control.addEventListener("change", compare);
  place.addEventListener("toggle", () => place.open && compare(), { once: true });
  place.replaceChildren(el("summary", {}, t("changes.title")), el("p", {}, before.label, " ", after.label), result);
}

function choice(key, reports, chosen) {
  const control = el("select", {}, reports.map(({ slug, name }) => el("option", { value: slug, selected: slug === chosen }, name)));
  return { control, label: el("label", {}, t(key), " ", control) };
}

async function show(result, before, after) {
  try {
    const { changes } = await get(`/api/v1/changes?${new URLSearchParams({ before, after })}`);
    result.replaceChildren(changes.length ? el("ul", {}, changes.map(line)) : el("p", {}, t("changes.none")));
  } catch (error) {
    result.replaceChildren(el("p", { class: "notice" }, error.message));
  }
}

function line({ before, after, fields }) {
  const record = after ?? before;
  const state = !before ? t("changes.new") : !after ? t("changes.gone") : "";
  return el(
    "li",
    {},
    state && el("strong", {}, `${state}: `),
    el("a", { href: record.url }, record.title),
    fields.map((name) =>
      el("div", {}, `${word("fields", name)}: `, el("del", {}, before.fields[name]?.text ?? ""), " → ", el("ins", {}, after.fields[name]?.text ?? "")),
    ),
  );
}
