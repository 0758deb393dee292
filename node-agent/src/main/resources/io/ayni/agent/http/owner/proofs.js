// Statements of hours, verified here, and what they open into; the entries of the account.
import { api } from "./api.js";
import { el, table, text } from "./dom.js";
import { bytes, credits, count, money, time } from "./format.js";

const HOUR_MS = 3_600_000;
const MOST_HOURS = 48;

export function proofs({ messages, act }) {
  const words = messages.proofs;
  const hours = el("div");
  const sum = el("p", { role: "status", "aria-live": "polite" });
  const receipts = el("div", { "aria-live": "polite" });
  const entries = el("div", { id: "entries" }, el("p", { class: "soft" }, messages.loading));
  const all = el("button", { type: "button", onclick: (event) => act(verifyAll, event.target) }, words.verifyAll);
  let rows = [];

  async function verify(row) {
    row.outcome.textContent = messages.loading;
    try {
      row.statement = await api.post("statements", { window: row.window });
    } catch (failure) {
      row.statement = undefined;
      row.outcome.textContent = text(messages.failed, { reason: failure.message });
      return;
    }
    row.outcome.replaceChildren(outcome(messages, row.statement));
  }

  async function verifyAll() {
    for (const row of rows) {
      await verify(row);
    }
    const proven = rows.map((row) => row.statement).filter((statement) => statement?.verified).map((statement) => statement.facts);
    const of = (name) => proven.reduce((total, facts) => total + facts[name], 0);
    sum.textContent = text(words.sum, {
      proven: proven.length,
      count: rows.length,
      given: bytes(of("givenBytes")),
      received: bytes(of("receivedBytes")),
      saved: money(of("savedMicroUnits"), proven[0]?.currency ?? ""),
      earned: credits(of("earnedMicroCredits")),
    });
  }

  async function openReceipts(row) {
    const statement = await api.post("statements/receipts", { window: row.window });
    row.outcome.replaceChildren(outcome(messages, statement));
    receipts.replaceChildren(receiptTable(messages, row, statement.receipts ?? []));
  }

  function list() {
    const button = (label, deed) => (row) =>
      el("button", { type: "button", "aria-label": `${label}: ${time(row.window * HOUR_MS)}`, onclick: (event) => act(() => deed(row), event.target) }, label);
    const columns = [
      { head: words.hour, cell: (row) => time(row.window * HOUR_MS) },
      { head: words.measured, cell: (row) => bytes(row.givenBytes), kind: "number" },
      { head: words.outcome, cell: (row) => row.outcome, kind: "break" },
      { head: "", cell: (row) => el("div", { class: "row" }, button(words.verify, verify)(row), button(words.receipts, openReceipts)(row)) },
    ];
    all.hidden = rows.length === 0;
    sum.textContent = "";
    receipts.replaceChildren();
    hours.replaceChildren(table(words.hours, columns, rows, words.noHours));
  }

  const element = el("section", {}, el("h2", {}, words.head), el("p", {}, words.intro), hours, all, sum, receipts,
    el("h3", {}, words.entries), entries);
  return {
    element,
    history(history) {
      const byHour = new Map();
      for (const bucket of history.buckets) {
        if (bucket.givenBytes + bucket.fromPeersBytes + bucket.settledBytes === 0) {
          continue;
        }
        // a bucket of more than an hour stands for each of its hours: the statements know which had traffic
        for (let at = bucket.atMs; at < Math.min(bucket.atMs + history.bucketMs, history.toMs); at += HOUR_MS) {
          const window = Math.floor(at / HOUR_MS);
          const given = (byHour.get(window) ?? 0) + (history.bucketMs <= HOUR_MS ? bucket.givenBytes : 0);
          byHour.set(window, given);
        }
      }
      rows = [...byHour].sort((one, other) => other[0] - one[0]).slice(0, MOST_HOURS)
        .map(([window, givenBytes]) => ({ window, givenBytes, outcome: el("span") }));
      list();
    },
    async load() {
      try {
        const found = (await api.post("entries", { limit: 100 })).entries;
        entries.replaceChildren(entryTable(messages, found));
      } catch {
        entries.replaceChildren(el("p", { class: "soft" }, messages.ledgerAway));
      }
    },
  };
}

function outcome(messages, statement) {
  const words = messages.proofs;
  if (!statement.verified) {
    return el("span", { class: "bad" }, text(words.refuted, statement));
  }
  const facts = statement.facts;
  return el("span", {},
    el("span", { class: "good" }, text(words.proven, { state: facts.windowState, entries: facts.entries })), ": ",
    text(words.stated, {
      given: bytes(facts.givenBytes),
      received: bytes(facts.receivedBytes),
      saved: money(facts.savedMicroUnits, facts.currency),
      earned: credits(facts.earnedMicroCredits),
    }));
}

function receiptTable(messages, row, found) {
  const words = messages.proofs;
  const short = (hex) => el("code", { title: hex }, hex.slice(0, 16));
  const columns = [
    { head: words.entry, cell: (one) => `${one.shard}/${count(one.entry)}` },
    { head: words.bytes, cell: (one) => bytes(one.bytes), kind: "number" },
    { head: words.paid, cell: (one) => credits(one.paidMicroCredits), kind: "number" },
    { head: words.withheld, cell: (one) => credits(one.withheldMicroCredits), kind: "number" },
    { head: words.receipt, cell: (one) => short(one.receiptId) },
    { head: words.grant, cell: (one) => short(one.grantId) },
    { head: words.content, cell: (one) => short(one.contentId) },
  ];
  return table(text(words.receiptHead, { hour: time(row.window * HOUR_MS) }), columns, found, messages.nothingYet);
}

function entryTable(messages, found) {
  const words = messages.proofs;
  const change = (micro) => (micro === 0 ? "" : (micro > 0 ? "+" : "") + credits(micro));
  const columns = [
    { head: messages.benefits.when, cell: (one) => time(one.recordedAtMs) },
    { head: words.entryKind, cell: (one) => words.kinds[one.kind] ?? one.kind },
    { head: words.posted, cell: (one) => change(one.postedChangeMicroCredits), kind: "number" },
    { head: words.pending, cell: (one) => change(one.pendingChangeMicroCredits), kind: "number" },
    { head: words.heldBack, cell: (one) => change(one.heldChangeMicroCredits), kind: "number" },
    { head: words.entry, cell: (one) => `${one.shard}/${count(one.number)}`, kind: "number" },
  ];
  return table(words.entries, columns, found, messages.nothingYet);
}
