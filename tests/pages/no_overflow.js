// Elements that make the page wider than its window; what scrolls or is cut inside a box of its own may be wide.
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const contained = (element) =>
    element && element !== document.body && (getComputedStyle(element).overflowX !== "visible" || contained(element.parentElement));
  const end = (element) => Math.round(element.getBoundingClientRect().right);
  const wide = [...document.body.querySelectorAll("*")].filter((e) => end(e) > width + 1 && !contained(e.parentElement));
  return [
    `the page is ${document.documentElement.scrollWidth} wide in ${width}`,
    ...wide.slice(0, 8).map((e) => `${e.tagName.toLowerCase()}.${e.className} ends at ${end(e)}`),
  ];
}
