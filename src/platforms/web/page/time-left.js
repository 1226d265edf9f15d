import { announce } from './dom.js';

const EVERY_MS = 1000;
/** Of an open question, those who hear the page are told once when so many seconds are left. */
const SPOKEN_AT = 10;
/** A longer time is shown in minutes and seconds. */
const IN_SECONDS = 120;

/** The server's clock, as far as it is ahead of ours, in ms. */
let ahead = 0;
/** The moments that were announced. @type {Set<number>} */
const spoken = new Set();

/**
 * Hears what time it is on the server.
 *
 * @param {number} now in ms since 1970
 */
export function setClock(now) {
  ahead = now - Date.now();
  tick();
}

/** Counts down to every moment that a message names. */
export function watchTimes() {
  setInterval(tick, EVERY_MS);
  document.addEventListener('visibilitychange', tick);
}

function tick() {
  if (document.hidden) return;
  for (const time of document.querySelectorAll('time[data-until]')) {
    const until = Number(time.getAttribute('data-until'));
    const left = Math.max(0, Math.round((until - Date.now() - ahead) / 1000));
    const shown = time.querySelector('[aria-hidden]');
    const text = `in ${duration(left)}`;
    if (shown !== null && shown.textContent !== text) shown.textContent = text;
    if (left > 0 && left <= SPOKEN_AT && !spoken.has(until) && isOpen(time)) {
      spoken.add(until);
      announce(`${left} seconds left.`);
    }
  }
}

/**
 * @param {number} seconds
 */
function duration(seconds) {
  if (seconds < IN_SECONDS) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/**
 * Does it stand under a question that takes answers?
 *
 * @param {Element} time
 */
const isOpen = (time) => Boolean(time.closest('.pushed .reply')?.querySelector('[data-command^="/quiz answer "]'));
