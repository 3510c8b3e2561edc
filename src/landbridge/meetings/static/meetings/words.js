// The board's sentences, in the reader's language, as the page brought them.
const sentences = JSON.parse(document.getElementById("board-words").textContent);

/** The sentence `key` with its {placeholders} filled in. */
export function word(key, values = {}) {
  return sentences[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
