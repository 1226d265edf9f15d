import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answer } from '../../dispatch/bot.ts';
import type { Typesetter } from '../../dispatch/typeset.ts';
import { type Illustrated, MessageGone, type Transport } from '../../quiz/transport.ts';
import type { Answers } from './answers.ts';
import { renderAnswer } from './ask.ts';
import type { RoomMessages } from './room-messages.ts';

export interface TransportOptions {
  readonly messages: RoomMessages;
  readonly answers: Answers;
  readonly typeset: Typesetter;
  /** Forgets what the page itself knows of a person. */
  readonly forget?: ((person: string) => Promise<void>) | undefined;
}

/** The key of a quiz's last message, also when it is sent once more: `s7Kq2mPa.end`, `s7Kq2mPa.end.2`. */
const LAST = /^(.+)\.end(\.\d+)?$/;

/** Messages whose pictures stay where they were fetched from when the text around them changes. */
const MAX_PICTURED = 100;

/** What a quiz says by itself on the page: to every tab in its room, and to those that come while it goes on. */
export function createTransport({ messages, answers, typeset, forget }: TransportOptions): Transport {
  const pictured = new LRUCache<string, { readonly at: string; readonly pictures: Answer['pictures'] }>({
    max: MAX_PICTURED,
  });
  /** Where the pictures and files of a message are fetched from; only a message with some needs a place. */
  const placeOf = (id: string, answer: Answer): string => {
    const { nodes } = answer.reply;
    const hasFiles = nodes.some(({ kind }) => kind === 'file');
    if (!hasFiles && !nodes.some(({ kind }) => kind === 'picture')) return '';
    const before = pictured.get(id);
    const isSame =
      before?.pictures.size === answer.pictures.size &&
      [...answer.pictures].every(([name, bytes]) => before.pictures.get(name) === bytes);
    if (before !== undefined && isSame && !hasFiles && answers.get(before.at) !== undefined) return before.at;
    const at = answers.add(answer, 'dark');
    pictured.set(id, { at, pictures: answer.pictures });
    return at;
  };
  // The page turns the pictures into its own theme.
  const htmlOf = async (id: string, { reply, pictures }: Illustrated): Promise<string> => {
    const answer: Answer = { reply, pictures, typeset: await typeset(reply.nodes) };
    const place = placeOf(id, answer);
    await answers.saved(place);
    return renderAnswer(place, answer, 'dark');
  };
  return {
    async post({ channel }, key, message) {
      if (messages.knows(channel, key)) return { id: key };
      const html = await htmlOf(key, message);
      const [, over] = LAST.exec(key) ?? [];
      messages.show({ room: channel, kind: 'post', id: key, html, to: undefined, over });
      return { id: key };
    },
    async edit({ channel }, id, message) {
      if (!(await messages.isShown(channel, id)))
        throw new MessageGone('shown before this server was started, or too long ago');
      messages.show({ room: channel, kind: 'edit', id, html: await htmlOf(id, message), to: undefined });
    },
    async whisper({ channel }, user, message) {
      const id = randomUUID();
      // It is kept for a tab in the background, which hears it when it is looked at again.
      return messages.whisper({ room: channel, kind: 'post', id, html: await htmlOf(id, message), to: user });
    },
    forget: async (_, user) => forget?.(user),
  };
}
