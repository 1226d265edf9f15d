import { UserError } from '../../errors.ts';
import type { Question } from '../../questions/question.ts';
import type { VerbContext } from '../host/context.ts';
import { entryOf, randomLetters } from './entry.ts';
import { calledIn, managesBanks, ofManagers, placeOf, type Scope } from './place.ts';

/** How long a code works. */
export const CODE_DAYS = 7;
export const CODE_MS = CODE_DAYS * 24 * 60 * 60_000;
/** Nobody guesses one of 54^12. */
const LENGTH = 12;

/** By whom questions may be copied: whoever brought them, and whoever manages the server. */
type Maker = Pick<VerbContext, 'options' | 'who'>;

/** What a new code stands for. */
export interface NewCode {
  readonly code: string;
  readonly topic: string;
  readonly count: number;
}

/**
 * A code by which somebody can copy a bank, or a topic of it, to any other place, as it is then.
 *
 * @param key of the topic; the whole bank if left out
 * @throws UserError where there is nothing that they may copy
 */
export async function newCode({ options, who }: Maker, scope: Scope, key = '', topic = ''): Promise<NewCode> {
  const { bank, clock, random } = options;
  const place = placeOf(who, scope);
  const ids = await bank.ids([place], filterOf(key, managesBanks(who) ? undefined : who.user));
  if (ids.length === 0) {
    throw new UserError(`There is nothing that you can copy in ${calledIn(who, scope)}.`, {
      code: 'E_NOTHING_TO_COPY',
      hint: `You can copy what you imported${ofManagers(who, '; whoever manages the server can copy all')}.`,
    });
  }
  const code = randomLetters(random, LENGTH);
  const maker = managesBanks(who) ? '' : who.user;
  await bank.saveCode({ ...place, code, topic, topicKey: key, user: maker, madeAt: clock.now() });
  return { code, topic, count: ids.length };
}

const filterOf = (key: string, user: string | undefined) => ({
  ...(key !== '' && { topicKey: key }),
  ...(user !== undefined && { user }),
});

/** The questions that a code stands for. @throws UserError for one that is none, or is too old */
export async function questionsOfCode({ options }: Maker, typed: string): Promise<Question[]> {
  const { bank, clock } = options;
  const code = typed.replaceAll(/[\s-]/g, '');
  const found = /^[A-Za-z0-9]{12}$/.test(code) ? await bank.code(code) : undefined;
  const isOld = found !== undefined && found.madeAt < clock.now() - CODE_MS;
  const ids =
    found === undefined || isOld ? [] : await bank.ids([found], filterOf(found.topicKey, found.user || undefined));
  if (ids.length === 0) {
    throw new UserError('This code stands for no questions, or no longer.', {
      code: 'E_UNKNOWN_CODE',
      hint: `A code works for ${CODE_DAYS} days. Ask for a new one: \`/quiz bank --copy\` makes it.`,
    });
  }
  return (await bank.questions(ids)).map((row) => entryOf(row).question);
}
