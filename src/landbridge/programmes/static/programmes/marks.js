// The mark that a sheet comes to, counted as one types; the server counts it again.
const sheet = document.querySelector("form[data-marks]");
const total = sheet?.querySelector("output");

function count() {
  let weights = 0;
  let sum = 0;
  let isWhole = true;
  for (const field of sheet.querySelectorAll("input[data-weight]")) {
    const weight = Number(field.dataset.weight);
    const mark = field.valueAsNumber;
    weights += weight;
    if (Number.isNaN(mark) || !field.validity.valid) isWhole = false;
    else sum += (weight * mark) / Number(field.dataset.most);
  }
  total.textContent = isWhole && weights ? ((100 * sum) / weights).toFixed(2) : "–";
}

if (total) {
  sheet.addEventListener("input", count);
  count();
  let isTyped = false;
  sheet.addEventListener("input", () => { isTyped = true; });
  sheet.addEventListener("submit", () => { isTyped = false; });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });
}
