// Noticing, without haste, that somebody else has changed the timetable.
import { json } from "./send.js";

const EVERY = 20_000;

/** Show `notice` once the server's version is beyond the page's own. */
export function watch(page, notice) {
  setInterval(async () => {
    if (document.hidden || !notice.hidden) return;
    try {
      const { version } = await json(page.dataset.versionUrl);
      notice.hidden = version <= Number(page.dataset.version);
    } catch {
      // Out of reach for a moment; the next look may succeed.
    }
  }, Number(page.dataset.watch) || EVERY);
}
