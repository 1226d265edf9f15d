/**
 * The address that asks a line again: `/#/grad%20a*b+c`.
 *
 * @param {string} line
 */
export const linkTo = (line) => `/#${encodeURIComponent(line).replaceAll('%2F', '/').replaceAll('%2B', '+')}`;

/**
 * The line that an address asks; nothing for none.
 *
 * @param {string} hash such as `#/grad%20a*b+c`
 * @returns {string}
 */
export function lineIn(hash) {
  const text = hash.slice(1);
  try {
    return decodeURIComponent(text).trim();
  } catch {
    // A percent sign that stands for itself.
    return text.trim();
  }
}

/**
 * The code of the room that a line or an address leads to: `/join/KWST`, `/quiz join KWST`; nothing for none.
 *
 * @param {string} line
 */
export const joinIn = (line) => /^\/?(?:quiz\s+)?join[\s/]+([a-z]{4})$/i.exec(line.trim())?.[1]?.toUpperCase();

/**
 * The code of the room that an address shows to all: `/present/KWST`; nothing for none.
 *
 * @param {string} line
 */
export const presentIn = (line) => /^\/present\/([a-z]{4})$/i.exec(line.trim())?.[1]?.toUpperCase();

/** The name of the tab with the conversation, by which the lab finds it. */
export const CONVERSATION = 'chainrule-conversation';
