import type { Grade, Typed } from '../question.ts';
import { gradeOf, type Verdict } from './feedback.ts';

export type Trap = Extract<Typed, { kind: 'words' }>['traps'][number];

/** The text of a trap for every answer that no other one is for. */
export const ANY = '*';

/** The grade of an answer that is not the right one: what the traps that it is in say, the most fitting first. */
export function gradeTraps(fitting: readonly Trap[], about: Pick<Verdict, 'wrongSign' | 'remark'> = {}): Grade {
  const weighed = fitting.find(({ weight }) => weight !== undefined);
  return gradeOf({
    ...about,
    right: false,
    weight: weighed?.weight,
    bugs: fitting.flatMap(({ bugs }) => bugs),
    own: fitting.find(({ feedback }) => feedback)?.feedback,
    where: fitting.find(({ where }) => where)?.where,
  });
}
