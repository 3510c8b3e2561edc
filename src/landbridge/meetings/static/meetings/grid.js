// One cell of the grid is in the tab order; the arrow keys move from cell to cell.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Make `table` a grid to walk in. Returns the functions that the rest of the board needs. */
export function grid(table) {
  table.setAttribute("role", "grid");
  let at = { row: 0, column: 0 };

  const rows = () => [...table.tBodies[0].rows];
  // A long meeting spans columns: every column it covers leads to it.
  const cells = (row) => [...row.cells].filter((cell) => cell.matches("td"))
    .flatMap((cell) => Array(cell.colSpan).fill(cell.matches(".place") ? cell : null));

  function where(cell) {
    return { row: rows().indexOf(cell.parentElement), column: cells(cell.parentElement).indexOf(cell) };
  }

  /** Take up new cells: only the current one can be tabbed to, and nothing inside any. */
  function settle() {
    for (const cell of table.querySelectorAll("td.place")) cell.tabIndex = -1;
    for (const link of table.querySelectorAll("td.place a")) {
      link.tabIndex = -1;
      link.draggable = false;
    }
    const row = rows()[Math.min(at.row, rows().length - 1)];
    const current = (row && cells(row)[at.column]) || table.querySelector("td.place");
    if (current) current.tabIndex = 0;
  }

  function focus(cell) {
    for (const other of table.querySelectorAll("td.place[tabindex='0']")) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  function step(cell, key, far) {
    const { row, column } = where(cell);
    const [down, right] = STEPS[key];
    const all = rows();
    let found = null;
    // Skip what cannot be entered (a pause) and the rest of a long meeting.
    for (let r = row + down, c = column + right; all[r] && c >= 0 && c < cells(all[r]).length; r += down, c += right) {
      const next = cells(all[r])[c];
      if (next && next !== cell) {
        found = next;
        if (!far) break;
      }
    }
    if (found) {
      focus(found);
      // Going up or down keeps to the column, also past a long meeting.
      if (down) at = { row: where(found).row, column };
    }
  }

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td.place");
    if (cell) at = where(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td.place");
    if (!cell || event.altKey || event.metaKey) return;
    if (event.key in STEPS) step(cell, event.key, event.ctrlKey);
    else if (event.key === "Home") step(cell, "ArrowLeft", true);
    else if (event.key === "End") step(cell, "ArrowRight", true);
    else return;
    event.preventDefault();
  });
  settle();
  return { focus, settle };
}
