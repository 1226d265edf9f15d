import { axis, axisTitle, type ChartFrame, frameOptions } from '../pictures/chart/frame.ts';
import { cutEnd, wrap } from '../pictures/text.ts';
import { COLOURS, font, HEIGHT, TEXT_SIZE, WIDTH } from '../pictures/theme.ts';
import type { Picture } from '../reply/document.ts';
import { pictureOf } from './figure.ts';

/** A misconception, and which share of the answers showed it at first and at last, in percent. */
export interface Changed {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** More pairs of bars would be too thin for their labels. */
const MAX_PAIRS = 6;
const LABEL_WIDTH = 300;
const LABEL_LINES = 2;

/**
 * How the share of each misconception changed, as two bars: the first time and the last time.
 *
 * @param title what the picture shows, as a finding
 */
export function misconceptionChangePicture(changed: readonly Changed[], title: string): Picture {
  const shown = changed.slice(0, MAX_PAIRS);
  const frame: ChartFrame = {
    title,
    subtitle: 'Share of the answers in which it could show: the first time and the last time',
    counted: 'answers',
    last: 100,
    tickLabels: [],
    titledAxes: false,
    right: 34,
  };
  const told = shown
    .map(({ label, before, after }) => `${label} from ${percent(before)} to ${percent(after)}`)
    .join(', ');
  const bar = (label: string, data: number[], colour: string) => ({
    label,
    data,
    backgroundColor: colour,
    borderWidth: 0,
    barPercentage: 0.85,
    categoryPercentage: 0.75,
    maxBarThickness: 22,
  });
  const options = frameOptions(frame);
  return pictureOf('misconceptions-over-time', {
    alt: `${title}. Bar chart of shares: ${told}.`.slice(0, 1000),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: {
        type: 'bar',
        data: {
          labels: shown.map(({ label }) => labelLines(label)),
          datasets: [
            bar(
              'first time',
              shown.map(({ before }) => before),
              COLOURS.orange,
            ),
            bar(
              'last time',
              shown.map(({ after }) => after),
              COLOURS.blue,
            ),
          ],
        },
        options: {
          ...options,
          indexAxis: 'y',
          layout: { padding: { left: 12, right: 28, top: 10, bottom: 6 } },
          plugins: {
            ...options.plugins,
            legend: { display: true, labels: { color: COLOURS.text, font: font(TEXT_SIZE), boxWidth: TEXT_SIZE } },
          },
          scales: {
            x: {
              type: 'linear',
              min: 0,
              max: 100,
              border: { display: false },
              grid: { color: COLOURS.grid },
              ticks: { ...axis.ticks, stepSize: 20, autoSkip: false, maxRotation: 0 },
              title: axisTitle('% of answers'),
            },
            y: {
              type: 'category',
              axis: 'y',
              border: { display: false },
              grid: { display: false },
              ticks: { ...axis.ticks, color: COLOURS.title, autoSkip: false },
            },
          },
        },
      },
    },
  });
}

const percent = (share: number): string => `${Math.round(share)} %`;

/** In at most two lines. */
function labelLines(label: string): string[] {
  const lines = wrap(label, LABEL_WIDTH, TEXT_SIZE).map((line) => cutEnd(line, LABEL_WIDTH, TEXT_SIZE));
  const [first = '', second] = lines;
  if (lines.length <= LABEL_LINES || second === undefined) return lines;
  return [first, `${second}…`];
}
