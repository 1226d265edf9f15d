import { axis, type Frame, frameOptions, linearAxis, plotArea, tickLabels } from '../../pictures/chart/frame.ts';
import { panel } from '../../pictures/chart/panel.ts';
import { linearRange, logRange, logTicks } from '../../pictures/chart/range.ts';
import { figure } from '../../pictures/text.ts';
import { HEIGHT, WIDTH } from '../../pictures/theme.ts';
import type { Picture } from '../../reply/document.ts';
import type { TrainingRecord } from '../../training/record.ts';
import { lossAlt } from './loss-alt.ts';
import { endSpace, lastValue, notesOver } from './notes.ts';
import { dataset, lastIteration, lossesOf, nameOf, toPoints } from './series.ts';

const INTERVALS = 5;

/**
 * The loss by iteration: at n stands the loss after n updates, so a line of 20 iterations ends at 20.
 *
 * @param runs one run, or the zeroed and the never zeroed run from one seed; any of them may have stopped early
 * @param title what the picture shows, as a finding
 */
export function lossFigure(runs: readonly TrainingRecord[], title: string): Picture {
  const lines = runs.map((run) => {
    const losses = lossesOf(run);
    return { run, points: toPoints(losses), text: [nameOf(run), ...lastValue(losses)] };
  });
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const log = logRange(values, Math.max(0, ...lines.map(({ points }) => points[0]?.y ?? 0)));
  const linear = linearRange([0, ...values], INTERVALS);
  const { min, max } = log ?? linear;
  const cut = log !== undefined && values.some((value) => value < min);
  const last = lastIteration(runs);
  const frame: Frame = {
    title,
    subtitle: `Loss per iteration${log ? ', log scale' : ''}${cut ? `; less than ${figure(min)} is drawn at the bottom` : ''}`,
    last,
    tickLabels: log ? logTicks(min, max).map(figure) : tickLabels(linear),
    titledAxes: false,
    right: endSpace(lines, last),
  };
  const lossPanel = panel('loss', plotArea(frame), min, max, log !== undefined);
  const drawn = lines.map(({ points, ...line }) => {
    return { ...line, panel: lossPanel, points: points.map(({ x, y }) => ({ x, y: Math.max(min, y) })) };
  });
  const options = frameOptions(frame);
  const lossAxis = log ? { ...axis, type: 'logarithmic', ...log } : linearAxis(linear);
  return {
    kind: 'picture',
    name: 'loss',
    alt: lossAlt(runs, title, log !== undefined),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: {
        type: 'line',
        data: { datasets: drawn.map(({ run, points }) => dataset(run, nameOf(run), points, 'loss')) },
        options: {
          ...options,
          scales: { ...options.scales, loss: lossAxis },
          plugins: {
            ...options.plugins,
            annotation: { clip: false, annotations: notesOver(runs, drawn, [lossPanel]) },
          },
        },
      },
    },
  };
}
