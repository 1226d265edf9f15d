import { find } from './dom.js';
import { keep, recall } from './storage.js';

const KEY = 'chainrule.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;

/**
 * What the page looks like now, and what pictures are to be drawn for.
 *
 * @returns {'dark' | 'light'}
 */
export function theme() {
  const chosen = root.dataset['theme'];
  return chosen === 'dark' || chosen === 'light' ? chosen : system.matches ? 'dark' : 'light';
}

/** The switch in the header, and the system's own. */
export function watchTheme() {
  const select = find('#theme', HTMLSelectElement);
  select.value = recall(localStorage, KEY) ?? 'auto';
  select.addEventListener('change', () => {
    if (select.value === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = select.value;
    keep(localStorage, KEY, select.value === 'auto' ? undefined : select.value);
    void redraw();
  });
  system.addEventListener('change', () => void redraw());
}

/** Fetches every picture of the page itself for the theme; one that the server no longer has stays as it is. */
async function redraw() {
  const wanted = theme();
  const images = /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll('figure img'));
  await Promise.allSettled(
    [...images].map(async (image) => {
      const address = inTheme(image.src, wanted);
      const fresh = new Image();
      fresh.src = address;
      await fresh.decode();
      if (theme() !== wanted) return;
      image.src = address;
      const link = image.closest('figure')?.querySelector('a[download]');
      link?.setAttribute('href', address);
    }),
  );
}

/**
 * Turns the pictures of what is not yet on the page into its theme.
 *
 * @param {ParentNode} fragment
 */
export function inOurTheme(fragment) {
  for (const element of fragment.querySelectorAll('figure img, figure a[download]')) {
    const name = element.tagName === 'IMG' ? 'src' : 'href';
    element.setAttribute(name, inTheme(element.getAttribute(name) ?? '', theme()));
  }
}

/**
 * @param {string} address
 * @param {string} wanted
 */
function inTheme(address, wanted) {
  const url = new URL(address, location.href);
  url.searchParams.set('theme', wanted);
  return url.pathname + url.search;
}
