import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import type { Service } from '../service.ts';
import { Answers } from './answers.ts';
import { createApp } from './app.ts';
import { loadAssets } from './assets.ts';
import { GROUP } from './group.ts';
import { type Own, refuse } from './guard.ts';
import { createStages } from './present/stages.ts';
import { RecentMessages } from './recent-messages.ts';
import { restoreMessages } from './restore.ts';
import { createPeople } from './rooms/people.ts';
import { createRooms } from './rooms/rooms.ts';
import { Tabs } from './tabs.ts';
import { createTransport } from './transport.ts';

export interface WebOptions extends Own {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
}

/** The page: a chat in a browser. It has no connection of its own, so it is up as long as the server is. */
export async function startWeb({
  dispatcher,
  log,
  ...own
}: WebOptions): Promise<Service & { readonly requestListener: RequestListener }> {
  const answers = new Answers(dispatcher.bot.draw);
  const tabs = new Tabs();
  const recent = new RecentMessages();
  const { store } = dispatcher;
  const now = (): number => Date.now() + store.aheadMs;
  const people = createPeople(store.rooms, now, store.points);
  const rooms = createRooms({
    rooms: store.rooms,
    quizzes: store.quizzes,
    learning: store.learning,
    tenant: GROUP,
    now,
    points: store.points,
  });
  const onError = (error: unknown): void => log.warn({ err: error });
  const stages = createStages({ dispatcher, answers, tabs, now, onError });
  // The page is served even where the messages cannot be restored.
  const before = await restoreMessages(dispatcher, Date.now()).catch((error: unknown) => void log.warn({ err: error }));
  for (const { room, message } of before ?? []) recent.keep(room, message);
  const { origin } = own;
  const assets = await loadAssets();
  const app = createApp({ dispatcher, log, assets, answers, tabs, recent, people, rooms, stages, origin });
  const serve = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return {
    name: 'web',
    connected: () => true,
    transport: createTransport({
      tabs,
      recent,
      answers,
      typeset: dispatcher.bot.typeset,
      changed: stages.changed,
      forget: store.rooms.forgetPerson,
    }),
    async stop() {
      tabs.close();
    },
    requestListener(request, response) {
      const refused = refuse(request, own);
      if (refused === undefined) return void serve(request, response);
      response.writeHead(refused.status, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        connection: 'close',
      });
      response.end(`${refused.why}\n`);
    },
  };
}
