import { withOption } from '../command/format.ts';
import { Random } from '../engine/index.ts';
import type { Question } from '../questions/question.ts';
import { type Entry, entryKey, readEntryKey } from './bank/entry.ts';
import type { VerbContext } from './host/context.ts';
import type { Practice } from './practice.ts';

/** A question with the name that its buttons have. */
export interface Named {
  readonly asked: string;
  readonly question: Question;
}

const named = (entry: Entry): Named => ({ asked: entryKey(entry), question: entry.question });

/**
 * The question of a bank that a button names, or the one whose turn it is: all are asked once before one is asked again.
 *
 * @returns undefined for a question that is not there any more as it was shown
 * @throws UserError where there are none
 */
export async function broughtQuestion(
  { bank }: VerbContext,
  { from, seed = 1, number = 1, asked }: Practice,
): Promise<Named | undefined> {
  if (asked !== undefined) {
    const shown = readEntryKey(asked);
    const entry = shown && (await bank.entry(shown.id));
    return entry?.version === shown?.version && entry !== undefined ? named(entry) : undefined;
  }
  const ids = await bank.ids({ from, own: from === undefined }, (topic) => withOption('/quiz practice', 'from', topic));
  const pass = Math.floor((number - 1) / ids.length);
  const id = new Random(seed + pass).shuffled([...ids])[(number - 1) % ids.length];
  const entry = id === undefined ? undefined : await bank.entry(id);
  return entry && named(entry);
}
