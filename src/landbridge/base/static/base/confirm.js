// A question before what can't be taken back: data-confirm on a button or link, hx-confirm on what htmx sends.
const dialog = document.getElementById("confirm");
let answered = null;

/** Ask; resolves to true for yes. Esc is no. */
export function ask(question) {
  dialog.querySelector("p").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("click", async (event) => {
  const asker = event.target.closest("[data-confirm]");
  if (!asker || !dialog) return;
  if (asker === answered) {
    answered = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await ask(asker.dataset.confirm)) {
    answered = asker;
    asker.click();
  }
}, { capture: true });

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question || !dialog) return;
  event.preventDefault();
  if (await ask(event.detail.question)) event.detail.issueRequest(true);
});
