import { HEIGHT, WIDTH } from '../pictures/theme.ts';
import type { Picture, SharesDrawing } from '../reply/document.ts';
import { pictureOf } from './figure.ts';

/** How the answers to a question are shared out. */
export interface Shares {
  /** Of the question. */
  readonly n: number;
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
  const alt = [`${title}. The share of each answer.`, ...told].join(' ');
  return pictureOf('answers', {
    alt: alt.length > MOST ? `${alt.slice(0, MOST - 1)}…` : alt,
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'shares',
      title,
      subtitle: ['The share of each answer, question by question. ✔ is right; ? is "I don\'t know yet".'],
      rows: shares.map(({ n, parts }) => ({ name: String(n), parts: [...parts] })),
    },
  });
}

/** A part with its share in percent: `B ✘ 25 %`. */
export const partOf = (
  label: string,
  count: number,
  all: number,
  kind: Shares['parts'][number]['kind'],
): Shares['parts'][number] => ({ label: `${label} ${all === 0 ? 0 : Math.round((100 * count) / all)} %`, count, kind });
