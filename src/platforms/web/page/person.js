import { announce, find, randomId } from './dom.js';
import { keep, recall } from './storage.js';

const PERSON = 'chainrule.person';
const NAME = 'chainrule.name';

/** Every tab is somebody of their own. */
export const person = recall(sessionStorage, PERSON) ?? randomId();
keep(sessionStorage, PERSON, person);

let name = recall(sessionStorage, NAME) ?? '';

/**
 * What others know us by.
 *
 * @returns {string}
 */
export const myName = () => name || `Guest ${person.slice(0, 4)}`;

/** The name in the header, which opens a dialog to change it. */
export function watchName() {
  const shown = find('#who b', HTMLElement);
  const dialog = find('#naming', HTMLDialogElement);
  const field = find('#name', HTMLInputElement);
  shown.textContent = myName();
  find('#who', HTMLButtonElement).addEventListener('click', () => {
    field.value = name;
    dialog.showModal();
    field.select();
  });
  find('button[type=button]', HTMLButtonElement, dialog).addEventListener('click', () => dialog.close());
  find('form', HTMLFormElement, dialog).addEventListener('submit', (event) => {
    event.preventDefault();
    name = field.value.trim();
    keep(sessionStorage, NAME, name || undefined);
    shown.textContent = myName();
    dialog.close();
    announce(`You are ${myName()}.`);
  });
}
