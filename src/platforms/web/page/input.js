import { button, create } from './dom.js';

const MAX_LENGTH = 400;
const MAX_LONG = 3000;
let count = 0;

/**
 * Asks for the text that a button wants, under the box that the button is in; the button is pressed again to go back
 * to what is typed already.
 *
 * @param {Element} pressed with `data-input`, what to call the text
 * @param {HTMLElement} box
 * @param {(text: string) => Promise<boolean>} onText if it cannot be taken, it stays to be changed
 */
export function askForText(pressed, box, onText) {
  const command = pressed.getAttribute('data-command') ?? '';
  const open = box.parentElement?.querySelector(':scope > .asks');
  if (open instanceof HTMLFormElement && open.dataset['for'] === command) return fieldIn(open)?.focus();
  open?.remove();
  const id = `input-${++count}`;
  const field = fieldFor(pressed.hasAttribute('data-long'), id);
  field.value = pressed.getAttribute('data-filled') ?? '';
  const close = () => {
    const held = form.contains(document.activeElement);
    form.remove();
    if (!held) return;
    // The button may be another one by now, in the place of the one that was pressed.
    const again = box.querySelector(`[data-command="${CSS.escape(command)}"]`);
    if (again instanceof HTMLElement) again.focus();
  };
  const form = create(
    'form',
    { class: 'asks', autocomplete: 'off', novalidate: '', 'data-for': command },
    create('label', { for: id }, pressed.getAttribute('data-input') ?? ''),
    field,
    create('button', { type: 'submit', class: 'main' }, 'OK'),
    button('Cancel', close),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') field.focus();
    else if (await onText(text)) close();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  box.after(form);
  field.focus();
  // Focus shows the field alone, and not the buttons below it.
  form.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {boolean} long may it have many lines?
 * @param {string} id
 */
function fieldFor(long, id) {
  const field = long
    ? create('textarea', { id, maxlength: String(MAX_LONG), rows: '6', spellcheck: 'false' })
    : create('input', { id, type: 'text', maxlength: String(MAX_LENGTH), spellcheck: 'false' });
  field.autocapitalize = 'none';
  return field;
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLElement | null}
 */
const fieldIn = (form) => form.querySelector('input, textarea');

/**
 * Takes the field away when there is no button for it any more.
 *
 * @param {HTMLElement} box
 * @returns {boolean} was somebody typing in it?
 */
export function dropField(box) {
  const form = box.parentElement?.querySelector(':scope > .asks');
  if (!(form instanceof HTMLFormElement)) return false;
  if (box.querySelector(`[data-command="${CSS.escape(form.dataset['for'] ?? '')}"]`) !== null) return false;
  const held = form.contains(document.activeElement);
  form.remove();
  return held;
}
