import type { Finding } from './finding.ts';

const LABELS: Readonly<Record<Finding['state'], string>> = {
  right: 'right',
  wrong: 'WRONG',
  note: 'note',
  unknown: '?',
};
const WIDTH = 7;

/** A heading with its findings below: a word of the state, what was found, and what to do. */
export function sectionOf(heading: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ state, what, todo }) => [
    `  ${LABELS[state].padEnd(WIDTH)}${what}`,
    ...(todo === undefined ? [] : [`${' '.repeat(WIDTH + 2)}→ ${todo}`]),
  ]);
  return [heading, ...lines].join('\n');
}

/** The last line: how much is to be done. */
export function verdictOf(needed: readonly Finding[], directory: readonly Finding[]): string {
  const wrong = (findings: readonly Finding[]): number => findings.filter(({ state }) => state === 'wrong').length;
  const [missing, demanded] = [wrong(needed), wrong(directory)];
  const first =
    missing === 0
      ? 'All that Chainrule needs is right.'
      : `${things(missing)} of what Chainrule needs ${is(missing)} wrong.`;
  if (demanded === 0) return first;
  return `${first} For the directory ${things(demanded).toLowerCase()} ${is(demanded)} missing.`;
}

const things = (count: number): string => (count === 1 ? 'One thing' : `${count} things`);
const is = (count: number): string => (count === 1 ? 'is' : 'are');
