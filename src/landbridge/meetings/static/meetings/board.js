// The timetable board: what the page can do beyond its links and forms, which work without this.
import { drag } from "./drag.js";
import { find } from "./find.js";
import { grid } from "./grid.js";
import { hand } from "./lift.js";
import { asker, say, toast } from "./notices.js";
import { part, patch, post } from "./send.js";
import { watch } from "./watch.js";
import { word } from "./words.js";

const page = document.getElementById("board-page");
const table = page.querySelector(".board");
const walk = grid(table);
const held = hand(page, { say, toast, drop });
const mark = find(page, page.querySelector("form.find"));
const ask = asker(document.getElementById("board-dialog"), submit);

const url = (element) => element.querySelector("a[data-details]").pathname;

/** What can be taken in hand: the meeting of a cell, or a wish in the tray. */
function itemOf(element) {
  const cell = element.closest("td.place[data-wish]");
  const wish = cell ?? element.closest(".tray li[data-wish]");
  if (!wish) return null;
  const { wish: number, version = "", name } = wish.dataset;
  return { wish: number, version, name, url: url(wish), from: wish.querySelector(".cell, .pair"), locked: "locked" in wish.dataset };
}

/** Send a change and show what came of it. Resolves to whether it was made. */
async function change(url, fields, wish) {
  const sent = { ...fields, state: page.dataset.state, seen: page.dataset.version };
  const { status, ok, html } = await post(url, sent);
  if (status === 409) {
    held.put();
    ask.show(html);
  } else if (ok) {
    held.put();
    ask.close();
    made(html, wish);
  } else if (status === 422) {
    const text = patch(html).textContent.trim().replace(/\s+/g, " ");
    if (ask.open) ask.refuse(html);
    else toast(text, { kind: "bad" });
  } else {
    toast(word("failed"), { kind: "bad" });
  }
  return ok;
}

function made(html, wish) {
  const rest = patch(html).querySelector("[data-said]");
  page.dataset.version = rest.dataset.version;
  walk.settle();
  mark();
  const cell = page.querySelector(`.board td[data-wish="${wish ?? rest.dataset.wish}"]`);
  if (cell) walk.focus(cell);
  else if (document.activeElement === document.body) table.querySelector("td.place[tabindex='0']")?.focus();
  toast(rest.textContent.trim(), "undo" in rest.dataset ? { action: word("undo"), act: undo } : {});
}

const undo = () => change(page.dataset.undoUrl, { change: document.querySelector("#board-undo [name=change]").value });

function drop(item, cell, swap) {
  if (swap) return offerSwap(item, cell);
  const row = cell.parentElement.dataset.row;
  return change(item.url, { version: item.version, slot: cell.dataset.slot, [page.dataset.view]: row }, item.wish);
}

async function offerSwap(item, cell) {
  held.put();
  const { html } = await part(`${item.url}/swap/${cell.dataset.wish}?${page.dataset.state}`);
  ask.show(html);
}

/** A form of the dialog, sent as the board's own changes are. */
function submit(form, button) {
  const fields = Object.fromEntries(new FormData(form, button));
  return change(form.action, fields, form.dataset.wish);
}

async function details(url) {
  const { ok, html } = await part(`${url}?${page.dataset.state}`);
  if (ok) ask.show(html);
  else toast(word("failed"), { kind: "bad" });
}

const KEYS = {
  KeyL: (cell) => cell.dataset.wish && change(`${url(cell)}/lock`, { version: cell.dataset.version, locked: "locked" in cell.dataset ? "" : "1" }, cell.dataset.wish),
  KeyM: (cell) => cell.dataset.wish && details(url(cell)),
  KeyU: undo,
  Delete: (cell) => cell.dataset.wish && change(`${url(cell)}/remove`, { version: cell.dataset.version }),
};

table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td.place");
  if (!cell || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  // By the key's place, so that they work while Hangul or Pinyin is being typed.
  if (event.code in KEYS && !held.item) KEYS[event.code](cell);
  else if (event.key !== "Enter" && event.key !== " ") return;
  else if (held.item) held.release(cell);
  else if (cell.dataset.wish) held.take(itemOf(cell));
  else say(word("empty"));
  event.preventDefault();
});
table.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td.place");
  if (cell && held.item) held.aim(cell);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held.item) {
    const { from } = held.item;
    dragging.end();
    held.cancel();
    from.closest("td.place, li")?.querySelector("button")?.focus();
  }
});

page.addEventListener("click", (event) => {
  const lifter = event.target.closest("[data-lift]");
  if (lifter) {
    held.take(itemOf(lifter));
    table.querySelector("td.place[tabindex='0']").focus();
    return;
  }
  const cell = event.target.closest(".board td.place");
  if (held.item && cell) {
    event.preventDefault();
    held.release(cell);
    return;
  }
  const link = event.target.closest("a[data-details]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    details(link.pathname);
  }
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-change]")) return;
  event.preventDefault();
  submit(event.target, event.submitter);
});

const dragging = drag(page, page.querySelector(".board-frame"), held, (element) => {
  const card = element.closest("a.cell[href], .tray .pair");
  return card && itemOf(card);
});
watch(page, document.getElementById("board-changed"));
mark();
