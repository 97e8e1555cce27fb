/** Reads the events of an answer from a POST; EventSource cannot send a question. */

import { Problem, send } from "./api.js";

/**
 * The events of one answer, in order. Throws Problem, AbortError when stopped, TypeError when the connection is lost.
 * @param {object} request the body of /api/v1/ask
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<{name: string, data: any}>}
 */
export async function* ask(request, signal) {
  const response = await send("POST", "/api/v1/ask", request, { accept: "text/event-stream", signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let ended = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const event of blocks.map(parsed).filter(Boolean)) {
      if (event.name === "problem") throw new Problem(event.data.detail, event.data.status);
      ended ||= event.name === "done";
      yield event;
    }
  }
  if (!ended) throw new TypeError("the stream ended before the answer did");
}

function parsed(block) {
  const lines = block.split("\n");
  const field = (name) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
  const data = field("data");
  return data.length ? { name: field("event")[0] ?? "message", data: JSON.parse(data.join("\n")) } : null;
}
