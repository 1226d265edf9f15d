import { randomUUID } from 'node:crypto';
import type { Requester } from '../../command/requester.ts';
import { type Illustrated, MessageGone, type Transport } from '../../quiz/transport.ts';
import type { Asks } from '../../reply/asked.ts';
import { toText } from '../../reply/text.ts';
import { saveFiles } from './files.ts';
import { typable } from './typable.ts';

/** The services that commands work with, of which a chat itself uses this much. */
export interface ChatServices {
  /** Resolves when every message that is due has been printed. */
  sweep(): Promise<void>;
}

/** The one player. */
export const player = (): Requester => ({
  tenant: 'terminal:local',
  channel: 'local',
  user: 'you',
  name: 'You',
  manages: true,
  at: new Date(),
});

export interface TransportOptions {
  /** Prints a text where the player sees it. */
  readonly print: (text: string) => void;
  readonly width: () => number;
  /** Where pictures and files go. */
  readonly outDir: string;
  /** How many numbers earlier chats have used for their files. */
  readonly numbered?: number | undefined;
  /** Hears which question stands open now; undefined for none. */
  readonly onAsks: (asks: Asks | undefined) => void;
}

/**
 * A quiz in a terminal: nothing that was printed can be changed, so that a change of the last message prints the lines
 * that are new, and nothing at all when there are none.
 */
export function createTransport({ print, width, outDir, numbered = 0, onAsks }: TransportOptions): Transport {
  // Numbers begin again with every chat, and a quiz may have been begun in an earlier one.
  const chat = randomUUID();
  let count = 0;
  let newest: { readonly id: string; readonly prefix: string; readonly lines: readonly string[] } | undefined;
  const textOf = async ({ reply, pictures }: Illustrated, prefix: string): Promise<string> =>
    toText(typable(reply), { width: width(), pictures: await saveFiles({ reply, pictures }, outDir, prefix) });
  return {
    async post(_, __, message) {
      const id = `${chat}.${++count}`;
      const prefix = `quiz-${numbered + count}-`;
      newest = { id, prefix, lines: [] };
      const text = await textOf(message, prefix);
      if (newest.id === id) newest = { id, prefix, lines: text.split('\n') };
      onAsks(message.reply.asks);
      print(text);
      return { id };
    },
    async edit(_, id, message) {
      if (!id.startsWith(chat)) throw new MessageGone('printed by an earlier chat');
      // A change of an older message, which has scrolled away, is not printed.
      if (newest?.id !== id) return;
      const { prefix, lines: before } = newest;
      const lines = (await textOf(message, prefix)).split('\n');
      if (newest.id !== id) return;
      newest = { id, prefix, lines };
      onAsks(message.reply.asks);
      const fresh = lines.filter((line) => line !== '' && !before.includes(line));
      if (fresh.length > 0) print(fresh.join('\n'));
    },
    async whisper(_, __, message) {
      print(await textOf(message, `quiz-${numbered + ++count}-`));
      return true;
    },
  };
}
