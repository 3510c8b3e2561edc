// The list by keyboard: "/" goes to the search; in the rows j/k or arrows move, x selects, Enter (a link's own) opens.
// Single keys can be switched off (WCAG 2.1.4), for those whose software types by itself.
const search = document.querySelector("#q");
const choice = document.querySelector("[data-keys]");
const KEPT = "landbridge.list.keys";

if (choice) {
  choice.checked = localStorage.getItem(KEPT) !== "off";
  choice.addEventListener("change", () => localStorage.setItem(KEPT, choice.checked ? "on" : "off"));
}

const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
  const row = target.closest("[data-row]");
  const single = choice === null || choice.checked;
  if (key === "/" && single && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (key === "ArrowDown" && row || key === "j" && single) {
    event.preventDefault();
    step(row, 1);
  } else if (key === "ArrowUp" && row || key === "k" && single) {
    event.preventDefault();
    step(row, -1);
  } else if (key === "x" && single && row) {
    event.preventDefault();
    row.querySelector("input[type=checkbox]").click();
  }
});

// From the search straight into what was found.
search?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.isComposing) return;
  event.preventDefault();
  step(null, 1);
});

/** Focus the link of the row `by` rows away from `row`; from nowhere, the first. */
function step(row, by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const next = rows[row ? rows.indexOf(row) + by : 0];
  next?.querySelector("th a").focus();
}
