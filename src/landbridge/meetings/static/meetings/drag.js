// Dragging by mouse, pen or finger. A finger must rest a moment first, so that it can still scroll.

const FAR = 5; // pixels a mouse travels before a press becomes a drag
const REST = 300; // milliseconds a finger rests before it lifts
const EDGE = 48; // pixels from the frame's edge where it begins to scroll

/** Let what `item(element)` knows be dragged inside `page`, into cells of `frame`. */
export function drag(page, frame, hand, item) {
  let press = null;
  let ghost = null;
  let justDragged = false;

  function begin() {
    clearTimeout(press.rest);
    if (!hand.take(press.item)) return end();
    press.dragging = true;
    page.classList.add("dragging");
    ghost = document.createElement("div");
    ghost.className = "in-hand";
    const card = press.item.from.cloneNode(true);
    card.removeAttribute("href");
    card.classList.add("cell");
    card.classList.remove("lifted");
    ghost.append(card, document.createElement("p"));
    ghost.setAttribute("aria-hidden", "true");
    page.append(ghost);
  }

  function cellAt(x, y) {
    return document.elementFromPoint(x, y)?.closest(".board td.place") ?? null;
  }

  function follow(x, y) {
    ghost.style.transform = `translate(${x + 10}px, ${y + 8}px)`;
    ghost.querySelector("p").textContent = hand.aim(cellAt(x, y), false);
    const box = frame.getBoundingClientRect();
    const push = (near, far, at) => (at < near + EDGE ? -12 : at > far - EDGE ? 12 : 0);
    frame.scrollBy(push(box.left, box.right, x), push(box.top, box.bottom, y));
  }

  function end() {
    if (press) clearTimeout(press.rest);
    if (press?.dragging) {
      // The click that follows a drag opens nothing.
      justDragged = true;
      setTimeout(() => { justDragged = false; }, 0);
    }
    ghost?.remove();
    page.classList.remove("dragging");
    ghost = press = null;
  }

  page.addEventListener("pointerdown", (event) => {
    if (event.button || press || hand.item) return;
    const found = item(event.target);
    if (!found) return;
    press = { item: found, x: event.clientX, y: event.clientY, id: event.pointerId, dragging: false };
    if (event.pointerType !== "mouse") press.rest = setTimeout(() => { begin(); if (press) follow(press.x, press.y); }, REST);
  });
  document.addEventListener("pointermove", (event) => {
    if (!press || event.pointerId !== press.id) return;
    const travelled = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (!press.dragging && travelled > FAR) {
      if (event.pointerType !== "mouse") return end();
      begin();
    }
    if (press?.dragging) follow(event.clientX, event.clientY);
  });
  document.addEventListener("pointerup", (event) => {
    if (!press || event.pointerId !== press.id) return;
    const cell = press.dragging ? cellAt(event.clientX, event.clientY) : null;
    const dragged = press.dragging;
    end();
    if (dragged && cell) hand.release(cell);
    else if (dragged) hand.cancel();
  });
  document.addEventListener("pointercancel", (event) => {
    if (press?.id !== event.pointerId) return;
    const { dragging } = press;
    end();
    if (dragging) hand.cancel();
  });
  // While a finger holds a meeting, it does not scroll the page; links are not dragged by the browser.
  page.addEventListener("touchmove", (event) => { if (press?.dragging) event.preventDefault(); }, { passive: false });
  page.addEventListener("contextmenu", (event) => { if (press?.dragging || press?.rest) event.preventDefault(); });
  page.addEventListener("dragstart", (event) => event.preventDefault());
  page.addEventListener("click", (event) => {
    if (justDragged) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  return { end };
}
