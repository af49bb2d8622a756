// The playground's JSON API (described in playground/page_api.py).

const RETRY_MS = 2000;

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body;
}

const get = (path) => fetch(path).then(answer);

const post = (path, body) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).then(answer);

export const api = {
  state: () => get("/api/state"),
  chat: (chat, person, before, limit = 50) =>
    get(`/api/chats/${chat}?as=${person}&limit=${limit}${before ? `&before=${before}` : ""}`),
  newPerson: (fields) => post("/api/people", fields),
  newGroup: (fields) => post("/api/groups", fields),
  /** act("text", {as, chat, text}): everything a person does; see page_api.py. */
  act: (what, fields) => post(`/api/act/${what}`, fields),
  clock: (change) => post("/api/clock", change),
  faults: (change) => post("/api/faults", change),
  bot: (what) => post("/api/bot", { do: what }),
  /** Sends files as one album (or one message). `fields` are as, chat, kind, caption, reply_to, duration. */
  upload(fields, files) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      if (value !== undefined && value !== null && value !== "") form.append(name, String(value));
    for (const file of files) form.append("file", file, file.name);
    return fetch("/api/act/upload", { method: "POST", body: form }).then(answer);
  },
  /** Follows the event stream for good; `onOpen` is called on each (re)connection, `onLost` when it drops. */
  events(onEvent, onOpen, onLost) {
    const source = new EventSource("/api/events");
    source.onopen = onOpen;
    source.onerror = () => {
      onLost();
      // The browser tries again by itself, except after an answer that was not an event stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => api.events(onEvent, onOpen, onLost), RETRY_MS);
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
  },
};
