import { withOption } from '../command/format.ts';
import { Random } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import type { Question } from '../questions/question.ts';
import { counted } from '../text.ts';
import { beingAsked } from './bank/bank.ts';
import { type Entry, entryKey, readEntryKey } from './bank/entry.ts';
import type { VerbContext } from './host/context.ts';
import type { Practice } from './practice.ts';

/** A question with the name that its buttons have. */
export interface Named {
  readonly asked: string;
  readonly question: Question;
}

const named = (entry: Entry): Named => ({ asked: entryKey(entry), question: entry.question });

/** So many questions in a row are passed over, as they are being asked in a quiz. */
const MOST_PASSED = 20;

/**
 * The question of a bank that a button names, or the one whose turn it is: all are asked once before one is asked again.
 *
 * @returns undefined for a question that is not there any more as it was shown
 * @throws UserError where there are none, and where a quiz or a task is asking them
 */
export async function broughtQuestion(
  { bank }: VerbContext,
  { topic, from, level, seed = 1, number = 1, asked }: Practice,
): Promise<Named | undefined> {
  if (asked !== undefined) {
    const shown = readEntryKey(asked);
    const entry = shown && (await bank.entry(shown.id));
    if (entry === undefined || entry.version !== shown?.version) return undefined;
    if (await bank.withheld(entry, 'server')) throw beingAsked();
    return named(entry);
  }
  const line = (name: string | undefined): string =>
    name === undefined ? `/quiz practice --topic ${topic}` : withOption('/quiz practice', 'from', name);
  const all = await bank.ids({ from, own: from === undefined }, line);
  const ids = level === undefined ? all : await ofLevel(bank, all, level, line(from));
  const pass = Math.floor((number - 1) / ids.length);
  const order = new Random(seed + pass).shuffled([...ids]);
  for (let passed = 0; passed < Math.min(order.length, MOST_PASSED); passed++) {
    const entry = await bank.entry(order[(number - 1 + passed) % order.length] ?? '');
    if (entry !== undefined && !(await bank.withheld(entry, 'server'))) return named(entry);
  }
  throw beingAsked();
}

/** Those of a level. @throws UserError where there are none */
async function ofLevel(
  bank: VerbContext['bank'],
  ids: readonly string[],
  level: number,
  without: string,
): Promise<readonly string[]> {
  const fitting = (await bank.entries(ids)).filter(({ question }) => question.level === level);
  if (fitting.length > 0) return fitting.map(({ id }) => id);
  throw new UserError(`None of ${counted(ids.length, 'question')} has level ${level}.`, {
    code: 'E_NO_QUESTION_AT_LEVEL',
    hint: 'Leave `--level` out.',
    remedies: [without],
  });
}
