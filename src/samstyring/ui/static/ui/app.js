// Makes pages quick and forgiving. Every page works without this file.

const words = Object.fromEntries(
  [...(document.getElementById("words")?.content.querySelectorAll("[data-word]") ?? [])].map((e) => [e.dataset.word, e.textContent]),
);

function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] ?? "");
}

// The time in Norway by the installation's clock, as the server tells it: a demo's stands on another day.
function timeNow(date = new Date()) {
  const ahead = Number(document.documentElement.dataset.clockAhead ?? 0) * 1000;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Oslo" };
  const told = new Intl.DateTimeFormat("en-GB", time).format(new Date(date.getTime() + ahead));
  return document.documentElement.lang.startsWith("en") ? told : `kl. ${told.replace(":", ".")}`;
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

// -- htmx: send the token along, and show refusals (422) and conflicts (409) as the pages they are ------------------------

document.addEventListener("htmx:configRequest", (event) => {
  if (!("X-CSRFToken" in event.detail.headers)) event.detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// -- without contact nothing is sent: the browser would show its own page of errors in place of what stands here -------------

addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method !== "post") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tellOffline(event.target);
}, true);
addEventListener("online", () => document.querySelectorAll("form > .offline").forEach((notice) => notice.remove()));

function tellOffline(form) {
  form.querySelector(":scope > .offline")?.remove();
  const notice = document.createElement("p");
  notice.className = "ds-alert offline";
  notice.dataset.color = "warning";
  notice.setAttribute("role", "alert");
  notice.textContent = say("offline");
  form.append(notice);
}

// -- one click, one act ---------------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeatable")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  remember(form);
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 15000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => event.target.closest && release(event.target.closest("form")));

// Back, and the same form sent once more: the page came anew with another intent, so one thing would become two. What was
// sent from this entry of the history keeps its intent; anything changed is another act, and gets an intent of its own.
function remember(form) {
  const intent = form.elements.namedItem("intent");
  if (!intent) return;
  const sent = history.state?.sent ?? [];
  const name = form.getAttribute("action") ?? "";
  const data = JSON.stringify([...new FormData(form)].filter(([key]) => !["intent", "csrfmiddlewaretoken"].includes(key)).map(written));
  const before = sent.find((one) => one.name === name && one.data === data);
  if (before) intent.value = before.intent;
  else if (sent.some((one) => one.intent === intent.value)) intent.value = newIntent();
  const now = [...sent.filter((one) => one !== before), { name, data, intent: intent.value }].slice(-9);
  try {
    history.replaceState({ ...history.state, sent: now }, "");
  } catch {
    // Too much was typed for the browser's history: then the intent of the page stands.
  }
}

function written([key, value]) {
  return [key, value instanceof File ? value.name && `${value.name} ${value.size} ${value.lastModified}` : value];
}

function newIntent() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function release(form) {
  if (!form) return;
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

// -- a quick look opens under its row, and closes by the same link ------------------------------------------------------------

document.addEventListener("htmx:confirm", (event) => {
  const link = event.target.closest?.("[data-look]");
  const under = link?.closest("tr").nextElementSibling;
  if (!under?.classList.contains("table-look")) return;
  event.preventDefault();
  under.remove();
  link.setAttribute("aria-expanded", "false");
});
document.addEventListener("htmx:afterSwap", (event) => {
  const link = event.detail.requestConfig?.elt;
  if (link?.hasAttribute("data-look")) link.setAttribute("aria-expanded", "true");
});

// -- menus close by Escape and by a click elsewhere -------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// -- rows of a form ---------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=add_row]");
  const rows = button?.closest("[data-rows]");
  const template = rows?.querySelector("template");
  if (!template) return;
  event.preventDefault();
  const total = rows.closest("form").elements[`${rows.dataset.rows}-TOTAL_FORMS`];
  const row = template.content.cloneNode(true);
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__prefix__")) attribute.value = attribute.value.replaceAll("__prefix__", total.value);
    }
  }
  total.value = Number(total.value) + 1;
  const place = rows.querySelector(".rows-all");
  place.append(row);
  ready(place.lastElementChild);
  place.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
document.addEventListener("change", (event) => {
  const tick = event.target;
  if (!tick.name?.endsWith("-DELETE")) return;
  const row = tick.closest("[data-row]");
  row?.classList.toggle("rows-going", tick.checked);
});

// -- dates: the browser's own calendar beside a field that is typed in Norwegian ----------------------------------------------

function calendar(field) {
  if (field.dataset.ready || !("showPicker" in HTMLInputElement.prototype)) return;
  field.dataset.ready = "yes";
  const box = document.createElement("span");
  box.className = "day-box";
  const picker = document.createElement("input");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "day-button";
  button.setAttribute("aria-label", say("calendar"));
  button.title = say("calendar");
  field.before(box);
  box.append(field, button, picker);
  button.addEventListener("click", () => {
    const [, day, month, year] = field.value.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/) ?? [];
    if (year) picker.value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    const [year, month, day] = picker.value.split("-");
    field.value = `${day}.${month}.${year}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
}

// -- filters apply themselves ---------------------------------------------------------------------------------------------------

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
});

// -- saved while it is written ----------------------------------------------------------------------------------------------------
// <textarea data-autosave="ADDRESS">, or any other field, is sent to the address, with the hidden fields of its form, a moment after each change.
// Answer 2xx: saved (JSON {"revision": 3} renews the form's revision); 409: someone else changed it; 401/403 or a
// redirect: signed out; other 4xx: refused (JSON {"error": "…"}). Until the server has it, the text lies in localStorage.
// With data-autosave-leaving it is sent once more, with leaving=yes, when the page is left: what was written is finished.

const keeping = new Set();

class Autosave {
  constructor(field) {
    this.field = field;
    this.key = `samstyring:draft:${field.dataset.autosave}:${field.name}`;
    this.status = document.getElementById(field.dataset.autosaveStatus) ?? this.makeStatus();
    this.saved = this.value;
    this.wait = 1000;
    this.found = null;
    field.addEventListener("input", () => this.changed());
    field.addEventListener("change", () => this.soon(0));
    addEventListener("online", () => this.unsaved && this.soon(0));
    field.form?.addEventListener("submit", () => {
      clearTimeout(this.timer);
      this.leaving = true;
    });
    if (field.dataset.autosaveLeaving !== undefined) {
      addEventListener("pagehide", () => this.leave());
      addEventListener("pageshow", (event) => event.persisted && this.touched && !this.unsaved && location.reload());
    }
    this.offerFound();
  }

  // A box that is ticked is "yes".
  get value() {
    if (this.field.type !== "checkbox") return this.field.value;
    return this.field.checked ? "yes" : "";
  }

  set value(text) {
    if (this.field.type === "checkbox") this.field.checked = text !== "";
    else this.field.value = text;
  }

  get unsaved() {
    return this.value !== this.saved;
  }

  // What stands below and above: of a box, the row with its label.
  get block() {
    return this.field.closest(this.field.type === "checkbox" ? ".ds-field" : "[data-rich]") ?? this.field;
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "saved";
    status.setAttribute("role", "status");
    this.block.after(status);
    return status;
  }

  tell(state, text) {
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  changed() {
    this.leaving = false;
    this.touched = true;
    this.keep({ ...this.draft(), before: this.found });
    keeping.add(this);
    this.soon(1000);
  }

  // What is found and not yet fetched or thrown away lies beneath what is written since: nothing takes its place unseen.
  keep(draft) {
    try {
      if (draft) localStorage.setItem(this.key, JSON.stringify(draft));
      else localStorage.removeItem(this.key);
    } catch {
      // a full or closed store: the server is still asked
    }
  }

  draft() {
    return { at: Date.now(), text: this.value, as: this.as()?.value };
  }

  as() {
    return this.field.form?.elements[`${this.field.name}_as`];
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    if (!this.unsaved || this.leaving) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    const text = this.value;
    try {
      const answer = await this.post(text, { signal: AbortSignal.timeout(20000) });
      await this.answered(answer, text);
    } catch {
      this.tell("waiting", say("waiting"));
      this.wait = Math.min(this.wait * 2, 30000);
      this.soon(this.wait);
    } finally {
      this.sending = false;
    }
    if (this.again) {
      this.again = false;
      this.soon(0);
    }
  }

  post(text, options, more = {}) {
    const body = new FormData();
    for (const hidden of this.field.form?.querySelectorAll("input[type=hidden]") ?? []) body.append(hidden.name, hidden.value);
    body.set(this.field.name, text);
    body.delete("intent");
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    const headers = { "X-CSRFToken": token(), "X-Autosave": "yes" };
    return fetch(this.field.dataset.autosave, { method: "POST", body, redirect: "manual", headers, ...options });
  }

  // The browser sends this even though the page is gone. If it does not get through, the server has the text as it was
  // last typed, or localStorage has it.
  leave() {
    if (!this.touched || this.leaving || this.sending) return;
    this.post(this.value, { keepalive: true }, { leaving: "yes" }).catch(() => {});
  }

  async answered(answer, text) {
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer.ok) {
      this.saved = text;
      this.wait = 1000;
      const revision = this.field.form?.elements.revision;
      if (revision && told.revision !== undefined) revision.value = told.revision;
      if (!this.unsaved) this.forget();
      this.tell("saved", say("saved", { time: timeNow() }));
    } else if (answer.status === 409) {
      this.tell("failed", say("stale"));
    } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      this.tell("failed", say("signedOut"));
      this.soon(30000);
    } else if (answer.status >= 500) {
      throw new Error(String(answer.status));
    } else {
      this.tell("failed", say("refused", { reason: told.error ?? answer.status }));
    }
  }

  forget() {
    keeping.delete(this);
    this.keep(this.found);
  }

  offerFound() {
    let found;
    try {
      found = JSON.parse(localStorage.getItem(this.key) ?? "null");
    } catch {
      found = null;
    }
    while (found && found.text === this.value) found = found.before;
    if (found) this.offer(found);
  }

  offer(found) {
    this.found = found;
    const box = document.createElement("div");
    box.className = "ds-alert found";
    box.dataset.color = "warning";
    const text = document.createElement("p");
    text.textContent = say("found", { time: timeNow(new Date(found.at)) });
    const next = (draft) => {
      box.remove();
      this.found = null;
      if (draft) this.offer(draft);
    };
    const fetchIt = buttonFor(say("fetch"), "secondary", () => {
      const written = this.draft();
      this.value = found.text;
      if (this.as() && found.as) this.as().value = found.as;
      this.field.dispatchEvent(new CustomEvent("fetched", { detail: found }));
      next(this.touched && !found.text.includes(written.text) ? { ...written, before: found.before } : found.before);
      this.changed();
    });
    const throwIt = buttonFor(say("forget"), "tertiary", () => {
      next(found.before);
      if (!this.unsaved) this.forget();
    });
    const row = document.createElement("p");
    row.className = "row";
    row.append(fetchIt, throwIt);
    box.append(text, row);
    this.block.before(box);
  }
}

function buttonFor(text, variant, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = variant;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

addEventListener("beforeunload", (event) => {
  if ([...keeping].some((kept) => kept.unsaved && !kept.leaving)) event.preventDefault();
});

// Text that has no place to be saved to by itself is still not left by accident.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form && event.target.dataset.autosave === undefined) form.dataset.touched = "yes";
});
addEventListener("beforeunload", (event) => {
  const touched = [...document.querySelectorAll("form[data-guard][data-touched]")].some((form) => !form.dataset.sent);
  if (touched) event.preventDefault();
});

// -- keyboard: data-shortcut="/" focuses a field or clicks a button; "?" lists them all ----------------------------------------------

const singleKeys = () => {
  try {
    return localStorage.getItem("samstyring:keys") !== "off";
  } catch {
    return true;
  }
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (event.key === "?" && document.querySelector("[data-shortcut]")) {
    event.preventDefault();
    listKeys();
    return;
  }
  if (!singleKeys()) return;
  const wanted = [...document.querySelectorAll("[data-shortcut]")].find(
    (element) => element.dataset.shortcut.toLowerCase() === event.key.toLowerCase() && element.offsetParent !== null && !element.disabled,
  );
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input:not([type=radio], [type=checkbox]), textarea, select")) wanted.focus();
  else wanted.click();
});

function listKeys() {
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog";
  const heading = document.createElement("h2");
  heading.textContent = say("keys");
  const list = document.createElement("dl");
  list.className = "facts";
  for (const element of document.querySelectorAll("[data-shortcut]")) {
    if (element.offsetParent === null) continue;
    const row = document.createElement("div");
    const key = document.createElement("dt");
    key.textContent = element.dataset.shortcut;
    const what = document.createElement("dd");
    what.textContent = element.dataset.shortcutLabel || element.labels?.[0]?.textContent || element.textContent.trim();
    row.append(key, what);
    list.append(row);
  }
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.className = "ds-input";
  tick.checked = singleKeys();
  tick.addEventListener("change", () => localStorage.setItem("samstyring:keys", tick.checked ? "on" : "off"));
  label.append(tick, ` ${say("keysOn")}`);
  const close = buttonFor(say("close"), "secondary", () => dialog.close());
  dialog.append(heading, list, label, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// -- whatever comes into the page is made ready -----------------------------------------------------------------------------------------

function ready(root) {
  root.querySelectorAll("input[data-day]").forEach(calendar);
  root.querySelectorAll("[data-autosave]").forEach((field) => {
    if (!field.autosave) field.autosave = new Autosave(field);
  });
}

ready(document);
document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
