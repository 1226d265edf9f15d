import { randomUUID } from 'node:crypto';
import type { Answer } from '../../dispatch/bot.ts';
import { type Illustrated, MessageGone, type Transport } from '../../quiz/transport.ts';
import type { Answers } from './answers.ts';
import { renderAnswer } from './ask.ts';
import type { RecentMessages } from './recent-messages.ts';
import type { Tabs } from './tabs.ts';

export interface TransportOptions {
  readonly tabs: Tabs;
  readonly recent: RecentMessages;
  readonly answers: Answers;
}

/** The key of a quiz's last message, also when it is sent once more: `s7Kq2mPa.end`, `s7Kq2mPa.end.2`. */
const LAST = /\.end(\.\d+)?$/;

/** What a quiz says by itself on the page: to every tab that is open, and to those that are opened while it goes on. */
export function createTransport({ tabs, recent, answers }: TransportOptions): Transport {
  const htmlOf = (message: Illustrated): string => {
    const answer: Answer = { reply: message.reply, pictures: message.pictures };
    const { nodes } = message.reply;
    // Only what is fetched later needs to be kept.
    const fetched = nodes.some(({ kind }) => kind === 'picture' || kind === 'file');
    // The page turns the pictures into its own theme.
    return renderAnswer(fetched ? answers.add(answer, 'dark') : '', answer, 'dark');
  };
  return {
    async post(_, key, message) {
      if (recent.has(key)) return { id: key };
      const html = htmlOf(message);
      recent.keep({ id: key, html, to: undefined });
      if (LAST.test(key)) recent.end();
      tabs.tell({ kind: 'post', id: key, html });
      return { id: key };
    },
    async edit(_, id, message) {
      if (!recent.has(id)) throw new MessageGone('shown before this server was started, or too long ago');
      const html = htmlOf(message);
      recent.keep({ id, html, to: undefined });
      tabs.tell({ kind: 'edit', id, html });
    },
    async whisper(_, user, message) {
      const id = randomUUID();
      const html = htmlOf(message);
      // For a tab in the background, which hears it when it is looked at again.
      recent.keep({ id, html, to: user });
      return tabs.tell({ kind: 'post', id, html, alone: true }, user);
    },
  };
}
