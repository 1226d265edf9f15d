import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/platforms/web/guard.ts';

const HERE = { host: '127.0.0.1' };
const EVERYWHERE = { host: '0.0.0.0' };
const NAMED = { host: '0.0.0.0', origin: 'https://chainrule.example.org' };

const ask = (headers: Record<string, string>, own: Parameters<typeof refuse>[1] = HERE, method = 'GET') =>
  refuse({ method, headers }, own)?.status;

describe('whose host it is', () => {
  it.each([
    ['127.0.0.1:3000', HERE, undefined],
    ['127.0.0.1', HERE, undefined],
    ['localhost:8080', HERE, undefined],
    ['LOCALHOST:3000', HERE, undefined],
    ['[::1]:3000', HERE, undefined],
    ['127.0.0.1:3000', EVERYWHERE, undefined],
    ['10.0.0.5:3000', { host: '10.0.0.5' }, undefined],
    ['[fd00::5]:3000', { host: 'fd00::5' }, undefined],
    ['chainrule.example.org', NAMED, undefined],
    ['127.0.0.1:3000', NAMED, undefined],
    ['evil.example', HERE, 421],
    ['localhost.evil.example', HERE, 421],
    ['127.0.0.1.evil.example:3000', HERE, 421],
    ['evil.example:3000', EVERYWHERE, 421],
    ['10.0.0.5:3000', EVERYWHERE, 421],
    ['0.0.0.0:3000', EVERYWHERE, 421],
    ['chainrule.example.org:8443', NAMED, 421],
    ['evil@localhost', HERE, 421],
    ['localhost:3000, evil.example', HERE, 421],
    ['localhost/evil', HERE, 421],
    ['localhost:', HERE, 421],
    ['', HERE, 421],
  ])('%s, listening on %o: %s', (host, own, status) => {
    expect(ask({ host }, own)).toBe(status);
  });

  it('a request must say which host it is for', () => {
    expect(ask({})).toBe(421);
  });
});

describe('whose page it comes from', () => {
  const host = '127.0.0.1:3000';

  it.each([
    [{ origin: 'http://127.0.0.1:3000' }, undefined],
    [{ origin: 'http://127.0.0.1:8000' }, 403],
    [{ origin: 'http://localhost:3000' }, 403],
    [{ origin: 'https://127.0.0.1:3000' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, undefined],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 403],
    [{}, undefined],
  ])('a POST with %o: %s', (headers, status) => {
    expect(ask({ host, ...(headers as Record<string, string>) }, HERE, 'POST')).toBe(status);
  });

  it.each([
    [{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, undefined],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, undefined],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [{ origin: 'https://evil.example' }, 403],
  ])('a GET with %o: %s', (headers, status) => {
    expect(ask({ host, ...(headers as Record<string, string>) })).toBe(status);
  });

  it('behind a proxy the origin is the one it has there', () => {
    const behind = (origin: string) => ask({ host: 'chainrule.example.org', origin }, NAMED, 'POST');
    expect(behind('https://chainrule.example.org')).toBeUndefined();
    expect(behind('http://chainrule.example.org')).toBe(403);
  });
});
