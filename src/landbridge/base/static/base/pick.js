// The combobox of base.pick: what is typed is asked at data-pick, what is chosen goes into the hidden field.
// Focus stays in the box; arrows move through the options (aria-activedescendant), Enter chooses, Esc closes.
import { send } from "./csrf.js";

const PAUSE = 200;
const states = new WeakMap();

const state = (pick) => {
  if (!states.has(pick)) {
    const [hidden, box] = pick.querySelectorAll("input");
    states.set(pick, {
      hidden, box, list: pick.querySelector("[role=listbox]"), status: pick.querySelector("[role=status]"),
      timer: 0, asked: 0,
    });
  }
  return states.get(pick);
};
const options = ({ list }) => [...list.querySelectorAll("[role=option]")];
const active = ({ box, list }) => list.querySelector(`#${CSS.escape(box.getAttribute("aria-activedescendant") ?? "none")}`);

document.addEventListener("input", ({ target }) => {
  const pick = target.closest?.("[data-pick]");
  if (!pick) return;
  const at = state(pick);
  at.hidden.value = "";
  at.box.removeAttribute("lang");
  clearTimeout(at.timer);
  at.timer = setTimeout(() => ask(pick, at), PAUSE);
});

document.addEventListener("keydown", (event) => {
  const pick = event.target.closest?.("[data-pick]");
  if (!pick || event.isComposing) return;
  const at = state(pick);
  const open = !at.list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open) ask(pick, at);
    else move(at, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && open && active(at)) {
    event.preventDefault();
    choose(at, active(at));
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    close(at);
  }
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("[data-pick] [role=option]");
  if (!option) return;
  event.preventDefault(); // focus stays in the box
  choose(state(option.closest("[data-pick]")), option);
});

// Words that were not chosen stand for nothing, and the form says so before it is sent.
document.addEventListener("focusout", ({ target }) => {
  const pick = target.closest?.("[data-pick]");
  if (!pick) return;
  const at = state(pick);
  close(at);
  const loose = at.hidden.value === "" && at.box.value.trim() !== "";
  at.box.setCustomValidity(loose ? pick.dataset.choose : "");
});

async function ask(pick, at) {
  const turn = ++at.asked;
  const words = at.box.value.trim();
  if (words === "") return close(at);
  const answer = await send(`${pick.dataset.pick}?${new URLSearchParams({ q: words })}`).catch(() => null);
  const text = answer?.ok ? await answer.text() : null;
  if (turn !== at.asked || document.activeElement !== at.box) return;
  if (text === null) {
    at.status.textContent = pick.dataset.failed;
    return close(at);
  }
  at.list.innerHTML = text;
  const found = options(at);
  found.forEach((option, place) => { option.id = `${at.list.id}-${place}`; });
  at.status.textContent = found.length ? String(found.length) : pick.dataset.none;
  at.list.hidden = found.length === 0;
  at.box.setAttribute("aria-expanded", String(found.length > 0));
  at.box.removeAttribute("aria-activedescendant");
}

function move(at, by) {
  const found = options(at);
  const now = active(at);
  const next = found[(found.indexOf(now) + by + found.length + (now === null && by < 0 ? 1 : 0)) % found.length];
  now?.setAttribute("aria-selected", "false");
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
  at.box.setAttribute("aria-activedescendant", next.id);
}

function choose(at, option) {
  const name = option.querySelector("span");
  at.hidden.value = option.dataset.value;
  at.box.value = name.textContent;
  at.box.lang = name.lang;
  at.box.setCustomValidity("");
  at.hidden.dispatchEvent(new Event("change", { bubbles: true }));
  close(at);
}

function close(at) {
  at.asked += 1;
  clearTimeout(at.timer);
  at.list.hidden = true;
  at.box.setAttribute("aria-expanded", "false");
  at.box.removeAttribute("aria-activedescendant");
}
