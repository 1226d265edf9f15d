import { describe, expect, it, onTestFinished } from 'vitest';
import { Tabs } from '../../../src/platforms/web/tabs.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import { as, secretOf, startApp } from '../../support/web/rig.ts';

const place = { tenant: 'web:page', channel: 'page' };
const here = (person: string) => ({ room: 'page', person });
const words = (text: string) => ({ reply: { nodes: [paragraph(say`${text}`)] }, pictures: new Map() });

/** Reads a stream of server-sent events. */
function readerOf({ body }: Response) {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => void reader?.cancel().catch(() => {}));
  return {
    /** The next piece of the stream; undefined at its end. */
    next: async () => (await reader?.read())?.value,
    hangUp: () => reader?.cancel(),
  };
}

describe('the stream of events', () => {
  it('begins with what is there, and goes on with what comes', async () => {
    const { get, transport } = await startApp();
    await transport.post(place, 's1.q1', words('before'));
    const response = await get('/events');
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { next } = readerOf(response);
    expect(await next()).toMatch(/^: /);
    expect(await next()).toMatch(
      /^data: {"kind":"post","id":"s1.q1","html":"<p>before<\/p>","past":true,"now":\d{13}}\n\n$/,
    );
    await transport.edit(place, 's1.q1', words('now\nand here'));
    expect(await next()).toContain('data: {"kind":"edit","id":"s1.q1","html":"<p>now\\nand here</p>",');
  });

  it('forgets a tab that is closed', async () => {
    const { get, transport, people } = await startApp();
    const person = await people.idOf(secretOf('person-1'));
    const { next, hangUp } = readerOf(await get('/events'));
    await next();
    expect(await transport.whisper(place, person, words('psst'))).toBe(true);
    await hangUp();
    await expect.poll(() => transport.whisper(place, person, words('psst'))).toBe(false);
  });

  it('ends at once when the server stops, which takes no more tabs', async () => {
    const { get, tabs } = await startApp();
    const { next } = readerOf(await get('/events'));
    await next();
    tabs.close();
    expect(await next()).toBeUndefined();
    expect((await get('/events')).status).toBe(503);
  });

  it.each([
    '',
    'Bearer ',
    'Bearer short',
    'Bearer ../../x',
    `Basic ${secretOf('person-1')}`,
    secretOf('person-1'),
  ])('is for somebody: %j is refused', async (authorization) => {
    const { get } = await startApp();
    expect((await get('/events', { authorization })).status).toBe(401);
    expect((await get(`/events?person=${secretOf('person-1')}`, { authorization })).status).toBe(401);
  });

  it('is not opened by a HEAD, which nobody would read', async () => {
    const { app, transport, people } = await startApp();
    await app.request('/events', { method: 'HEAD', headers: as('person-1') });
    expect(await transport.whisper(place, await people.idOf(secretOf('person-1')), words('psst'))).toBe(false);
  });
});

describe('tabs', () => {
  it('are kept connected by a sign of life', async () => {
    const tabs = new Tabs(1);
    onTestFinished(() => tabs.close());
    const heard = await new Promise<string>((resolve) => {
      let count = 0;
      const write = async (text: string): Promise<void> => void (++count === 3 && resolve(text));
      tabs.open(here('person-1'), { write, end: () => {} }, []);
    });
    expect(heard).toBe(': still here\n\n');
  });

  it('that read too slowly are hung up on', () => {
    const tabs = new Tabs();
    onTestFinished(() => tabs.close());
    let ended = 0;
    tabs.open(here('person-1'), { write: () => new Promise(() => {}), end: () => void ended++ }, []);
    for (let i = 0; i < 300; i++) tabs.tell('page', { kind: 'edit', id: 'x', html: '' });
    expect(ended).toBe(1);
    expect(tabs.tell('page', { kind: 'edit', id: 'x', html: '' })).toBe(false);
  });

  it('are not more than there is room for', () => {
    const tabs = new Tabs();
    onTestFinished(() => tabs.close());
    const line = { write: async () => {}, end: () => {} };
    const leave = tabs.open(here('person-0'), line, []);
    for (let i = 1; i < 500; i++) tabs.open(here(`person-${i}`), line, []);
    expect(tabs.isFull()).toBe(true);
    leave();
    expect(tabs.isFull()).toBe(false);
  });

  it.each([
    ['one person', { person: 'person-1' }, 20],
    ['one address', { from: '10.0.0.7' }, 300],
  ])('%s has not all of them', (_, whose, most) => {
    const tabs = new Tabs();
    onTestFinished(() => tabs.close());
    const line = { write: async () => {}, end: () => {} };
    for (let i = 1; i < most; i++) tabs.open({ room: 'page', ...whose }, line, []);
    expect(tabs.isFull(whose)).toBe(false);
    tabs.open({ room: 'page', ...whose }, line, []);
    expect([tabs.isFull(whose), tabs.isFull({ person: 'person-2', from: '10.0.0.8' })]).toEqual([true, false]);
  });
});
