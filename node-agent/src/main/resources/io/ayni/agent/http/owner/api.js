// Calls of the agent's API. The token stands behind the # of the address that `ayni-agent open` prints: it is taken out of
// the address at once and kept for this tab only.
const KEY = "ayni-owner-token";

function takeToken() {
  const offered = location.hash.match(/^#token=([0-9a-f]{64})$/);
  if (offered) {
    sessionStorage.setItem(KEY, offered[1]);
    history.replaceState(null, "", location.pathname);
  }
}

takeToken();

/** A refusal of the agent, with its stable code. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function send(method, path, body) {
  const response = await fetch(`/owner/api/${path}`, {
    method,
    headers: { Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}` },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
  });
  if (!response.ok) {
    const error = (await response.json().catch(() => ({}))).error ?? {};
    throw new Refusal(response.status, error.code ?? "unknown", error.message ?? `status ${response.status}`);
  }
  return response;
}

export const api = {
  get: async (path) => (await send("GET", path)).json(),
  post: async (path, body = {}) => (await send("POST", path, body)).json(),
  put: async (path, body) => (await send("PUT", path, body)).json(),
  file: async (path, body) => (await send("POST", path, body)).blob(),
};
