import { problem, showChip, watchFiles } from './attach.js';
import { Composer } from './composer.js';
import { converse } from './conversation.js';
import { listen } from './event-stream.js';
import { askForText } from './input.js';
import { CONVERSATION, lineIn, linkTo } from './link.js';
import { watchName } from './person.js';
import { choose, press } from './quiz-messages.js';
import { standing } from './standing.js';
import { watchTheme } from './theme.js';
import { watchTimes } from './time-left.js';

const composer = new Composer((line) => send({ line, asks: standing(line) }));
/** What was asked last. @type {import('./ask.js').Asking} */
let asked = { line: '' };

/**
 * Asks a line. The address is always a link to what was asked last, if that is something a link may ask.
 *
 * @param {import('./ask.js').Asking} asking
 */
function send(asking) {
  const { line, input } = asking;
  asked = asking;
  problem('');
  showChip(composer.input.value);
  if (input === undefined) composer.history.add(line);
  void converse(asking, {
    linkable: (linked) => {
      if (asked === asking) history.replaceState(null, '', linkTo(linked));
    },
    answered: choose,
    unreachable: () => {
      if (composer.input.value === '' && input === undefined) composer.input.value = line;
    },
  });
}

function followLink() {
  const line = lineIn(location.hash);
  if (line !== '' && line !== asked.line) send({ line, linked: true });
}

document.addEventListener('click', (event) => {
  const pressed = event.target instanceof Element ? event.target.closest('[data-command]') : null;
  const line = pressed?.getAttribute('data-command');
  if (!pressed || !line) return;
  const pushed = pressed.closest('.pushed');
  const box = pressed.closest('.reply, .preview');
  if (pushed instanceof HTMLElement) press(pressed, pushed);
  else if (pressed.hasAttribute('data-input') && box instanceof HTMLElement)
    askForText(pressed, box, async (input) => {
      send({ line, input });
      return true;
    });
  else send({ line });
});
addEventListener('hashchange', followLink);
window.name ||= CONVERSATION;
watchTheme();
watchName();
watchFiles(composer);
watchTimes();
followLink();
listen();
// A phone would open its keyboard over the page.
if (matchMedia('(pointer: fine)').matches) composer.input.focus();
