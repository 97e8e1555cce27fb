/** The list of documents: what each is, whether it was replaced, and what their sentences say of one another. */

import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { day, t, whenWorded, word } from "./i18n.js";

const place = byId("documents");
const answer = get("/api/v1/documents");
answer.catch(() => null); // told where it is shown

whenWorded(async () => {
  try {
    const { documents, relations } = await answer;
    place.replaceChildren(...documents.map(card), ...related(relations, documents));
  } catch (error) {
    place.replaceChildren(el("p", { class: "notice" }, error.message));
  }
});

function card(document) {
  const counts = Object.entries(document.records).map(([kind, n]) => `${n} ${word("kinds", kind)}`);
  const head = [document.issued_on ? day(document.issued_on) : t("documents.undated"), document.issuer];
  const replaced = document.superseded_by;
  return el(
    "article",
    { class: "card" },
    el("h2", {}, el("a", { href: document.url }, document.name)),
    document.title && document.title !== document.name && el("p", {}, document.title),
    el("p", { class: "hint" }, head.filter(Boolean).join(" · ")),
    el("p", { class: "hint" }, counts.join(" · ")),
    replaced
      ? el("p", { class: "notice" }, t("documents.replaced", replaced), ". ", replaced.url && el("a", { href: replaced.url }, t("source.stated")))
      : el("p", { class: "hint" }, t("documents.inForce")),
  );
}

/** Relations in which a document of ours takes part; `record` is where the sentence stands. */
function related(relations, documents) {
  const numbers = new Set(documents.map(({ number }) => number).filter(Boolean));
  const ours = relations.filter(({ subject, object }) => numbers.has(subject) || numbers.has(object));
  if (!ours.length) return [];
  const items = ours.map((relation) =>
    el(
      "details",
      {},
      el("summary", {}, t(`relation.${relation.kind}`, relation)),
      el("blockquote", {}, relation.sentence),
      el("p", {}, el("a", { href: link(relation.record) }, t("source.open"))),
    ),
  );
  return [el("h2", {}, t("documents.relations")), el("p", { class: "hint" }, t("documents.relationsNote")), ...items];
}

function link(record) {
  const [slug, ...rest] = record.split("/");
  return `/documents/${slug}#${rest.join("-")}`;
}
