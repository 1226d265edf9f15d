import { Holds, repeated } from '../requests.ts';
import type { Message } from './render.ts';

/** What Slack does with a message that is posted to a response_url. */
export interface ResponseBody extends Partial<Message> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

const NO_UNFURLING = { unfurl_links: false, unfurl_media: false };

/** Slack did not take what was posted to a response_url. */
export class ResponseRefused extends Error {
  readonly status: number;
  /** Slack's word for what is wrong, such as `invalid_blocks`, where it says one. */
  readonly word: string | undefined;

  constructor(status: number, said: string) {
    super(`Slack refused a response: ${status} ${said.slice(0, 200)}`);
    this.status = status;
    this.word = /"error"\s*:\s*"(\w+)/.exec(said)?.[1] ?? /^\w+$/.exec(said.trim())?.[0];
  }
}

/** Each address is for one conversation alone, and forgotten with it. */
const holds = new Holds();

/**
 * Posts to a response_url. Bolt's own `respond` sees neither rate limits nor the refusals that come with status 200.
 *
 * @param onTry is called each time that it is posted: Slack counts them
 * @throws ResponseRefused where Slack does not take it; Error when there was no connection
 */
export async function respondTo(url: string, body: ResponseBody, onTry?: () => void): Promise<void> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body.blocks ? { ...body, ...NO_UNFURLING } : body),
    redirect: 'error',
  };
  const response = await repeated(holds, url, init, onTry);
  const said = await response.text();
  if (!response.ok || /"ok"\s*:\s*false/.test(said)) throw new ResponseRefused(response.status, said);
}
