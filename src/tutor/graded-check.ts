import { createHash } from 'node:crypto';
import type { Graded } from '../reply/asked.ts';
import type { CheckedDerivative } from './check-derivative.ts';

const KEY_LENGTH = 16;

/**
 * What is to be kept of a derivative that somebody had checked: no skill, as nobody asked for it, but the mistakes that
 * lead to it. Several that only together lead to it count each.
 *
 * @param text the formula as it was read
 * @returns undefined for what is neither right nor explained by a mistake
 */
export function gradedCheck(text: string, by: string, { verdict, reasons }: CheckedDerivative): Graded | undefined {
  const names = [...new Set(reasons.diagnoses.map(({ name }) => name))].sort();
  if (verdict !== 'wrong' || names.length === 0) return undefined;
  const key = createHash('sha256').update(`${by} ${text}`).digest('base64url').slice(0, KEY_LENGTH);
  return { key: `check.${key}`, score: 0, note: names.join('+') };
}
