import { describe, expect, it } from 'vitest';
import {
  constantLoss,
  leastLoss,
  lossOfAnswers,
  type TrainingOptions,
  toSettings,
  train,
  trainingOptions,
} from '../../../src/training/index.ts';

const settingsOf = (options: Partial<TrainingOptions>) => toSettings({ ...trainingOptions.parse({}), ...options });

describe('the least loss that an output allows', () => {
  it.each<[options: Partial<TrainingOptions>, least: number]>([
    [{ data: '1,2 -> 3; 2,3 -> 5' }, 4 + 16],
    [{ data: '1,2 -> 3; 2,3 -> 5', loss: 'mse' }, 10],
    [{ data: '1 -> 10; 2 -> 20; 3 -> 30; 4 -> 40' }, 81 + 361 + 841 + 1521],
    [{ data: 'xor', activation: 'sigmoid' }, 2],
    [{ data: 'xor', last: 'relu' }, 2],
    [{ data: 'xor' }, 0],
    [{ data: '1 -> 10; 2 -> 20', last: 'linear' }, 0],
    [{ data: '1 -> 0; 2 -> 1', activation: 'sigmoid' }, 0],
    [{ data: '1 -> 3, -2; 2 -> 0, 0', layers: '2' }, 4 + 1],
  ])('of %o is %d', (options, least) => {
    expect(leastLoss(settingsOf(options))).toBeCloseTo(least, 9);
  });
});

describe('the best constant answer', () => {
  it.each<[options: Partial<TrainingOptions>, loss: number]>([
    [{ data: 'xor' }, 4],
    [{ data: '1 -> 10; 2 -> 20; 3 -> 30; 4 -> 40', last: 'linear' }, 500],
    [{ data: '1 -> 10; 2 -> 20; 3 -> 30; 4 -> 40', last: 'linear', loss: 'mse' }, 125],
    [{ data: '1 -> 1; 2 -> 1; 3 -> 1; 4 -> -1', loss: 'bce' }, -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))],
    [{ data: '1 -> 1; 2 -> 1; 3 -> 1; 4 -> -1', loss: 'hinge' }, 0.5],
    [{ data: 'iris', loss: 'ce', test: 0 }, Math.log(3)],
  ])('of %o has the loss %d', (options, loss) => {
    expect(constantLoss(settingsOf(options))).toBeCloseTo(loss, 9);
  });
});

it.each([
  {},
  { data: 'moons', loss: 'bce' as const },
  { data: 'line' },
  { data: 'blobs', loss: 'hinge' as const },
])('measures answers as a run of %o does', (options) => {
  const settings = settingsOf(options);
  const run = train(settings);
  let next = run.next();
  while (!next.done) next = run.next();
  const { predictions, lossAfter } = next.value;
  expect(lossOfAnswers(settings, predictions ?? [])).toBeCloseTo(lossAfter ?? Number.NaN, 12);
});
