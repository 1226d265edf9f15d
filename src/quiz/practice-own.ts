import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Random } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { type Question, questionSchema } from '../questions/question.ts';
import type { VerbContext } from './host/context.ts';
import type { Practice } from './practice.ts';

const NAME_LENGTH = 10;

/** One of somebody's own questions, by the name that its buttons have: another text has another name. */
export interface OwnQuestion {
  readonly asked: string;
  readonly question: Question;
}

const setSchema = z.array(questionSchema).min(1);

const nameOf = ({ prompt, options, typed, several }: Question): string =>
  `own.${createHash('sha256')
    .update(JSON.stringify([prompt, options, typed, several]))
    .digest('hex')
    .slice(0, NAME_LENGTH)}`;

/**
 * The question that a button names, or the one whose turn it is: all are asked once before one is asked again.
 *
 * @returns undefined for a question that is not there any more as it was shown
 * @throws UserError where there are none
 */
export async function ownQuestion(
  { options, who }: VerbContext,
  { seed = 1, number = 1, asked }: Practice,
): Promise<OwnQuestion | undefined> {
  const content = await options.store.set(who.tenant, who.user);
  if (content === undefined) {
    throw new UserError('You have not brought any questions yet.', {
      code: 'E_NO_QUESTIONS_OF_OWN',
      hint: 'Bring some with `/quiz import`.',
    });
  }
  const all = setSchema.parse(JSON.parse(content)).map((question) => ({ asked: nameOf(question), question }));
  if (asked !== undefined) return all.find((one) => one.asked === asked);
  const pass = Math.floor((number - 1) / all.length);
  return new Random(seed + pass).shuffled(all)[(number - 1) % all.length];
}
