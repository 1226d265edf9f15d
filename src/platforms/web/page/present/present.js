import { ask } from '../ask.js';
import { button, find } from '../dom.js';
import { patch } from '../patch.js';
import { setPlace } from '../rooms/place.js';
import { Stream } from '../stream.js';
import { inOurTheme } from '../theme.js';
import { fill } from './fill.js';

/** @typedef {{ html: string, now: number, actions: { label: string, command: string, next?: boolean }[] }} Stage */

const TICK_MS = 250;
const LOST = 'No connection. What you see may be old; I keep trying.';
/** What a presenter's remote sends, and what lies under a finger. */
const NEXT_KEYS = ['PageDown', 'ArrowRight', 'n'];

const stage = find('#stage', HTMLElement);
const actions = find('#actions', HTMLElement);
const said = find('#said', HTMLElement);
/** How far the server's clock is ahead of ours. */
let ahead = 0;
/** What the buttons were made from. */
let shown = '';
/** What was announced last. */
let heading = '';

const code = () =>
  decodeURIComponent(location.hash.slice(1))
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase();

/** @param {Stage} push */
function show({ html, now, actions: wanted }) {
  ahead = now - Date.now();
  patch(stage, html, (fresh) => {
    inOurTheme(fresh);
    for (const image of fresh.querySelectorAll('img'))
      image.addEventListener('load', () => fill(stage), { once: true });
  });
  showActions(wanted);
  tick();
  fill(stage);
  const title = stage.querySelector('h2')?.textContent ?? '';
  if (title !== heading) find('#status', HTMLElement).textContent = title;
  heading = title;
}

/** @param {Stage['actions']} wanted */
function showActions(wanted) {
  const source = JSON.stringify(wanted);
  if (source === shown) return;
  shown = source;
  const held = actions.contains(document.activeElement);
  for (const old of actions.querySelectorAll('button')) old.remove();
  actions.append(
    ...wanted.map(({ label, command, next }) => {
      const made = button(label, () => void act(command));
      if (next) {
        made.className = 'main';
        made.setAttribute('aria-keyshortcuts', NEXT_KEYS.join(' '));
      }
      return made;
    }),
  );
  actions.hidden = wanted.length === 0;
  if (held) (actions.querySelector('button') ?? stage).focus();
}

/** @param {string} line */
async function act(line) {
  said.textContent = '';
  const last = await ask({ line }, new AbortController().signal, () => {});
  if (last.kind === 'refusal') said.textContent = last.text;
  else if (last.kind === 'unreachable') said.textContent = last.why;
}

/** The time that is left, in seconds, on every clock. */
function tick() {
  for (const timer of stage.querySelectorAll('[data-deadline]')) {
    const left = Math.max(0, Number(timer.getAttribute('data-deadline')) - Date.now() - ahead);
    const seconds = Math.ceil(left / 1000);
    const text =
      seconds >= 60 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : `${seconds} s`;
    if (timer.textContent !== text) timer.textContent = text;
  }
}

function start() {
  const room = code();
  setPlace({ code: room, name: '', owner: false, join: '', present: '', local: false });
  find('#title', HTMLElement).textContent = room;
  document.title = `Room ${room}, Chainrule`;
  const connection = find('#connection', HTMLElement);
  return new Stream(`/rooms/${encodeURIComponent(room)}/stage`, {
    heard: show,
    lost: (lost) => {
      connection.textContent = lost ? LOST : '';
    },
    refused: () => {
      patch(
        stage,
        '<h2>There is no open room with this code</h2><p class="note">Look at the code again. Whoever opens a room with <code>/quiz start</code> is led to its view.</p>',
      );
      showActions([]);
    },
  });
}

let stream = start();
addEventListener('hashchange', () => {
  stream.stop();
  stream = start();
});
addEventListener('resize', () => fill(stage));
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !NEXT_KEYS.includes(event.key)) return;
  const next = actions.querySelector('button.main');
  if (!(next instanceof HTMLButtonElement)) return;
  event.preventDefault();
  next.click();
});
setInterval(tick, TICK_MS);
