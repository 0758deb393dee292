// Consent, limits, pause.
import { api } from "./api.js";
import { el, text } from "./dom.js";
import { bytes, quantity } from "./format.js";

const HOUR_MS = 3_600_000;

export function sharing({ messages, act, say }) {
  const words = messages.sharing;
  const state = el("p", { role: "status", "aria-live": "polite" });
  const consentText = el("pre", { tabindex: "0" });
  const summary = el("summary");
  const details = el("details", {}, summary, consentText);
  const decide = el("div");
  const month = el("p", { class: "soft" });
  const fields = {
    uploadBytesPerSecond: el("input", { required: true }),
    downloadBytesPerSecond: el("input", { required: true }),
    monthlyUploadBytes: el("input", { required: true }),
    schedule: el("input", { required: true }),
    onBattery: choice(["stop", "share"]),
    onMetered: choice(["stop", "share"]),
    metered: choice(["auto", "yes", "no"]),
  };
  const labels = {
    uploadBytesPerSecond: words.upload,
    downloadBytesPerSecond: words.download,
    monthlyUploadBytes: words.monthly,
    schedule: words.schedule,
    onBattery: words.onBattery,
    onMetered: words.onMetered,
    metered: words.metered,
  };
  const form = el("form", { onsubmit: save },
    Object.entries(fields).map(([key, field]) => el("label", { class: key === "schedule" ? "wide" : undefined }, labels[key], field)),
    el("button", { class: "main" }, words.save));
  const length = el("select", {}, el("option", { value: HOUR_MS }, words.hour), el("option", { value: 24 * HOUR_MS }, words.day),
    el("option", { value: "" }, words.always));
  const pause = el("form", { onsubmit: pauseNow }, el("label", {}, words.pauseFor, length), el("button", {}, words.pause),
    el("button", { type: "button", onclick: (event) => act(() => api.post("resume"), event.target) }, words.resume));
  let version = 0;

  function choice(values) {
    return el("select", {}, values.map((value) => el("option", { value }, words[value])));
  }

  function save(event) {
    event.preventDefault();
    const wishes = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value]));
    act(async () => {
      fillForm((await api.put("limits", wishes)).limits);
      say(messages.done);
    }, event.submitter);
  }

  function pauseNow(event) {
    event.preventDefault();
    act(() => api.post("pause", length.value ? { forMs: Number(length.value) } : {}), event.submitter);
  }

  function fillForm(limits) {
    for (const [key, field] of Object.entries(fields)) {
      field.value = key === "schedule" ? scheduleText(limits.schedule) : quantity(limits[key]);
    }
  }

  function showConsent(isSharing) {
    if (decide.dataset.shows === String(isSharing)) {
      return;
    }
    decide.dataset.shows = String(isSharing);
    const body = () => (isSharing ? { sharing: false } : { sharing: true, textVersion: version });
    decide.replaceChildren(el("button", {
      type: "button",
      class: isSharing ? "danger" : "main",
      onclick: (event) => act(() => api.post("consent", body()), event.target),
    }, isSharing ? words.revoke : words.agree));
    details.open = !isSharing;
  }

  const element = el("section", {}, el("h2", {}, words.head), state, details, decide, pause,
    month, form, el("p", { class: "soft" }, words.hint));
  return {
    element,
    status(status) {
      state.textContent = text(status.sharing ? words.agreed : words.notAgreed, { text: status.limits.now.text });
      const quota = status.limits.month.quotaBytes;
      month.textContent = text(words.month, {
        used: bytes(status.limits.month.uploadedBytes),
        quota: quota === "unlimited" ? quota : bytes(quota),
        month: status.limits.month.month,
      });
      showConsent(status.sharing);
    },
    async load() {
      const asked = await api.get("consent-text");
      version = asked.textVersion;
      summary.textContent = text(words.text, { version });
      consentText.textContent = asked.text;
      fillForm((await api.get("limits")).limits);
    },
  };
}

function scheduleText(bands) {
  return bands.length === 0
    ? "none"
    : bands.map((band) => `${band.days} ${band.from}-${band.to} ${quantity(band.uploadBytesPerSecond)}`).join("; ");
}
