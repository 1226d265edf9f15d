import { ask } from '../ask.js';
import { copyButton } from '../copy.js';
import { announce, create, find } from '../dom.js';
import { keep, recall } from '../storage.js';
import { chosenName, setName } from './identity.js';
import { place, setPlace } from './place.js';
import { send } from './request.js';
import { showName } from './who.js';

/** @typedef {import('./place.js').Place} Place */

const ROOM = 'chainrule.room';

/** Is called with the room that we are in now. @type {(code: string | undefined) => void} */
let moved = () => {};

/** @param {(code: string | undefined) => void} onMove */
export function watchRoom(onMove) {
  moved = onMove;
  find('#leave', HTMLButtonElement).addEventListener('click', leave);
  const invitation = find('#invitation', HTMLDialogElement);
  find('#invite', HTMLButtonElement).addEventListener('click', () => invitation.showModal());
  find('#invitation-close', HTMLButtonElement).addEventListener('click', () => invitation.close());
  find('#join-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void join();
  });
  find('#join-cancel', HTMLButtonElement).addEventListener('click', () => {
    showJoin(undefined);
    history.replaceState(null, '', '/');
  });
  find('#go', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const code = find('#code', HTMLInputElement).value.replaceAll(/[\s-]/g, '').toUpperCase();
    if (code !== '') location.hash = `/join/${code}`;
  });
}

/** The room in which this tab was before it was loaded again. */
export const formerRoom = () => recall(sessionStorage, ROOM);

/**
 * Goes to a room: at once where one is in it already, else with a name.
 *
 * @param {string} code
 * @returns {Promise<void>}
 */
export async function goTo(code) {
  if (place()?.code === code) return;
  const { body, error, status } = await send(`/rooms/${encodeURIComponent(code)}/return`, {});
  if (error === undefined) return settle(/** @type {any} */ (body));
  if (status === 0) find('#problem', HTMLElement).textContent = error;
  showJoin(code);
}

/**
 * Somebody who comes in gives a name; who changes it in the room, too. Gives what is wrong with it.
 *
 * @param {string} code
 * @param {string} name
 * @returns {Promise<{ error: string, free?: string } | Place>}
 */
async function enter(code, name) {
  const { body, error } = await send(`/rooms/${encodeURIComponent(code)}/enter`, { name });
  if (error === undefined) return /** @type {any} */ (body);
  return { error, ...(typeof body['free'] === 'string' && { free: body['free'] }) };
}

/**
 * Changes one's name in the room, if one is in any.
 *
 * @param {string} name
 * @returns {Promise<string | undefined>} what is wrong with it
 */
export async function rename(name) {
  const here = place();
  if (here === undefined) return undefined;
  const entered = await enter(here.code, name);
  if ('error' in entered) return entered.error;
  setPlace(entered);
  sayWhere(entered);
  return undefined;
}

async function join() {
  const section = find('#join', HTMLElement);
  const code = section.dataset['code'] ?? '';
  const field = find('#join-name', HTMLInputElement);
  const problem = find('#join-problem', HTMLElement);
  const entered = await enter(code, field.value.trim());
  if (!('error' in entered)) {
    setName(entered.name);
    showName();
    settle(entered);
    return void takePart(entered);
  }
  problem.textContent = entered.error;
  if (entered.free !== undefined) field.value = entered.free;
  field.select();
}

/**
 * Who comes into a room takes part in the quiz there; not who has opened it, who leads.
 *
 * @param {Place} place
 */
async function takePart({ code, name, owner }) {
  if (owner) return;
  const last = await ask({ line: '/quiz join' }, new AbortController().signal, () => {});
  const text = last.kind === 'answer' ? last.text.trim() : 'The quiz comes here when it begins.';
  say(`You are in room ${code} as ${name}. ${text}`);
}

/**
 * We are in a room now.
 *
 * @param {Place} here
 */
function settle(here) {
  setPlace(here);
  keep(sessionStorage, ROOM, here.code);
  showJoin(undefined);
  find('#welcome', HTMLElement).hidden = true;
  const bar = find('#room', HTMLElement);
  bar.hidden = false;
  find('strong', HTMLElement, bar).textContent = here.code;
  const presenter = find('#presenter', HTMLAnchorElement);
  presenter.href = `/#/present/${here.code}`;
  presenter.hidden = !here.owner;
  sayWhere(here);
  showInvitation(here);
  moved(here.code);
}

/** @param {Place} here */
const sayWhere = ({ code, name }) => say(`You are in room ${code} as ${name}.`);

/** @param {Place} place */
function showInvitation({ code, join: address, local }) {
  const image = find('#invitation img', HTMLImageElement);
  image.src = `/rooms/${code}/qr.svg`;
  image.alt = `QR code of ${address}`;
  find('#invitation strong', HTMLElement).textContent = code;
  find('#invitation-address', HTMLElement).replaceChildren(
    create('code', {}, address),
    copyButton('Copy address', () => address),
  );
  find('#invitation-local', HTMLElement).hidden = !local;
}

/** We are in no room any more. */
export function leave() {
  const left = place();
  setPlace(undefined);
  keep(sessionStorage, ROOM, undefined);
  find('#room', HTMLElement).hidden = true;
  if (location.hash.startsWith('#/join/')) history.replaceState(null, '', '/');
  if (left !== undefined) announce(`You have left room ${left.code}.`);
  moved(undefined);
}

/**
 * Asks for the name with which somebody comes into a room; nothing takes the question away.
 *
 * @param {string | undefined} code
 */
export function showJoin(code) {
  const section = find('#join', HTMLElement);
  section.hidden = code === undefined;
  find('#join-problem', HTMLElement).textContent = '';
  if (code === undefined) return;
  section.dataset['code'] = code;
  find('#welcome', HTMLElement).hidden = true;
  find('h2 strong', HTMLElement, section).textContent = code;
  const field = find('#join-name', HTMLInputElement);
  field.value = chosenName();
  section.scrollIntoView({ block: 'nearest' });
  field.focus();
}

/** @param {string} text */
function say(text) {
  find('#room-said', HTMLElement).textContent = text;
}
