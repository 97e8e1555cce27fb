/** The conversation: asks, streams the answer, and keeps what was typed when something goes wrong. */

import { complete } from "./answer.js";
import { get } from "./api.js";
import * as conversations from "./conversations.js";
import { byId, el } from "./dom.js";
import { language, t, whenWorded } from "./i18n.js";
import { blocks } from "./render.js";
import { close } from "./sources.js";
import { ask } from "./stream.js";

const DRAFT = "dannguon.draft";
const TURNS_SENT = 20;

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
  turns.forEach((turn) => turn.answer && complete(turn, chip));
}

async function answerTo(question, answerIn = "auto") {
  running = new AbortController();
  const turn = { question, text: "", said: null, answer: null };
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
    await stream(turn, [...messages(before), { role: "user", content: question }], answerIn);
    complete(turn, chip);
    conversations.refresh(conversation, list);
  } catch (error) {
    if (error.status === 404) conversation = null; // deleted meanwhile: the next question starts another
    if (!input.value) keep(question);
    say(turn, () => failure(error));
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
    say(turn, () => t("ask.unstored", { detail: error.message }));
  }
}

const messages = (before) =>
  before
    .slice(-TURNS_SENT)
    .flatMap(({ question, answer }) => [
      { role: "user", content: question },
      { role: "assistant", content: answer.answer.slice(0, 10_000) },
    ]);

async function stream(turn, sent, answerIn) {
  const request = { messages: sent, language: answerIn, ...(conversation && { conversation }) };
  for await (const { name, data } of ask(request, running.signal)) {
    if (name === "delta") {
      turn.text += data.text;
      turn.element.querySelector(".answer").replaceChildren(...soFar(turn));
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

/** The turn keeps `words`: it is drawn again when the words arrive and when the language changes. */
function say(turn, words) {
  turn.said = words;
  turn.element.querySelector(".said").textContent = words();
}

const soFar = (turn) =>
  turn.text ? blocks(turn.text, (n) => `[${n}]`) : [el("p", { class: "hint" }, t("ask.reading"))];

function drawn(turn) {
  return el(
    "article",
    { class: "turn" },
    el("h2", { class: "question" }, el("span", { class: "unseen" }, `${t("ask.you")}: `), turn.question),
    el("div", { class: "answer" }, ...(turn.answer ? [] : soFar(turn))),
    el("p", { class: "said", role: "status" }, turn.said?.() ?? ""),
  );
}

function chip(question, label = question) {
  const ask = () => {
    if (running) return;
    close();
    answerTo(question, language());
  };
  return el("li", {}, el("button", { type: "button", class: "chip", title: question, onclick: ask }, label));
}

async function welcome() {
  const [{ documents }, { examples, agency }] = await Promise.all([get("/api/v1/documents"), get("/api/v1/examples")]);
  const count = (kind) => documents.reduce((sum, one) => sum + (one.records[kind] ?? 0), 0);
  const questions = examples.map(({ field, name }) => t(`question.${field}`, { name: `“${name}”` }));
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
