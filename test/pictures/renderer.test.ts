import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPictureRenderer } from '../../src/pictures/renderer.ts';
import type { Picture } from '../../src/reply/document.ts';
import { chartOf, lossPicture, neverZeroed, zeroed } from '../figures/training/records.ts';
import { TIME_LIMIT_MS } from '../support/time-limit.ts';

const picture = lossPicture([zeroed, neverZeroed], 'Forgetting to zero: the loss sits at 8');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const REMOTE = Buffer.concat([PNG, Buffer.from('remote')]);
const LOCAL = Buffer.concat([PNG, Buffer.from('local')]);

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A QuickChart server that answers like this, and a renderer that asks it. */
async function renderer(answer: RequestListener, timeout = TIME_LIMIT_MS) {
  const asked = vi.fn(answer);
  const onFallback = vi.fn<(error: unknown) => void>();
  server = createServer(asked);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const draw = createPictureRenderer({
    quickChartUrl: `http://127.0.0.1:${port}/`,
    drawLocally: async () => LOCAL,
    onFallback,
    timeout,
  });
  return { draw, asked, onFallback };
}

const sendPng: RequestListener = (_, response) => response.setHeader('content-type', 'image/png').end(REMOTE);

it('draws locally without a server', async () => {
  expect(await createPictureRenderer({ drawLocally: async () => LOCAL })(picture, 'dark')).toBe(LOCAL);
});

it('gives what the server draws', async () => {
  const { draw, onFallback } = await renderer(sendPng);
  expect(Buffer.from(await draw(picture, 'dark'))).toEqual(REMOTE);
  expect(onFallback).not.toHaveBeenCalled();
});

it('asks with plain JSON for Chart.js 4, with a legend in place of annotations', async () => {
  let asked:
    | { url?: string | undefined; method?: string | undefined; type?: string | undefined; text: string }
    | undefined;
  const { draw } = await renderer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    asked = { url: request.url, method: request.method, type: request.headers['content-type'], text };
    sendPng(request, response);
  });
  await draw(picture, 'dark');
  expect(asked).toMatchObject({ url: '/chart', method: 'POST', type: 'application/json' });
  const body = JSON.parse(asked?.text ?? '');
  expect(body).toMatchObject({ version: '4', width: 800, height: 450, devicePixelRatio: 2, format: 'png' });
  expect(body.backgroundColor).toBe('#313338');
  expect(body.chart.options.plugins.legend.display).toBe(true);
  expect(body.chart.options.plugins).not.toHaveProperty('annotation');
  const { data } = chartOf(picture);
  expect(body.chart.data).toEqual(data);
});

describe('draws locally, and says why, when the server', () => {
  it.each<[string, RequestListener, RegExp]>([
    ['is slow', () => {}, /timeout/i],
    ['stops in the middle', (_, res) => res.setHeader('content-type', 'image/png').write(PNG), /timeout/i],
    ['fails', (_, res) => res.writeHead(500).end('sorry'), /status 500/],
    ['sends another type', (_, res) => res.setHeader('content-type', 'text/html').end(REMOTE), /text\/html/],
    ['sends no PNG', (_, res) => res.setHeader('content-type', 'image/png').end('GIF89a, in truth'), /no PNG/],
    ['sends nothing', (_, res) => res.setHeader('content-type', 'image/png').end(), /no PNG/],
    [
      'sends too much',
      (_, res) => res.setHeader('content-type', 'image/png').end(Buffer.alloc(4_000_001)),
      /more than/,
    ],
    ['redirects', (_, res) => res.writeHead(302, { location: '/elsewhere' }).end(), /fetch failed/],
    ['hangs up', (_, res) => res.destroy(), /fetch failed/],
  ])('%s', async (_, answer, reason) => {
    const { draw, onFallback } = await renderer(answer, reason.test('timeout') ? 200 : TIME_LIMIT_MS);
    expect(await draw(picture, 'dark')).toBe(LOCAL);
    expect(String(onFallback.mock.calls[0]?.[0])).toMatch(reason);
  });
});

it('stops reading an endless answer', async () => {
  let sent = 0;
  const { draw, asked } = await renderer((_, response) => {
    response.setHeader('content-type', 'image/png');
    const chunk = Buffer.alloc(100_000);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', more);
    more();
  });
  expect(await draw(picture, 'dark')).toBe(LOCAL);
  expect(asked).toHaveBeenCalledOnce();
  expect(sent).toBeLessThan(40_000_000);
});

it('does not send a chart that is too large', async () => {
  const { draw, asked, onFallback } = await renderer(sendPng);
  const large: Picture = { ...picture, drawing: { type: 'chart', chart: { type: 'line', note: 'x'.repeat(100_001) } } };
  for (let i = 0; i < 6; i++) expect(await draw(large, 'dark')).toBe(LOCAL);
  expect(String(onFallback.mock.calls[0]?.[0])).toMatch(/too large/);
  expect(asked).not.toHaveBeenCalled();
  expect(Buffer.from(await draw(picture, 'dark'))).toEqual(REMOTE);
});

it('leaves the server alone for 30 s after five failures in a row', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    let broken = true;
    const { draw, asked } = await renderer((request, response) => {
      if (broken) response.writeHead(500).end();
      else sendPng(request, response);
    });
    for (let i = 0; i < 8; i++) expect(await draw(picture, 'dark')).toBe(LOCAL);
    expect(asked).toHaveBeenCalledTimes(5);
    broken = false;
    vi.advanceTimersByTime(29_000);
    expect(await draw(picture, 'dark')).toBe(LOCAL);
    vi.advanceTimersByTime(2000);
    expect(Buffer.from(await draw(picture, 'dark'))).toEqual(REMOTE);
    expect(asked).toHaveBeenCalledTimes(6);
  } finally {
    vi.useRealTimers();
  }
});
