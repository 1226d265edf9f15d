/** @typedef {{ code: string, name: string, owner: boolean, join: string, present: string, local: boolean }} Place */

/** @type {Place | undefined} */
let here;

/** The room that this tab is in. */
export const place = () => here;

/** @param {Place | undefined} next */
export function setPlace(next) {
  here = next;
}
