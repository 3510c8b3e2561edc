// The phone's main menu, and menus (details.menu) that close by Esc and by a click or focus elsewhere.
const toggle = document.querySelector(".rail-toggle");
toggle?.addEventListener("click", () => {
  toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
});

const openMenus = () => document.querySelectorAll("details.menu[open]");

const closeOthers = ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
};
document.addEventListener("click", closeOthers);
document.addEventListener("focusin", closeOthers);

document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(target);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
  if (toggle?.getAttribute("aria-expanded") === "true" && target.closest?.(".rail")) {
    toggle.setAttribute("aria-expanded", "false");
    toggle.focus();
  }
});
