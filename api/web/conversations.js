/** The list of what this browser asked before: open, rename, delete, export. */

import { get, send } from "./api.js";
import { byId, el } from "./dom.js";
import { t } from "./i18n.js";

const list = byId("conversations");
const PATH = "/api/v1/conversations";

/** Start a conversation named after its first question. @returns {Promise<string>} its id */
export async function start(question) {
  const { id } = await send("POST", PATH, { title: question.slice(0, 80).trim() || "?" });
  return id;
}

/** A conversation with its turns. */
export const turns = (id) => get(`${PATH}/${encodeURIComponent(id)}`);

/**
 * Show the list.
 * @param {string|null} current the id that is open
 * @param {{open: (id: string) => void, gone: (id: string) => void}} on
 */
export async function refresh(current, on) {
  try {
    const { conversations } = await get(PATH);
    const items = conversations.map((conversation) => item(conversation, current, on));
    list.replaceChildren(...(items.length ? items : [el("li", { class: "hint" }, t("conversations.none"))]));
  } catch (error) {
    list.replaceChildren(el("li", { class: "notice" }, t("conversations.failed", { detail: error.message })));
  }
}

function item(conversation, current, on) {
  const again = () => refresh(current, on);
  const path = `${PATH}/${encodeURIComponent(conversation.id)}`;
  const li = el("li", conversation.id === current ? { class: "current" } : {});
  const show = (...children) => li.replaceChildren(...children);
  const act = (key, action) => el("button", { type: "button", class: "quiet", onclick: action }, t(key));
  const opener = el(
    "button",
    { type: "button", class: "title", "aria-current": conversation.id === current ? "true" : null, onclick: () => on.open(conversation.id) },
    conversation.title,
  );

  function rename() {
    const input = el("input", { "aria-label": t("conversations.renameTo"), value: conversation.title, maxlength: "200" });
    const save = async (event) => {
      event.preventDefault();
      if (input.value.trim()) await send("PATCH", path, { title: input.value });
      await again();
    };
    show(el("form", { onsubmit: save }, input, el("button", {}, t("conversations.save")), act("conversations.cancel", again)));
    input.select();
  }

  function ask() {
    const sure = async () => {
      await send("DELETE", path);
      on.gone(conversation.id);
    };
    const yes = act("conversations.sure", sure);
    show(opener, el("span", { class: "actions" }, yes, act("conversations.cancel", again)));
    yes.focus();
  }

  const download = el("a", { href: path, download: "hoi-dap.json" }, t("conversations.export"));
  show(
    opener,
    el("span", { class: "actions" }, act("conversations.rename", rename), download, act("conversations.delete", ask)),
  );
  return li;
}
