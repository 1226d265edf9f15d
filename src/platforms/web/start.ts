import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Desk } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import type { Service } from '../service.ts';
import { Answers } from './answers.ts';
import { createApp } from './app.ts';
import { loadAssets } from './assets.ts';
import { type Own, refuse } from './guard.ts';
import { saidBefore } from './restore.ts';
import { SaidLately } from './said.ts';
import { Tabs } from './tabs.ts';
import { createTransport } from './transport.ts';

export interface WebOptions extends Own {
  readonly desk: Desk;
  readonly log: Log;
}

/** The page: a chat in a browser. It has no connection of its own, so it is up as long as the server is. */
export async function startWeb({
  desk,
  log,
  ...own
}: WebOptions): Promise<Service & { readonly requestListener: RequestListener }> {
  const answers = new Answers(desk.bot.draw);
  const tabs = new Tabs();
  const said = new SaidLately();
  // The page is worth more than what a quiz had said.
  const before = await saidBefore(desk, Date.now()).catch((error: unknown) => void log.warn({ err: error }));
  for (const message of before ?? []) said.keep(message);
  const app = createApp({ desk, log, assets: await loadAssets(), answers, tabs, said });
  const serve = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return {
    name: 'web',
    connected: () => true,
    transport: createTransport({ tabs, said, answers }),
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
