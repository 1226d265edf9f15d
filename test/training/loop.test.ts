import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activationChoices,
  initNames,
  lossNames,
  optimiserNamed,
  optimiserNames,
  scheduleNames,
} from '../../src/engine/index.ts';
import { type TrainingOptions, toSettings } from '../../src/training/index.ts';
import { loopFor } from '../../src/training/loop.ts';
import { Network } from '../../src/training/network.ts';

const settingsFor = (options: Partial<TrainingOptions>) =>
  toSettings({ data: 'article', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options });

/** What a loop records, in as many turns as told, and where it stops. */
function followed(options: Partial<TrainingOptions>, work: number, turn: number) {
  const settings = settingsFor(options);
  const network = new Network(settings);
  const loop = loopFor(network, settings, work);
  for (let done = 0; done < settings.steps; done += turn) {
    const stopped = loop.run(Math.min(turn, settings.steps - done));
    if (stopped === undefined) continue;
    const failure = network.failure(loop.table.length, stopped);
    return { iterations: loop.table.iterations, failure, parameters: loop.parameters(true) };
  }
  return { iterations: loop.table.iterations, parameters: loop.parameters() };
}

const expectAlike = (options: Partial<TrainingOptions>): void => {
  const compiled = followed(options, Number.POSITIVE_INFINITY, 7);
  expect(compiled).toEqual(followed(options, 0, 1000));
};

describe('compiled, a run is the same to the last bit as on the tape', () => {
  it.each<Partial<TrainingOptions>>([
    {},
    { zeroGrad: false },
    { zeroGrad: false, momentum: 0.5, lr: 0.05, steps: 60 },
    { data: 'moons', steps: 40 },
    { data: 'moons', momentum: 0.9, batch: 7, steps: 40 },
    { data: 'moons', batch: 1, steps: 40, activation: 'sigmoid' },
    { data: 'moons', batch: 45, steps: 12, loss: 'bce' },
    { data: 'moons', activation: 'relu', loss: 'hinge', steps: 40 },
    { data: 'moons', lr: 50, activation: 'relu' },
    { data: 'moons', lr: 3, activation: 'linear', loss: 'sse', zeroGrad: false },
    { data: 'circles', layers: '5,3,1', steps: 30, zeroGrad: false },
    { data: 'line' },
    { data: 'spiral', layers: '33,18,1', steps: 3 },
    { data: 'moons', layers: '41,43,1', steps: 3, zeroGrad: false },
    { data: 'moons', layers: '1,1,1', steps: 20 },
    { data: '1,2 -> 1,0.5; 2,1 -> 0,1; 0,0 -> 1,-1', layers: '3,2', steps: 20 },
    { data: '300,1 -> 1; -300,2 -> -1; 0.5,1 -> 1', steps: 20, zeroGrad: false },
    { data: '1e5,1 -> 1e6; -1e5,2 -> -1e6', activation: 'linear', layers: '2,1', steps: 60 },
    ...optimiserNames.map((optimizer) => ({ optimizer, lr: 0.05, data: 'moons', batch: 25, steps: 20 })),
    ...optimiserNames.map((optimizer) => ({ optimizer, decay: 0.01, clip: 0.3, schedule: 'cosine' as const })),
    { optimizer: 'adam', zeroGrad: false, clip: 2, steps: 30 },
    { optimizer: 'rmsprop', momentum: 0.5, zeroGrad: false, schedule: 'step', lr: 0.1 },
    { data: 'spiral', layers: '41,43,1', steps: 3, optimizer: 'adam', clip: 1 },
    { data: '1e5,1 -> 1e6; -1e5,2 -> -1e6', activation: 'linear', layers: '2,1', steps: 60, clip: 1e6 },
    { init: 'he', data: 'moons', steps: 10 },
    { data: 'iris', steps: 40 },
    { data: 'iris', steps: 30, batch: 7, zeroGrad: false, stableTanh: true },
    { data: 'moons', loss: 'ce', lr: 300, activation: 'relu', steps: 40 },
    { data: '1 -> 1,0,0; 2 -> 0,1,0; 3 -> 0,0,1', loss: 'ce', lr: 2, steps: 60 },
  ])('%j', expectAlike);

  it('with any settings', () => {
    const options = fc.record({
      data: fc.constantFrom('article', 'xor', 'moons'),
      layers: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      activation: fc.constantFrom(...activationChoices),
      loss: fc.constantFrom(...lossNames),
      lr: fc.double({ min: 0.001, max: 5, noNaN: true }),
      optimizer: fc.constantFrom(...optimiserNames),
      momentum: fc.constantFrom(undefined, 0, 0.5, 1),
      decay: fc.constantFrom(undefined, 0.1),
      clip: fc.constantFrom(undefined, 0.01, 1),
      schedule: fc.constantFrom(undefined, ...scheduleNames),
      init: fc.constantFrom(...initNames),
      batch: fc.integer({ min: 1, max: 61 }),
      seed: fc.nat(),
      steps: fc.integer({ min: 1, max: 25 }),
      zeroGrad: fc.boolean(),
      stableTanh: fc.boolean(),
    });
    const whole = options.map(({ layers, momentum, ...rest }) => {
      const has = optimiserNamed(rest.optimizer).momentum !== undefined;
      return {
        ...rest,
        momentum: has ? momentum : undefined,
        layers: [...layers, rest.loss === 'ce' ? 2 : 1].join(','),
      };
    });
    fc.assert(fc.property(whole, expectAlike), { numRuns: 60 });
  });
});
