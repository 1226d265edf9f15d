import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { stream } from 'hono/streaming';
import { Busy } from '../../dispatch/admission/limiter.ts';
import { type Dispatcher, NOT_KEPT } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import { UserError } from '../../errors.ts';
import { MAX_FILE } from '../../limits.ts';
import { THEMES, type Theme } from '../../reply/document.ts';
import { StoreUnavailable } from '../../store/outage.ts';
import type { Answers } from './answers.ts';
import { answerAsk, askSchema, type Event } from './ask.ts';
import { type Asset, sendAsset } from './assets.ts';
import { attach } from './attachment.ts';
import { readJson, requireType } from './body.ts';
import { offersFor } from './completion.ts';
import { addEvents } from './events.ts';
import { addLab } from './lab/routes.ts';
import { requirePerson } from './person.ts';
import type { Stages } from './present/stages.ts';
import { preview } from './preview/preview.ts';
import type { RecentMessages } from './recent-messages.ts';
import { originOf, sourceOf } from './rooms/address.ts';
import type { People } from './rooms/people.ts';
import type { Rooms } from './rooms/rooms.ts';
import { addRooms } from './rooms/routes.ts';
import type { Tabs } from './tabs.ts';

export interface AppOptions {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly answers: Answers;
  readonly tabs: Tabs;
  readonly recent: RecentMessages;
  readonly people: People;
  readonly rooms: Rooms;
  readonly stages: Stages;
  /** Where the page is behind a proxy, if it is behind one. */
  readonly origin?: string | undefined;
}

/** Longer lines are not completed. */
const MAX_COMPLETED = 2000;
/** An answer's picture never changes. */
const FOR_EVER = 'private, max-age=31536000, immutable';

/** Nothing but the page's own files, from the page's own server. */
const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginResourcePolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  // Whether it is spoken to over TLS is for the proxy in front to say.
  strictTransportSecurity: false,
});

/** The page's routes. What Host and Origin must be is decided before, by `guard.ts`. */
export function createApp(options: AppOptions): Hono {
  const { dispatcher, log, assets, answers, people, rooms, origin } = options;
  const { bot } = dispatcher;
  const here = {
    originOf: (c: Context) => originOf(c, origin),
    sourceOf: (c: Context) => sourceOf(c, origin !== undefined),
  };
  const app = new Hono();
  app.use(HEADERS);
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  app.use(async (c, next) => {
    // What limits the body can measure it only by its length, which every browser says.
    if (c.req.header('transfer-encoding') !== undefined)
      throw new HTTPException(411, { message: 'Say how long it is.' });
    await next();
  });
  // What else has a body is of no use here, and refused before.
  app.post(
    '*',
    bodyLimit({
      maxSize: MAX_FILE,
      onError: (c) => c.json({ error: 'This is larger than 1 MB: take a smaller one.' }, 413),
    }),
  );

  for (const [path, asset] of assets) app.get(path, (c) => sendAsset(c, asset));
  addLab(app, { bot, file: (key) => dispatcher.store.file(key) });

  app.post('/ask', async (c) => {
    const ask = await readJson(c, askSchema);
    const asker = { id: await requirePerson(c, people, ask.person), origin: here.originOf(c), from: here.sourceOf(c) };
    const stopped = new AbortController();
    c.header('content-type', 'application/x-ndjson; charset=utf-8');
    // A proxy that waits for the whole answer would hide the progress.
    c.header('x-accel-buffering', 'no');
    return stream(c, async (output) => {
      output.onAbort(() => stopped.abort());
      const tell = (event: Event): void => void output.write(`${JSON.stringify(event)}\n`);
      const last = await answerAsk({ dispatcher, answers, rooms }, ask, asker, tell, stopped.signal);
      if ('id' in last) await answers.saved(last.id);
      await output.write(`${JSON.stringify(last)}\n`);
    });
  });

  addEvents(app, { ...options, ...here });
  addRooms(app, { people, rooms, ...here });

  app.get('/complete', (c) => c.json(offersFor((c.req.query('line') ?? '').slice(0, MAX_COMPLETED), bot.commands)));

  app.get('/pictures/:id/:file', async (c) => {
    const file = await answers.file(c.req.param('id'), c.req.param('file'), themeOf(c));
    if (file === undefined) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type, 'cache-control': FOR_EVER });
  });

  app.get('/texts/:id/:file', async (c) => {
    const name = c.req.param('file');
    const text = await answers.text(c.req.param('id'), name);
    if (text === undefined) return c.notFound();
    return c.text(text, 200, { 'content-disposition': `attachment; filename="${name}"` });
  });

  app.get('/preview/:id/:platform{discord|slack}', async (c) => {
    const id = c.req.param('id');
    const answer = await answers.find(id);
    if (answer === undefined) return c.notFound();
    const shown = await preview(c.req.param('platform') as 'discord' | 'slack', {
      dispatcher,
      id,
      answer,
    });
    return c.html(shown);
  });

  // Not one of the types that a form or another page can send without being asked first.
  app.post('/files', async (c) => {
    requireType(c, 'text/csv');
    const { name, line, last } = c.req.query();
    return c.json(await attach(dispatcher, new Uint8Array(await c.req.arrayBuffer()), name, line, last));
  });

  app.notFound((c) => {
    const { method: given, path } = c.req;
    const allowed = METHODS.filter((method) => hasRoute(app, method, path));
    // Where there is one for this method, it is what it was asked for that is missing.
    if (allowed.length === 0 || allowed.includes(given === 'HEAD' ? 'GET' : given))
      return c.text('There is nothing here.\n', 404);
    return c.text('Method not allowed\n', 405, { allow: allowed.join(', ').replace('GET', 'GET, HEAD') });
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    if (error instanceof UserError)
      return c.json({ error: [error.message, error.hint].filter(Boolean).join(' ') }, 422);
    if (error instanceof Busy) {
      const wait = { 'retry-after': String(error.retryAfter) };
      return c.json({ error: `Too many tries. Try again in ${error.retryAfter} s.` }, 429, wait);
    }
    if (error instanceof StoreUnavailable) return c.json({ error: NOT_KEPT }, 503, { 'retry-after': '10' });
    log.error({ err: error }, 'request failed');
    return c.json({ error: 'Sorry, something went wrong on our side. It is in the log.' }, 500);
  });
  return app;
}

const METHODS = ['GET', 'POST'];

/** Is there a route of its own for a path, by this method? */
const hasRoute = ({ router }: Hono, method: string, path: string): boolean =>
  router
    .match(method, path)[0]
    .some(([[, route]]) => route.method === method && route.path !== '*' && route.path !== '/*');

const themeOf = (c: Context): Theme => THEMES.find((theme) => theme === c.req.query('theme')) ?? 'dark';
