/** Talks JSON with the service; an error carries the sentence that the service wrote for people. */

export class Problem extends Error {
  /** @param {string} detail @param {number} status */
  constructor(detail, status) {
    super(detail);
    this.status = status;
  }
}

/** GET. Throws Problem, or TypeError when the connection is lost. */
export async function get(url) {
  return body(await fetch(url, { headers: { Accept: "application/json" } }));
}

/** Send JSON with a method. Throws like `get`. */
export async function send(method, url, data, { accept = "application/json", signal } = {}) {
  const response = await fetch(url, {
    method,
    signal,
    headers: { "Content-Type": "application/json", Accept: accept },
    body: data === undefined ? undefined : JSON.stringify(data),
  });
  return accept === "application/json" ? body(response) : checked(response);
}

async function body(response) {
  await checked(response);
  return response.status === 204 ? null : response.json();
}

async function checked(response) {
  if (response.ok) return response;
  let detail = `${response.status} ${response.statusText}`;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // a proxy answered with something else: the status line has to do
  }
  throw new Problem(detail, response.status);
}
