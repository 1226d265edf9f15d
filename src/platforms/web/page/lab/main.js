import { copyButton } from '../copy.js';
import { find } from '../dom.js';
import { CONVERSATION, linkTo } from '../link.js';
import { watchScrollable } from '../scrollable.js';
import { watchTheme } from '../theme.js';
import { meaningOf } from './address.js';
import { makeControls } from './controls.js';
import { watchKeys } from './keys.js';
import { Lab } from './lab.js';

/** Loads what the address says, and makes the page of it. */
async function start() {
  watchTheme();
  watchScrollable(document.body);
  const problem = find('#problem', HTMLElement);
  try {
    const { values, options, line, csv } = await meaningOf(location.search);
    const lab = new Lab(options, values, csv);
    const controls = makeControls(options, (changes, how) => lab.set(changes, how));
    lab.opened = (run, now) => controls.show(run, now);
    lab.line = line;
    find('#line', HTMLElement).textContent = line;
    const copy = copyButton('Copy the line', () => lab.line);
    const send = find('#send', HTMLButtonElement);
    send.after(copy);
    send.addEventListener('click', () => open(linkTo(lab.line), CONVERSATION)?.focus());
    watchKeys(lab);
    lab.open();
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error);
  }
}

void start();
