// Korean words torn although they would fit a line, and lines that begin with a closing mark.
() => {
  const faults = [];
  const range = document.createRange();

  const rectsOf = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((rect) => rect.width > 0);
  };
  const linesOf = (rects) => new Set(rects.map((rect) => Math.round(rect.top))).size;
  const widthOf = (rects) => rects.reduce((sum, rect) => sum + rect.width, 0);
  const roomOf = (node) => {
    let box = node.parentElement;
    while (getComputedStyle(box).display.startsWith("inline") && box.parentElement) box = box.parentElement;
    const style = getComputedStyle(box);
    return box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const about = node.data.trim().slice(0, 40);
    for (const { 0: word, index } of node.data.matchAll(/[가-힣]{2,}/g)) {
      const rects = rectsOf(node, index, index + word.length);
      if (linesOf(rects) > 1 && widthOf(rects) <= roomOf(node)) faults.push(`torn: ${word} in ${about}`);
    }
    for (const { 0: mark, index } of node.data.matchAll(/[，。、）」』》：；！？]/g)) {
      if (!index || /\s/.test(node.data[index - 1])) continue;
      const before = rectsOf(node, index - 1, index).at(-1);
      const own = rectsOf(node, index, index + 1)[0];
      if (before && own && own.top >= before.bottom - 1) faults.push(`a line begins with ${mark}: ${about}`);
    }
  }
  return faults;
}
