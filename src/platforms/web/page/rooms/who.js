import { announce, find, randomId } from '../dom.js';
import { becomeKnown, becomeSomebodyElse, chosenName, myName, setName } from './identity.js';
import { send } from './request.js';

/**
 * What has to be done with a new name, or when somebody else is here.
 *
 * @typedef {{ renamed: (name: string) => Promise<string | undefined>, changed: () => void }} Hearing `renamed` says what is
 *   wrong with a name
 */

/**
 * The name in the header, and the dialog behind it.
 *
 * @param {Hearing} hearing
 */
export function watchWho(hearing) {
  const dialog = find('#naming', HTMLDialogElement);
  const field = find('#name', HTMLInputElement);
  const problem = find('#naming-problem', HTMLElement);
  const words = find('#words', HTMLElement);
  const word = find('#word', HTMLInputElement);
  const say = (/** @type {string} */ text) => {
    problem.textContent = text;
  };
  const done = () => {
    dialog.close();
    showName();
    announce(`You are ${myName()}.`);
  };
  showName();
  find('#who', HTMLButtonElement).addEventListener('click', () => {
    field.value = chosenName();
    word.value = '';
    say('');
    words.textContent = '';
    dialog.showModal();
    field.select();
  });
  find('#naming-cancel', HTMLButtonElement).addEventListener('click', () => dialog.close());
  find('#naming-form', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    const wrong = await hearing.renamed(name);
    if (wrong !== undefined) return say(wrong);
    setName(name);
    done();
  });
  find('#somebody-else', HTMLButtonElement).addEventListener('click', () => {
    becomeSomebodyElse();
    done();
    hearing.changed();
  });
  find('#carry', HTMLButtonElement).addEventListener('click', async () => {
    const { body, error } = await send('/people/word', { name: chosenName() });
    if (error !== undefined) return say(error);
    words.textContent = `On the other device, open this page, press your name there and type: ${body['word']}. These words work once, for 10 minutes.`;
  });
  find('#carried', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    const fresh = randomId();
    const { body, error } = await send('/people/device', { word: word.value }, { authorization: `Bearer ${fresh}` });
    if (error !== undefined) return say(error);
    becomeKnown(fresh, String(body['name'] ?? ''));
    done();
    hearing.changed();
  });
}

/** Shows in the header who we are. */
export function showName() {
  find('#who b', HTMLElement).textContent = myName();
}
