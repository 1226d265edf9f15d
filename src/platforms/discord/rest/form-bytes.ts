import type { RESTOptions } from 'discord.js';

type Send = RESTOptions['makeRequest'];

/**
 * Sends forms with files as the bytes that they are on the way. The client hands Node's own form to its version of
 * undici, which sends it by the agent that was there first: that of another version does not know such a form.
 */
export const withFormBytes =
  (send: Send): Send =>
  async (url, init) => {
    if (!(init.body instanceof FormData)) return send(url, init);
    const form = new Response(init.body);
    const headers = { ...(init.headers as Record<string, string>), ...Object.fromEntries(form.headers) };
    return send(url, { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) });
  };
