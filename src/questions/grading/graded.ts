import type { Graded } from '../../reply/asked.ts';
import { isMisconception } from '../../tutor/misconceptions/index.ts';
import { questionType } from '../make.ts';
import { OWN } from '../own.ts';
import type { Grade, Question } from '../question.ts';

/** The misconceptions that would have given a wrong answer to a question. */
export const bugsOffered = ({ options, typed }: Question): string[] => {
  const traps = typed !== undefined && 'traps' in typed ? typed.traps : [];
  return [...new Set([...options, ...traps].flatMap(({ bugs }) => bugs))].filter(isMisconception);
};

/**
 * What is to be kept of an answer.
 *
 * @param more its key, which a question of ours has of itself: the same question is the same wherever it is asked
 */
export function gradedOf(
  question: Question,
  { score, note }: Pick<Grade, 'score' | 'note'>,
  more: Pick<Graded, 'card' | 'hint' | 'seconds'> & { readonly key?: string | undefined } = {},
): Graded {
  const { type, level, seed } = question;
  const { key, ...others } = more;
  const own = type === OWN;
  return {
    key: key ?? (own ? `${OWN}.${seed}` : `${type}.${questionType(type).version}.${level}.${seed}`),
    ...(!own && { skill: `${type}.${level}` }),
    score,
    note,
    offered: bugsOffered(question),
    ...others,
  };
}
