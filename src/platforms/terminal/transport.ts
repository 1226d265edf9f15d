import type { Requester } from '../../command/requester.ts';
import type { QuizServices } from '../../quiz/services.ts';
import { type Illustrated, MessageGone, type Transport } from '../../quiz/transport.ts';
import { toText } from '../../reply/text.ts';
import { saveFiles } from './files.ts';

/** As much of the service as a chat needs. */
export interface ChatQuizzes extends QuizServices {
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
}

/**
 * A quiz in a terminal: nothing that was printed can be changed, so that a change of the last message prints the lines
 * that are new, and nothing at all when there are none.
 */
export function createTransport({ print, width, outDir }: TransportOptions): Transport {
  const printed = new Map<string, readonly string[]>();
  let count = 0;
  let newest = '';
  const textOf = async ({ reply, pictures }: Illustrated, prefix: string): Promise<string> =>
    toText(reply, { width: width(), pictures: await saveFiles({ reply, pictures }, outDir, prefix) });
  return {
    async post(_, __, message) {
      const id = String(++count);
      newest = id;
      const text = await textOf(message, `quiz-${id}-`);
      printed.set(id, text.split('\n'));
      print(text);
      return { id };
    },
    async edit(_, id, message) {
      const before = printed.get(id);
      // From before a restart: it is no longer on the screen.
      if (before === undefined) throw new MessageGone('printed by an earlier chat');
      const lines = (await textOf(message, `quiz-${id}-`)).split('\n');
      printed.set(id, lines);
      const fresh = lines.filter((line) => line !== '' && !before.includes(line));
      // A change of an older message, which has scrolled away, is not printed.
      if (fresh.length > 0 && id === newest) print(fresh.join('\n'));
    },
    async whisper(_, __, message) {
      print(await textOf(message, `quiz-${++count}-`));
      return true;
    },
  };
}
