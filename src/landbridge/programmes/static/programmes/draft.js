// An application is kept as it is typed. Without this script the Save button does the same; with it, a pause is enough.
import { send } from "../base/csrf.js";

const form = document.getElementById("answers");
const said = form.querySelector("[data-draft-said]");
const version = form.elements.version;
const PAUSE = 1200;
const RETRY = [3000, 6000, 12000, 30000];

let timer = 0;
let typed = 0; // counts what was typed; what is saved is known by it
let saved = 0;
let running = null;
let failures = 0;
let elsewhere = false;
let leaving = false; // the form goes to the server itself, with everything that was typed

function fields() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams([...data]);
}

/** Show which questions are asked now, and what is wrong with those that somebody wrote into. */
function show({ asked, faults }) {
  const places = new Set(asked);
  for (const part of form.querySelectorAll("[data-question]")) {
    const place = part.dataset.question;
    part.hidden = !places.has(place);
    const told = form.querySelector(`[data-fault="${CSS.escape(place)}"]`);
    const message = faults[place] ?? "";
    if (told && told.textContent !== message) told.textContent = message;
    for (const control of part.querySelectorAll(":scope > :is(input, textarea), :scope > .measure > input")) {
      control.toggleAttribute("aria-invalid", false);
      if (message) control.setAttribute("aria-invalid", "true");
    }
  }
}

async function save() {
  clearTimeout(timer);
  if (running || elsewhere || leaving || typed === saved) return running;
  const now = typed;
  said.textContent = form.dataset.saving;
  running = keep(now).finally(() => {
    running = null;
  });
  return running;
}

async function keep(now) {
  try {
    const response = await send(form.dataset.draft, { method: "POST", body: fields() });
    const there = response.headers.get("HX-Redirect");
    if (there) return location.assign(there);
    const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : null;
    if (response.status === 409) {
      elsewhere = true;
      said.textContent = form.dataset.elsewhere;
      return;
    }
    if (!answer) throw new Error(response.status);
    failures = 0;
    said.textContent = answer.said;
    if (!response.ok) {
      saved = now; // told why it can't be kept: trying again would change nothing before something else is typed
      return;
    }
    saved = now;
    version.value = answer.version;
    show(answer);
    if (typed !== saved) timer = setTimeout(save, PAUSE);
  } catch {
    said.textContent = form.dataset.offline;
    timer = setTimeout(save, RETRY[Math.min(failures, RETRY.length - 1)]);
    failures += 1;
  }
}

function touched(event) {
  if (event.target.type === "file") return;
  typed += 1;
  if (!elsewhere) said.textContent = form.dataset.typed;
  clearTimeout(timer);
  timer = setTimeout(save, event.type === "change" ? 150 : PAUSE);
}

form.addEventListener("input", touched);
form.addEventListener("change", touched);
addEventListener("online", save);

form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!running) {
    leaving = true;
    return;
  }
  // The version it would carry is about to change.
  event.preventDefault();
  const { submitter } = event;
  running.then(() => form.requestSubmit(submitter));
});
addEventListener("pageshow", () => {
  leaving = false; // back again, perhaps
});
addEventListener("beforeunload", (event) => {
  if (!leaving && typed !== saved) event.preventDefault();
});

// From a fault to its question.
for (const link of document.querySelectorAll("[data-goto]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const part = form.querySelector(`[data-question="${CSS.escape(link.dataset.goto)}"]`);
    (part?.querySelector("input:not([type=hidden]), textarea, select") ?? part)?.focus();
  });
}
