// Finding a company or an interpreter among the cells, as one types.
import { word } from "./words.js";

/** Mark what `form`'s words are found in. Returns the function that marks anew after a change. */
export function find(page, form) {
  const input = form.querySelector("input[name=find]");
  const output = form.querySelector("output");

  function mark() {
    const sought = input.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const place of page.querySelectorAll(".board td[data-wish], .entry[data-wish]")) {
      const found = sought !== "" && place.textContent.toLocaleLowerCase().includes(sought);
      place.classList.toggle("found", found);
      if (found && place.matches("td")) count += 1;
    }
    page.querySelector(".board").classList.toggle("finding", sought !== "");
    output.textContent = sought === "" ? "" : word("found", { count });
  }

  input.addEventListener("input", mark);
  return mark;
}
