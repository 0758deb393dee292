// The page: its sections, what they share, and how often it looks.
import { api, Refusal } from "./api.js";
import { el, text } from "./dom.js";
import { rate } from "./format.js";
import { messages } from "./messages.js";
import { overview } from "./overview.js";
import { proofs } from "./proofs.js";
import { costs } from "./costs.js";
import { items } from "./items.js";
import { benefits } from "./benefits.js";
import { sharing } from "./sharing.js";
import { data } from "./data.js";

const LOOK_EVERY_MS = 5_000;
const DAY_MS = 86_400_000;

const now = Date.now();
const page = {
  messages,
  range: { fromMs: now - DAY_MS, toMs: now + 1 },
  /** Runs something that the owner asked for; what goes wrong is said. */
  async act(deed, button) {
    if (button) { button.disabled = true; }
    try {
      const answer = await deed();
      await look();
      return answer;
    } catch (failure) {
      notice(failure);
      return undefined;
    } finally {
      if (button) { button.disabled = false; }
    }
  },
  say,
  /** The owner wants another range. */
  async show(range) {
    page.range = range;
    await loadRange();
  },
};

const sections = { overview, proofs, costs, items, benefits, sharing, data };
const shown = {};
let givenBefore = null;

function build() {
  document.title = messages.title;
  document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = messages[node.dataset.text]; });
  const main = document.getElementById("main");
  const nav = document.getElementById("sections");
  nav.setAttribute("aria-label", messages.title);
  for (const [id, create] of Object.entries(sections)) {
    nav.append(el("a", { href: `#${id}` }, messages.sections[id]));
    shown[id] = create(page);
    shown[id].element.id = id;
    main.append(shown[id].element);
  }
}

function say(words) {
  const node = document.getElementById("notice");
  node.textContent = words;
  setTimeout(() => { if (node.textContent === words) { node.textContent = ""; } }, 6000);
}

function notice(failure) {
  if (failure instanceof Refusal) {
    say(failure.status === 403 ? messages.noToken : text(messages.failed, { reason: failure.message }));
  } else {
    say(messages.away);
  }
}

async function look() {
  const status = await api.get("status");
  light(status);
  for (const section of Object.values(shown)) {
    section.status?.(status);
  }
}

async function loadRange() {
  // the end moves on while the range reaches to now
  const range = { ...page.range, toMs: Math.min(page.range.toMs, Date.now() + 1) };
  const history = await api.post("history", range);
  for (const section of Object.values(shown)) {
    section.history?.(history);
  }
}

function light(status) {
  const given = status.totals.givenBytes;
  const nowMs = performance.now();
  const speed = givenBefore ? Math.max(0, (given - givenBefore.given) / ((nowMs - givenBefore.nowMs) / 1000)) : 0;
  givenBefore = { given, nowMs };
  const isGiving = status.sharing && status.limits.now.uploading;
  const fetching = status.items.filter((item) => item.state === "fetching").length;
  let words = speed > 0 ? text(messages.light.uploading, { rate: rate(speed) }) : messages.light.idle;
  if (!status.sharing) {
    words = messages.light.noConsent;
  } else if (!isGiving) {
    words = text(messages.light.limited, { reason: status.limits.now.text });
  }
  if (fetching > 0) {
    words = text(messages.light.fetching, { count: fetching, giving: words });
  }
  const node = document.getElementById("light");
  if (node.textContent !== words) {
    node.replaceChildren(el("span", { class: isGiving ? "dot on" : "dot off", "aria-hidden": "true" }), words);
  }
  quick(status);
}

function quick(status) {
  const node = document.getElementById("quick");
  const paused = status.limits.now.reason === "paused";
  const want = `${status.sharing} ${paused}`;
  if (node.dataset.shows === want) {
    return;
  }
  node.dataset.shows = want;
  const button = (words, path, body, kind) =>
    el("button", { type: "button", class: kind, onclick: (event) => page.act(() => api.post(path, body), event.target) }, words);
  node.replaceChildren(
    ...(status.sharing
      ? [
          paused ? button(messages.quick.resume, "resume", {}) : button(messages.quick.pause, "pause", { forMs: 3_600_000 }),
          button(messages.quick.revoke, "consent", { sharing: false }, "danger"),
        ]
      : []),
  );
}

async function begin() {
  build();
  try {
    await look();
    await loadRange();
    await Promise.all(Object.values(shown).map((section) => section.load?.()));
    document.body.dataset.ready = "true";
  } catch (failure) {
    document.getElementById("light").textContent = failure instanceof Refusal && failure.status === 403 ? messages.noToken : messages.away;
    return;
  }
  setInterval(() => { if (!document.hidden) { look().catch(notice); } }, LOOK_EVERY_MS);
}

begin();
