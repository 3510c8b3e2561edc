// Saying things: aloud to screen readers, in a toast with a way back, or in a dialog that asks.
import { toast as plain } from "../base/toast.js";

const live = document.getElementById("board-live");

/** Speak `text` to those who do not see the board. */
export function say(text) {
  // The same sentence twice is spoken twice.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}

/** Show `text`; with `act`, with a button named `action` that does it. Only the last such button is left. */
export function toast(text, { kind = "", action = "", act = null } = {}) {
  document.querySelectorAll("#toasts [data-act]").forEach((button) => button.remove());
  plain(text, kind);
  if (!act) return;
  const notice = document.querySelector("#toasts > :last-child");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn small";
  button.dataset.act = "";
  button.textContent = action;
  button.addEventListener("click", () => { notice.remove(); act(); });
  notice.querySelector("p").append(" ", button);
}

/** A dialog for parts of pages; their forms go to `submit(form, button)`. */
export function asker(dialog, submit) {
  let back = null;

  function show(html) {
    dialog.innerHTML = html;
    if (!dialog.open) {
      back = document.activeElement;
      dialog.showModal();
    }
    dialog.setAttribute("aria-labelledby", dialog.querySelector("h2")?.id ?? "");
    (dialog.querySelector("select, .btn") ?? dialog).focus();
  }

  /** Say in the open dialog why not, and leave what was filled in. */
  function refuse(html) {
    dialog.querySelector(".notice.bad")?.remove();
    dialog.querySelector("header").insertAdjacentHTML("afterend", html);
    dialog.querySelector(".notice.bad")?.scrollIntoView({ block: "nearest" });
  }

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    if (back?.isConnected) back.focus();
  });
  return { show, refuse, close: () => dialog.open && dialog.close(), get open() { return dialog.open; } };
}
