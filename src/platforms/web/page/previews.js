import { announce, create } from './dom.js';
import { watchScrollable } from './scrollable.js';

const VIEWS = { page: 'Page', discord: 'Discord', slack: 'Slack' };
const GONE = 'The server no longer has this answer. Ask again to see it elsewhere.';

/**
 * A switch between the answer as it is here, and as other platforms show it.
 *
 * @param {string} id the answer's
 * @param {HTMLElement} here what is shown on the page
 * @returns {HTMLElement}
 */
export function viewSwitch(id, here) {
  const there = create('div', { class: 'preview' });
  there.hidden = true;
  here.after(there);
  const options = Object.entries(VIEWS).map(([view, label]) => {
    const input = create('input', { type: 'radio', name: `view-${id}`, value: view });
    input.checked = view === 'page';
    input.addEventListener('change', () => void show(id, view, here, there));
    return create('label', {}, input, create('span', {}, label));
  });
  return create('fieldset', { class: 'views' }, create('legend', { class: 'hidden' }, 'Show as on'), ...options);
}

/**
 * @param {string} id
 * @param {string} view
 * @param {HTMLElement} here
 * @param {HTMLElement} there
 */
async function show(id, view, here, there) {
  here.hidden = view !== 'page';
  there.hidden = view === 'page';
  there.dataset['view'] = view;
  if (view === 'page') return;
  const html = await fetchPreview(id, view);
  // Somebody may have gone on to another view meanwhile.
  if (there.dataset['view'] !== view) return;
  if (html === undefined) there.replaceChildren(create('p', {}, GONE));
  else there.innerHTML = html;
  watchScrollable(there);
  announce(`Shown as on ${view}.`);
}

/**
 * @param {string} id
 * @param {string} view
 * @returns {Promise<string | undefined>} HTML in which the server has escaped everything
 */
async function fetchPreview(id, view) {
  try {
    const response = await fetch(`/preview/${id}/${view}`);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
