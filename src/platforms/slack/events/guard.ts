import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { verifySlackRequest } from '@slack/bolt';
import { MAX_FILE } from '../../../limits.ts';
import { MAX_CLOCK_SKEW_S, REMEMBER_SIGNATURE_MS } from '../limits.ts';

export interface GuardOptions {
  readonly path: string;
  readonly signingSecret: string;
  /** Gets the request when it is genuine, with its body read: it finds it in `rawBody`. */
  readonly next: (request: IncomingMessage & { rawBody: Buffer }, response: ServerResponse) => void;
  readonly now?: (() => number) | undefined;
}

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[1-9]\d{9}$/;
/** Of what is not signed. */
const MAX_UNSIGNED = 4096;

/**
 * Lets through what Slack has signed within the last minutes and has not sent before. Bolt checks the signature once
 * more, but takes timestamps from the future, replays, and bodies of any content up to 4 MB before it looks at them.
 * Unsigned, Slack asks now and then whether the certificate is good: that gets 200 and goes no further.
 */
export function guard({ path, signingSecret, next, now = Date.now }: GuardOptions): RequestListener {
  const seen = new Map<string, number>();
  const isReplay = (signature: string, time: number): boolean => {
    // Oldest first: everything behind one that is still remembered is, too.
    for (const [old, until] of seen) {
      if (until > time) break;
      seen.delete(old);
    }
    if (seen.has(signature)) return true;
    seen.set(signature, time + REMEMBER_SIGNATURE_MS);
    return false;
  };
  return async (request, response) => {
    const refuse = (status: number): void => {
      response.writeHead(status, { connection: 'close', ...(status === 405 && { allow: 'POST' }) }).end();
    };
    if (request.url?.split('?')[0] !== path) return refuse(404);
    if (request.method !== 'POST') return refuse(405);
    const signature = String(request.headers['x-slack-signature']);
    const timestamp = String(request.headers['x-slack-request-timestamp']);
    if (request.headers['x-slack-signature'] === undefined) {
      if (await asksForCertificate(request)) return void response.writeHead(200).end();
      return refuse(401);
    }
    if (!SIGNATURE.test(signature) || !TIMESTAMP.test(timestamp)) return refuse(401);
    if (Math.abs(now() / 1000 - Number(timestamp)) > MAX_CLOCK_SKEW_S) return refuse(401);
    const body = await readBody(request);
    if (body === 'too large') return refuse(413);
    if (body === 'broken off') return;
    try {
      verifySlackRequest({
        signingSecret,
        body: body.toString(),
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
        nowMilliseconds: now(),
      });
    } catch {
      return refuse(401);
    }
    if (isReplay(signature, now())) return refuse(401);
    next(Object.assign(request, { rawBody: body }), response);
  };
}

async function asksForCertificate(request: IncomingMessage): Promise<boolean> {
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return false;
  const body = await readBody(request, MAX_UNSIGNED);
  if (typeof body === 'string') return false;
  const form = new URLSearchParams(body.toString());
  // Nothing that is done for somebody comes unsigned.
  return form.get('ssl_check') === '1' && !form.has('command') && !form.has('payload');
}

/** The body, read no further than the limit. */
async function readBody(request: IncomingMessage, limit = MAX_FILE): Promise<Buffer | 'too large' | 'broken off'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too large';
  const parts: Buffer[] = [];
  let length = 0;
  try {
    // Leaving the loop early must not destroy the socket: the refusal is still to be sent over it.
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      length += (part as Buffer).length;
      if (length > limit) return 'too large';
      parts.push(part as Buffer);
    }
  } catch {
    return 'broken off';
  }
  return Buffer.concat(parts);
}
