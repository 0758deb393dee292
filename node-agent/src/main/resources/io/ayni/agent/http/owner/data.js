// Export and erase.
import { api } from "./api.js";
import { careful, el, text } from "./dom.js";

const FILES = { json: "ayni.json", "history.csv": "ayni-history.csv", "entries.csv": "ayni-entries.csv" };

export function data(page) {
  const { messages, act, say } = page;
  const words = messages.data;
  const labels = { json: words.json, "history.csv": words.history, "entries.csv": words.entries };
  const node = el("p", { class: "soft" });
  const eraseText = el("p");

  async function take(format) {
    const url = URL.createObjectURL(await api.file("export", { format }));
    const link = el("a", { href: url, download: FILES[format] });
    link.click();
    URL.revokeObjectURL(url);
  }

  const exports = Object.keys(FILES).map((format) =>
    el("button", { type: "button", onclick: (event) => act(() => take(format), event.target) }, labels[format]));
  const erase = careful(words.eraseButton, words.sure, (button) => act(async () => {
    await api.post("erase");
    await page.show(page.range);
    say(messages.done);
  }, button), { class: "danger" });

  const element = el("section", {}, el("h2", {}, words.head),
    el("h3", {}, words.export), el("form", {}, exports),
    el("h3", {}, words.erase), eraseText, erase, node);
  return {
    element,
    status(status) {
      eraseText.textContent = text(words.eraseText, { account: status.account });
      node.textContent = text(words.node, { node: status.nodeId });
    },
  };
}
