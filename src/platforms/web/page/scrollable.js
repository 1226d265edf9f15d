const LABELS = { PRE: 'Code', DIV: 'Table', EQUATIONS: 'Equations' };

/**
 * What is wider than its box can be scrolled with the keyboard, too.
 *
 * @param {HTMLElement} within
 */
export function watchScrollable(within) {
  for (const box of within.querySelectorAll('.wide')) {
    watcher.observe(box);
    for (const inner of box.children) watcher.observe(inner);
  }
}

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest('.wide');
    if (box === null) continue;
    const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (!scrolls) for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
    else {
      box.setAttribute('tabindex', '0');
      box.setAttribute('role', 'group');
      box.setAttribute(
        'aria-label',
        LABELS[box.matches('.equations') ? 'EQUATIONS' : box.tagName === 'PRE' ? 'PRE' : 'DIV'],
      );
    }
  }
});
