/** The conversation: asks, streams the answer, and keeps what was typed when something goes wrong. */

import { get, send } from "./api.js";
import * as conversations from "./conversations.js";
import { copyTable, copyText } from "./copy.js";
import { byId, el } from "./dom.js";
import { has, t, whenWorded, word } from "./i18n.js";
import { blocks } from "./render.js";
import { close, open, source } from "./sources.js";
import { ask } from "./stream.js";

const DRAFT = "dannguon.draft";
const TURNS_SENT = 20;
const NAME_WORDS = 14;
const FOLLOWUPS = 3;

const log = byId("log");
const form = byId("ask");
const input = byId("question");
const submit = byId("send");
const stop = byId("stop");

let conversation = null;
let turns = [];
let running = null;

const list = {
  open: (id) => show(id),
  gone: (id) => (id === conversation ? fresh() : conversations.refresh(conversation, list)),
};

input.value = sessionStorage.getItem(DRAFT) ?? "";
input.addEventListener("input", () => keep(input.value));
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = input.value.trim();
  if (question && !running) answerTo(question);
});
stop.addEventListener("click", () => running?.abort());
byId("new").addEventListener("click", () => fresh());

function keep(text) {
  input.value = text;
  sessionStorage.setItem(DRAFT, text);
}

function fresh() {
  running?.abort();
  conversation = null;
  turns = [];
  document.body.classList.remove("asked");
  log.replaceChildren();
  history.replaceState(null, "", "/");
  conversations.refresh(conversation, list);
  input.focus();
}

async function show(id) {
  try {
    const found = await conversations.turns(id);
    conversation = id;
    turns = found.turns.map(({ question, answer }) => ({ question, answer }));
    document.body.classList.toggle("asked", turns.length > 0);
    redraw();
    history.replaceState(null, "", `/?c=${encodeURIComponent(id)}`);
  } catch (error) {
    log.append(el("p", { class: "notice" }, error.message));
  }
  conversations.refresh(conversation, list);
}

function redraw() {
  log.replaceChildren(...turns.map((turn) => (turn.element = drawn(turn))));
  turns.forEach((turn) => turn.answer && complete(turn));
}

async function answerTo(question) {
  running = new AbortController();
  const turn = { question, answer: null };
  const before = turns.filter((earlier) => earlier.answer);
  turns.push(turn);
  turn.element = drawn(turn);
  log.append(turn.element);
  document.body.classList.add("asked");
  working(true);
  keep("");
  turn.element.scrollIntoView({ block: "start" });
  try {
    await store(question, turn);
    await stream(turn, [...messages(before), { role: "user", content: question }]);
    complete(turn);
    conversations.refresh(conversation, list);
  } catch (error) {
    if (error.status === 404) conversation = null; // deleted meanwhile: the next question starts another
    if (!input.value) keep(question);
    say(turn, failure(error));
  } finally {
    running = null;
    working(false);
  }
}

function failure(error) {
  if (error.name === "AbortError") return t("ask.stopped");
  return error instanceof TypeError ? t("ask.lost") : t("ask.failed", { detail: error.message });
}

/** A question is answered also where it cannot be kept. */
async function store(question, turn) {
  if (conversation) return;
  try {
    conversation = await conversations.start(question);
    history.replaceState(null, "", `/?c=${encodeURIComponent(conversation)}`);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    say(turn, t("ask.unstored", { detail: error.message }));
  }
}

const messages = (before) =>
  before
    .slice(-TURNS_SENT)
    .flatMap(({ question, answer }) => [
      { role: "user", content: question },
      { role: "assistant", content: answer.answer.slice(0, 10_000) },
    ]);

async function stream(turn, sent) {
  let text = "";
  const request = { messages: sent, ...(conversation && { conversation }) };
  for await (const { name, data } of ask(request, running.signal)) {
    if (name === "delta") {
      text += data.text;
      turn.element.querySelector(".answer").replaceChildren(...blocks(text, (n) => `[${n}]`));
    } else if (name === "done") {
      turn.answer = data;
    }
  }
}

function working(now) {
  submit.hidden = now;
  stop.hidden = !now;
  log.setAttribute("aria-busy", String(now));
}

function say(turn, text) {
  turn.element.querySelector(".said").textContent = text;
}

function drawn(turn) {
  return el(
    "article",
    { class: "turn" },
    el("h2", { class: "question" }, el("span", { class: "unseen" }, `${t("ask.you")}: `), turn.question),
    el("div", { class: "answer" }, turn.answer ? "" : el("p", { class: "hint" }, t("ask.reading"))),
    el("p", { class: "said", role: "status" }),
  );
}

/** The answer whole: with its buttons, sources, what may help, and what to do with it. */
function complete(turn) {
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
  followUps(turn);
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

/** Questions about other cells of the first cited row: they are filled, so the corpus can answer them. */
async function followUps(turn) {
  const [first] = turn.answer.citations;
  if (!first) return;
  const { record } = await source(first.id).catch(() => ({ record: { fields: {} } }));
  const asked = Object.keys(first.fields);
  const fields = Object.keys(record.fields).filter(
    (name) => !asked.includes(name) && record.fields[name].text && has(`question.${name}`),
  );
  if (!fields.length || !record.fields.name) return;
  const name = shortened(record.title);
  turn.element.querySelector(".followups").replaceChildren(
    el("h3", {}, t("ask.followups", { n: first.n })),
    el("ul", { class: "chips" }, fields.slice(0, FOLLOWUPS).map((field) => chip(t(`question.${field}`, { name }), word("fields", field)))),
  );
}

function shortened(name) {
  const words = name.split(/\s+/);
  return words.slice(0, NAME_WORDS).join(" ").replace(/[ .;:,(]+$/, "");
}

function chip(question, label = question) {
  const ask = () => {
    if (running) return;
    close();
    answerTo(question);
  };
  return el("li", {}, el("button", { type: "button", class: "chip", title: question, onclick: ask }, label));
}

async function welcome() {
  const [{ documents }, { examples, agency }] = await Promise.all([get("/api/v1/documents"), get("/api/v1/examples")]);
  const count = (kind) => documents.reduce((sum, one) => sum + (one.records[kind] ?? 0), 0);
  const questions = examples.map(({ field, name }) => t(`question.${field}`, { name }));
  if (agency) questions.push(t("question.list", { agency }));
  byId("corpus").textContent = t("ask.corpus", { documents: documents.length, tasks: count("task"), targets: count("target") });
  byId("examples").replaceChildren(...questions.map((question) => chip(question)));
}

whenWorded(() => {
  welcome().catch((error) => (byId("corpus").textContent = error.message));
  redraw();
  close();
});
addEventListener("beforeprint", () => {
  for (const list of log.querySelectorAll("details")) list.open = true; // paper cannot be pressed
});
const wanted = new URLSearchParams(location.search).get("c");
if (wanted) show(wanted);
else conversations.refresh(conversation, list);
