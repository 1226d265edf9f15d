import type { Choice, Reading } from '../expression/index.ts';
import { code, say } from '../reply/build.ts';
import type { Span } from '../reply/document.ts';

/**
 * How a formula was read, as the first line of an answer: "Read as `y = m*x + b`. `mx` is taken as `m*x`." Undefined
 * where it was typed in plain signs.
 */
export function readingNote({ readAs, by, derivative, choices }: Reading): Span[] | undefined {
  if (readAs === undefined) return undefined;
  const asked = derivative && by.length > 0 ? say`, derived by ${code(by.join(', '))}` : [];
  return [...say`Read as ${code(readAs)}`, ...asked, ...say`.`, ...choices.flatMap(taken)];
}

const taken = ({ name, factors }: Choice): Span[] =>
  factors === undefined
    ? say` ${code('e')} is taken as Euler's number, about 2.718.`
    : say` ${code(name)} is taken as ${code(factors.join('*'))}.`;

/** What the button for the other reading is called: "`mx` as one name". */
export const otherReading = (choices: readonly Choice[]): string => {
  const names = choices.map(({ name }) => name).join(', ');
  const [only] = choices;
  if (choices.length > 1) return `${names} as single names`;
  return only?.factors === undefined ? `${names} as a name` : `${names} as one name`;
};
