// What it costs beside what it brings; what another limit would have changed.
import { api } from "./api.js";
import { el, figure, text } from "./dom.js";
import { bytes, credits, duration, energy, percent } from "./format.js";

const BYTES_PER_MEGABIT = 125_000;

export function costs(page) {
  const { messages, act } = page;
  const words = messages.costs;
  const cost = el("dl", { class: "figures" });
  const benefit = el("dl", { class: "figures" });
  const note = el("p", { class: "soft" });
  const answer = el("div", { role: "status", "aria-live": "polite" });
  let redeemed = [];
  let latest = null;

  const speed = el("input", { type: "number", min: "0.1", step: "0.1", inputmode: "decimal", required: true });
  const lineForm = el("form", { onsubmit: stateLine }, el("label", {}, words.line, speed), el("button", {}, words.lineSave));
  const limit = el("input", { name: "limit", required: true, placeholder: "500K", autocomplete: "off" });
  const whatIf = el("form", { onsubmit: ask }, el("label", {}, words.rate, limit), el("button", { class: "main" }, words.ask));

  function stateLine(event) {
    event.preventDefault();
    act(async () => {
      await api.put("line", { uploadBytesPerSecond: Math.round(Number(speed.value) * BYTES_PER_MEGABIT) });
      await page.show(page.range);
    }, event.submitter);
  }

  function ask(event) {
    event.preventDefault();
    act(async () => {
      const range = { fromMs: page.range.fromMs, toMs: page.range.toMs };
      const found = await api.post("what-if", { uploadBytesPerSecond: limit.value, ...range });
      answer.replaceChildren(...told(messages, found));
    }, event.submitter);
  }

  function fill() {
    if (!latest) {
      return;
    }
    const of = latest.cost;
    cost.replaceChildren(
      figure(words.cpu, duration(of.cpuMs)),
      figure(words.memory, of.residentBytes ? bytes(of.residentBytes) : messages.notKnown),
      figure(words.disk, bytes(of.heldBytes)),
      figure(words.upload, bytes(of.uploadBytes)),
      figure(words.share, of.lineShare === null ? messages.notKnown : percent(of.lineShare), of.lineShare === null ? words.shareUnknown : null),
      figure(words.energy, energy(of.leastMilliwattHours, of.mostMilliwattHours)),
    );
    note.textContent = text(words.energyNote, { least: of.leastWatts, most: of.mostWatts });
    const mine = redeemed.filter((one) => one.requestedAtMs >= latest.fromMs && one.requestedAtMs < latest.toMs && one.state === "posted");
    benefit.replaceChildren(
      figure(words.earned, credits(latest.totals.earnedMicroCredits)),
      figure(words.redeemed, mine.length === 0 ? words.redeemedNone : mine.map((one) => one.benefit.title).join(", ")),
    );
  }

  const element = el("section", {}, el("h2", {}, words.head),
    el("h3", {}, words.cost), cost, note, lineForm,
    el("h3", {}, words.benefit), benefit,
    el("h3", {}, words.whatIf), whatIf, answer);
  return {
    element,
    history(history) {
      latest = history;
      fill();
    },
    async load() {
      const line = await api.get("line");
      speed.value = line.uploadBytesPerSecond === null ? "" : line.uploadBytesPerSecond / BYTES_PER_MEGABIT;
      redeemed = await api.get("redemptions").then((found) => found.redemptions, () => []);
      fill();
    },
  };
}

function told(messages, found) {
  const words = messages.costs;
  if (found.observedMs === 0) {
    return [el("p", {}, words.noHistory)];
  }
  const filled = text(words.answer, {
    actual: bytes(found.actualBytes),
    least: bytes(found.leastBytes),
    most: bytes(found.mostBytes),
    actualEarned: credits(found.actualMicroCredits),
    leastEarned: credits(found.leastMicroCredits),
    mostEarned: credits(found.mostMicroCredits),
  });
  return [el("p", {}, filled), el("p", { class: "soft" }, text(words.answerNote, { observed: duration(found.observedMs) }))];
}
