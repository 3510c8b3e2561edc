// Dialogs: a button with data-opens="id" opens one, one with data-closes inside it closes it; the browser does the rest.
document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  target.closest("[data-closes]")?.closest("dialog")?.close();
});
