// The mark that a sheet comes to, counted as one types; the server counts it again.
const sheet = document.querySelector("form[data-marks]");
const total = sheet?.querySelector("output");

/** A mark as the server reads it: 8, 8.5, 8,5 or ８．５; NaN for anything else and what can't be given. */
function markOf(field) {
  const text = field.value.normalize("NFKC").trim().replaceAll(",", ".");
  const mark = /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
  const steps = mark / Number(field.dataset.step);
  return mark <= Number(field.dataset.most) && Math.abs(steps - Math.round(steps)) < 1e-9 ? mark : NaN;
}

function count() {
  let weights = 0;
  let sum = 0;
  for (const field of sheet.querySelectorAll("input[data-weight]")) {
    const weight = Number(field.dataset.weight);
    weights += weight;
    sum += (weight * markOf(field)) / Number(field.dataset.most); // NaN once one is missing
  }
  total.textContent = weights && !Number.isNaN(sum) ? ((100 * sum) / weights).toFixed(2) : "–";
}

if (total) {
  sheet.addEventListener("input", count);
  count();
  let isTyped = false;
  sheet.addEventListener("input", () => { isTyped = true; });
  sheet.addEventListener("submit", () => { isTyped = false; });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });
  sheet.querySelector("[aria-invalid=true]")?.focus();
}
