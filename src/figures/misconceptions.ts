import { axis, axisTitle, type ChartFrame, frameOptions } from '../pictures/chart/frame.ts';
import { roundUp } from '../pictures/chart/range.ts';
import { cutEnd, wrap } from '../pictures/text.ts';
import { COLOURS, HEIGHT, TEXT_SIZE, WIDTH } from '../pictures/theme.ts';
import type { Picture } from '../reply/document.ts';
import { pictureOf } from './figure.ts';

/** A misconception and how many answers show it. */
export interface Counted {
  readonly label: string;
  readonly count: number;
}

/** More bars would be too thin for their labels. */
const MAX_BARS = 6;
/** A label may take a bit less than half of the picture, in two lines. */
const LABEL_WIDTH = 300;
const LABEL_LINES = 2;
const X_TICKS = 8;

/**
 * How often each misconception was met, as bars; each carries its name and its number.
 *
 * @param counted at least one, the most frequent first; the first six are drawn
 * @param title what the picture shows, as a finding
 * @param subtitle what is counted
 */
export function misconceptionPicture(counted: readonly Counted[], title: string, subtitle: string): Picture {
  const bars = counted.slice(0, MAX_BARS);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const frame: ChartFrame = {
    title,
    subtitle,
    counted: 'answers',
    last: most,
    tickLabels: [],
    titledAxes: false,
    right: 34,
  };
  const options = frameOptions(frame);
  const left = counted.length - bars.length;
  const told = bars.map(({ label, count }) => `${label} ${count}`).join(', ');
  return pictureOf('misconceptions', {
    alt: `${title}. Bar chart of answers by misconception: ${told}${left > 0 ? `, and ${left} rarer ones` : ''}.`,
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: {
        type: 'bar',
        data: { labels: bars.map(labelLines), datasets: [bar(bars.map(({ count }) => count))] },
        options: { ...options, indexAxis: 'y', layout, scales: { x: countAxis(most), y: nameAxis } },
      },
    },
  });
}

/** Room for half of the last number of the axis. */
const layout = { padding: { left: 12, right: 28, top: 10, bottom: 6 } };

const bar = (data: readonly number[]) => ({
  label: 'answers',
  data,
  backgroundColor: COLOURS.orange,
  borderWidth: 0,
  barPercentage: 0.7,
  maxBarThickness: 44,
});

const nameAxis = {
  type: 'category' as const,
  axis: 'y' as const,
  border: { display: false },
  grid: { display: false },
  ticks: { ...axis.ticks, color: COLOURS.title, autoSkip: false },
};

function countAxis(most: number) {
  const step = Math.max(1, roundUp(most / X_TICKS));
  return {
    type: 'linear' as const,
    min: 0,
    max: Math.ceil(most / step) * step,
    border: { display: false },
    grid: { color: COLOURS.grid },
    ticks: { ...axis.ticks, stepSize: step, autoSkip: false, maxRotation: 0 },
    title: axisTitle('answers'),
  };
}

/** The name in at most two lines, and its number behind it. */
function labelLines({ label, count }: Counted): string[] {
  const number = `(${count})`;
  const lines = wrap(`${label} ${number}`, LABEL_WIDTH, TEXT_SIZE).map((line) =>
    // A word that no line can take.
    cutEnd(line, LABEL_WIDTH, TEXT_SIZE),
  );
  if (lines.length <= LABEL_LINES) return lines;
  const [first = '', second = '', third] = lines;
  return [first, `${second}${third === number ? '' : '…'} ${number}`];
}
