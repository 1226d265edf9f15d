import { describe, expect, it, onTestFinished } from 'vitest';
import type { Bot } from '../../../src/dispatch/bot.ts';
import { UserError } from '../../../src/errors.ts';
import { GROUP } from '../../../src/platforms/web/group.ts';
import { HOSTILE, tagsOf } from '../../support/web/markup.ts';
import { as, secretOf, shown, startApp } from '../../support/web/rig.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The page's routes, and who asked the bot behind them what. */
async function setUp(answer: Bot['ask'] = async () => ({ reply: { nodes: [] }, pictures: new Map() })) {
  const asked: { name: string; user: string; channel: string; bank?: string | undefined; manages: boolean }[] = [];
  const app = await startApp(async (call, options) => {
    const context = await options?.context?.();
    if (context) asked.push(context.who);
    return answer(call, options);
  });
  const enter = async (code: string, name: string, who: string) => {
    const response = await app.post(`/rooms/${code}/enter`, { name }, 'application/json', who);
    const body = (await response.json()) as { kind?: string; free?: string; error?: string };
    return { status: response.status, ...body };
  };
  const open = async (who = 'host', name = 'Ms Lima'): Promise<string> => {
    const last = shown(await app.ask('/quiz start', { name }, who));
    return last.opened?.code ?? '';
  };
  return { ...app, asked, enter, open };
}

describe('opening a room', () => {
  it('is what /quiz start does outside of one: it gives the code, the address, the view and a QR code', async () => {
    const { ask, asked } = await setUp();
    const last = shown(await ask('/quiz start', { name: 'Ms Lima' }, 'host'));
    const code = last.opened?.code ?? '';
    expect(code).toMatch(/^[A-Z]{4}$/);
    expect(asked).toMatchObject([{ name: 'Ms Lima', channel: code, manages: true }]);
    expect(last.html).toContain(`src="/rooms/${code}/qr.svg" alt="QR code of http://localhost/#/join/${code}"`);
    expect(last.text).toContain(`http://localhost/#/join/${code}`);
    expect(last.html).toContain(`href="http://localhost/#/present/${code}"`);
  });

  it('says where the address is good for nobody else, and uses the one that is configured', async () => {
    const local = await setUp();
    expect(shown(await local.ask('/quiz start')).text).toContain('this machine only');
    const { ask } = await startApp(undefined, 'https://chainrule.example.org');
    const { text } = shown(await ask('/quiz start'));
    expect(text).toContain('https://chainrule.example.org/#/join/');
    expect(text).not.toContain('this machine only');
  });

  it.each([
    '--show',
    '--end',
    '--again',
  ])('is not what /quiz assign %s does, which is about what there is', async (what) => {
    const { ask, asked, enter, open } = await setUp();
    expect(shown(await ask(`/quiz assign ${what}`, {}, 'ana')).opened).toBeUndefined();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    await ask(`/quiz assign s7Kq2mPa ${what}`, { room }, 'ana');
    expect(asked.at(-1)).toMatchObject({ channel: room, manages: false });
    expect(shown(await ask('/quiz assign --due tomorrow', { room }, 'ana')).text).toContain('Only whoever opened room');
  });

  it.each([
    ['a line that cannot be', '/quiz start --rounds many', undefined],
    [
      'a quiz that is refused',
      '/quiz start',
      async () => {
        throw new UserError('No.', { code: 'E_TEST' });
      },
    ],
  ])('leaves none behind for %s', async (_, line, answer) => {
    const { ask, store, people } = await setUp(answer);
    expect(shown(await ask(line)).opened).toBeUndefined();
    expect(await store.rooms.openedBy(await people.idOf(secretOf('person-1')), 0)).toBe(0);
  });

  it('is done so often in a day', async () => {
    const { ask, people, rooms, time } = await setUp();
    const user = await people.idOf(secretOf('person-1'));
    for (let i = 0; i < 20; i++) await rooms.open(user, 'Ms Lima', '10.0.0.7');
    expect(shown(await ask('/quiz start')).text).toContain('20 rooms today');
    time.at += DAY_MS + 1;
    expect(shown(await ask('/quiz start')).opened).toBeDefined();
  });

  it('is for whoever opened it to begin something in it, and for nobody else', async () => {
    const { ask, asked, enter, open } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    expect(shown(await ask('/quiz start', { room }, 'ana')).text).toContain('Only whoever opened');
    expect(shown(await ask('/quiz start', { room }, 'host')).kind).toBe('answer');
    expect(asked.map(({ name }) => name)).toEqual(['Ms Lima', 'Ms Lima']);
  });
});

describe('coming into a room', () => {
  it('takes a name, under which everything is asked there, whatever the request says', async () => {
    const { ask, asked, enter, open, people } = await setUp();
    const room = await open();
    expect(await enter(room, ' Ana ', 'ana')).toMatchObject({ kind: 'in', code: room, name: 'Ana', owner: false });
    await ask('/quiz join', { room, name: 'Ms Lima' }, 'ana');
    const user = await people.idOf(secretOf('ana'));
    expect(asked.at(-1)).toMatchObject({ name: 'Ana', user, channel: room, manages: false });
  });

  it('nobody can take the name of somebody in it, nor the host’s; another is offered', async () => {
    const { enter, open } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    for (const name of ['Ana', 'ANA', 'Аna', 'Á n a']) expect((await enter(room, name, 'ben')).kind).toBe('taken');
    expect(await enter(room, 'Ana', 'ben')).toMatchObject({ kind: 'taken', free: 'Ana B.' });
    expect((await enter(room, 'MS  LIMA', 'ben')).kind).toBe('taken');
    expect((await enter(room, 'Ana B.', 'ben')).kind).toBe('in');
    // In another room it is free.
    expect((await enter(await open('other'), 'Ana', 'ben')).kind).toBe('in');
  });

  it('two at once with one name: one of them gets it', async () => {
    const { enter, open } = await setUp();
    const room = await open();
    const kinds = await Promise.all(['a', 'b', 'c', 'd'].map(async (who) => (await enter(room, 'Ana', who)).kind));
    expect(kinds.toSorted()).toEqual(['in', 'taken', 'taken', 'taken']);
  });

  it('one may change one’s name, and then the other is free', async () => {
    const { enter, open } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    expect((await enter(room, 'Anna', 'ana')).kind).toBe('in');
    expect((await enter(room, 'Ana', 'ben')).kind).toBe('in');
    expect((await enter(room, 'Ana', 'ana')).kind).toBe('taken');
  });

  it.each(['', '   ', '\u200b'])('%j is no name', async (name) => {
    const { enter, open } = await setUp();
    expect((await enter(await open(), name, 'ana')).kind).toBe('nameless');
  });

  it('who has forgotten themselves is out of it', async () => {
    const { enter, open, people, ask, transport } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    await transport.forget?.('web:page', await people.idOf(secretOf('ana')));
    expect(shown(await ask('/quiz join', { room }, 'ana'))).toMatchObject({ kind: 'refusal', notIn: room });
    expect((await enter(room, 'Ana', 'ben')).kind).toBe('in');
  });
});

describe('the questions of a room', () => {
  it('are those of whoever opened it, in each of their rooms; outside of rooms everybody has their own', async () => {
    const { ask, asked, enter, open, people } = await setUp();
    const rooms = [await open(), await open()];
    for (const room of rooms) await enter(room, 'Ana', 'ana');
    await ask('/quiz import', {}, 'host');
    for (const room of rooms) await ask('/quiz import', { room }, 'ana');
    await ask('/quiz import', {}, 'ana');
    const [host, ana] = [await people.idOf(secretOf('host')), await people.idOf(secretOf('ana'))];
    const banks = asked.map(({ bank }) => bank);
    expect(banks).toEqual([...Array(5).fill(`~${host}`), `~${ana}`]);
  });
});

describe('somebody who is not in a room', () => {
  it('can ask nothing there, and hear nothing', async () => {
    const { ask, asked, get, open } = await setUp();
    const room = await open();
    expect(shown(await ask('/quiz answer A', { room }, 'eve'))).toMatchObject({ kind: 'refusal', notIn: room });
    expect(asked).toHaveLength(1);
    expect((await get(`/events?room=${room}`, {}, 'eve')).status).toBe(403);
    // It is the same where there is no such room.
    expect((await get('/events?room=ZZZZ', {}, 'eve')).status).toBe(403);
    expect(shown(await ask('/quiz answer A', { room: 'ZZZZ' }, 'eve'))).toMatchObject({ notIn: 'ZZZZ' });
  });

  it('guesses no codes: after 60 wrong ones from an address even a right one is refused for a while', async () => {
    const { enter, open, app } = await setUp();
    const room = await open();
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i++) statuses.add((await enter('ZZZZ', 'Eve', 'eve')).status);
    expect([...statuses]).toEqual([422]);
    expect((await enter(room, 'Eve', 'eve')).status).toBe(429);
    const stage = await app.request(`/rooms/${room}/stage`);
    expect([stage.status, Number(stage.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('right codes cost nothing', async () => {
    const { enter, open } = await setUp();
    const room = await open();
    for (let i = 0; i < 100; i++) expect((await enter(room, `Pupil ${i}`, `pupil-${i}`)).kind).toBe('in');
  });

  it.each(['kws', 'kwstx', '%2e%2e%2f', 'K%00ST'])('%s is no code', async (code) => {
    const { enter } = await setUp();
    expect((await enter(code, 'Eve', 'eve')).status).toBe(404);
  });
});

describe('a room that nobody has used for a day', () => {
  it('lets nobody new in; who was in it still is, and whoever opened it opens it again', async () => {
    const { ask, enter, open, time } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    time.at += DAY_MS + 1;
    expect((await enter(room, 'Ben', 'ben')).status).toBe(422);
    expect(shown(await ask('/quiz mine', { room }, 'ana')).kind).toBe('answer');
    expect((await enter(room, 'Ben', 'ben')).status).toBe(422);
    await ask('/quiz report', { room }, 'host');
    expect((await enter(room, 'Ben', 'ben')).kind).toBe('in');
  });

  it('stays open while a task in it is', async () => {
    const { enter, open, time, store } = await setUp();
    const room = await open();
    const task = { key: 'sTask1234', kind: 'task', tenant: GROUP, channel: room, settings: '{}', state: '{}' } as const;
    const host = { user: 'host', name: 'Ms Lima', seenAt: time.at };
    await store.quizzes.create({ ...task, due: time.at, now: time.at, questions: ['{}'], host, effects: [] });
    time.at += 5 * DAY_MS;
    expect((await enter(room, 'Ben', 'ben')).kind).toBe('in');
    const over = { key: task.key, version: 1, state: '{}', due: undefined, revealed: 0, now: time.at, effects: [] };
    expect(await store.quizzes.commit({ ...over, clear: false, wake: false })).toBe('done');
    time.at += 5 * DAY_MS;
    expect((await enter(room, 'Cleo', 'cleo')).status).toBe(422);
  });

  it('stays open as long as it is used', async () => {
    const { ask, enter, open, time } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    for (let day = 0; day < 3; day++) {
      time.at += DAY_MS - 1000;
      await ask('/quiz scores', { room }, 'ana');
    }
    expect((await enter(room, 'Ben', 'ben')).kind).toBe('in');
  });
});

describe('who somebody is', () => {
  it('is brought to another device by three words, once and soon', async () => {
    const { post, people, time, enter, open, ask, asked } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    const wordOf = async (who: string) => {
      const response = await post('/people/word', { name: 'Ana' }, 'application/json', who);
      return ((await response.json()) as { word: string }).word;
    };
    const add = async (word: string, who: string) =>
      (await (await post('/people/device', { word }, 'application/json', who)).json()) as Record<string, unknown>;
    const word = await wordOf('ana');
    expect(await add(word.toUpperCase(), 'phone')).toEqual({ name: 'Ana' });
    const user = await people.idOf(secretOf('ana'));
    expect(await people.idOf(secretOf('phone'))).toBe(user);
    await ask('/quiz answer A', { room }, 'phone');
    expect(asked.at(-1)).toMatchObject({ name: 'Ana', user });
    // Nobody else gets in with them, nor with words that are old.
    expect(await add(word, 'eve')).toEqual({ error: expect.stringContaining('not good') });
    const late = await wordOf('ana');
    const newer = await wordOf('ana');
    expect(await add(late, 'eve')).toHaveProperty('error');
    time.at += 10 * 60_000;
    expect(await add(newer, 'eve')).toHaveProperty('error');
    expect(await people.idOf(secretOf('eve'))).not.toBe(user);
  });

  it('is not guessed by words', async () => {
    const { post } = await setUp();
    const tries = async () => (await post('/people/device', { word: 'apple apple apple' })).status;
    for (let i = 0; i < 20; i++) expect(await tries()).toBe(422);
    expect(await tries()).toBe(429);
  });

  it('an id that may be shown opens nothing', async () => {
    const { people, app } = await setUp();
    const id = await people.idOf(secretOf('ana'));
    const headers = { authorization: `Bearer ${id}` };
    expect((await app.request('/events', { headers })).status).toBe(401);
  });
});

describe('what a projector shows', () => {
  it('is there for whoever knows the code, with buttons for the host alone', async () => {
    const { app, open, enter } = await setUp();
    const room = await open();
    await enter(room, 'Ana', 'ana');
    const first = async (headers: Record<string, string>) => {
      const response = await app.request(`/rooms/${room}/stage`, { headers });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      onTestFinished(() => void reader?.cancel().catch(() => {}));
      for (;;) {
        const { value = '' } = (await reader?.read()) ?? {};
        if (value.startsWith('data: ')) return JSON.parse(value.slice(6));
      }
    };
    expect((await first(as('host'))).actions).toEqual([{ label: 'Start a quiz', command: '/quiz start' }]);
    for (const headers of [as('ana'), as('eve'), {}]) {
      const { html, actions } = await first(headers);
      expect(actions).toEqual([]);
      expect(html).toContain(`<strong class="code">${room}</strong>`);
    }
  });

  it('the QR code has the address of the room in it, and says nothing of whether there is one', async () => {
    const { get } = await setUp();
    const response = await get('/rooms/ZZZZ/qr.svg');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    const svg = await response.text();
    expect(tagsOf(svg).map(({ name }) => name)).toEqual(['svg', 'path', 'path', '/svg']);
    expect(svg).not.toBe(await (await get('/rooms/KWST/qr.svg')).text());
  });

  it.each(HOSTILE)('%s as a name is a name', async (name) => {
    const { enter, open } = await setUp();
    const entered = await enter(await open(), name.slice(0, 32), 'eve');
    expect(entered.status).toBe(name.includes('\n') ? 400 : 200);
  });
});
