// What credits buy, and what was bought.
import { api } from "./api.js";
import { careful, el, table, text } from "./dom.js";
import { credits, duration, time } from "./format.js";

export function benefits({ messages, act, say }) {
  const words = messages.benefits;
  const offered = el("div");
  const mine = el("div", { "aria-live": "polite" });

  async function redeem(benefit, button) {
    await act(async () => {
      const answer = await api.post("redemptions", { benefit: benefit.name });
      say(text(words.result, { state: answer.redemption.state }));
      await load();
    }, button);
  }

  async function load() {
    try {
      const [catalogue, redeemed] = await Promise.all([api.get("benefits"), api.get("redemptions")]);
      offered.replaceChildren(table(words.offered, offerColumns(messages, redeem), catalogue.benefits, messages.nothingYet));
      mine.replaceChildren(table(words.mine, ownColumns(messages), redeemed.redemptions, messages.nothingYet));
    } catch {
      offered.replaceChildren(el("p", { class: "soft" }, messages.ledgerAway));
      mine.replaceChildren();
    }
  }

  const element = el("section", {}, el("h2", {}, words.head),
    el("h3", {}, words.offered), offered, el("h3", {}, words.mine), mine);
  return { element, load };
}

function offerColumns(messages, redeem) {
  const words = messages.benefits;
  const price = (one) => credits(one.priceMicroCredits);
  return [
    { head: words.name, cell: (one) => one.title, kind: "break" },
    { head: words.kind, cell: (one) => one.kind },
    { head: words.price, cell: price, kind: "number" },
    { head: words.lasts, cell: (one) => duration(one.lastingMs), kind: "number" },
    {
      head: "",
      cell: (one) => careful(words.redeem, text(words.sure, { price: price(one) }), (button) => redeem(one, button),
        { "aria-label": `${words.redeem}: ${one.title}` }),
    },
  ];
}

function ownColumns(messages) {
  const words = messages.benefits;
  return [
    { head: words.when, cell: (one) => time(one.requestedAtMs) },
    { head: words.name, cell: (one) => one.benefit.title, kind: "break" },
    { head: words.state, cell: (one) => one.state },
    { head: words.price, cell: (one) => credits(one.benefit.priceMicroCredits), kind: "number" },
    { head: words.gain, cell: (one) => gain(words, one), kind: "break" },
  ];
}

function gain(words, one) {
  if (one.voucher) {
    return el("code", {}, text(words.voucher, one));
  }
  if (one.entitledUntilMs > 0) {
    return text(words.until, { when: time(one.entitledUntilMs) });
  }
  return one.confirmByMs > 0 ? text(words.confirm, { when: time(one.confirmByMs) }) : "";
}
