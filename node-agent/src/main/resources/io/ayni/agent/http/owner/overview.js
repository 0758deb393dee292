// Given, received, saved, earned; their chart; reachability.
import { api } from "./api.js";
import { chart } from "./chart.js";
import { el, figure, refill, table, text } from "./dom.js";
import { bytes, credits, day, duration, time } from "./format.js";

const DAY_MS = 86_400_000;

export function overview({ messages, range, show, act }) {
  const words = messages.overview;
  const figures = el("dl", { class: "figures" });
  const drawn = el("figure");
  const reach = el("p", { "aria-live": "polite" });
  let received = null;
  let latest = null;
  let address = "";
  let measured = null;
  let drawnWidth = 0;

  const from = el("input", { type: "date", name: "from", value: day(range.fromMs), required: true });
  const to = el("input", { type: "date", name: "to", value: day(range.toMs), required: true });
  const form = el("form", { "aria-label": messages.range.legend, onsubmit: choose },
    el("label", {}, messages.range.from, from),
    el("label", {}, messages.range.to, to),
    el("button", {}, messages.range.show));

  function choose(event) {
    event.preventDefault();
    const fromMs = new Date(`${from.value}T00:00`).getTime();
    const toMs = new Date(`${to.value}T00:00`).getTime() + DAY_MS;
    act(() => show({ fromMs, toMs }), event.submitter);
  }

  function draw() {
    if (measured) {
      drawnWidth = drawn.clientWidth;
      drawn.replaceChildren(...picture(messages, measured, drawnWidth));
    }
  }

  new ResizeObserver(() => { if (drawn.clientWidth !== drawnWidth) { draw(); } }).observe(drawn);

  function fillFigures() {
    if (!latest) {
      return;
    }
    const ledger = latest.ledger;
    const known = (make) => (ledger ? make(ledger) : messages.notKnown);
    const open = (target, name) => el("dd", { class: "note" }, el("a", { href: target, "aria-label": `${words.open}: ${name}` }, words.open));
    refill(
      figures,
      figure(words.given, known((of) => bytes(of.givenBytes)), words.givenNote, open("#proofs", words.given)),
      figure(words.received, received === null ? messages.loading : bytes(received), words.receivedNote, open("#proofs", words.received)),
      figure(words.saved, known((of) => bytes(of.givenBytes)), words.savedNote, open("#proofs", words.saved)),
      figure(words.earned, known((of) => credits(of.earnedMicroCredits)),
        known((of) => text(words.earnedNote, { pending: credits(of.pendingMicroCredits) })), open("#entries", words.earned)),
      figure(words.spend, known((of) => credits(of.postedMicroCredits)),
        known((of) => text(words.spendNote, { held: credits(of.heldMicroCredits) })), open("#benefits", words.spend)),
    );
  }

  const element = el("section", {}, el("h2", {}, words.head), figures, form, drawn, el("h3", {}, words.reach), reach);
  return {
    element,
    status(status) {
      latest = status;
      address = status.peerAddress;
      fillFigures();
    },
    history(history) {
      received = history.totals.fromPeersBytes + history.totals.fromEdgeBytes;
      fillFigures();
      measured = history;
      draw();
    },
    async load() {
      const found = await api.get("reachability");
      const when = found.checkedAtMs ? time(found.checkedAtMs) : "";
      reach.textContent = found.finding === null
        ? text(words.trackerAway, { reason: latest.tracker.trouble ?? messages.notKnown })
        : text(words[found.finding], { when, address });
    },
  };
}

function picture(messages, history, width) {
  const words = messages.overview;
  if (history.buckets.length === 0) {
    return [el("p", { class: "soft" }, messages.range.nothing)];
  }
  const series = [
    { key: "givenBytes", colour: "given", name: words.given },
    { key: "fromPeersBytes", colour: "peers", name: words.fromPeers },
    { key: "fromEdgeBytes", colour: "edge", name: words.fromEdge },
  ];
  const columns = [
    { head: words.when, cell: (row) => time(row.atMs) },
    { head: words.given, cell: (row) => bytes(row.givenBytes), kind: "number" },
    { head: words.fromPeers, cell: (row) => bytes(row.fromPeersBytes), kind: "number" },
    { head: words.fromEdge, cell: (row) => bytes(row.fromEdgeBytes), kind: "number" },
    { head: words.earned, cell: (row) => credits(row.earnedMicroCredits), kind: "number" },
  ];
  return [
    el("figcaption", {}, words.chartNote, " ", text(messages.range.observed, { observed: duration(history.observedMs) })),
    chart(words.chart, history, width, series),
    el("details", {}, el("summary", {}, words.table), table(words.chart, columns, [...history.buckets].reverse(), "")),
  ];
}
