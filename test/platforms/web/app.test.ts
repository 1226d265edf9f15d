import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../src/command/group.ts';
import { loadCommands } from '../../../src/command/registry.ts';
import { keyAlone } from '../../../src/dispatch/file-key.ts';
import { UserError } from '../../../src/errors.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import { as, picture, secretOf, shown, startApp } from '../../support/web/rig.ts';

const PNG = Buffer.from('loss dark, at first');

const drawing = async () => ({
  reply: { nodes: [paragraph(say`Done.`), picture('loss'), buttons({ label: 'More', command: '/grad a' })] },
  pictures: new Map([['loss', PNG]]),
});

/** Whatever commands there are. */
const names = groupsOf(await loadCommands()).map(({ name }) => `/${name}`);

describe('the files of the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/main.js', 'text/javascript; charset=utf-8'],
    ['/styles/base.css', 'text/css; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
  ])('%s', async (path, type) => {
    const { get, app } = await startApp();
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    const etag = response.headers.get('etag') ?? '';
    const again = await get(path, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await app.request(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    '/index.html',
    '/app.ts',
    '/../start.ts',
    '/%2e%2e/start.ts',
    '/..%2f..%2f..%2fpackage.json',
    '/main.js/',
    '/nothing',
    '/pictures/x/y.png',
    '/preview/x/discord',
    '/preview/x/teams',
  ])('%s is not one', async (path) => {
    const { get } = await startApp();
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([404, 'There is nothing here.\n']);
  });

  it('let nothing in from elsewhere, and are not for others to read', async () => {
    const { get } = await startApp();
    for (const path of ['/', '/complete?line=/', '/nothing']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('have nothing inline that the policy would forbid', async () => {
    const { get } = await startApp();
    const page = await (await get('/')).text();
    expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|https?:\/\//);
  });
});

describe('asking', () => {
  it('hears of progress, and then the answer', async () => {
    const { ask } = await startApp(async (_, { onProgress } = {}) => {
      for (const done of [1, 2]) onProgress?.({ nodes: [{ kind: 'progress', done, total: 4, note: 'loss 1' }] });
      return drawing();
    });
    const events = await ask('/train');
    expect(events.map(({ kind }) => kind)).toEqual(['progress', 'progress', 'answer']);
    expect(events[1]).toMatchObject({ done: 2, total: 4 });
    expect(shown(events).text).toContain('Done.');
    expect(shown(events).html).toMatch(/^<p>Done.<\/p><figure><img src="\/pictures\/[\w-]{36}\/loss.png\?theme=dark"/);
  });

  it('hears what was typed wrong', async () => {
    const { ask } = await startApp(async () => {
      throw new UserError('Not `so`.', { code: 'E_TEST', hint: 'But so.' });
    });
    const last = shown(await ask('/grad a'));
    expect([last.kind, last.html]).toEqual(['refusal', '<p>Not <code>so</code>.</p><p>But so.</p>']);
  });

  it('is told nothing of what went wrong on our side', async () => {
    const { ask } = await startApp(async () => {
      throw new Error('secret');
    });
    expect(JSON.stringify(await ask('/grad a'))).not.toContain('secret');
  });

  it('twice with one delivery is answered once; the same delivery of somebody else is another', async () => {
    const { ask } = await startApp();
    const delivery = 'the-same-one';
    const kinds = [];
    for (const person of ['person-1', 'person-1', 'person-2'])
      kinds.push((await ask('/grad a', { delivery }, person)).at(-1)?.kind);
    expect(kinds).toEqual(['answer', 'repeat', 'answer']);
  });

  it('stops the work when nobody waits for it any more', async () => {
    let stopped = false;
    const started = Promise.withResolvers<void>();
    const { app } = await startApp(
      (_, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          started.resolve();
          signal?.addEventListener('abort', () => {
            stopped = true;
            reject(signal.reason);
          });
        }),
    );
    const body = JSON.stringify({ line: '/train', delivery: 'delivery', theme: 'dark' });
    const headers = { 'content-type': 'application/json', ...as('somebody') };
    const response = await app.request('/ask', { method: 'POST', headers, body });
    await started.promise;
    await response.body?.cancel();
    expect(stopped).toBe(true);
  });

  const right = { line: '/grad a', delivery: 'delivery', theme: 'dark' };

  it.each([{}, { authorization: 'Bearer guess' }])('must say who asks: %o does not', async (headers) => {
    const { app } = await startApp();
    const body = JSON.stringify(right);
    const sent = { 'content-type': 'application/json', ...(headers as Record<string, string>) };
    expect((await app.request('/ask', { method: 'POST', headers: sent, body })).status).toBe(401);
  });

  it('must say how long it is', async () => {
    const { app } = await startApp();
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expect((await app.request('/ask', { method: 'POST', headers, body: '{}' })).status).toBe(411);
  });

  it.each([
    ['no JSON', 'line=/grad', 'application/json', 400],
    ['another type', JSON.stringify(right), 'text/plain', 415],
    ['a form', 'line=/grad', 'application/x-www-form-urlencoded', 415],
    ['no line', { ...right, line: undefined }, 'application/json', 400],
    ['an endless line', { ...right, line: 'x'.repeat(10_001) }, 'application/json', 400],
    ['a secret in it', { ...right, secret: secretOf('somebody') }, 'application/json', 400],
    ['a strange room', { ...right, room: '../x' }, 'application/json', 400],
    ['a strange theme', { ...right, theme: 'pink' }, 'application/json', 400],
    ['something more', { ...right, admin: true }, 'application/json', 400],
    ['more than 1 MB', { ...right, line: 'x'.repeat(1_100_000) }, 'application/json', 413],
  ])('%s is refused', async (_, body, type, status) => {
    const { post } = await startApp();
    const response = await post('/ask', body, type);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });
});

describe('an answer later on', () => {
  it('has its pictures, drawn for either theme', async () => {
    const { ask, get } = await startApp(drawing);
    const { id } = shown(await ask('/train'));
    const fetched = async (theme: string) => {
      const response = await get(`/pictures/${id}/loss.png?theme=${theme}`);
      return [response.headers.get('content-type'), await response.text()];
    };
    expect(await fetched('dark')).toEqual(['image/png', String(PNG)]);
    expect(await fetched('light')).toEqual(['image/png', 'loss light']);
    expect((await get(`/pictures/${id}/other.png`)).status).toBe(404);
  });

  it('has its files to save, as plain text that nothing is done with', async () => {
    const { ask, get } = await startApp(async () => ({
      reply: { nodes: [{ kind: 'file', name: 'quiz.csv', text: 'name\n<script>\n' }] },
      pictures: new Map(),
    }));
    const { id, html } = shown(await ask('/train'));
    expect(html).toContain(`href="/texts/${id}/quiz.csv"`);
    const response = await get(`/texts/${id}/quiz.csv`);
    const { headers } = response;
    expect(await response.text()).toBe('name\n<script>\n');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="quiz.csv"');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    for (const path of [`/texts/${id}/other.csv`, '/texts/x/quiz.csv']) expect((await get(path)).status).toBe(404);
  });

  it.each(['discord', 'slack'])('can be seen as on %s', async (platform) => {
    const { ask, get } = await startApp(drawing);
    const { id } = shown(await ask('/train'));
    const html = await (await get(`/preview/${id}/${platform}`)).text();
    expect(html).toContain(`<img src="/pictures/${id}/loss.png?theme=dark" alt="What loss shows">`);
    expect(html).toContain('data-command="/grad a"');
    expect(html).toContain('Done.');
  });
});

describe('typing', () => {
  it.each([
    ['/tr', ['/train'], 'Train a small network and see what happened, with gradients reset or not'],
    ['/train --no-', ['--no-zero-grad'], 'reset the gradients before each backward pass, or never'],
    ['/help gr', ['grad', 'gradient'], 'Derivatives of a formula by the chain rule, step by step'],
    ['/train --loss hi', ['hinge'], ''],
    ['/grad a*b', [], undefined],
    ['', names, undefined],
    ['/qu', ['/quiz'], 'practice, start, join'],
    ['/quiz sta', ['start', 'status'], 'Start a quiz here'],
    ['/quiz start --se', ['--seconds', '--seed'], 'to answer'],
  ])('%j offers %o', async (line, texts, about) => {
    const { get } = await startApp();
    const response = await get(`/complete?${new URLSearchParams({ line })}`);
    const { offers } = (await response.json()) as { offers: { text: string; about: string }[] };
    expect(offers.map(({ text }) => text)).toEqual(texts);
    if (about !== undefined) expect(offers[0]?.about).toContain(about);
  });
});

describe('a file', () => {
  it.each([
    ['/files', '/train'],
    ['/files?name=points.csv', '/train'],
    ['/files?name=points.txt', '/train'],
    ['/files?name=questions.yaml', '/quiz import'],
    ['/files?name=Moodle.GIFT', '/quiz import'],
  ])('at %s is kept, and gives the line that uses it: %s', async (path, command) => {
    const { post, store } = await startApp();
    const response = await post(path, 'x,y\n1,2\n', 'text/csv');
    const { key, line } = (await response.json()) as { key: string; line: string };
    expect(line).toBe(`${command} --file ${key}`);
    // Behind the key may stand what its owner calls it.
    expect(await store.file(keyAlone(key))).toBe('x,y\n1,2\n');
  });

  it.each([
    ['no text', new Uint8Array([0xff, 0xfe, 0x00]), 'text/csv', 422, /UTF-8/],
    ['too large', new Uint8Array(1_000_001), 'text/csv', 413, /1 MB/],
    ['of a type that a form can send', 'x', 'text/plain', 415, /text\/csv/],
  ])('that is %s is refused', async (_, body, type, status, why) => {
    const { post } = await startApp();
    const response = await post('/files', body, type);
    expect([response.status, await response.json()]).toEqual([status, { error: expect.stringMatching(why) }]);
  });
});
