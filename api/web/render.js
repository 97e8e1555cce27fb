/** Turns an answer's text into elements: paragraphs, bullets, tables, bold and `[n]` buttons. Nothing else exists. */

import { el } from "./dom.js";

const INLINE = /\*\*(?<bold>[^*\n]+)\*\*|\[(?<n>\d+)\]/g;
const BULLET = /^\s*[-•*]\s+/;
const CELLS = /^\s*\|(.+)\|\s*$/;
const RULE = /^\s*\|[\s:|-]+\|\s*$/;

/**
 * @param {string} text
 * @param {(n: number) => Node|string} mark what stands for `[n]`
 * @returns {HTMLElement[]} blocks in order
 */
export function blocks(text, mark) {
  const found = [];
  let open = null;
  for (const line of text.split("\n")) {
    const kind = RULE.test(line) ? "rule" : CELLS.test(line) ? "table" : BULLET.test(line) ? "ul" : line.trim() ? "p" : "";
    if (kind === "rule") continue;
    if (kind === "" || kind === "p" || open?.kind !== kind) {
      open = kind ? { kind, lines: [] } : null;
      if (open) found.push(open);
    }
    open?.lines.push(line);
  }
  return found.map((block) => MAKERS[block.kind](block.lines, mark));
}

const MAKERS = {
  p: ([line], mark) => el("p", {}, inline(line, mark)),
  ul: (lines, mark) => bullets(lines, mark),
  table: (lines, mark) => {
    const [head, ...rows] = lines.map((line) => line.match(CELLS)[1].split("|").map((cell) => cell.trim()));
    const cells = (tag, row) => row.map((cell) => el(tag, tag === "th" ? { scope: "col" } : {}, inline(cell, mark)));
    return el(
      "div",
      { class: "scroll" },
      el("table", {}, el("thead", {}, el("tr", {}, cells("th", head))), el("tbody", {}, rows.map((row) => el("tr", {}, cells("td", row))))),
    );
  },
};

/** A list; an indented bullet belongs to the one above it. */
function bullets(lines, mark) {
  const list = el("ul", {});
  for (const line of lines) {
    const item = el("li", {}, inline(line.replace(BULLET, ""), mark));
    const above = /^\s/.test(line) ? list.lastElementChild : null;
    if (!above) list.append(item);
    else if (above.lastElementChild?.tagName === "UL") above.lastElementChild.append(item);
    else above.append(el("ul", {}, item));
  }
  return list;
}

function inline(text, mark) {
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(done, match.index));
    parts.push(match.groups.bold ? el("strong", {}, match.groups.bold) : mark(Number(match.groups.n)));
    done = match.index + match[0].length;
  }
  return [...parts, text.slice(done)].filter((part) => part !== "");
}

/** `text` with each of `quotes` that stands in it word for word wrapped in <mark>. @returns {(Node|string)[]} */
export function marked(text, quotes) {
  const found = quotes
    .filter(Boolean)
    .map((quote) => ({ at: text.indexOf(quote), quote }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const parts = [];
  let done = 0;
  for (const { at, quote } of found) {
    if (at < done) continue;
    parts.push(text.slice(done, at), el("mark", {}, quote));
    done = at + quote.length;
  }
  return [...parts, text.slice(done)].filter((part) => part !== "");
}
