import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/reply/document.ts';
import { answer, replies, say } from '../../commands/run.ts';

const without = (text: string): string => text.replace(/\[sweep\][\s\S]*?\n\n/, '');

interface Note {
  readonly type: string;
  readonly xScaleID?: string;
  readonly content?: readonly string[];
  readonly xMin?: number;
  readonly xMax?: number;
}

/** What the picture of a sweep is drawn from. */
function chartOf(line: string) {
  const picture = answer(line).nodes.find((node): node is Picture => node.kind === 'picture');
  if (picture?.drawing.type !== 'chart') throw new Error('there is no chart');
  const { data, options } = picture.drawing.chart as {
    data: { datasets: { label: string; data: { x: number; y: number | null }[] }[] };
    options: { plugins: { annotation: { annotations: Note[] } }; scales: Record<string, { min: number; max: number }> };
  };
  return {
    alt: picture.alt,
    datasets: data.datasets,
    notes: options.plugins.annotation.annotations,
    y: options.scales['y'],
  };
}

describe('the report of a sweep', () => {
  it('has the window, the picture, and why not at other rates', () => {
    expect(without(say('/train --lr 0.01..3'))).toMatchInlineSnapshot(`
      "It learns at learning rates from 0.028 to 0.38, best at 0.13

      • article, \`MLP 3-[4,4,1]\`: at the best rate, 0.13, 199 of 200 starts end with a loss below 0.1 after 30 steps.
      • Below 0.028 the steps are too short: at 0.01, 194 of 200 starts do not get there and 6 learn.
      • Above 0.38 the steps are too long: at 3, 141 of 200 starts run away (to more loss than at the start), 48 do not get there, 8 learn and 3 end in "math range error".

      → Run the best rate, 0.13: /train --lr 0.13
      → Never reset the gradients: /train --lr 0.01..3 --no-zero-grad
      → All details: /train --lr 0.01..3 --detail full"
    `);
  });

  it('has both ways to treat gradients', () => {
    expect(without(say('/train --lr 0.01..3 --no-zero-grad'))).toMatchInlineSnapshot(`
      "Zeroed, it learns at rates from 0.047 to 0.38; never zeroed, from 0.01 to 0.13

      • article, \`MLP 3-[4,4,1]\`: at the best rate 198 of 200 starts zeroed (0.13) and 190 never zeroed (0.028) end with a loss below 0.1 after 20 steps.
      • Never zeroed, above 0.13 the steps are too long: at 3, 120 of 200 starts end in "math range error", 62 run away (to more loss than at the start), 14 do not get there and 4 learn.
      • From 0.047 to 0.13 both learn, and the bug does no harm: without the reset old gradients add up like momentum 1, so that the steps grow, and smaller rates are enough.

      → Run the best rate, 0.028: /train --lr 0.028 --no-zero-grad
      → Reset the gradients: /train --lr 0.01..3
      → All details: /train --lr 0.01..3 --no-zero-grad --detail full"
    `);
  });

  it.each([
    ['/train --lr 0.0001..0.001', 'At no learning rate from 0.0001 to 0.001 do half of the starts learn'],
    ['/train --lr 0.0001..0.001', 'no start ends with a loss below 0.1 after 30 steps. The least median loss is'],
    ['/train --lr 0.0001..0.001', '• At 0.0001, none of the 200 starts gets there.'],
    ['/train --lr 0.1,1,2', 'It learns at a learning rate of 0.1'],
    ['/train --lr 0.5,1 --no-zero-grad', 'Zeroed, it learns at none of the rates; never zeroed, at none'],
    ['/train --lr 0.1,5 --no-zero-grad', 'Zeroed, it learns at the rate 0.1; never zeroed, at 0.1'],
    [
      '/train --lr 0.05,3 --no-zero-grad --detail full',
      'Never zeroed: rate quarter median 3 quarters learned not there ran away math range error 0.05',
    ],
    ['/train --lr 0.05,3 --no-zero-grad --detail full', '3 8 ✘ ✘ 4 14 62 120'],
    ['/train cars --lr 0.1,1', 'they begin at 1.512, and hardly any gets further'],
    ['/train --lr 0.1,0.2 --layers 4', '4 is read as 4,1'],
    ['/train --lr 0.02,0.03 --optimizer adam --no-zero-grad', 'Without the reset old gradients add up, so'],
    ['/train moons --steps 5 --lr 0.1..1 --seed 7 --animate', '--steps 5 --seed 7 --animate → Never'],
  ])('of %s says %j', (line, part) => {
    expect(say(line).replace(/\s+/g, ' ')).toContain(part);
  });

  it('is reported on its way, rate by rate', () => {
    const steps = replies('/train --lr 0.1,0.2,0.3 --no-zero-grad').slice(0, -1);
    expect(steps.map(({ nodes }) => nodes[0])).toEqual(
      Array.from({ length: 6 }, (_, i) => ({
        kind: 'progress',
        done: i + 1,
        total: 6,
        note: `${i + 1} of 6 learning rates`,
      })),
    );
  });
});

describe('the picture of a sweep', () => {
  it('shades the window of each side, half way to the rates beside it', () => {
    const boxes = chartOf('/train --lr 0.01,0.05,0.1,0.2,1,3 --no-zero-grad').notes.filter(
      ({ type }) => type === 'box',
    );
    expect(boxes.map(({ xScaleID, xMin, xMax }) => [xScaleID, xMin, xMax])).toEqual([
      ['x0', 0.022361, 0.44721],
      // From the edge of the plot on, as nothing slower was tried.
      ['x1', 0.0083333, 0.44721],
    ]);
  });

  it('names what the others end in, on their side', () => {
    const { notes } = chartOf('/train --lr 0.001..5 --no-zero-grad');
    const causes = notes
      .filter(({ type }) => type === 'label')
      .map(({ xScaleID, content }) => [xScaleID, content?.join(' ')]);
    expect(causes).toEqual([
      ['x0', 'did not get there'],
      ['x0', 'ran away'],
      ['x1', 'ran away math range error'],
    ]);
  });

  it('marks rates at which most starts overflow, and keeps all points inside', () => {
    const { datasets, y, alt } = chartOf('/train --lr 0.01..3 --no-zero-grad');
    const marks = datasets.find(({ label }) => label === 'most starts overflow, never zeroed');
    expect(marks?.data).toEqual([{ x: 3, y: y?.max }]);
    const losses = datasets.flatMap(({ data }) => data.flatMap(({ y: loss }) => loss ?? []));
    expect(losses.length).toBeGreaterThan(60);
    expect(losses.every((loss) => loss >= (y?.min ?? 0) && loss <= (y?.max ?? 0))).toBe(true);
    expect(alt).toContain('an overflow in most starts at 3');
  });
});
