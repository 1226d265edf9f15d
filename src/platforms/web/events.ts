import type { Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import { NO_ROOM } from './group.ts';
import { requirePerson, secretIn } from './person.ts';
import { type Stages, stageRoom } from './present/stages.ts';
import type { RecentMessages } from './recent-messages.ts';
import { readCode } from './rooms/codes.ts';
import type { People } from './rooms/people.ts';
import type { Rooms } from './rooms/rooms.ts';
import { codeIn } from './rooms/routes.ts';
import { eventOf, type Push, type Tabs, type Whose } from './tabs.ts';

interface EventsOptions {
  readonly tabs: Tabs;
  readonly recent: RecentMessages;
  readonly people: People;
  readonly rooms: Rooms;
  readonly stages: Stages;
  readonly originOf: (c: Context) => string;
  readonly sourceOf: (c: Context) => string;
}

/** What the server says by itself: to the people in a room, and to whoever shows it to all. */
export function addEvents(app: Hono, options: EventsOptions): void {
  const { tabs, recent, people, rooms, stages, originOf, sourceOf } = options;
  /** Until either side closes the connection; nobody would read what is streamed to a HEAD. */
  const answer = (c: Context, whose: Whose, first: First): Response | Promise<Response> => {
    if (tabs.isFull(whose)) return c.json({ error: 'Too many tabs are open. Try again later.' }, 503);
    return c.req.method === 'GET' ? streamTo(c, tabs, whose, first) : c.body(null);
  };

  // Messages of quizzes, the recent ones first.
  app.get('/events', async (c) => {
    const person = await requirePerson(c, people, c.req.query('person'));
    const wanted = c.req.query('room');
    const room = wanted === undefined ? NO_ROOM : readCode(wanted);
    if (room === undefined || (room !== NO_ROOM && (await rooms.placeOf(room, person)) === undefined))
      throw new HTTPException(403, { message: 'You are not in this room.' });
    return answer(c, { room, person, from: sourceOf(c) }, () => newsFor(room, person, recent));
  });

  // The presenter's view, which anybody may open who knows the code.
  app.get('/rooms/:code/stage', async (c) => {
    const [code, from, secret] = [codeIn(c), sourceOf(c), secretIn(c)];
    const person = secret === undefined ? undefined : await people.idOf(secret);
    const inside = person !== undefined && (await rooms.placeOf(code, person)) !== undefined;
    if (!inside && !(await rooms.find(code, from)))
      throw new HTTPException(404, { message: `There is no open room ${code}.` });
    return answer(c, { room: stageRoom(code), person, from, origin: originOf(c) }, (send) => {
      // Behind the opening, so that no change falls between the two.
      void stages.of(code, person, originOf(c)).then(send, () => {});
      return [];
    });
  });
}

/** What a tab gets first; more may be sent to it later. */
type First = (send: (push: Push) => void) => readonly Push[];

function streamTo(c: Context, tabs: Tabs, whose: Whose, first: First): Response {
  // A proxy that collects events before it passes them on would make a quiz late.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const write = (text: string): Promise<unknown> => stream.write(text);
    const leave = tabs.open(
      whose,
      { write, end },
      first((push) => void write(eventOf(push)).catch(end)),
    );
    stream.onAbort(end);
    await over;
    leave();
  });
}

const newsFor = (room: string, person: string, recent: RecentMessages): Push[] =>
  recent.news(room, person).map(({ id, html, to }) => ({
    kind: 'post',
    id,
    html,
    past: true,
    ...(to !== undefined && { alone: true }),
  }));
