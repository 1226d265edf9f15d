import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import type { Bot } from '../../../src/dispatch/bot.ts';
import { createDispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../../src/dispatch/metrics.ts';
import { parseInput } from '../../../src/dispatch/parsed-call.ts';
import { Answers } from '../../../src/platforms/web/answers.ts';
import { createApp } from '../../../src/platforms/web/app.ts';
import type { Event } from '../../../src/platforms/web/ask.ts';
import { loadAssets } from '../../../src/platforms/web/assets.ts';
import { GROUP } from '../../../src/platforms/web/group.ts';
import { createStages } from '../../../src/platforms/web/present/stages.ts';
import { RecentMessages } from '../../../src/platforms/web/recent-messages.ts';
import { createRoomMessages } from '../../../src/platforms/web/room-messages.ts';
import { createPeople } from '../../../src/platforms/web/rooms/people.ts';
import { createRooms } from '../../../src/platforms/web/rooms/rooms.ts';
import { Tabs } from '../../../src/platforms/web/tabs.ts';
import { createTransport } from '../../../src/platforms/web/transport.ts';
import type { Picture } from '../../../src/reply/document.ts';
import { openStore } from '../../../src/store/open.ts';
import { temporaryFolder } from '../command-folder.ts';
import { recordingQuizzes } from '../quizzes.ts';
import { typesetNothing } from '../typeset-nothing.ts';

const silent = pino({ level: 'silent' });

export const picture = (name: string): Picture => ({
  kind: 'picture',
  name,
  alt: `What ${name} shows`,
  width: 800,
  height: 450,
  drawing: { type: 'chart', chart: {} },
});

/** The secret of somebody in a test. */
export const secretOf = (person: string): string => createHash('md5').update(person).digest('hex');

/** What says in a request who asks. */
export const as = (person: string): Record<string, string> => ({ authorization: `Bearer ${secretOf(person)}` });

const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

/** The page's routes before a bot that answers as told. */
export async function startApp(
  answer: Bot['ask'] = async () => ({ reply: { nodes: [] }, pictures: new Map() }),
  origin?: string,
) {
  /** Of rooms and people, in ms since 1970. */
  const time = { at: Date.now() };
  const commands = await loadCommands();
  const store = await openStore({ dataDir: join(await temporaryFolder(), 'data') });
  onTestFinished(() => store.close());
  const bot: Bot = {
    commands,
    parse: (input) => parseInput(input, commands),
    ask: answer,
    draw: async ({ name }, theme) => Buffer.from(`${name} ${theme}`),
    typeset: typesetNothing,
    close: async () => {},
  };
  const { quizzes } = recordingQuizzes();
  const limits = { perUser: 1000, perTenant: 1000 };
  const dispatcher = createDispatcher({
    bot,
    store,
    log: silent,
    metrics: createMetrics(),
    limits,
    services: { quizzes },
  });
  const answers = new Answers(bot.draw);
  const [tabs, recent] = [new Tabs(), new RecentMessages()];
  onTestFinished(() => tabs.close());
  const now = () => time.at;
  const people = createPeople(store.rooms, now);
  const rooms = createRooms({
    rooms: store.rooms,
    quizzes: store.quizzes,
    learning: store.learning,
    tenant: GROUP,
    now,
  });
  const onError = (error: unknown): never => {
    throw error;
  };
  const stages = createStages({ dispatcher, answers, tabs, now, onError });
  const messages = createRoomMessages({
    bus: store.bus,
    isShared: false,
    tabs,
    recent,
    restore: async () => [],
    changed: stages.changed,
    onError,
  });
  const assets = await loadAssets();
  const app = createApp({ dispatcher, log: silent, assets, answers, tabs, recent, people, rooms, stages, origin });
  let asked = 0;
  const post = (path: string, body: unknown, type = 'application/json', who = 'person-1') =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': type, ...as(who) },
      body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body),
    });
  return {
    app,
    store,
    tabs,
    people,
    rooms,
    time,
    transport: createTransport({
      messages,
      answers,
      typeset: bot.typeset,
      forget: store.rooms.forgetPerson,
    }),
    post,
    get: (path: string, headers: Record<string, string> = {}, who = 'person-1') =>
      app.request(path, { headers: { ...as(who), ...headers } }),
    /** Asks a line; gives all events. */
    async ask(line: string, changes: object = {}, who = 'person-1'): Promise<Event[]> {
      const body = { line, delivery: `delivery-${++asked}`, theme: 'dark', ...changes };
      const response = await post('/ask', body, 'application/json', who);
      const text = await response.text();
      return text
        .trim()
        .split('\n')
        .map((event) => JSON.parse(event));
    },
  };
}

/** The last event, which must be an answer or a refusal. */
export function shown(events: readonly Event[]) {
  const last = events.at(-1);
  if (last?.kind === 'answer' || last?.kind === 'refusal') return last;
  throw new Error(`no answer in ${JSON.stringify(events)}`);
}
