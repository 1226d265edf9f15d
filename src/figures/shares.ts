import { HEIGHT, WIDTH } from '../pictures/theme.ts';
import type { Picture, SharesDrawing } from '../reply/document.ts';
import { pictureOf } from './figure.ts';

/** How the answers to a question are shared out. */
export interface Shares {
  /** Of the question. */
  readonly n: number;
  /** Are several options chosen, so that the shares of them are of the people, and come to more than 100 %? */
  readonly several?: boolean;
  readonly parts: SharesDrawing['rows'][number]['parts'];
}

const MOST = 1000;

/**
 * The share of each answer, question by question.
 *
 * @param shares at least one
 */
export function sharesPicture(shares: readonly Shares[], title: string): Picture {
  const told = shares.map(({ n, parts }) => {
    const given = parts.filter(({ count }) => count > 0).map(({ label }) => label);
    return `Question ${n}: ${given.length === 0 ? 'no answer' : given.join(', ')}.`;
  });
  const isPart = shares.some(({ parts }) => parts.some(({ label }) => label.includes('½')));
  const several = shares.filter((one) => one.several).map(({ n }) => n);
  const signs = `✔ is right${isPart ? '; ½ in part' : ''}; ? is "I don't know yet".`;
  const ofPeople =
    several.length === 0
      ? []
      : [
          `${several.length === 1 ? 'Question' : 'Questions'} ${listed(several)}: several are chosen, % is of the people.`,
        ];
  const alt = [`${title}. The share of each answer.`, ...ofPeople, ...told].join(' ');
  return pictureOf('answers', {
    alt: alt.length > MOST ? `${alt.slice(0, MOST - 1)}…` : alt,
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'shares',
      title,
      subtitle: [`The share of each answer. ${signs}`, ...ofPeople],
      rows: shares.map(({ n, parts }) => ({ name: String(n), parts: [...parts] })),
    },
  });
}

const listed = (numbers: readonly number[]): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;

/** A part with its share in percent: `B ✘ 25 %`. */
export const partOf = (
  label: string,
  count: number,
  all: number,
  kind: Shares['parts'][number]['kind'],
): Shares['parts'][number] => ({ label: `${label} ${all === 0 ? 0 : Math.round((100 * count) / all)} %`, count, kind });
