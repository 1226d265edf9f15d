import { describe, expect, it, onTestFinished } from 'vitest';
import { Answers } from '../../../src/platforms/web/answers.ts';
import { RecentMessages } from '../../../src/platforms/web/recent-messages.ts';
import { createRoomMessages } from '../../../src/platforms/web/room-messages.ts';
import { Tabs } from '../../../src/platforms/web/tabs.ts';
import { createTransport } from '../../../src/platforms/web/transport.ts';
import { MessageGone } from '../../../src/quiz/transport.ts';
import { buttons, paragraph, say } from '../../../src/reply/build.ts';
import { localBus } from '../../../src/store/shared/bus.ts';
import { typesetNothing } from '../../support/typeset-nothing.ts';
import { picture } from '../../support/web/rig.ts';

const place = { tenant: 'web:page', channel: 'page' };
const words = (text: string) => ({ reply: { nodes: [paragraph(say`${text}`)] }, pictures: new Map() });

const throwIt = (error: unknown): never => {
  throw error;
};

function setUp() {
  const [tabs, recent] = [new Tabs(), new RecentMessages()];
  onTestFinished(() => tabs.close());
  const answers = new Answers(async () => new Uint8Array(1));
  /** Opens a tab of somebody; gives what it hears, without its heart-beats. */
  const tab = (person: string, room = 'page') => {
    const heard: object[] = [];
    const write = async (text: string): Promise<void> => {
      if (!text.startsWith('data: ')) return;
      const { now, ...push } = JSON.parse(text.slice(6));
      expect(now).toBeTypeOf('number');
      heard.push(push);
    };
    const close = tabs.open({ room, person }, { write, end: () => {} }, []);
    return { heard, close };
  };
  const changed = (): void => {};
  const messages = createRoomMessages({
    bus: localBus(throwIt),
    isShared: false,
    tabs,
    recent,
    restore: async () => [],
    changed,
    onError: throwIt,
  });
  return { recent, answers, tab, transport: createTransport({ messages, answers, typeset: typesetNothing }) };
}

describe('what a quiz says on the page', () => {
  it('reaches all tabs, and is changed by its id', async () => {
    const { transport, tab } = setUp();
    const [one, other] = [tab('person-1'), tab('person-2')];
    const { id } = await transport.post(place, 's1.q1', words('First'));
    await transport.edit(place, id, words('<Second>'));
    const expected = [
      { kind: 'post', id, html: '<p>First</p>' },
      { kind: 'edit', id, html: '<p>&lt;Second&gt;</p>' },
    ];
    expect(one.heard).toEqual(expected);
    expect(other.heard).toEqual(expected);
  });

  it('stays in its room', async () => {
    const { transport, tab, recent } = setUp();
    const [inside, elsewhere, outside] = [tab('person-1', 'KWST'), tab('person-1', 'BCDF'), tab('person-1')];
    const room = { ...place, channel: 'KWST' };
    await transport.post(room, 's1.q1', words('First'));
    await transport.edit(room, 's1.q1', words('Second'));
    await transport.whisper(room, 'person-1', words('psst'));
    expect([inside, elsewhere, outside].map(({ heard }) => heard.length)).toEqual([3, 0, 0]);
    const news = ['KWST', 'BCDF', 'page'].map((one) => recent.news(one, 'person-1').length);
    expect(news).toEqual([2, 0, 0]);
    await expect(transport.edit({ ...place, channel: 'BCDF' }, 's1.q1', words('x'))).rejects.toThrow(MessageGone);
  });

  it('of one room that ends takes no news from another', async () => {
    const { transport, recent } = setUp();
    for (const channel of ['KWST', 'BCDF']) await transport.post({ ...place, channel }, `s${channel}.q1`, words('x'));
    await transport.post({ ...place, channel: 'KWST' }, 'sKWST.end', words('board'));
    expect(['KWST', 'BCDF'].map((one) => recent.news(one, 'person-1').length)).toEqual([0, 1]);
  });

  it('of a quiz that ends takes no news from a task of the same room', async () => {
    const { transport, recent } = setUp();
    await transport.post(place, 'sTask.task', words('a task'));
    await transport.post(place, 'sQuiz.q1', words('x'));
    await transport.whisper(place, 'person-1', words('psst'));
    await transport.post(place, 'sQuiz.end', words('board'));
    expect(recent.news('page', 'person-1').map(({ id }) => id)).toEqual(['sTask.task']);
    await transport.post(place, 'sTask.end', words('over'));
    expect(recent.news('page', 'person-1')).toEqual([]);
  });

  it('is shown once, however often it is posted with one key', async () => {
    const { transport, tab } = setUp();
    const { heard } = tab('person-1');
    const ids = [];
    for (const text of ['a', 'b']) ids.push(await transport.post(place, 's1.q1', words(text)));
    expect(ids[0]).toEqual(ids[1]);
    expect(heard).toEqual([expect.objectContaining({ html: '<p>a</p>' })]);
  });

  it('is gone when it is from before a restart, or too long ago', async () => {
    const { transport } = setUp();
    await expect(transport.edit(place, 's1.q1', words('x'))).rejects.toThrow(MessageGone);
    for (let i = 0; i <= 50; i++) await transport.post(place, `s1.q${i}`, words('x'));
    await expect(transport.edit(place, 's1.q0', words('x'))).rejects.toThrow(MessageGone);
    await transport.edit(place, 's1.q1', words('x'));
  });

  it('a whisper reaches the tabs of one person, and says whether there is any', async () => {
    const { transport, tab } = setUp();
    const [mine, mineToo, theirs] = [tab('person-1'), tab('person-1'), tab('person-2')];
    expect(await transport.whisper(place, 'person-1', words('psst'))).toBe(true);
    expect([mine.heard.length, mineToo.heard.length, theirs.heard.length]).toEqual([1, 1, 0]);
    expect(mine.heard[0]).toMatchObject({ kind: 'post', html: '<p>psst</p>', alone: true });
    mine.close();
    mineToo.close();
    expect(await transport.whisper(place, 'person-1', words('psst'))).toBe(false);
  });

  it('has pictures and files at addresses of their own', async () => {
    const { transport, tab, answers } = setUp();
    const { heard } = tab('person-1');
    const nodes = [picture('loss'), { kind: 'file' as const, name: 'a.csv', text: 'x,y' }];
    await transport.post(place, 's1.r1', { reply: { nodes }, pictures: new Map([['loss', new Uint8Array(7)]]) });
    const { html } = heard[0] as { html: string };
    const [, id = ''] = /<img src="\/pictures\/([\w-]+)\/loss\.png\?theme=dark"/.exec(html) ?? [];
    expect((await answers.file(id, 'loss.png', 'dark'))?.bytes.length).toBe(7);
    expect(html).toContain(`<a href="/texts/${id}/a.csv" download="a.csv">`);
    expect(await answers.text(id, 'a.csv')).toBe('x,y');
    expect(await answers.text(id, 'b.csv')).toBeUndefined();
  });

  it('leaves the kept answers alone when there is nothing to fetch', async () => {
    const { transport, answers } = setUp();
    const id = answers.add(words('kept'), 'dark');
    await transport.post(place, 's1.q1', words('x'));
    for (let i = 0; i < 300; i++) await transport.edit(place, 's1.q1', words(`${i}`));
    expect(answers.get(id)).toBeDefined();
  });
});

describe('what a tab that is opened late is told', () => {
  it('is how the messages are now, in their order, and what was whispered to this person', async () => {
    const { transport, recent } = setUp();
    await transport.post(place, 's1.lobby', words('lobby'));
    await transport.post(place, 's1.q1', words('question'));
    await transport.whisper(place, 'person-1', words('psst'));
    await transport.edit(place, 's1.lobby', words('begun'));
    const seen = (person: string) => recent.news('page', person).map(({ html }) => html);
    expect(seen('person-1')).toEqual(['<p>begun</p>', '<p>question</p>', '<p>psst</p>']);
    expect(seen('person-2')).toEqual(['<p>begun</p>', '<p>question</p>']);
  });

  it.each(['s1.end', 's1.end.2'])('is nothing of a quiz that has ended with %s, until the next begins', async (end) => {
    const { transport, recent } = setUp();
    await transport.post(place, 's1.q1', words('question'));
    await transport.post(place, end, words('board'));
    expect(recent.news('page', 'person-1')).toEqual([]);
    // A late change of what is over is no news either.
    await transport.edit(place, 's1.q1', { reply: { nodes: [buttons()] }, pictures: new Map() });
    expect(recent.news('page', 'person-1')).toEqual([]);
    await transport.post(place, 's2.lobby', words('lobby'));
    expect(recent.news('page', 'person-1').map(({ id }) => id)).toEqual(['s2.lobby']);
  });
});
