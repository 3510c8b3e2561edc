// A meeting in the hand: taken up, aimed at a cell, dropped or put back. Pointer and keyboard share it.
import { json } from "./send.js";
import { word } from "./words.js";

/**
 * The one hand of the board. `page` is the board's root; `say(text)` speaks to those who cannot see,
 * `toast(text)` shows as well, `drop(item, cell, swap)` is what follows.
 * An item is {wish, version, name, from}: `from` is its element, a cell's card or a wish in the tray.
 */
export function hand(page, { say, toast, drop }) {
  const bar = page.querySelector(".lift-bar");
  let item = null;
  let map = null;
  let asking = null;
  let aimed = null;

  const places = () => page.querySelectorAll(".board td.place");

  /** Take up; returns whether it could be. */
  function take(taken) {
    if (taken.locked) {
      toast(word("locked", { name: taken.name }));
      return false;
    }
    put();
    item = taken;
    item.from.classList.add("lifted");
    page.classList.add("lifting");
    bar.hidden = false;
    bar.querySelector("p").textContent = word("lifted", { name: item.name });
    say(word("lifted", { name: item.name }));
    load(item);
    return true;
  }

  async function load(asked) {
    asking = new AbortController();
    try {
      const answer = await json(`${page.dataset.clashes}&wish=${asked.wish}`, { signal: asking.signal });
      if (item !== asked) return;
      map = answer;
      shade();
      if (aimed) aim(aimed);
    } catch (error) {
      if (error.name !== "AbortError") say(word("unshaded"));
    }
  }

  /** What stands against a cell: {state: "fits" | "swap" | "clash" | "own", reason}. */
  function against(cell) {
    if (item && cell.dataset.wish === item.wish) return { state: "own", reason: word("own") };
    if (!map) return { state: "", reason: "" };
    const row = map.rows[cell.parentElement.dataset.row];
    if (!row) return { state: "clash", reason: map.elsewhere };
    const code = row[cell.dataset.slot];
    if (code === undefined) return { state: "fits", reason: "" };
    const { text, swap } = map.reasons[code];
    return { state: swap && cell.dataset.wish && !("locked" in cell.dataset) ? "swap" : "clash", reason: text };
  }

  function shade() {
    for (const cell of places()) {
      const { state, reason } = against(cell);
      cell.classList.remove("fits", "swap", "clash");
      if (state && state !== "own") cell.classList.add(state);
      if (reason) cell.title = reason;
    }
  }

  /** Point at a cell. Returns the words that go with it, which `told` speaks too. */
  function aim(cell, told = true) {
    aimed?.classList.remove("aimed");
    aimed = cell;
    if (!cell) return "";
    cell.classList.add("aimed");
    const { state, reason } = against(cell);
    const text = { fits: word("fits"), swap: word("swap", { reason }), clash: word("clash", { reason }), own: reason }[state] ?? "";
    const whole = `${cell.dataset.where}: ${text}`;
    if (text) {
      bar.querySelector("p").textContent = `${item.name} → ${whole}`;
      if (told) say(whole);
    }
    return text;
  }

  /** Let go over a cell. What would clash stays in the hand, and says why. */
  function release(cell) {
    const { state, reason } = against(cell);
    if (state === "own") cancel();
    else if (state === "clash") toast(word("clash", { reason }));
    else drop(item, cell, state === "swap");
  }

  /** Put down without a word: shading gone, nothing in the hand. */
  function put() {
    asking?.abort();
    item?.from.classList.remove("lifted");
    aimed?.classList.remove("aimed");
    for (const cell of places()) {
      cell.classList.remove("fits", "swap", "clash");
      cell.removeAttribute("title");
    }
    page.classList.remove("lifting");
    bar.hidden = true;
    item = map = asking = aimed = null;
  }

  function cancel() {
    if (!item) return;
    const { name } = item;
    put();
    say(word("cancelled", { name }));
  }

  bar.querySelector("button").addEventListener("click", cancel);
  return { take, aim, release, put, cancel, get item() { return item; } };
}
