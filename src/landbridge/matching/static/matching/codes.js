// A proposed code is written into the row's own field when it is chosen; saving is another step.
document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-codes] button[data-named]");
  if (asked) asked.closest("[data-codes]").dataset.scheme = asked.dataset.named;
  const chosen = event.target.closest("[data-code]");
  const row = chosen?.closest("fieldset");
  const field = row?.querySelector("input[name$='-hs6'], input[name$='-code']");
  if (!field) return;
  field.value = chosen.dataset.code;
  const scheme = chosen.closest("[data-codes]").dataset.scheme;
  const choice = row.querySelector("select[name$='-scheme']");
  if (choice && scheme) choice.value = scheme;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  chosen.closest("[data-proposed]").replaceChildren();
  field.focus();
});
