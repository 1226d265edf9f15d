import { announce, find } from './dom.js';
import { person } from './person.js';
import { show } from './quiz-messages.js';

const AGAIN_MS = 2000;
const LOST = 'No connection to Chainrule. What you see may be old; I keep trying.';
const BACK = 'Connected again.';

/** @type {EventSource | undefined} */
let source;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * Hears what the server says by itself. A browser has few connections to one server for all its tabs, so a tab that
 * nobody sees gives its own back; what it missed it hears when it is looked at again.
 */
export function listen() {
  document.addEventListener('visibilitychange', () => (document.hidden ? hangUp() : connect()));
  addEventListener('pagehide', hangUp);
  addEventListener('pageshow', connect);
  addEventListener('online', connect);
  connect();
}

function connect() {
  clearTimeout(waiting);
  if (source !== undefined || document.hidden) return;
  const opened = new EventSource(`/events?person=${encodeURIComponent(person)}`);
  source = opened;
  opened.addEventListener('open', () => source === opened && sayLost(false));
  opened.addEventListener('message', ({ data }) => show(JSON.parse(data)));
  opened.addEventListener('error', () => {
    if (source !== opened) return;
    hangUp();
    sayLost(true);
    waiting = setTimeout(connect, AGAIN_MS);
  });
}

function hangUp() {
  clearTimeout(waiting);
  source?.close();
  source = undefined;
}

/**
 * Tells in one line that nothing is heard at the moment; once, not at every try.
 *
 * @param {boolean} lost
 */
function sayLost(lost) {
  const line = find('#connection', HTMLElement);
  if (lost === (line.textContent !== '')) return;
  line.textContent = lost ? LOST : '';
  if (!lost) announce(BACK);
}
