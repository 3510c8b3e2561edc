// Light, dark or as the system has it: kept in a cookie, so that the server draws the next page right from the start.
const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", dark: "screen", light: "not all" };
const SCHEME = { auto: "light dark", dark: "dark", light: "light" };
const YEAR = 365 * 24 * 3600;

for (const group of document.querySelectorAll(".themes")) {
  group.hidden = false;
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) choose(button.value);
  });
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  document.documentElement.dataset.theme = theme;
  document.getElementById("dark").media = MEDIA[theme];
  document.querySelector('meta[name="color-scheme"]').content = SCHEME[theme];
  for (const button of document.querySelectorAll(".themes button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}
