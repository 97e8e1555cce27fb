/** An answer as it stands in the conversation: marks, sources, follow-ups, copying and verdicts. */

import { send } from "./api.js";
import { copyTable, copyText } from "./copy.js";
import { el } from "./dom.js";
import { has, t, word } from "./i18n.js";
import { blocks } from "./render.js";
import { open, source } from "./sources.js";

const NAME_WORDS = 14;
const FOLLOWUPS = 3;

/**
 * Draw an answer whole: with its buttons, sources, what may help, and what to do with it.
 * @param {{question: string, answer: object, element: HTMLElement}} turn
 * @param {(question: string, label: string) => Node} chip a question to press
 */
export function complete(turn, chip) {
  const { answer } = turn;
  const cited = new Map(answer.citations.map((citation) => [citation.n, citation]));
  const mark = (n) => (cited.has(n) ? markButton(cited.get(n)) : `[${n}]`);
  const body = turn.element.querySelector(".answer");
  body.lang = answer.language;
  body.classList.toggle("abstained", answer.abstained);
  body.replaceChildren(
    ...blocks(answer.answer, mark),
    ...answer.warnings.map((warning) => el("p", { class: "notice" }, warning)),
  );
  turn.element.querySelector(".extra")?.remove();
  turn.element.append(el("div", { class: "extra" }, extras(turn)));
  followUps(turn, chip);
}

function markButton(citation) {
  return el(
    "button",
    {
      type: "button",
      class: "mark",
      title: citation.label,
      "aria-label": `${t("source.of", { n: citation.n })}: ${citation.label}`,
      onclick: (event) => openCitation(citation, event.currentTarget),
    },
    `[${citation.n}]`,
  );
}

function openCitation(citation, from) {
  open({ id: citation.id, n: citation.n, fields: Object.keys(citation.fields), quote: citation.quote }, from);
}

function extras(turn) {
  const { answer } = turn;
  const nearest = answer.nearest.map((near) =>
    el("li", {}, el("a", { href: near.url }, near.label), ` – ${near.title.slice(0, 140)}`),
  );
  return [
    answer.reading && el("p", { class: "hint" }, t("ask.read", { reading: answer.reading })),
    answer.citations.length > 0 && sourcesList(answer),
    nearest.length > 0 && el("section", { class: "nearest" }, el("h3", {}, t("ask.nearest")), el("ul", {}, nearest)),
    el("div", { class: "followups" }),
    actions(turn),
  ].filter(Boolean);
}

function sourcesList(answer) {
  const items = answer.citations.map((citation) =>
    el(
      "li",
      {},
      markButton(citation), " ", el("a", { href: citation.url }, citation.label),
      citation.superseded_by && el("strong", { class: "replaced" }, ` ${t("documents.replaced", { number: citation.superseded_by })}`),
    ),
  );
  const summary = el("summary", {}, `${t("ask.sources")} (${items.length})`);
  return el("details", { class: "sources", open: items.length <= 4 }, summary, el("ol", {}, items));
}

function actions(turn) {
  const { answer } = turn;
  const said = el("span", { role: "status", class: "said" });
  const button = (key, act) => el("button", { type: "button", class: "quiet", onclick: act }, t(key));
  const copying = (how) => () => (said.textContent = t(how(answer) ? "copy.done" : "copy.failed"));
  const judge = (verdict) => async () => {
    try {
      await send("POST", "/api/v1/feedback", {
        question: turn.question,
        verdict,
        answer: answer.answer,
        citations: answer.citations.map(({ id }) => id),
        revision: answer.corpus_revision,
      });
      said.textContent = t("feedback.thanks");
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const table = answer.citations.some(({ fields }) => Object.keys(fields).length);
  return el(
    "div",
    { class: "actions" },
    button("copy.text", copying(copyText)),
    table && button("copy.table", copying(copyTable)),
    el(
      "span",
      { role: "group", "aria-label": t("feedback.label"), class: "verdicts" },
      ["right", "wrong_row", "missing"].map((verdict) => button(`feedback.${verdict}`, judge(verdict))),
    ),
    said,
  );
}

/** Questions about other cells of the first cited row: they are filled, and its place is named, so the corpus answers. */
async function followUps(turn, chip) {
  const [first] = turn.answer.citations;
  if (!first) return;
  const { record } = await source(first.id).catch(() => ({ record: { fields: {} } }));
  const asked = Object.keys(first.fields);
  const fields = Object.keys(record.fields).filter(
    (name) => !asked.includes(name) && record.fields[name].text && has(`question.${name}`),
  );
  if (!fields.length || !record.fields.name) return;
  const name = `${shortened(record.title)} (${record.label})`;
  turn.element.querySelector(".followups").replaceChildren(
    el("h3", {}, t("ask.followups", { n: first.n })),
    el("ul", { class: "chips" }, fields.slice(0, FOLLOWUPS).map((field) => chip(t(`question.${field}`, { name }), word("fields", field)))),
  );
}

function shortened(name) {
  const words = name.split(/\s+/);
  return `“${words.slice(0, NAME_WORDS).join(" ").replace(/[ .;:,(]+$/, "")}”`;
}
