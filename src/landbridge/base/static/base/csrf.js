// The CSRF token of this page, sent with every htmx request and for modules that fetch by themselves.
const token = () => document.querySelector('meta[name="csrf-token"]').content;

/** fetch() that carries the CSRF token and says, as htmx does, that it wants a part of a page. */
export const send = (url, { headers = {}, ...options } = {}) =>
  fetch(url, { credentials: "same-origin", ...options, headers: { "X-CSRFToken": token(), "HX-Request": "true", ...headers } });

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = token();
});
