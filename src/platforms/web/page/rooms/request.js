import { identified } from './identity.js';

/**
 * What came of a request: what it gave, or what is wrong, with what the server said to it.
 *
 * @typedef {{ body: Record<string, unknown>, error?: string, status: number }} Outcome
 */

const UNREACHABLE = 'I cannot reach Chainrule. Is it still running, and is the network up?';

/**
 * Sends something as JSON.
 *
 * @param {string} path
 * @param {object} content
 * @param {Record<string, string>} who by default whoever we are
 * @returns {Promise<Outcome>}
 */
export async function send(path, content, who = identified()) {
  try {
    const headers = { 'content-type': 'application/json', ...who };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(content) });
    const body = await response.json().catch(() => ({}));
    const { status } = response;
    if (typeof body.error === 'string') return { body, error: body.error, status };
    return response.ok ? { body, status } : { body, error: `The server said no (${status}).`, status };
  } catch {
    return { body: {}, error: UNREACHABLE, status: 0 };
  }
}
