import { ask } from './ask.js';
import { filesIn } from './attach.js';
import { watchContents } from './contents.js';
import { copyButton } from './copy.js';
import { announce, button, create, find } from './dom.js';
import { linkTo } from './link.js';
import { viewSwitch } from './previews.js';
import { watchScrollable } from './scrollable.js';

const SPOKEN = 200;
const QUARTERS = 4;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Who asks is told of a line that a link may ask again, of what is answered now, of a room that was opened or that one
 * is not in, or that nobody could be reached.
 *
 * @typedef {{ linkable: (line: string) => void, answered: (chosen: string[]) => void, opened: (code: string) => void,
 *   notIn: (code: string) => void, unreachable: () => void }} Hearing
 */

let count = 0;

/**
 * Asks a line, and shows it with its answer at the end of the conversation.
 *
 * @param {import('./ask.js').Asking} asking
 * @param {Hearing} hearing
 */
export async function converse(asking, hearing) {
  const line = [asking.line, asking.input].filter(Boolean).join(' ');
  const { article, reply, tools } = open(line);
  const stopping = new AbortController();
  const stop = button('Stop', () => {
    find('#line', HTMLInputElement).focus();
    stopping.abort();
  });
  tools.append(stop);
  scrollTo(article);
  announce(`Asked ${line}`);
  let spoken = 0;
  const last = await ask(asking, stopping.signal, ({ html, done, total }) => {
    hearing.linkable(line);
    showProgress(reply, html);
    const quarter = Math.floor((QUARTERS * done) / total);
    if (quarter > spoken) announce(`${Math.round((100 * done) / total)} %`);
    spoken = Math.max(spoken, quarter);
  });
  const held = stop === document.activeElement;
  stop.remove();
  reply.setAttribute('aria-busy', 'false');
  article.dataset['outcome'] = last.kind;
  if (last.kind === 'unreachable') {
    const again = button('Try again', () => void converse(asking, hearing));
    reply.replaceChildren(create('p', {}, last.why), create('div', { class: 'buttons' }, again));
    announce(last.why);
    hearing.unreachable();
  } else if (last.kind === 'stopped' || last.kind === 'repeat') {
    reply.replaceChildren(create('p', {}, last.kind === 'stopped' ? 'Stopped.' : 'This was asked before.'));
    announce('Stopped.');
  } else {
    if (last.chosen !== undefined) hearing.answered(last.chosen);
    if (last.opened !== undefined) hearing.opened(last.opened.code);
    if (last.notIn !== undefined) hearing.notIn(last.notIn);
    // The server has escaped everything in it.
    reply.innerHTML = last.html;
    watchScrollable(reply);
    watchContents(reply);
    tools.append(viewSwitch(last.id, reply));
    if (last.kind === 'answer' && last.lab !== undefined) tools.append(labLink(last.lab));
    if (last.link) {
      hearing.linkable(last.line);
      tools.append(copyButton('Copy link', () => location.origin + linkTo(last.line)));
    }
    tools.append(copyButton('Copy as text', () => last.text));
    const { latex } = last;
    if (latex !== undefined) tools.append(copyButton('Copy LaTeX', () => latex));
    announce(`Answer to ${line}: ${last.text.slice(0, SPOKEN)}`);
  }
  if (held) find('#line', HTMLInputElement).focus();
  if (article.matches(':last-child')) scrollTo(article);
}

/**
 * Where the run can be played with. In a tab of its own, which knows this one, to post a run to it.
 *
 * @param {string} address
 */
const labLink = (address) =>
  create('a', { class: 'button', href: address, target: '_blank', rel: 'opener' }, 'Open in the lab');

/**
 * The newest state of long work, in place of the one before.
 *
 * @param {HTMLElement} reply
 * @param {string} html
 */
function showProgress(reply, html) {
  const bar = reply.querySelector('progress');
  const next = create('div');
  next.innerHTML = html;
  const nextBar = next.querySelector('progress');
  const words = reply.querySelector('.progress p');
  // The same bar moves, so that it does not start anew.
  if (bar === null || nextBar === null || words === null) return reply.replaceChildren(...next.childNodes);
  bar.max = nextBar.max;
  bar.value = nextBar.value;
  words.textContent = next.textContent;
}

/** @param {string} line */
function open(line) {
  find('#welcome', HTMLElement).hidden = true;
  const id = `exchange-${++count}`;
  const title = create('h2', { id }, line);
  const files = filesIn(line).map((name) => create('span', { class: 'file' }, name));
  const reply = create('div', { class: 'reply', 'aria-busy': 'true' }, create('p', { class: 'waiting' }, 'Working …'));
  const tools = create('div', { class: 'tools' });
  const article = create(
    'article',
    { 'aria-labelledby': id },
    create('header', {}, title, ...files),
    create('div', { class: 'answer' }, reply, tools),
  );
  find('#log', HTMLElement).append(article);
  return { article, reply, tools };
}

/** @param {HTMLElement} article */
export function scrollTo(article) {
  article.scrollIntoView({ block: 'start', behavior: calm.matches ? 'auto' : 'smooth' });
}
