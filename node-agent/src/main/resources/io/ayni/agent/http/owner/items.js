// Items held and why, with forget and refuse; peers by kind.
import { api } from "./api.js";
import { careful, el, figure, refill, table } from "./dom.js";
import { bytes, count } from "./format.js";

export function items({ messages, act }) {
  const words = messages.items;
  const held = el("div");
  const refused = el("div");
  const kinds = el("dl", { class: "figures" });
  let before = "";

  function drop(path, item) {
    return (button) => act(async () => {
      await api.post(path, { content: item.contentId });
      await listRefused();
    }, button);
  }

  function list(status) {
    const shape = JSON.stringify(status.items.map((item) => [item.contentId, item.state, item.verifiedBytes, item.peers]));
    if (shape === before) {
      return;
    }
    before = shape;
    const columns = [
      { head: words.name, cell: (item) => item.name, kind: "break" },
      { head: words.state, cell: (item) => (item.failure ? `${words.states[item.state]}: ${item.failure}` : words.states[item.state]) },
      { head: words.size, cell: (item) => bytes(item.verifiedBytes), kind: "number" },
      { head: words.peers, cell: (item) => count(item.peers), kind: "number" },
      {
        head: words.do,
        cell: (item) => el("div", { class: "row" },
          careful(words.forget, words.sure, drop("items/forget", item), { "aria-label": `${words.forget}: ${item.name}` }),
          careful(words.refuse, words.sure, drop("items/refuse", item), { class: "danger", "aria-label": `${words.refuse}: ${item.name}` })),
      },
    ];
    refill(held, table(words.head, columns, status.items, messages.nothingYet));
  }

  function peers(status) {
    const sum = (of) => status.items.reduce((total, item) => total + of(item), 0);
    refill(
      kinds,
      figure(words.toThem, count(sum((item) => item.uploadingTo))),
      figure(words.fromThem, count(sum((item) => item.downloadingFrom))),
      figure(words.others, count(sum((item) => Math.max(0, item.peers - item.uploadingTo - item.downloadingFrom)))),
      figure(words.edgeKind, bytes(status.totals.fromEdgeBytes), words.edgeNote),
    );
  }

  async function listRefused() {
    const found = (await api.get("items/refused")).refused.map((contentId) => ({ contentId }));
    const columns = [
      { head: messages.proofs.content, cell: (item) => el("code", {}, item.contentId), kind: "break" },
      {
        head: words.do,
        cell: (item) => el("button", { type: "button", "aria-label": `${words.allow}: ${item.contentId}`, onclick: (event) => drop("items/allow", item)(event.target) }, words.allow),
      },
    ];
    refused.replaceChildren(table(words.refused, columns, found, messages.nothingYet));
  }

  const element = el("section", {}, el("h2", {}, words.head), el("p", {}, words.why), held,
    el("p", { class: "soft" }, words.forgetHint),
    el("h3", {}, words.kinds), kinds, el("p", { class: "soft" }, words.kindNote),
    el("h3", {}, words.refused), refused);
  return {
    element,
    status(status) {
      list(status);
      peers(status);
    },
    load: listRefused,
  };
}
