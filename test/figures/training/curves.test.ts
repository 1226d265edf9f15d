import { describe, expect, it } from 'vitest';
import { layersFigure } from '../../../src/figures/training/layers.ts';
import { likenessFigure } from '../../../src/figures/training/likeness.ts';
import { type TrainingOptions, toSettings, train, trainingOptions } from '../../../src/training/index.ts';

interface Shown {
  readonly data: { readonly datasets: { label: string; data: { x: number; y: number }[]; borderColor: string }[] };
}
const chartOf = ({ drawing }: { drawing: unknown }): Shown => (drawing as { chart: Shown }).chart;

function layers(options: Partial<TrainingOptions>) {
  const settings = toSettings({ ...trainingOptions.parse({}), ...options });
  const run = train(settings, [0, 5, 10]);
  let next = run.next();
  while (!next.done) next = run.next();
  return layersFigure(settings, next.value);
}

describe('the gradients of each layer', () => {
  const figure = layers({ data: 'moons', layers: '6,6,6,6,1', activation: 'sigmoid', loss: 'bce', steps: 10 });

  it('has a line a layer, each of its own colour, at the moments that were kept', () => {
    const { datasets } = chartOf(figure).data;
    expect(datasets.map(({ label }) => label)).toEqual(['layer 1', 'layer 2', 'layer 3', 'layer 4', 'layer 5, last']);
    expect(new Set(datasets.map(({ borderColor }) => borderColor)).size).toBe(5);
    for (const { data } of datasets) expect(data.map(({ x }) => x)).toEqual([0, 5, 10]);
  });

  it('says by how much they shrink', () => {
    expect(figure.alt).toMatch(/^On the way back the gradient shrinks [\d.]+-fold a layer\./);
    expect(figure.alt).toMatch(/layer 1: [\de.−-]+ at the start/);
  });

  it('says where they grow or stay', () => {
    expect(layers({ data: 'line', layers: '1', activation: 'linear', steps: 10 }).alt).toMatch(
      /^The gradients of 1 layer\./,
    );
    expect(layers({ data: 'xor', init: 'zero', steps: 10 }).alt).toMatch(/^The gradients of 3 layers\./);
  });
});

describe('a curve beside one of ours', () => {
  const yours = { losses: [8, 6, 4], stops: undefined };

  it('stretches ours to the same length and height', () => {
    const { datasets } = chartOf(
      likenessFigure({ title: 'T', yours, ours: { losses: [1, 0.5, 0.25, 0.2, 0.1], stops: undefined } }),
    ).data;
    const [ours, own] = [
      datasets.find(({ label }) => label === 'ours'),
      datasets.find(({ label }) => label === 'yours'),
    ];
    expect(own?.data).toEqual([
      { x: 1, y: 8 },
      { x: 2, y: 6 },
      { x: 3, y: 4 },
    ]);
    expect([ours?.data[0], ours?.data.at(-1)]).toEqual([
      { x: 1, y: 8 },
      { x: 3, y: 4 },
    ]);
  });

  it('says so, and where a curve ends', () => {
    expect(likenessFigure({ title: 'T', yours, ours: yours }).alt).toContain('Beside it a run of ours');
    const alone = likenessFigure({ title: 'T', yours: { losses: [1, 3], stops: 2 }, ours: undefined });
    expect(alone.alt).toBe('T. Line chart of 2 losses: it starts at 1 and ends at 3, and then is no number any more.');
  });

  it('draws a curve that never moves', () => {
    const still = { losses: [4, 4, 4], stops: undefined };
    const { datasets } = chartOf(likenessFigure({ title: 'T', yours: still, ours: still })).data;
    for (const { data } of datasets) expect(data.map(({ y }) => y)).toEqual([4, 4, 4]);
  });
});
