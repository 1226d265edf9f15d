import { format } from '../format.ts';
import { Unwritable } from '../rational.ts';
import { simplify } from '../simplify.ts';
import { type Expression, sizeOf } from '../syntax.ts';

/** The right answer in fewer signs than somebody wrote it; undefined when theirs is as short. */
export function simplerForm(answer: Expression, right: Expression): string | undefined {
  const candidates = [right, ...simplified(right), ...simplified(answer)];
  const best = candidates.reduce((short, next) => (sizeOf(next) < sizeOf(short) ? next : short));
  // -2*b is one number fewer where the minus belongs to the 2, and reads the same.
  return sizeOf(best) < sizeOf(answer) && format(best) !== format(answer) ? format(best) : undefined;
}

function simplified(expression: Expression): Expression[] {
  try {
    return [simplify(expression)];
  } catch (error) {
    if (error instanceof Unwritable) return [];
    throw error;
  }
}
