import { describe, expect, it } from 'vitest';
import { trainingPictures } from '../../../src/figures/training/figures.ts';
import { unpackClasses, unpackStrokes } from '../../../src/pictures/chart/heat-map.ts';
import { type HeatMap, type MatrixDrawing, type Picture, replySchema } from '../../../src/reply/document.ts';
import {
  momentsToWatch,
  type TrainingOptions,
  type TrainingRecord,
  toSettings,
  train,
  unscaled,
} from '../../../src/training/index.ts';

/** The pictures of a run by their names; without the reset, of the pair. */
function drawn(options: Partial<TrainingOptions>, animate = false): Record<string, Picture | undefined> {
  const settings = toSettings({ data: 'iris', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options });
  const runOf = (zeroGrad: boolean): TrainingRecord => {
    const run = train({ ...settings, zeroGrad }, momentsToWatch(settings));
    for (;;) {
      const next = run.next();
      if (next.done) return next.value;
    }
  };
  const runs = settings.zeroGrad ? [runOf(true)] : [runOf(true), runOf(false)];
  const pictures = trainingPictures({
    settings: unscaled(settings),
    runs,
    finding: 'A run',
    animate,
    detail: 'full',
    follows: false,
  });
  expect(replySchema.safeParse({ nodes: pictures }).error).toBeUndefined();
  return Object.fromEntries(pictures.map((picture) => [picture.name, picture]));
}

interface Field {
  readonly maps: readonly HeatMap[];
  readonly sets: readonly {
    label: string;
    pointStyle: string;
    pointRotation?: number;
    backgroundColor?: string;
    data: { x: number; y: number }[];
  }[];
  readonly titles: { x: string; y: string };
  readonly text: string;
}

function fieldOf(picture: Picture | undefined): Field {
  if (picture?.drawing.type !== 'field') throw new Error('no field');
  const { chart, maps } = picture.drawing;
  const { data, options } = chart as never as {
    data: { datasets: Field['sets'] };
    options: { scales: Record<'x0' | 'y', { title: { text: string } }> };
  };
  const { x0, y } = options.scales;
  return {
    maps,
    sets: data.datasets,
    titles: { x: x0.title.text, y: y.title.text },
    text: JSON.stringify(chart).replaceAll('","', ' '),
  };
}

const THREE = '0,0 -> 0; 0.2,0.1 -> 0; 3,0 -> 1; 3.1,0.2 -> 1; 0,3 -> 2; 0.1,3.2 -> 2';
const three = { data: THREE, loss: 'ce', lr: 0.5 } as const;

describe('regions of classes', () => {
  it.each<[Partial<TrainingOptions>, string]>([
    [three, 'The network gets all 6 points right. 0 of 6 points are taken for another class; loss '],
    [{ ...three, zeroGrad: false, lr: 0.1 }, 'Zeroed or not, all 6 points are right. Zeroed: 0 of 6 points'],
    [
      { ...three, data: '0,0 -> 0; 0,0.001 -> 1; 0.001,0 -> 2', lr: 1e-9 },
      'The network puts all 3 points into one class: 1 is right. 2 of 3',
    ],
    [{ data: 'xor', loss: 'ce' }, 'The network gets all 4 points right.'],
  ])('%j: %s', (options, alt) => {
    expect(drawn(options)['regions']?.alt.slice(0, alt.length)).toBe(alt);
  });

  it('show each class by colour and by shape, with its name in the legend', () => {
    const { sets, maps } = fieldOf(drawn(three)['regions']);
    expect(sets.map(({ label, pointStyle, data }) => `${label} ${pointStyle} ${data.length}`)).toEqual([
      'target 0 circle 2',
      'target 1 triangle 2',
      'target 2 rect 2',
      'wrong class circle 0',
      'boundary line 0',
    ]);
    const colours = sets.slice(0, 3).map(({ backgroundColor }) => backgroundColor);
    expect(maps[0]?.colours).toMatchObject({ classes: colours });
    expect(new Set(colours).size).toBe(3);
  });

  it('are where the points of their classes are, with lines between them', () => {
    const { maps, sets } = fieldOf(drawn(three)['regions']);
    const [map] = maps as [HeatMap];
    const classes = unpackClasses(map) ?? [];
    expect(new Set(classes)).toEqual(new Set([0, 1, 2]));
    // The corners: all that is low and left is of class 0, right of class 1, high of class 2.
    const at = (column: number, row: number) => classes[row * map.columns + column];
    expect([at(0, 0), at(map.columns - 1, 0), at(0, map.rows - 1)]).toEqual([0, 1, 2]);
    const strokes = unpackStrokes(map);
    expect(strokes.length).toBeGreaterThan(20);
    for (const [x1, y1, x2, y2] of strokes) expect(Math.hypot(x2 - x1, y2 - y1)).toBeLessThan(0.05);
    expect(sets).toHaveLength(5);
  });

  it('of four inputs are over the two that matter most, and say so', () => {
    const { regions } = drawn({});
    const { titles, text } = fieldOf(regions);
    expect(titles).toEqual({ x: 'petal length', y: 'petal width' });
    expect(text).toContain('Other inputs at their mean.');
    expect(regions?.alt).toContain(
      'Regions of 3 classes over petal length and petal width, the two inputs that matter most; the others are at their mean. Samples: setosa as blue circles, versicolor as orange triangles, virginica as green squares.',
    );
  });

  it('ring what is wrong whatever region it lies in, in the units of the data', () => {
    const { regions } = drawn({ steps: 60 });
    const [, wrong, all] = /gets (\d+) of (\d+) points right/.exec(regions?.alt ?? '') ?? [];
    const { sets } = fieldOf(regions);
    expect(sets.find(({ label }) => label === 'wrong class')?.data).toHaveLength(Number(all) - Number(wrong));
    const points = sets.slice(0, 3).flatMap(({ data }) => data);
    expect(points).toHaveLength(120);
    for (const { x, y } of points) expect([x > 0.9 && x < 7, y >= 0.1 && y <= 2.5]).toEqual([true, true]);
  });

  it('are watched as they form', () => {
    const { learning } = drawn({ inputs: '3,4', steps: 10 }, true);
    expect(learning?.alt).toContain('the regions of the classes among the points from the start to 10 steps');
    const { drawing } = learning ?? {};
    expect(drawing?.type === 'animation' && drawing.frames.map((frame) => frame.drawing.type)).toEqual(
      Array.from({ length: 11 }, () => 'field'),
    );
  });

  it.each([8, 12])('of %d classes have each another pair of colour and shape, and the legend below', (count) => {
    const rows = Array.from({ length: count }, (_, i) => `${i % 4},${Math.floor(i / 4)} -> ${i}`).join(';');
    const { regions } = drawn({ data: rows, loss: 'ce', steps: 5 });
    const { sets, text } = fieldOf(regions);
    const points = sets.slice(0, count);
    const shapes = points.map(({ pointStyle, pointRotation }) => `${pointStyle} ${pointRotation}`);
    const colours = points.map(({ backgroundColor }) => backgroundColor);
    expect(new Set(points.map((_, i) => `${shapes[i]} ${colours[i]}`)).size).toBe(count);
    expect([new Set(shapes).size, new Set(colours).size]).toEqual([8, 8]);
    const words = /Samples: (.*)\.$/.exec(regions?.alt ?? '')?.[1]?.split(', ') ?? [];
    expect(new Set(words.map((each) => each.split(' as ')[1])).size).toBe(count);
    expect(text).toContain('position":"bottom');
  });
});

describe('the confusion matrix', () => {
  const matrixOf = (options: Partial<TrainingOptions>): MatrixDrawing & { alt: string } => {
    const { confusion } = drawn(options);
    if (confusion?.drawing.type !== 'matrix') throw new Error('no matrix');
    return { ...confusion.drawing, alt: confusion.alt };
  };

  it('counts the rows held back, by class and answer', () => {
    const { names, counts, axes, title, alt } = matrixOf({ seed: 5, test: 0.5 });
    expect(names).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(counts.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([25, 25, 25]);
    expect(axes).toEqual({ row: 'species', column: 'answer of the network' });
    const right = counts.reduce((sum, row, i) => sum + (row[i] as number), 0);
    expect(title).toBe(`${right} of 75 rows held back are right`);
    expect(alt).toContain('setosa: 25 right. versicolor: ');
  });

  it('counts all rows where none are held back, of two words as well, and of a pair those of the zeroed run', () => {
    const csv = 'x,y\n1,no\n2,yes\n3,no\n4,yes';
    const { names, counts, title, subtitle } = matrixOf({ csv, zeroGrad: false, steps: 1, lr: 1e-9, seed: 2 });
    expect(names).toEqual(['no', 'yes']);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
    const right = (counts[0]?.[0] ?? 0) + (counts[1]?.[1] ?? 0);
    expect(title).toBe(`Zeroed: ${right} of 4 rows are right`);
    expect(subtitle[0]).toMatch(/^Most often (no|yes) is taken for (no|yes): [12] of 2 times\.$/);
  });

  it('has a sentence where nothing is wrong, and is none without names of classes', () => {
    expect(matrixOf({ ...three }).subtitle).toEqual(['No class is taken for another.']);
    expect(drawn({ data: 'moons' })['confusion']).toBeUndefined();
  });
});
