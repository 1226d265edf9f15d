/**
 * @typedef {{ key: string, flag: string, type: 'string' | 'number' | 'integer' | 'boolean', choices: readonly string[],
 *   default?: string | number | boolean }} Option of `/train`
 * @typedef {Record<string, string | number | boolean | undefined>} Values of these, by key
 * @typedef {{ line: string, values: Values, options: readonly Option[], csv?: string }} Meaning of
 *   an address; the content of the file that it refers to
 */

/**
 * The settings as part of an address: `?data=moons&lr=0.3`. What is at its default is left out.
 *
 * @param {readonly Option[]} options
 * @param {Values} values
 * @returns {string}
 */
export function queryOf(options, values) {
  const query = new URLSearchParams();
  for (const { key, flag, default: preset } of options) {
    const value = values[key];
    if (value !== undefined && value !== preset) query.set(flag, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * Asks the server what such a part of an address means, which is what it means in `/train`.
 *
 * @param {string} query
 * @returns {Promise<Meaning>}
 * @throws {Error} with what is to be said to people
 */
export async function meaningOf(query) {
  const response = await fetch(`/lab/settings${query}`).catch(() => undefined);
  if (response === undefined) throw new Error('I cannot reach Chainrule. Is it still running, and is the network up?');
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Error(typeof body.error === 'string' ? body.error : `The server said no (${response.status}).`);
}
