// Numbers, sizes, credits and times as people read them, in the language of the browser.
const LANGUAGE = navigator.language || "en";
const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

function number(value, digits) {
  return new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: digits }).format(value);
}

export function bytes(value) {
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < BYTE_UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${number(rest, rest < 10 && unit > 0 ? 2 : rest < 100 && unit > 0 ? 1 : 0)} ${BYTE_UNITS[unit]}`;
}

/** A number of bytes as the limits take it: 20G where that is exact; words as they are. */
export function quantity(value) {
  if (typeof value !== "number" || value === 0) {
    return String(value);
  }
  const suffix = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "K"]].find(([unit]) => value % unit === 0);
  return suffix ? `${value / suffix[0]}${suffix[1]}` : String(value);
}

export const rate = (value) => (value === "unlimited" ? value : `${bytes(value)}/s`);

export const credits = (micro) => `${number(micro / 1e6, 6)} credits`;

export const money = (micro, currency) => `${number(micro / 1e6, 6)} ${currency}`;

export const percent = (share) => `${number(share * 100, share < 0.01 ? 3 : 1)} %`;

export const count = (value) => number(value, 0);

export function energy(leastMilliwattHours, mostMilliwattHours) {
  return mostMilliwattHours >= 1000
    ? `${number(leastMilliwattHours / 1000, 2)} to ${number(mostMilliwattHours / 1000, 2)} Wh`
    : `${number(leastMilliwattHours, 0)} to ${number(mostMilliwattHours, 0)} mWh`;
}

export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 100) {
    return `${number(seconds, seconds < 10 ? 2 : 0)} s`;
  }
  if (seconds < 6000) {
    return `${number(seconds / 60, 0)} min`;
  }
  return seconds < 172_800 ? `${number(seconds / 3600, 1)} h` : `${number(seconds / 86_400, 1)} days`;
}

export const time = (ms) =>
  new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short" }).format(new Date(ms));

export const shortTime = (ms, withDay) =>
  new Intl.DateTimeFormat(LANGUAGE, withDay ? { day: "numeric", month: "short" } : { hour: "numeric", minute: "2-digit" })
    .format(new Date(ms));

/** YYYY-MM-DD of the local day, for date fields. */
export function day(ms) {
  const date = new Date(ms);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}
