import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from './render.ts';

const RETRIES = 3;
const TIMEOUT_MS = 10_000;

/** What Slack does with a message that is posted to a response_url. */
export interface ResponseBody extends Partial<Message> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

const NO_UNFURLING = { unfurl_links: false, unfurl_media: false };

/**
 * Posts to a response_url; waits out rate limits. Bolt's own `respond` sees neither them nor the refusals that come
 * with status 200.
 *
 * @throws Error with Slack's word for what is wrong
 */
export async function respondTo(url: string, body: ResponseBody): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body.blocks ? { ...body, ...NO_UNFURLING } : body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = await response.text();
    if (response.ok && !/"ok"\s*:\s*false/.test(said)) return;
    const after = Number(response.headers.get('retry-after'));
    if (response.status !== 429 || attempt === RETRIES || !(after > 0))
      throw new Error(`Slack refused a response: ${response.status} ${said.slice(0, 200)}`);
    await pause(after * 1000);
  }
}
