// Stacked bars over time, drawn as SVG; a table beside it has the same figures.
import { el, svg } from "./dom.js";
import { bytes, shortTime } from "./format.js";

const LEAST_WIDTH = 260;
const HEIGHT = 200;
const LEFT = 56;
const BOTTOM = 22;
const TOP = 10;

/**
 * @param title said to screen readers
 * @param data {fromMs, toMs, bucketMs, buckets}
 * @param width in pixels, so that its texts are as large as all others
 * @param series list of {key, colour, name} of the buckets' figures; the colour is a class
 */
export function chart(title, data, width, series) {
  const right = Math.max(LEAST_WIDTH, width);
  const sums = data.buckets.map((bucket) => series.reduce((sum, one) => sum + bucket[one.key], 0));
  const most = Math.max(1, ...sums);
  const x = (ms) => LEFT + ((ms - data.fromMs) / (data.toMs - data.fromMs)) * (right - LEFT);
  const y = (value) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const drawing = svg("svg", { class: "chart", viewBox: `0 0 ${right} ${HEIGHT}`, role: "img", "aria-label": title });
  for (const share of [0, 0.5, 1]) {
    const at = y(most * share);
    drawing.append(
      svg("line", { class: "axis", x1: LEFT, x2: right, y1: at, y2: at }),
      svg("text", { x: LEFT - 6, y: at + 4, "text-anchor": "end" }, bytes(most * share)),
    );
  }
  data.buckets.forEach((bucket) => drawing.append(...bars(bucket, data, series, x, y)));
  drawing.append(...times(data, x));
  return el("div", {}, drawing, key(series));
}

function bars(bucket, data, series, x, y) {
  const left = Math.min(Math.max(LEFT, x(bucket.atMs)), x(data.toMs) - 3);
  const width = Math.max(3, x(bucket.atMs + data.bucketMs) - left - 1);
  let below = 0;
  return series.filter((one) => bucket[one.key] > 0).map((one) => {
    const top = y(below + bucket[one.key]);
    const bar = svg("rect", { class: one.colour, x: left, width, y: top, height: Math.max(1, y(below) - top) });
    below += bucket[one.key];
    return bar;
  });
}

function times(data, x) {
  const withDay = data.toMs - data.fromMs > 2 * 86_400_000;
  return [0, 0.25, 0.5, 0.75].map((share) => {
    const ms = data.fromMs + share * (data.toMs - data.fromMs);
    return svg("text", { x: x(ms), y: HEIGHT - 5 }, shortTime(ms, withDay));
  });
}

function key(series) {
  const mark = (one) => svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: one.colour, width: 10, height: 10 }));
  return el("ul", { class: "key" }, series.map((one) => el("li", {}, mark(one), one.name)));
}
