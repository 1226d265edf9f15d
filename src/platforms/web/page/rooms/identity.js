import { randomId } from '../dom.js';
import { keep, recall } from '../storage.js';

const SECRET = 'chainrule.secret';
const NAME = 'chainrule.name';
const GUEST = 'chainrule.guest';
/** What is left by earlier versions. */
const FORMER = ['chainrule.person'];
const GUEST_LENGTH = 4;

/**
 * Who this browser is: a secret that nobody else is told, and a name. All tabs are the same person, but for one that
 * became somebody else, who stays that as long as the tab is there.
 */
let storage = recall(sessionStorage, SECRET) === undefined ? localStorage : sessionStorage;
let secret = recall(storage, SECRET) ?? begin();

/** @returns {string} the secret of somebody new */
function begin() {
  const fresh = randomId();
  keep(storage, SECRET, fresh);
  keep(storage, GUEST, randomId().slice(0, GUEST_LENGTH));
  return fresh;
}

for (const key of FORMER) keep(sessionStorage, key, undefined);

/** What every request says who asks with; never in an address, which is written into logs. */
export const identified = () => ({ authorization: `Bearer ${secret}` });

/** The name that was chosen; empty for a guest. */
export const chosenName = () => recall(storage, NAME) ?? '';

/** What others know us by. */
export const myName = () => chosenName() || `Guest ${recall(storage, GUEST) ?? secret.slice(0, GUEST_LENGTH)}`;

/** @param {string} name empty to be a guest */
export const setName = (name) => keep(storage, NAME, name || undefined);

/** This tab is somebody new from now on, and the others stay who they are. */
export function becomeSomebodyElse() {
  storage = sessionStorage;
  setName('');
  secret = begin();
}

/**
 * This browser, or this tab if it is somebody else's, becomes a device of somebody who is known already.
 *
 * @param {string} fresh the secret that was made known for that
 * @param {string} name
 */
export function becomeKnown(fresh, name) {
  secret = fresh;
  keep(storage, SECRET, fresh);
  setName(name);
}
