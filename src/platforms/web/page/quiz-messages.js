import { ask } from './ask.js';
import { scrollTo } from './conversation.js';
import { announce, create, find } from './dom.js';
import { askForText, dropField } from './input.js';
import { patch } from './patch.js';
import { watchScrollable } from './scrollable.js';
import { keep, recall } from './storage.js';
import { inOurTheme } from './theme.js';
import { setClock } from './time-left.js';

/**
 * @typedef {{ id: string, html: string, now: number, alone?: boolean, past?: boolean }} Push
 * @typedef {{ article: HTMLElement, reply: HTMLElement, answer: HTMLElement, asked: number, marked: number }} Message what
 *   it shows, the answer to this person alone under it, how often they asked, and the last of these that set marks
 */

/** Of a new message, so much is read aloud. */
const SPOKEN = 160;
/** What a press on an option asks. */
const CHOICE = '/quiz answer ';
const KEY = 'chainrule.choice';
/** A message that was lost is sent again with a number behind its id. */
const COPY = /^([^.]+\.[^.]+)\.\d+$/;

/** The lines of the buttons that stand for what this person answered last. */
let chosen = recall(sessionStorage, KEY)?.split('\n');

/** By id. @type {Map<string, Message>} */
const messages = new Map();

/**
 * Shows a message that nobody here asked for, or what has become of it.
 *
 * @param {Push} push
 */
export function show({ id, html, now, alone = false, past = false }) {
  const known = messages.get(id);
  if (known !== undefined) {
    fill(known, html);
    return setClock(now);
  }
  const follows = isNearEnd();
  const message = open(id, alone);
  fill(message, html);
  closeCopies(id);
  setClock(now);
  if (!past) announce(`${alone ? 'Quiz, for you alone' : 'Quiz'}: ${firstWords(message.reply)}`);
  // What is for one alone comes below what is for all, which is to be read first.
  if (follows && !alone) scrollTo(message.article);
}

/** Nothing is shown any more of what was said where we were before. */
export function clear() {
  for (const { article } of messages.values()) article.remove();
  messages.clear();
}

/**
 * What is sent again takes the place of what was sent before: there is one with buttons.
 *
 * @param {string} id
 */
function closeCopies(id) {
  const original = COPY.exec(id)?.[1];
  if (original === undefined) return;
  for (const [other, { reply }] of messages)
    if (other !== id && (other === original || other.startsWith(`${original}.`)))
      for (const buttons of reply.querySelectorAll('.buttons')) buttons.remove();
}

/**
 * Asks what a button of a message says, and shows the answer under the message.
 *
 * @param {Element} pressed
 * @param {HTMLElement} article
 */
export function press(pressed, article) {
  const message = [...messages.values()].find((one) => one.article === article);
  const line = pressed.getAttribute('data-command');
  if (message === undefined || !line) return;
  if (!pressed.hasAttribute('data-input')) return void answer(message, { line });
  const box = message.answer.contains(pressed) ? message.answer : message.reply;
  askForText(pressed, box, (input) => answer(message, { line, input }));
}

/**
 * @param {Message} message
 * @param {import('./ask.js').Asking} asking
 * @returns {Promise<boolean>} was it taken?
 */
async function answer(message, asking) {
  const turn = ++message.asked;
  const last = await ask(asking, new AbortController().signal, () => {});
  if (last.kind === 'answer' && last.chosen !== undefined && turn > message.marked) {
    message.marked = turn;
    choose(last.chosen);
  }
  // Somebody may have pressed something else meanwhile.
  if (turn !== message.asked) return true;
  const told = message.answer;
  told.dataset['outcome'] = last.kind;
  if (last.kind === 'answer' || last.kind === 'refusal') {
    told.innerHTML = last.html;
    dropDouble(message);
  } else if (last.kind === 'unreachable') told.replaceChildren(create('p', {}, last.why));
  watchScrollable(told);
  told.scrollIntoView({ block: 'nearest' });
  return last.kind === 'answer';
}

/**
 * What a button of the message does already needs no second one below it.
 *
 * @param {Message} message
 */
function dropDouble({ reply, answer: told }) {
  for (const button of told.querySelectorAll('[data-command]')) {
    const line = button.getAttribute('data-command') ?? '';
    if (reply.querySelector(`[data-command="${CSS.escape(line)}"]:not([data-input])`) !== null) button.remove();
  }
  for (const row of told.querySelectorAll('.buttons:empty')) row.remove();
}

/**
 * Marks the buttons that stand for what was answered, and no others.
 *
 * @param {string[]} lines
 */
export function choose(lines) {
  chosen = lines;
  keep(sessionStorage, KEY, lines.join('\n'));
  for (const message of messages.values()) markChoice(message);
}

/** @param {Message} message */
function markChoice({ reply }) {
  if (chosen === undefined) return;
  for (const button of reply.querySelectorAll(`[data-command^="${CHOICE}"]:not([data-input])`))
    button.setAttribute('aria-pressed', String(chosen.includes(button.getAttribute('data-command') ?? '')));
}

/**
 * @param {string} id
 * @param {boolean} alone
 * @returns {Message}
 */
function open(id, alone) {
  find('#welcome', HTMLElement).hidden = true;
  const title = create('h2', { id: `pushed-${messages.size}` }, alone ? 'Quiz, for you alone' : 'Quiz');
  const reply = create('div', { class: 'reply' });
  const told = create('div', { class: 'told', role: 'status' });
  const article = create(
    'article',
    { class: 'pushed', tabindex: '-1', 'aria-labelledby': title.id },
    create('header', {}, title),
    create('div', { class: 'answer' }, reply, told),
  );
  const message = { article, reply, answer: told, asked: 0, marked: 0 };
  messages.set(id, message);
  find('#log', HTMLElement).append(article);
  return message;
}

/**
 * Shows what a message says now. What has not changed stays as it is, with the focus in it.
 *
 * @param {Message} message
 * @param {string} html in which the server has escaped everything
 */
function fill(message, html) {
  const { article, reply } = message;
  const held = reply.contains(document.activeElement) ? document.activeElement : null;
  patch(reply, html, inOurTheme);
  markChoice(message);
  watchScrollable(reply);
  const lost = (held !== null && !held.isConnected) || dropField(reply);
  if (lost) focusAgain(held, article);
}

/**
 * The keyboard goes on where it was: at the same button, or else at its message.
 *
 * @param {Element | null} held
 * @param {HTMLElement} article
 */
function focusAgain(held, article) {
  const command = held?.getAttribute('data-command');
  const same = command ? article.querySelector(`[data-command="${CSS.escape(command)}"]`) : null;
  (same instanceof HTMLElement ? same : article).focus({ preventScroll: true });
}

/** Is what is being looked at at most a screen away from the last message, and nobody typing in the middle of it? */
function isNearEnd() {
  const last = find('#log', HTMLElement).lastElementChild;
  if (last === null) return true;
  const typing = document.activeElement?.closest('.asks') ?? null;
  return typing === null && last.getBoundingClientRect().top < 2 * innerHeight;
}

/** @param {HTMLElement} reply */
function firstWords(reply) {
  const [first, second] = reply.children;
  return `${first?.textContent ?? ''}. ${second?.textContent ?? ''}`.slice(0, SPOKEN);
}
