/** Puts an answer on the clipboard as text and as what Word understands, each with its "Nguồn:" line. */

import { el } from "./dom.js";
import { t, word } from "./i18n.js";

/**
 * Both forms at once. The copy event works on plain http in an office network, where the newer clipboard does not.
 * @returns {boolean} whether the browser allowed it
 */
export function copy(text, element) {
  let done = false;
  const write = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", element.outerHTML);
    event.preventDefault();
    done = true;
  };
  document.addEventListener("copy", write, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", write);
  return done;
}

/** The answer in its own words, then its sources. @returns {boolean} */
export function copyText(answer) {
  const sources = answer.citations.map(sourceLine);
  const text = [answer.answer, "", t("copy.source"), ...sources.map(({ text, url }) => `${text} ${url}`)].join("\n");
  const html = el(
    "div",
    {},
    answer.answer.split("\n").map((line) => el("p", {}, line)),
    sourceList(sources),
  );
  return copy(text, html);
}

/** The cited cells, one row a record, then the sources. @returns {boolean} */
export function copyTable(answer) {
  const columns = [...new Set(answer.citations.flatMap((citation) => Object.keys(citation.fields)))];
  const head = ["#", ...columns.map((name) => word("fields", name)), t("ask.sources")];
  const rows = answer.citations.map((citation) => [
    `[${citation.n}]`,
    ...columns.map((name) => best(citation.fields[name])),
    citation.label,
  ]);
  const sources = answer.citations.map(sourceLine);
  const line = (cells) => cells.map((cell) => cell.replace(/\s+/g, " ")).join("\t");
  const text = [line(head), ...rows.map(line), "", t("copy.source"), ...sources.map(({ text, url }) => `${text} ${url}`)];
  const tr = (tag, cells) => el("tr", {}, cells.map((cell) => el(tag, {}, cell)));
  const html = el("div", {}, el("table", { border: "1" }, tr("th", head), rows.map((row) => tr("td", row))), sourceList(sources));
  return copy(text.join("\n"), html);
}

const best = (cell) => (cell ? (cell.mended ?? cell.text) : "");

function sourceLine(citation) {
  return { text: `[${citation.n}] ${citation.label}`, url: new URL(citation.url, location.href).href };
}

function sourceList(sources) {
  const links = sources.map(({ text, url }) => el("p", {}, text, " ", el("a", { href: url }, url)));
  return el("div", {}, el("p", {}, el("strong", {}, t("copy.source"))), links);
}
