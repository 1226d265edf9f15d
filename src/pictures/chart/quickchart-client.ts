import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type { Theme } from '../../reply/document.ts';
import { type ChartPicture, contentOf, toQuickChart } from './quickchart.ts';

/** A person is waiting, and drawing it ourselves takes a tenth of this. */
const TIMEOUT_MS = 2000;
const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 30_000;
/** What a QuickChart server accepts, in bytes of JSON. */
const MAX_REQUEST = 100_000;
/** Ours have a tenth of this; chats take 8 MB and more. */
const MAX_RESPONSE = 4_000_000;
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * A client of a QuickChart server: draws a chart there and gives the PNG.
 *
 * The promise is rejected where the server is slow, answers with anything but a PNG of reasonable size, or
 * redirects; and at once, without asking, for 30 s after five failures in a row.
 *
 * @param baseUrl such as http://127.0.0.1:3400
 * @param timeout for the whole request, in milliseconds
 */
export function createQuickChartClient(
  baseUrl: string,
  timeout = TIMEOUT_MS,
): (picture: ChartPicture, theme: Theme) => Promise<Uint8Array> {
  const url = `${baseUrl.replace(/\/+$/, '')}/chart`;
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  return async (picture, theme) => {
    const body = requestBody(picture, theme);
    return breaker.execute(() => post(url, body, timeout));
  };
}

function requestBody(picture: ChartPicture, theme: Theme): string {
  // The chart goes as an object: the server would run a string as JavaScript.
  const body = JSON.stringify(contentOf(toQuickChart(picture, theme)));
  const size = Buffer.byteLength(body);
  if (size > MAX_REQUEST) throw new RangeError(`a chart of ${size} bytes is too large for QuickChart`);
  return body;
}

async function post(url: string, body: string, timeout: number): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  const type = response.headers.get('content-type') ?? 'nothing';
  if (!response.ok || !type.startsWith('image/png')) {
    await response.body?.cancel();
    throw new Error(`QuickChart answered with status ${response.status} and ${type}`);
  }
  const png = await read(response);
  if (!png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) throw new Error('QuickChart sent no PNG');
  return png;
}

/** Reads a body, and stops reading when it becomes too large. */
async function read(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_RESPONSE) throw new RangeError(`QuickChart sent more than ${MAX_RESPONSE} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
