import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Happening } from './events.ts';

/** What came back for a happening. */
export interface Ack {
  readonly status: number;
  readonly body: unknown;
}

export const SECRET = 'a-signing-secret';

export const now = (): number => Math.floor(Date.now() / 1000);

export const signature = (body: string, timestamp: number | string, secret = SECRET): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** A happening as the body of a request. */
export function encode({ type, payload }: Happening): { body: string; contentType: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const form = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** The headers of a request that Slack sends; `timestamp` and `secret` are its own unless told otherwise. */
export function signed(
  { body, contentType }: { body: string; contentType: string },
  { timestamp = now(), secret = SECRET } = {},
): Record<string, string> {
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(body, timestamp, secret),
  };
}

/** Posts a body with headers; a connection that is cut while the body is on its way counts as its answer's status. */
export function post(url: string, body: string | Buffer, headers: Record<string, string>): Promise<Ack> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false }, async (response) => {
      response.on('error', () => {});
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : parsed(text) });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
