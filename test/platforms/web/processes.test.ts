import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Answers } from '../../../src/platforms/web/answers.ts';
import { RecentMessages } from '../../../src/platforms/web/recent-messages.ts';
import { createRoomMessages } from '../../../src/platforms/web/room-messages.ts';
import { type Push, Tabs } from '../../../src/platforms/web/tabs.ts';
import { createTransport } from '../../../src/platforms/web/transport.ts';
import { MessageGone } from '../../../src/quiz/transport.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import { Listeners } from '../../../src/store/shared/bus.ts';
import { typesetNothing } from '../../support/typeset-nothing.ts';
import { picture } from '../../support/web/rig.ts';

const place = { tenant: 'web:page', channel: 'KWST' };
const words = (text: string) => ({ reply: { nodes: [paragraph(say`${text}`)] }, pictures: new Map() });
const throwIt = (error: unknown): never => {
  throw error;
};

/** What all processes share. */
function database() {
  const listeners = new Listeners(throwIt);
  const kept = new Map<string, string>();
  let isDown = false;
  return {
    kept,
    cut: (down: boolean) => {
      isDown = down;
      if (!down) listeners.reconnected();
    },
    bus: {
      async publish(topic: string, payload: string) {
        if (!isDown) queueMicrotask(() => listeners.deliver(topic, payload));
        return !isDown;
      },
      subscribe: (topic: string, listener: (payload: string) => void) => listeners.subscribe(topic, listener),
      onReconnect: (listener: () => void) => listeners.onReconnect(listener),
    },
  };
}

/** A process that answers the page. */
function start({ bus, kept }: ReturnType<typeof database>, restored: string[] = []) {
  const [tabs, recent] = [new Tabs(), new RecentMessages()];
  onTestFinished(() => tabs.close());
  const changed = vi.fn<(room: string) => void>();
  const restore = async () =>
    restored.map((id) => ({ room: place.channel, message: { id, html: 'as it is now', to: undefined } }));
  const messages = createRoomMessages({ bus, isShared: true, tabs, recent, restore, changed, onError: throwIt });
  const answers = new Answers(async ({ name }, theme) => Buffer.from(`${name} ${theme}`), {
    shared: { save: async (id, text) => void kept.set(id, text), load: async (id) => kept.get(id) },
    onError: throwIt,
  });
  const tab = (person: string, room = place.channel) => {
    const heard: Push[] = [];
    const write = async (text: string): Promise<void> => {
      if (text.startsWith('data: ')) heard.push(JSON.parse(text.slice(6)));
    };
    tabs.open({ room, person }, { write, end: () => {} }, []);
    return heard;
  };
  return { changed, answers, recent, tab, transport: createTransport({ messages, answers, typeset: typesetNothing }) };
}

describe('two processes that answer one page', () => {
  it('show a message in the tabs of both, and either one changes it', async () => {
    const shared = database();
    const [one, other] = [start(shared), start(shared)];
    const heard = [one.tab('person-1'), other.tab('person-2')];
    await one.transport.post(place, 's1.q1', words('First'));
    await vi.waitFor(() => expect(heard[1]).toHaveLength(1));
    await other.transport.edit(place, 's1.q1', words('Second'));
    await vi.waitFor(() => expect(heard[0]).toHaveLength(2));
    for (const tab of heard)
      expect(tab).toMatchObject([
        { kind: 'post', id: 's1.q1', html: '<p>First</p>' },
        { kind: 'edit', id: 's1.q1', html: '<p>Second</p>' },
      ]);
    expect([one, other].map(({ changed }) => changed.mock.calls)).toEqual([
      [['KWST'], ['KWST']],
      [['KWST'], ['KWST']],
    ]);
  });

  it('tell a late tab what is news, and nothing of what is over', async () => {
    const shared = database();
    const [one, other] = [start(shared), start(shared)];
    const news = () => other.recent.news('KWST', 'person-2').map(({ id }) => id);
    await one.transport.post(place, 's1.q1', words('First'));
    await vi.waitFor(() => expect(news()).toEqual(['s1.q1']));
    await one.transport.post(place, 's1.end', words('board'));
    await vi.waitFor(() => expect(news()).toEqual([]));
  });

  it('reach a person wherever their tab is, and nobody else', async () => {
    const shared = database();
    const [one, other] = [start(shared), start(shared)];
    const [theirs, somebodys] = [other.tab('person-1'), other.tab('person-2')];
    expect(await one.transport.whisper(place, 'person-1', words('psst'))).toBe(true);
    expect(theirs).toMatchObject([{ html: '<p>psst</p>', alone: true }]);
    expect(somebodys).toEqual([]);
    expect(await one.transport.whisper(place, 'person-3', words('psst'))).toBe(false);
  });

  it('read again what was missed, and change what was shown before they were started', async () => {
    const shared = database();
    const [one, other] = [start(shared), start(shared, ['s1.q1'])];
    shared.cut(true);
    await one.transport.post(place, 's1.q1', words('First'));
    expect(other.recent.has('KWST', 's1.q1')).toBe(false);
    shared.cut(false);
    await vi.waitFor(() => expect(other.recent.has('KWST', 's1.q1')).toBe(true));
    await start(shared, ['s1.q1']).transport.edit(place, 's1.q1', words('Second'));
    await expect(start(shared).transport.edit(place, 's1.q9', words('x'))).rejects.toThrow(MessageGone);
  });

  it("have each other's pictures, in both themes", async () => {
    const shared = database();
    const [one, other] = [start(shared), start(shared)];
    const heard = other.tab('person-1');
    const pictures = new Map([['loss', new Uint8Array([1, 2, 3])]]);
    await one.transport.post(place, 's1.q1', { reply: { nodes: [picture('loss')] }, pictures });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const [, id = ''] = /\/pictures\/([\w-]+)\//.exec(JSON.stringify(heard)) ?? [];
    expect([...((await other.answers.file(id, 'loss.png', 'dark'))?.bytes ?? [])]).toEqual([1, 2, 3]);
    expect(String((await other.answers.file(id, 'loss.png', 'light'))?.bytes)).toBe('loss light');
    expect((await other.answers.find(id))?.reply.nodes).toHaveLength(1);
    expect(await other.answers.find('../../etc/passwd')).toBeUndefined();
  });
});
