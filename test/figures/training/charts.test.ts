import { describe, expect, it } from 'vitest';
import { plainChart } from '../../../src/pictures/chart/plain-chart.ts';
import { COLOURS } from '../../../src/pictures/theme.ts';
import { type Picture, replySchema } from '../../../src/reply/document.ts';
import type { TrainingRecord } from '../../../src/training/record.ts';
import { chartOf, extremes, lossPicture, neverZeroed, run, trackedPicture, zeroed } from './records.ts';

const TRACKED = 'layers[1].neurons[0].w[0]';
const TITLE = 'Forgetting to zero: the loss sits at 8';

const all: [string, readonly TrainingRecord[]][] = [
  ['zeroed', [zeroed]],
  ['never zeroed', [neverZeroed]],
  ['the pair', [zeroed, neverZeroed]],
  ...Object.entries(extremes),
];
const pictures: [string, Picture][] = all.flatMap(([name, runs]): [string, Picture][] => [
  [`loss, ${name}`, lossPicture(runs, TITLE)],
  [`tracked, ${name}`, trackedPicture(runs, TRACKED)],
]);

/** All values under a key, anywhere in a configuration. */
function collect(tree: unknown, key: string): unknown[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) => [...(name === key ? [value] : []), ...collect(value, key)]);
}

const annotations = (picture: Picture) => JSON.stringify(collect(chartOf(picture), 'annotations'));

describe.each(pictures)('the configuration: %s', (_, picture) => {
  it('is a picture node of plain JSON', () => {
    expect(JSON.parse(JSON.stringify(chartOf(picture)))).toEqual(chartOf(picture));
    expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
    expect(picture).toMatchObject({ width: 800, height: 450 });
  });

  it('says nothing that is not a number', () => {
    expect(JSON.stringify(picture)).not.toMatch(/NaN|Infinity|null|undefined/);
  });

  it('keeps text at 12 px when scaled to 550 px', () => {
    const sizes = collect(plainChart(chartOf(picture)), 'size').concat(collect(chartOf(picture), 'size')) as number[];
    for (const size of sizes) expect((size * 550) / picture.width).toBeGreaterThanOrEqual(12);
  });

  it('fits the size budget of a QuickChart server', () => {
    expect(JSON.stringify(chartOf(picture)).length).toBeLessThan(100_000);
  });
});

describe('colours', () => {
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5].map((i) => {
      const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const { grid: _, background: __, ...readable } = COLOURS;
  it.each(Object.entries(readable))('%s has contrast 4.5 with the background', (_, colour) => {
    const contrast = (luminance(colour) + 0.05) / (luminance(COLOURS.background) + 0.05);
    expect(contrast).toBeGreaterThanOrEqual(4.5);
  });

  it('are not all that tells two runs apart', () => {
    const chart = chartOf(lossPicture([zeroed, neverZeroed], TITLE));
    for (const key of ['borderColor', 'borderDash', 'pointStyle']) {
      const [one, other] = collect((chart as { data: unknown }).data, key);
      expect(one).not.toEqual(other);
    }
  });
});

describe('the loss chart', () => {
  it('tells in its alt text what is to be seen', () => {
    expect(lossPicture([zeroed, neverZeroed], TITLE).alt).toBe(
      `${TITLE}. Line chart of the loss per iteration on a log scale. ` +
        'Zeroed: the loss starts at 6.3 and is 0.000758 after 8 updates. ' +
        'Never zeroed: the loss starts at 6.3 and is 4 after 10 updates; it stays near 8 from iteration 3 to 8; ' +
        'the stale gradient is first larger than the fresh one in iteration 1; it stops in iteration 11: math range error.',
    );
  });

  it('marks the first stale iteration and the overflow, and names the lines at their ends', () => {
    const marked = annotations(lossPicture([zeroed, neverZeroed], TITLE));
    expect(marked).toContain('["stale gradient > fresh","first in iteration 1"]');
    expect(marked).toContain('["✕ iteration 11:","math range error"]');
    expect(marked).toContain('["never zeroed","4"]');
    expect(marked).toContain('["zeroed","0.000758"]');
  });

  it.each([
    ['a wide range of losses', [zeroed], 'logarithmic', 'Loss per iteration, log scale'],
    ['a narrow range', [run([8, 6, 4])], 'linear', 'Loss per iteration'],
    ['losses of 0', [run([0, 0])], 'linear', 'Loss per iteration'],
    [
      'losses too small to see',
      [run([1, 1e-20])],
      'logarithmic',
      'Loss per iteration, log scale; less than 1e-6 is drawn at the bottom',
    ],
  ])('chooses its scale by the data: %s', (_, runs, type, subtitle) => {
    const chart = chartOf(lossPicture(runs, TITLE));
    expect(chart).toMatchObject({
      options: { scales: { loss: { type } }, plugins: { subtitle: { text: [subtitle] } } },
    });
  });

  it('keeps the peaks of a run with more iterations than the picture has columns', () => {
    const losses = Array<number>(10_000).fill(1);
    losses[4321] = 9;
    const [data] = collect(chartOf(lossPicture([run(losses)], TITLE)), 'data').slice(1) as { x: number; y: number }[][];
    expect(data?.length).toBeLessThan(1000);
    expect(data).toContainEqual({ x: 4321, y: 9 });
  });

  it('breaks a long title into lines', () => {
    const title = 'a title that is much too long '.repeat(4).trim();
    const lines = collect(chartOf(lossPicture([zeroed], title)), 'title')
      .map((part) => (part as { text: string[] }).text)
      .find(Array.isArray);
    expect(lines?.length).toBeGreaterThan(1);
    expect(lines?.join(' ')).toBe(title);
  });
});

describe('the tracked chart', () => {
  const gradients = (values: readonly number[]): TrainingRecord => {
    const { iterations, ...record } = run([...values, 0]);
    return { ...record, iterations: iterations.map((one, i) => ({ ...one, gradient: values[i] as number })) };
  };

  it.each([
    [5, 6],
    [-5, -6],
  ])('shows 0 beside gradients of %d and %d', (...values) => {
    const { options } = chartOf(trackedPicture([gradients(values)], TRACKED)) as {
      options: { scales: Record<'gradient', { min: number; max: number }> };
    };
    const { min, max } = options.scales.gradient;
    expect([min, max]).toContain(0);
  });

  const weights = (values: number[]) => zeroed.iterations.map((one, i) => ({ ...one, weight: values[i] ?? 0 }));

  it.each<[string, readonly TrainingRecord[], string]>([
    ['zeroed', [zeroed], `The gradient of ${TRACKED} shrinks to 0.00476 and the weight settles at −0.689`],
    [
      'never zeroed',
      [neverZeroed],
      `Never zeroed: the gradient of ${TRACKED} freezes at 6.47 and the weight marches to −21.1`,
    ],
    [
      'the pair',
      [zeroed, neverZeroed],
      `Never zeroed: the gradient of ${TRACKED} freezes at 6.47 and the weight marches to −21.1`,
    ],
    ['one iteration', [run([3, 2])], `The gradient of ${TRACKED} is 0.1 and the weight is 0.5`],
    ['constant', [run([3, 3, 3, 3, 3])], `The gradient of ${TRACKED} stays at 0.1 and the weight stays at 0.5`],
    [
      'still moving',
      [{ ...zeroed, iterations: weights([0, 1, 2, 3, 4, 5, 6, 7]) }],
      `The gradient of ${TRACKED} shrinks to 0.00476 and the weight moves from 0 to 7`,
    ],
    [
      'gradients that end at another level',
      [gradients([1, 3, 2])],
      `The gradient of ${TRACKED} goes from 1 to 2 and the weight stays at 0.5`,
    ],
    [
      'a third of the gradients at one level',
      [gradients([1, 5, 5, 5, 9, 8, 7, 6, 4])],
      `The gradient of ${TRACKED} freezes at 5 and the weight stays at 0.5`,
    ],
    [
      'fewer than three gradients at one level',
      [gradients([1, 5, 5, 9, 8, 7])],
      `The gradient of ${TRACKED} goes from 1 to 7 and the weight stays at 0.5`,
    ],
    [
      'gradients of both signs',
      [gradients([1, -1, 0.5])],
      `The gradient of ${TRACKED} swings between −1 and 1 and the weight stays at 0.5`,
    ],
    ['failed at once', extremes['failure in iteration 0'] ?? [], 'Overflow in iteration 0'],
  ])('states the finding: %s', (_, runs, title) => {
    expect(trackedPicture(runs, TRACKED).alt.startsWith(`${title}.`)).toBe(true);
  });

  it.each([
    ['layers[0].neurons[1].b', 'bias'],
    ['layers[0].neurons[1].w[2]', 'weight'],
  ])('calls %s a %s', (tracked, kind) => {
    const picture = trackedPicture([zeroed], tracked);
    expect(picture.alt).toContain(`and the ${kind} settles`);
    expect(chartOf(picture)).toMatchObject({ options: { scales: { weight: { title: { text: kind } } } } });
  });

  it('tells of the event that it marks', () => {
    const { alt, drawing } = trackedPicture([zeroed, neverZeroed], TRACKED);
    expect(JSON.stringify(drawing)).toContain('first in iteration 1');
    expect(alt).toContain('The stale gradient is first larger than the fresh one in iteration 1.');
  });

  it('tells of both runs', () => {
    expect(trackedPicture([zeroed, neverZeroed], TRACKED).alt).toContain(
      'Never zeroed stops in iteration 11: math range error.',
    );
    expect(trackedPicture([zeroed, neverZeroed], TRACKED).alt).toContain(
      'Zeroed: the gradient shrinks to 0.00476 and the weight settles at −0.689.',
    );
  });
});
