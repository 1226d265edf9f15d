import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { RecentMessages } from './recent-messages.ts';
import type { Push, Tabs } from './tabs.ts';

/** Streams messages of quizzes to a tab, the recent ones first, until either side closes the connection. */
export function streamEvents(c: Context, person: string, tabs: Tabs, recent: RecentMessages): Response {
  // A proxy that collects events before it passes them on would make a quiz late.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const leave = tabs.open(person, { write: (text) => stream.write(text), end }, newsFor(person, recent));
    stream.onAbort(end);
    await over;
    leave();
  });
}

const newsFor = (person: string, recent: RecentMessages): Push[] =>
  recent.news(person).map(({ id, html, to }) => ({
    kind: 'post',
    id,
    html,
    past: true,
    ...(to !== undefined && { alone: true }),
  }));
