import { announce, find } from './dom.js';
import { clear, show } from './quiz-messages.js';
import { Stream } from './stream.js';

const LOST = 'No connection to Chainrule. What you see may be old; I keep trying.';
const BACK = 'Connected again.';

/** @type {{ stream: Stream, room: string | undefined } | undefined} */
let current;

/**
 * Hears what the server says in a room, or outside of all, and nowhere else from now on.
 *
 * @param {string | undefined} room
 * @param {() => void} refused is called where one is not let in any more
 */
export function listen(room, refused) {
  current?.stream.stop();
  if (current !== undefined && current.room !== room) clear();
  const path = room === undefined ? '/events' : `/events?room=${room}`;
  current = { room, stream: new Stream(path, { heard: show, lost: sayLost, refused }) };
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
