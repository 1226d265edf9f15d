import { problem, showChip, watchFiles } from './attach.js';
import { Composer } from './composer.js';
import { converse } from './conversation.js';
import { listen } from './event-stream.js';
import { askForText } from './input.js';
import { CONVERSATION, joinIn, lineIn, linkTo, presentIn } from './link.js';
import { choose, press } from './quiz-messages.js';
import { formerRoom, goTo, leave, rename, showJoin, watchRoom } from './rooms/room.js';
import { watchWho } from './rooms/who.js';
import { goingOn, standing } from './standing.js';
import { watchTheme } from './theme.js';
import { watchTimes } from './time-left.js';

const composer = new Composer(
  (line) => send({ line, asks: standing(line) }),
  () => {
    const line = goingOn();
    if (line !== undefined) send({ line });
  },
);
/** What was asked last. @type {import('./ask.js').Asking} */
let asked = { line: '' };

/**
 * Asks a line. The address is always a link to what was asked last, if that is something a link may ask.
 *
 * @param {import('./ask.js').Asking} asking
 */
function send(asking) {
  const { line, input } = asking;
  const code = joinIn(line);
  if (code !== undefined && input === undefined) return void goTo(code);
  asked = asking;
  problem('');
  showChip(composer.input.value);
  if (input === undefined) composer.history.add(line);
  void converse(asking, {
    linkable: (linked) => {
      if (asked === asking) history.replaceState(null, '', linkTo(linked));
    },
    answered: choose,
    opened: (code) => void goTo(code),
    notIn: (code) => {
      leave();
      showJoin(code);
    },
    unreachable: () => {
      if (composer.input.value === '' && input === undefined) composer.input.value = line;
    },
  });
}

function followLink() {
  const line = lineIn(location.hash);
  const shown = presentIn(line);
  if (shown !== undefined) return location.replace(`/present#${shown}`);
  if (line !== '' && line !== asked.line) send({ line, linked: true });
}

/** Hears what is said where we are; who is not let in there any more is outside. */
const hearIn = (/** @type {string | undefined} */ room) =>
  listen(room, () => {
    if (room === undefined) return;
    leave();
    showJoin(room);
  });

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
watchRoom(hearIn);
watchWho({
  renamed: rename,
  changed: () => {
    // Somebody else is not in the room yet, and whoever is known may be in it.
    const room = formerRoom();
    leave();
    if (room !== undefined) void goTo(room);
  },
});
watchFiles(composer);
watchTimes();
const former = formerRoom();
if (former === undefined || joinIn(lineIn(location.hash)) !== undefined) hearIn(undefined);
else await goTo(former);
followLink();
// A phone would open its keyboard over the page.
if (matchMedia('(pointer: fine)').matches) composer.input.focus();
