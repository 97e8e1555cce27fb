/** Draws how many deadlines fall into each month; a month can be pressed to see them. */

import { svg } from "./dom.js";
import { t } from "./i18n.js";

const STEP = 44;
const HEIGHT = 96;
const FOOT = 30;
const HEAD = 16;

/**
 * @param {Map<string, number>} counts by month, "2026-03", in order
 * @param {string} asOf the day drawn as a line
 * @param {(first: string, last: string) => string} link where a month leads
 * @returns {SVGElement|null} null when nothing has a day
 */
export function timeline(counts, asOf, link) {
  if (!counts.size) return null;
  const months = span([...counts.keys()]);
  const most = Math.max(...counts.values());
  const width = months.length * STEP + 8;
  const bars = months.map((month, at) => bar(month, counts.get(month) ?? 0, at, most, asOf, link));
  return svg(
    "svg",
    { width, height: HEAD + HEIGHT + FOOT, viewBox: `0 0 ${width} ${HEAD + HEIGHT + FOOT}`, role: "group", "aria-label": t("board.timeline") },
    today(months, asOf),
    bars,
  );
}

function bar(month, n, at, most, asOf, link) {
  const [year, number] = month.split("-");
  const height = n ? Math.max(3, (n / most) * (HEIGHT - 16)) : 0;
  const x = at * STEP + 8;
  const foot = HEAD + HEIGHT;
  const words = [
    svg("text", { x: x + 16, y: foot + 13, "text-anchor": "middle" }, `${Number(number)}`),
    (at === 0 || number === "01") && svg("text", { x: x + 16, y: foot + 26, "text-anchor": "middle" }, year),
  ];
  if (!n) return svg("g", {}, words);
  const days = new Date(Number(year), Number(number), 0).getDate();
  return svg(
    "a",
    { href: link(`${month}-01`, `${month}-${days}`), "aria-label": t("board.month", { month: `${Number(number)}/${year}`, n }) },
    svg("title", {}, t("board.month", { month: `${Number(number)}/${year}`, n })),
    svg("rect", { class: month < asOf.slice(0, 7) ? "bar past" : "bar", x, y: foot - height, width: 32, height, rx: 3 }),
    svg("text", { x: x + 16, y: foot - height - 4, "text-anchor": "middle" }, String(n)),
    words,
  );
}

function today(months, asOf) {
  const at = months.indexOf(asOf.slice(0, 7));
  if (at < 0) return null;
  const x = at * STEP + 8 + (Number(asOf.slice(8)) / 31) * STEP - 4;
  return [
    svg("line", { class: "today", x1: x, x2: x, y1: HEAD, y2: HEAD + HEIGHT }),
    svg("text", { class: "today-word", x: x + 4, y: 11 }, `${t("board.today")} ${asOf.slice(8)}/${asOf.slice(5, 7)}`),
  ];
}

/** Every month from the first to the last. */
function span(sorted) {
  const months = [];
  let [year, month] = sorted[0].split("-").map(Number);
  for (let name = sorted[0]; name <= sorted.at(-1); ) {
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    name = `${year}-${String(month).padStart(2, "0")}`;
  }
  return months;
}
