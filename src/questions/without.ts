import type { Question } from './question.ts';

/** Operations that a question may do without, as they stand on the right of an equals sign in it. */
const SIGNS = {
  powers: /=[^=\n]*\^/,
  quotients: /=[^=,\n]*\//,
  differences: /=[^=\n]* - |= *-\p{L}/u,
  relu: /relu\(/,
  tanh: /tanh\(/,
} as const;

export type Operation = keyof typeof SIGNS;
export const OPERATIONS = Object.keys(SIGNS) as [Operation, ...Operation[]];

/** Does a question have such an operation? */
export const has = ({ prompt }: Question, operation: Operation): boolean =>
  prompt.some((node) => node.kind === 'code' && SIGNS[operation].test(node.text));
