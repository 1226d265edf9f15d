import { announce, button } from './dom.js';

const SHOWN_MS = 1500;

/**
 * A button that copies a text.
 *
 * @param {string} label
 * @param {() => string} text
 */
export function copyButton(label, text) {
  const made = button(label, async () => {
    const copied = await copy(text());
    made.textContent = copied ? 'Copied' : 'Not copied';
    announce(copied ? 'Copied.' : 'The browser did not let me copy.');
    setTimeout(() => {
      made.textContent = label;
    }, SHOWN_MS);
  });
  return made;
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} did the browser let us?
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * The old way, for a page without TLS.
 *
 * @param {string} text
 */
function copySelected(text) {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.className = 'hidden';
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
