import { find } from '../dom.js';

/** Where a key means what it always means. */
const OWN_KEYS = 'input, select, textarea, [contenteditable]';
const PRESSED_BY_SPACE = 'button, summary, a';

/**
 * Space, S and Z, where nothing else waits for them, and as long as somebody wants them.
 *
 * @param {{ toggle(): void, step(): void, act(phase: 'zero'): void }} lab
 */
export function watchKeys(lab) {
  const wanted = find('#use-keys', HTMLInputElement);
  document.addEventListener('keydown', (event) => {
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (at.closest(OWN_KEYS) && !at.matches('input[type=range], input[type=checkbox]')) return;
    const key = event.key.toLowerCase();
    if (key === ' ') {
      if (at.closest(PRESSED_BY_SPACE) || at.matches('input[type=checkbox]') || event.repeat) return;
      event.preventDefault();
      lab.toggle();
    } else if (key === 's') lab.step();
    else if (key === 'z') lab.act('zero');
  });
}
