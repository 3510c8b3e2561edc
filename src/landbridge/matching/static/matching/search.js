// The search by keyboard: "/" goes to the box; arrows move among what was found, Enter (a link's own) opens.
// Single keys can be switched off (WCAG 2.1.4), for those whose software types by itself.
const box = document.querySelector("#q");
const choice = document.querySelector("[data-keys]");
const KEPT = "landbridge.search.keys";

choice.checked = localStorage.getItem(KEPT) !== "off";
choice.addEventListener("change", () => localStorage.setItem(KEPT, choice.checked ? "on" : "off"));

const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const row = target.closest("[data-row]");
  if (key === "/" && choice.checked && !isTyping(target)) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (key === "ArrowDown" && (row || target === box)) {
    event.preventDefault();
    step(row, 1);
  } else if (key === "ArrowUp" && row) {
    event.preventDefault();
    step(row, -1);
  }
});

/** Focus the link of the row `by` rows away; above the first stands the box. */
function step(row, by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = row ? rows.indexOf(row) + by : 0;
  if (at < 0) box.focus();
  else rows[at]?.querySelector("h2 a").focus();
}
