// Short answers that need no page: from the server by HX-Trigger {"toast": {"text", "kind"}}, from modules by toast().
// Good news leaves after a while unless read with pointer or focus on it; warnings and errors stay until closed.
const region = document.getElementById("toasts");
const STAYS = ["warn", "bad"];
const LEAVES_AFTER = 8000;

/** Show a toast; kind is "", "good", "warn" or "bad". */
export function toast(text, kind = "") {
  const notice = document.createElement("div");
  notice.className = `notice ${kind}`.trim();
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", region.dataset.close);
  notice.append(paragraph, close);
  region.append(notice);
  if (!STAYS.includes(kind)) leaveLater(notice);
}

function leaveLater(notice) {
  setTimeout(() => (notice.matches(":hover, :focus-within") ? leaveLater(notice) : notice.remove()), LEAVES_AFTER);
}

region.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest(".notice").remove());
document.addEventListener("toast", ({ detail }) => toast(detail.text, detail.kind));
document.addEventListener("htmx:sendError", () => toast(region.dataset.offline, "bad"));
document.addEventListener("htmx:timeout", () => toast(region.dataset.offline, "bad"));

// An error page that knows it answers htmx says where it goes (HX-Retarget); any other error gets a plain word.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.isError && detail.xhr.getResponseHeader("HX-Retarget")) detail.shouldSwap = true;
});
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (!detail.xhr.getResponseHeader("HX-Retarget")) toast(region.dataset.failed, "bad");
});
