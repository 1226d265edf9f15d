import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { type Program, startProgram } from '../../src/app/program.ts';
import { temporaryFolder } from '../support/command-folder.ts';

const lines: Record<string, unknown>[] = [];
let program: Program;
let port = 0;

beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line)) });
  program = await startProgram(readConfig({ PORT: '0', DATA_DIR: join(await temporaryFolder(), 'data') }), log);
  port = Number(new URL(program.page ?? '').port);
});
afterAll(() => program.close());

/** What the server sends back to bytes as they are; it closes the connection itself, or is asked to. */
async function raw(head: string, body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
    // A stream of events does not end.
    if (/^content-type: text\/event-stream/im.test(answer)) socket.destroy();
  });
  socket.on('error', () => {});
  socket.write(`${head}\r\n\r\n${body}`);
  await once(socket, 'close');
  return answer;
}

const request = (method: string, path: string, headers: readonly string[] = [`Host: 127.0.0.1:${port}`], body = '') =>
  raw([`${method} ${path} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n'), body);

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const allowOf = (answer: string): string | undefined => /^allow: (.+)$/im.exec(answer)?.[1]?.trim();

/** Every route, with the methods that it has. */
const ROUTES: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ...['/', '/main.js', '/lab', '/lab/settings', '/complete', '/events', '/pictures/x/y.png', '/texts/x/y.csv'].map(
    (path) => [path, ['GET', 'HEAD']] as const,
  ),
  ...['/preview/x/slack', '/rooms/ABCD/qr.svg', '/rooms/ABCD/stage', '/lab/modules/x.js'].map(
    (path) => [path, ['GET', 'HEAD']] as const,
  ),
  ...['/livez', '/readyz', '/healthz', '/metrics'].map((path) => [path, ['GET', 'HEAD']] as const),
  ...['/ask', '/files', '/rooms/ABCD/enter', '/rooms/ABCD/return', '/people/word', '/people/device'].map(
    (path) => [path, ['POST']] as const,
  ),
];
const ALL_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
];

describe('every route by every method', () => {
  it.each(ROUTES)('%s has %o', async (path, methods) => {
    const before = lines.length;
    for (const method of ALL_METHODS) {
      const answer = await request(method, method === 'CONNECT' ? '127.0.0.1:443' : path);
      const status = statusOf(answer);
      if (methods.includes(method)) expect([method, status]).not.toEqual([method, 405]);
      else {
        expect([method, status]).toEqual([method, 405]);
        expect(allowOf(answer)?.split(', ')).toEqual(
          ['GET', 'HEAD', 'POST'].includes(method) ? [...methods] : ['GET', 'HEAD', 'POST'],
        );
      }
      expect(status).toBeLessThan(500);
      if (method === 'HEAD') expect(answer.split('\r\n\r\n')[1]).toBe('');
      expect(answer).not.toMatch(/\bat .*\.[jt]s:\d/);
    }
    expect(lines.slice(before)).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'POST', 'OPTIONS'])('%s with a body is no fault of ours either', async (method) => {
    const here = `Host: 127.0.0.1:${port}`;
    for (const path of ['/', '/ask', '/nothing']) {
      const bodies = [
        [[here, 'Content-Length: 3'], 'abc'],
        [[here, 'Content-Length: 0'], ''],
        [[here, 'Transfer-Encoding: chunked'], '3\r\nabc\r\n0\r\n\r\n'],
        [[here], ''],
      ] as const;
      for (const [headers, body] of bodies) {
        const status = statusOf(await request(method, path, headers, body));
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
    }
    expect(lines).toEqual([]);
  });
});

describe('what a client may get wrong', () => {
  const HERE = () => [`Host: 127.0.0.1:${port}`];
  it.each<[string, string, () => readonly string[], number]>([
    ['an empty host', '/', () => ['Host:'], 400],
    ['a host of blanks', '/', () => ['Host:   '], 400],
    ['no host', '/', () => [], 400],
    ['two hosts', '/', () => [...HERE(), 'Host: evil.example'], 400],
    ['another host', '/', () => ['Host: evil.example'], 421],
    ['the whole address of another host', 'http://evil.example/', HERE, 400],
    ['a scheme of its own', 'ftp://127.0.0.1/', HERE, 400],
    ['a star', '*', HERE, 400],
    ['no slash', 'livez', HERE, 400],
    ['two slashes', '//', HERE, 404],
    ['another host behind two slashes', '//evil.example/', HERE, 404],
    ['a NUL', '/%00', HERE, 404],
    ['half an escape', '/%', HERE, 404],
    ['an escape of no character', '/%ff%fe', HERE, 404],
    ['a way up', '/../package.json', HERE, 404],
    ['a way up in escapes', '/%2e%2e/%2e%2e/package.json', HERE, 404],
    ['a backslash', '/..\\..\\package.json', HERE, 400],
    ['a long path', `/${'a'.repeat(8000)}`, HERE, 404],
    ['a longer one', `/${'a'.repeat(20_000)}`, HERE, 431],
    ['a room that is no code', '/rooms/%00/qr.svg', HERE, 404],
  ])('%s', async (_, path, headers, status) => {
    const answer = await request('GET', path, headers());
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toMatch(/\bat .*\.[jt]s:\d|node_modules/);
    expect(lines).toEqual([]);
  });

  it('the whole address of this host is the same as its path', async () => {
    expect(statusOf(await request('GET', `http://127.0.0.1:${port}/livez`))).toBe(200);
    expect(statusOf(await request('GET', `http://127.0.0.1:${port}/`))).toBe(200);
  });
});
