import { pictureOf } from '../../../figures/figure.ts';
import { likenessFigure } from '../../../figures/training/likeness.ts';
import { heading, list, paragraph, say } from '../../../reply/build.ts';
import type { ReplyNode, Span } from '../../../reply/document.ts';
import { counted } from '../../../text.ts';
import { percent, short } from '../words.ts';
import { type CurveDiagnosis, diagnoseCurve } from './diagnose.ts';
import type { RunOptions } from './fits.ts';
import { readLog } from './read.ts';

/** What there is to say of somebody's curve, and the run of ours that looks like it. */
export interface LogReply {
  readonly nodes: ReplyNode[];
  readonly like: RunOptions | undefined;
}

export const MOST_FITS = 3;

/**
 * Why a run elsewhere does not learn, as far as its losses show.
 *
 * @param text the log
 * @param column of a table, with the losses
 * @throws UserError for a log without losses
 */
export function logReply(text: string, column?: string): LogReply {
  const diagnosis = diagnoseCurve(readLog(text, column));
  const { shape, likeness } = diagnosis;
  const title = titleOf(diagnosis);
  const picture =
    shape.losses.length < 2 ? [] : [pictureOf('curve', likenessFigure({ title, yours: shape, ours: likeness?.shape }))];
  return { nodes: [heading(title), ...picture, ...said(diagnosis)], like: likeness?.options };
}

function titleOf({ fits, course }: CurveDiagnosis): string {
  const names = fits.slice(0, MOST_FITS).map(({ name }) => name);
  if (names.length === 0) {
    if (course === 'falling') return 'I cannot tell yet: this curve still falls';
    return course === 'down' ? 'I see nothing wrong in this curve' : 'I cannot tell from this curve';
  }
  return `It looks like ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}`;
}

function said({ fits, course, shape, likeness }: CurveDiagnosis): ReplyNode[] {
  const { losses, first, last } = shape;
  const read = say`I read ${counted(losses.length + Number(shape.stops !== undefined), 'value')}, from ${short(first)} to ${shape.stops === undefined ? short(last) : 'one that is no number'}.`;
  if (fits.length === 0) {
    const why =
      course === 'down'
        ? say` Nothing about it looks wrong. Whether each class is answered right, and how it does on new data, a curve of its losses cannot show.`
        : course === 'falling'
          ? say` It comes down, but it has not come to its end. Take more steps; if it is then still slow, try three times the rate.`
          : course === 'settled'
            ? say` It comes down and stays at ${percent(last / first)} of where it began. That may be all there is to learn, as with noise in the data; or neurons are saturated or dead, too few, or all answers are one class. Count what is right in each class, and try another seed and more neurons.`
            : losses.length < 3
              ? say` That is too few to see where it goes: three or more show something.`
              : say` It has the marks of none of the causes that I know: it neither runs away nor stands still, and it has not come down far. A longer run would show more.`;
    return [paragraph([...read, ...why])];
  }
  const more: Span[][] =
    fits.length === 1 ? [] : [say`From a curve alone I cannot tell these apart: try what the first one says.`];
  const same =
    likeness === undefined
      ? say` I found no run of ours that looks the same.`
      : say` Beside it a run of ours with such a cause, stretched to the same length and height.`;
  return [
    paragraph([...read, ...same]),
    list([...fits.slice(0, MOST_FITS).map((fit) => fit.sentence(shape)), ...more]),
  ];
}
