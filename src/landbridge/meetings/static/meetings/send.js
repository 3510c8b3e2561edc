// Talking to the server: what it answers is parts of the page, and each replaces what stands under its id.
import { send } from "../base/csrf.js";

async function answer(response) {
  // Signed out meanwhile: the whole page goes to the sign-in, not a part of it.
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  return { status: response.status, ok: response.ok && !elsewhere, html: await response.text() };
}

/** POST `fields`; the answer's status tells: 200 done, 409 somebody was faster, 422 it would clash. */
export const post = async (url, fields) => answer(await send(url, { method: "POST", body: new URLSearchParams(fields) }));

/** GET a part of a page. */
export const part = async (url) => answer(await send(url));

/** GET JSON; a failure is an error. */
export async function json(url, { signal } = {}) {
  const response = await send(url, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

/** Replace every part of the page that `html` brings anew. Returns what else it brings. */
export function patch(html) {
  const brought = document.createElement("template");
  brought.innerHTML = html;
  for (const fresh of [...brought.content.querySelectorAll("[data-part]")]) {
    document.getElementById(fresh.id)?.replaceWith(fresh);
  }
  return brought.content;
}
