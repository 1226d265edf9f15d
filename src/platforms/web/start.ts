import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import { StoreUnavailable } from '../../store/outage.ts';
import type { Service } from '../service.ts';
import { Answers, type SharedAnswers } from './answers.ts';
import { createApp } from './app.ts';
import { loadAssets } from './assets.ts';
import { GROUP } from './group.ts';
import { type Own, refuse } from './guard.ts';
import { createStages } from './present/stages.ts';
import { RecentMessages } from './recent-messages.ts';
import { restoreMessages } from './restore.ts';
import { createRoomMessages } from './room-messages.ts';
import { createPeople } from './rooms/people.ts';
import { createRooms } from './rooms/rooms.ts';
import { Tabs } from './tabs.ts';
import { createTransport } from './transport.ts';

export interface WebOptions extends Own {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Do other processes with the same database answer the same page? */
  readonly isShared: boolean;
}

const SCOPE = 'page-answer';
/** How long another process can find an answer, with its pictures. */
const ANSWER_TTL_MS = 6 * 60 * 60 * 1000;

/** The page: a chat in a browser. It has no connection of its own, so it is up as long as the server is. */
export async function startWeb({
  dispatcher,
  log,
  isShared,
  ...own
}: WebOptions): Promise<Service & { readonly requestListener: RequestListener }> {
  const { store } = dispatcher;
  const now = (): number => Date.now() + store.aheadMs;
  const onError = (error: unknown): void => log.warn({ err: error });
  const shared: SharedAnswers = {
    save: (id, text) => store.kept.keep(SCOPE, id, text, now() + ANSWER_TTL_MS),
    load: (id) => store.kept.find(SCOPE, id),
  };
  const answers = new Answers(dispatcher.bot.draw, {
    // While the database is away the picture is here all the same.
    onError: (error) => (error instanceof StoreUnavailable ? undefined : onError(error)),
    ...(isShared && { shared }),
  });
  const tabs = new Tabs();
  const recent = new RecentMessages();
  const people = createPeople(store.rooms, now, store.points);
  const rooms = createRooms({
    rooms: store.rooms,
    quizzes: store.quizzes,
    learning: store.learning,
    tenant: GROUP,
    now,
    points: store.points,
  });
  const stages = createStages({ dispatcher, answers, tabs, now, onError });
  const restore = () => restoreMessages(dispatcher, now());
  const messages = createRoomMessages({
    bus: store.bus,
    isShared,
    tabs,
    recent,
    restore,
    changed: stages.changed,
    onError,
  });
  // The page is served even where the messages cannot be restored.
  for (const { room, message } of (await restore().catch(onError)) ?? []) recent.keep(room, message);
  const { origin } = own;
  const assets = await loadAssets();
  const app = createApp({ dispatcher, log, assets, answers, tabs, recent, people, rooms, stages, origin });
  const serve = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return {
    name: 'web',
    connected: () => true,
    transport: createTransport({
      messages,
      answers,
      typeset: dispatcher.bot.typeset,
      forget: store.rooms.forgetPerson,
    }),
    async stop() {
      messages.close();
      tabs.close();
    },
    requestListener(request, response) {
      const refused = refuse(request, own);
      if (refused === undefined) return void serve(withLength(request), response);
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

/** A request that says no length has no body: said, so that nobody looks for one. */
function withLength(request: IncomingMessage): IncomingMessage {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (request.method === 'POST' && length === undefined && coding === undefined)
    request.rawHeaders.push('Content-Length', '0');
  return request;
}
