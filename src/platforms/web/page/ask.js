import { randomId } from './dom.js';
import { identified, myName } from './rooms/identity.js';
import { place } from './rooms/place.js';
import { theme } from './theme.js';

/**
 * @typedef {{ line: string, input?: string | undefined, linked?: boolean, asks?: object | undefined }} Asking a line; a
 *   text that its button asked for; does it come from a link? the question that it may be the answer to
 * @typedef {{ kind: 'progress', html: string, done: number, total: number }} Progress
 * @typedef {{ id: string, line: string, link: boolean, html: string, text: string, latex?: string, lab?: string,
 *   chosen?: string[], opened?: { code: string, name: string, owner: boolean }, notIn?: string }} Shown
 * @typedef {{ kind: 'answer' } & Shown | { kind: 'refusal' } & Shown} Answer
 * @typedef {{ kind: 'stopped' } | { kind: 'repeat' }} Nothing
 * @typedef {{ kind: 'unreachable', why: string }} Unreachable
 */

const UNREACHABLE = 'I cannot reach Chainrule. Is it still running, and is the network up?';

/**
 * Asks a line and hears of its progress.
 *
 * @param {Asking} asking
 * @param {AbortSignal} signal stops the work
 * @param {(progress: Progress) => void} onProgress
 * @returns {Promise<Answer | Nothing | Unreachable>}
 */
export async function ask(asking, signal, onProgress) {
  try {
    const response = await fetch('/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...identified() },
      body: JSON.stringify({ ...asking, delivery: randomId(), room: place()?.code, name: myName(), theme: theme() }),
      signal,
    });
    if (!response.ok) return { kind: 'unreachable', why: await problemOf(response) };
    for await (const event of eventsOf(response)) {
      if (event.kind === 'progress') onProgress(event);
      else return event;
    }
    return { kind: 'unreachable', why: UNREACHABLE };
  } catch {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'unreachable', why: UNREACHABLE };
  }
}

/**
 * The events of an answer as they come, one a line.
 *
 * @param {Response} response
 * @returns {AsyncGenerator<Progress | Answer | Nothing>}
 */
async function* eventsOf(response) {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

/**
 * What the server says is wrong with a request.
 *
 * @param {Response} response
 * @returns {Promise<string>}
 */
export async function problemOf(response) {
  try {
    const { error } = await response.json();
    if (typeof error === 'string') return error;
  } catch {
    // It said nothing that can be shown.
  }
  return `The server said no (${response.status}).`;
}
