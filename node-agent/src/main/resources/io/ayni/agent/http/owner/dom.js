// Elements out of plain values. Text is only ever set as text: nothing that comes from the network can become markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

export const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** A text with its {names} filled in. */
export const text = (pattern, values = {}) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** One figure: what it is, its value, where it is from. */
export const figure = (name, value, note, ...more) =>
  el("div", { class: "figure" }, el("dt", {}, name), el("dd", {}, value), note ? el("dd", { class: "note" }, note) : null, ...more);

/**
 * A table with a caption. Columns are {head, cell(row), kind}; kind "number" is set right, "break" may break anywhere.
 */
export function table(caption, columns, rows, nothing) {
  if (rows.length === 0) {
    return el("p", { class: "soft" }, nothing);
  }
  const head = el("tr", {}, columns.map((column) => el("th", { scope: "col", class: column.kind }, column.head)));
  const body = rows.map((row) => el("tr", {}, columns.map((column) => el("td", { class: column.kind }, column.cell(row)))));
  const whole = el("table", {}, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, body));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, whole);
}

/** A button that needs a second press within four seconds; its text then asks for it. */
export function careful(label, question, act, attributes = {}) {
  let armed = 0;
  const button = el("button", { type: "button", ...attributes, onclick: press }, label);
  async function press() {
    if (Date.now() < armed) {
      armed = 0;
      button.textContent = label;
      await act(button);
      return;
    }
    armed = Date.now() + 4000;
    button.textContent = question;
    setTimeout(() => { if (Date.now() >= armed) { button.textContent = label; } }, 4100);
  }
  return button;
}

/** Puts new content in place of the old where it reads differently; a link or button that had the focus has it again. */
export function refill(node, ...children) {
  const fresh = el(node.tagName, {}, ...children);
  if (fresh.textContent === node.textContent) {
    return;
  }
  const controls = () => [...node.querySelectorAll("a, button")];
  const focused = controls().indexOf(document.activeElement);
  node.replaceChildren(...fresh.childNodes);
  controls()[focused]?.focus();
}
