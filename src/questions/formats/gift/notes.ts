import type { WrittenText } from '../written.ts';

/**
 * What GIFT has no place for stands in comments before the question, which Moodle passes over: `// chainrule hint: …`.
 * Answers are counted from 1.
 */
export interface Notes {
  /** Was it written here? */
  readonly isOurs: boolean;
  readonly level: string | undefined;
  readonly hint: WrittenText | undefined;
  readonly ordered: boolean;
  /** Does each star of a short answer stand for any text, though it may be one of a product? */
  readonly wildcards: boolean;
  /** Which of the answers that are typed are shown as options, too. */
  readonly options: ReadonlySet<number>;
  readonly misconceptions: ReadonlyMap<number, string>;
  /** The number that is asked for where its options are none: value and tolerance. */
  readonly number: { readonly value: number; readonly tolerance: number } | undefined;
}

const MARK = 'chainrule';

/** Reads what {@link noteLine} wrote, and Moodle's tag of the level. */
export function notesOf(comments: readonly string[]): Notes {
  const entries = comments.flatMap((comment): [string, string][] => {
    const [, name, text] = /^chainrule ([a-z]+(?: \d+)?): ?(.*)$/.exec(comment) ?? [];
    return name === undefined ? [] : [[name, unescaped(text ?? '')]];
  });
  const given = new Map(entries);
  const hint = given.get('hint');
  const [value, tolerance] = (given.get('number') ?? '').split(':').map(Number);
  const misconceptions = entries.flatMap(([name, text]): [number, string][] =>
    name.startsWith('misconception ') ? [[Number(name.split(' ')[1]), text]] : [],
  );
  return {
    isOurs: comments.some((comment) => /\[tag:own\]/.test(comment)),
    level: comments.map((comment) => /\[tag:level-([^\]]*)\]/.exec(comment)?.[1]).find((level) => level !== undefined),
    hint: hint === undefined ? undefined : { text: hint, format: 'markdown' },
    ordered: given.get('order') === 'as it stands',
    wildcards: given.get('wildcards') === 'yes',
    options: new Set((given.get('options') ?? '').split(' ').map(Number)),
    misconceptions: new Map(misconceptions),
    number:
      value !== undefined && tolerance !== undefined && Number.isFinite(value) && tolerance >= 0
        ? { value, tolerance }
        : undefined,
  };
}

/** A comment in one line that {@link notesOf} reads. */
export const noteLine = (name: string, text: string): string =>
  `// ${MARK} ${name}: ${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`;

const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\'));
