/** One cell of a document: as printed, and where the print is broken what it is read as. */

import { el } from "./dom.js";
import { t } from "./i18n.js";

/** What stands in a table: the reading where the print is broken, with the print at hand. */
export function cell({ text, mended }) {
  if (mended === null || mended === text) return text;
  return el("span", { class: "mended", title: `${t("source.printed")}: ${text}` }, mended);
}

/** What stands alone: the reading and the print, each named; an empty cell says that it is empty. */
export function cellInFull({ text, mended }) {
  if (mended === null || mended === text) return text || el("span", { class: "empty" }, t("source.empty"));
  const tag = (key) => el("span", { class: "tag" }, t(key));
  return el(
    "span",
    {},
    tag("source.mended"), " ", mended, el("br"),
    tag("source.printed"), " ", el("span", { class: "print" }, text),
  );
}
