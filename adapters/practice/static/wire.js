// Talking with the server: one intention out, and everybody's messages in.

const PATIENCE_MS = 20000;

// `kind`: "unsent" when it may be tried again with the same id, "expired", "busy", or "refused" for good.
export class Failure extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: options.signal || AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Failure(options.signal?.aborted ? "aborted" : "unsent");
  }
  if (response.status === 403 || response.status === 421) throw new Failure("expired");
  if (response.status === 409) throw new Failure("busy");
  if (response.status >= 400 && response.status < 500) throw new Failure("refused");
  if (!response.ok) throw new Failure("unsent");
  try {
    return await response.json();
  } catch {
    throw new Failure("unsent");
  }
}

// An intention is given its id once; sent again, it is the same intention.
export function intention(path, body) {
  return { path, body: { id: crypto.randomUUID(), ...body } };
}

export function send({ path, body }) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function world() {
  return ask("/api/world", {});
}

export async function suggest(seat, text, signal) {
  const query = new URLSearchParams({ seat, text });
  return (await ask(`/api/suggest?${query}`, { signal })).suggestions;
}

// `on`: post(post), clock(standing), ready(), reset(), state("open" | "lost" | "expired").
export function listen(on) {
  const source = new EventSource("/api/stream");
  source.addEventListener("open", () => on.state("open"));
  source.addEventListener("post", (event) => on.post(JSON.parse(event.data)));
  source.addEventListener("clock", (event) => on.clock(JSON.parse(event.data)));
  source.addEventListener("ready", () => on.ready());
  source.addEventListener("reset", () => on.reset());
  source.addEventListener("error", () => {
    // The browser tries again by itself, unless it was told no.
    on.state(source.readyState === EventSource.CLOSED ? "expired" : "lost");
  });
}
