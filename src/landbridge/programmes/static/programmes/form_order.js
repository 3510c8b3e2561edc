// Questions put into order by dragging; the buttons "Up" and "Down" do the same for everybody.
const form = document.getElementById("building");
const OPEN = document.getElementById("open");
let lifted = null;

const lineOf = (target) => target.closest?.("[data-line]");
const siblings = (line) => [...line.parentElement.children];

form.addEventListener("dragstart", (event) => {
  lifted = lineOf(event.target);
  if (!lifted) return;
  event.stopPropagation();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", lifted.dataset.line);
  lifted.classList.add("is-lifted");
});

/** The line of the same list that lies under the pointer. */
function targetOf(event) {
  let line = lineOf(event.target);
  while (line && lifted && line.parentElement !== lifted.parentElement) line = lineOf(line.parentElement);
  return line === lifted ? null : line;
}

form.addEventListener("dragover", (event) => {
  const line = lifted && targetOf(event);
  for (const other of form.querySelectorAll(".is-target")) if (other !== line) other.classList.remove("is-target");
  if (!line) return;
  event.preventDefault();
  line.classList.add("is-target");
});

form.addEventListener("drop", (event) => {
  const line = lifted && targetOf(event);
  if (!line) return;
  event.preventDefault();
  const all = siblings(lifted);
  const by = all.indexOf(line) - all.indexOf(lifted);
  const move = Object.assign(document.createElement("input"), { type: "hidden", name: "move" });
  move.value = `${lifted.dataset.line}:${by}`;
  form.append(move);
  form.submit();
});

form.addEventListener("dragend", () => {
  lifted?.classList.remove("is-lifted");
  for (const other of form.querySelectorAll(".is-target")) other.classList.remove("is-target");
  lifted = null;
});

OPEN?.scrollIntoView({ block: "center" });
OPEN?.querySelector("textarea, input:not([type=hidden]):not(:disabled)")?.focus();
