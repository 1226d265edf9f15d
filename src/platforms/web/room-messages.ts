import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Bus } from '../../store/shared/bus.ts';
import type { RecentMessage, RecentMessages } from './recent-messages.ts';
import type { Tabs } from './tabs.ts';

/** What a room is shown. */
interface RoomMessage extends RecentMessage {
  readonly room: string;
  readonly kind: 'post' | 'edit';
  /** The session that ends with it. */
  readonly over?: string | undefined;
}

/** The messages of quizzes in the rooms of the page, in all processes that answer it. */
export interface RoomMessages {
  /** Has this process shown the message, or heard of it? */
  knows(room: string, id: string): boolean;
  /** Is the message there to be changed? Where it is not known, the rooms' sessions are read again first. */
  isShown(room: string, id: string): Promise<boolean>;
  /** Shows a message, in every process. */
  show(message: RoomMessage): void;
  /** Shows a message to one person; was there a tab of theirs, in any process? */
  whisper(message: RoomMessage & { readonly to: string }): Promise<boolean>;
  close(): void;
}

interface Options {
  readonly bus: Bus;
  /** Do other processes answer the same page? */
  readonly isShared: boolean;
  readonly tabs: Tabs;
  readonly recent: RecentMessages;
  /** Reads what live sessions had shown before, as it is now. */
  readonly restore: () => Promise<readonly { readonly room: string; readonly message: RecentMessage }[]>;
  /** Is told that something has changed in a room. */
  readonly changed: (room: string) => void;
  readonly onError: (error: unknown) => void;
}

const TOPIC = 'page';
/** How long another process may take to say that somebody has a tab there. */
const TOLD_WITHIN_MS = 500;

const newsSchema = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('message'),
    from: z.string(),
    message: z.object({
      room: z.string(),
      kind: z.enum(['post', 'edit']),
      id: z.string(),
      html: z.string(),
      to: z.string().optional(),
      over: z.string().optional(),
    }),
  }),
  z.object({ about: z.literal('told'), from: z.string(), id: z.string() }),
]);

type News = z.input<typeof newsSchema>;

/** Keeps the rooms of all processes alike: each says what it shows, and shows what the others say. */
export function createRoomMessages({ bus, isShared, tabs, recent, restore, changed, onError }: Options): RoomMessages {
  const own = randomUUID();
  /** Who waits to hear that a message has reached its person. */
  const waiting = new Map<string, () => void>();

  /** @returns whether there was a tab to show it in */
  const apply = ({ room, kind, over, ...message }: RoomMessage): boolean => {
    const { id, html, to } = message;
    recent.keep(room, { id, html, to });
    if (over !== undefined) recent.end(room, over);
    const told = tabs.tell(room, { kind, id, html, ...(to !== undefined && { alone: true }) }, to);
    if (to === undefined) changed(room);
    return told;
  };
  const say = (news: News): Promise<boolean> => bus.publish(TOPIC, JSON.stringify(news));
  const readAgain = async (): Promise<void> => {
    for (const { room, message } of await restore()) if (!recent.has(room, message.id)) recent.keep(room, message);
  };

  const unsubscribe = bus.subscribe(TOPIC, (payload) => {
    const news = newsSchema.parse(JSON.parse(payload));
    if (news.from === own) return;
    if (news.about === 'told') return waiting.get(news.id)?.();
    const { to, ...message } = news.message;
    const told = apply({ ...message, to });
    if (told && to !== undefined) void say({ about: 'told', from: own, id: message.id });
  });
  const missed = bus.onReconnect(() => void readAgain().catch(onError));

  return {
    knows: (room, id) => recent.has(room, id),
    async isShown(room, id) {
      if (!recent.has(room, id)) await readAgain();
      return recent.has(room, id);
    },
    show(message) {
      apply(message);
      void say({ about: 'message', from: own, message });
    },
    async whisper(message) {
      const { promise: elsewhere, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(false), TOLD_WITHIN_MS);
      waiting.set(message.id, () => resolve(true));
      try {
        const here = apply(message);
        const others = await say({ about: 'message', from: own, message });
        return here || (isShared && others && (await elsewhere));
      } finally {
        clearTimeout(timer);
        waiting.delete(message.id);
      }
    },
    close() {
      unsubscribe();
      missed();
    },
  };
}
