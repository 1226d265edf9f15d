import { describe, expect, it } from 'vitest';
import { type TrainingOptions, toSettings, train } from '../../../src/training/index.ts';
import { StepwiseRun } from '../../../src/training/lab/stepwise.ts';

const settingsFor = (options: Partial<TrainingOptions>) =>
  toSettings({ data: 'article', seed: 1664, stableTanh: false, zeroGrad: true, ...options });

/** What `/train` records of such a run. */
function trained(options: Partial<TrainingOptions>) {
  const run = train(settingsFor(options));
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

const dataOf = ({ network }: StepwiseRun) => network.parameters.map(({ data }) => data);

describe('step by step, a run has the losses of /train to the last bit', () => {
  it.each<Partial<TrainingOptions>>([
    {},
    { zeroGrad: false },
    { data: 'moons', steps: 40 },
    { data: 'moons', batch: 7, momentum: 0.9, steps: 40 },
    { data: 'xor', loss: 'hinge', activation: 'relu', zeroGrad: false, lr: 0.05, steps: 30 },
    { data: 'circles', loss: 'bce', batch: 13, steps: 20 },
    { data: 'moons', optimizer: 'adam', lr: 0.05, batch: 20, steps: 30 },
    { data: 'moons', optimizer: 'nesterov', schedule: 'cosine', decay: 0.01, clip: 0.5, init: 'he', steps: 30 },
    { data: 'iris', loss: 'ce', steps: 10 },
    { data: '1,2 -> 1,0.5; 2,1 -> 0,1; 0,0 -> 1,-1', layers: '3,2', steps: 20 },
  ])('%j', (options) => {
    const record = trained(options);
    for (const apart of [false, true]) {
      const stepper = new StepwiseRun(settingsFor(options));
      const losses: number[] = [];
      while (stepper.done < record.iterations.length) {
        const { done } = stepper;
        if (apart) for (const phase of ['forward', 'backward', 'update'] as const) stepper[phase]();
        else stepper.step();
        expect(stepper.done).toBe(done + 1);
        losses.push(stepper.loss ?? Number.NaN);
      }
      expect(losses).toEqual(record.iterations.map(({ loss }) => loss));
      if (record.failure === undefined) {
        expect(stepper.failure).toBeUndefined();
        expect(dataOf(stepper)).toEqual(record.snapshots.at(-1)?.parameters);
      } else {
        expect(stepper.step()).toBe(false);
        expect(stepper.failure).toEqual(record.failure);
      }
    }
  });

  it('momentum 1 is the run that never resets: switched on the way, both come to the same', () => {
    const never = new StepwiseRun(settingsFor({ zeroGrad: false, lr: 0.05 }));
    const momentum = new StepwiseRun(settingsFor({ momentum: 0, lr: 0.05 }));
    momentum.change({ momentum: 1 });
    for (let i = 0; i < 10; i++) for (const stepper of [never, momentum]) stepper.step();
    expect(momentum.loss).toBeCloseTo(never.loss as number, 9);
  });
});

describe('an iteration, taken apart', () => {
  it('has its passes in their order alone', () => {
    const stepper = new StepwiseRun(settingsFor({}));
    const start = dataOf(stepper);
    stepper.backward();
    stepper.update();
    expect([stepper.next, stepper.done, stepper.loss, dataOf(stepper)]).toEqual(['forward', 0, undefined, start]);
    stepper.forward();
    stepper.forward();
    stepper.update();
    expect([stepper.next, stepper.loss?.toPrecision(3)]).toEqual(['backward', '6.30']);
    expect(stepper.network.parameters.every(({ grad }) => grad === 0)).toBe(true);
    stepper.backward();
    expect([stepper.next, dataOf(stepper)]).toEqual(['update', start]);
    // What was begun apart is ended in one.
    expect([stepper.step(), stepper.done, stepper.next]).toEqual([true, 1, 'forward']);
  });

  it('without the reset `.grad` is what was there and what was added', () => {
    const stepper = new StepwiseRun(settingsFor({ zeroGrad: false }));
    const grads = () => stepper.network.parameters.map(({ grad }) => grad);
    stepper.step();
    const before = grads();
    stepper.forward();
    expect(grads()).toEqual(before);
    stepper.backward();
    expect([...stepper.stale]).toEqual(before);
    const twin = new StepwiseRun(settingsFor({}));
    twin.network.set(dataOf(stepper));
    twin.step();
    grads().forEach((grad, i) => {
      expect(grad - (before[i] as number)).toBeCloseTo(twin.network.parameters[i]?.grad as number, 10);
    });
  });

  it('the reset can be flipped on the way, and made by hand', () => {
    const [flipped, byHand] = [0, 1].map(() => new StepwiseRun(settingsFor({ zeroGrad: false }))) as [
      StepwiseRun,
      StepwiseRun,
    ];
    for (const stepper of [flipped, byHand]) for (let i = 0; i < 3; i++) stepper.step();
    flipped.change({ zeroGrad: true });
    byHand.zero();
    expect(byHand.network.parameters.every(({ grad }) => grad === 0)).toBe(true);
    for (const stepper of [flipped, byHand]) stepper.step();
    expect([...flipped.stale].every((old) => old === 0)).toBe(true);
    expect(dataOf(flipped)).toEqual(dataOf(byHand));
    flipped.change({ learningRate: 0 });
    const still = dataOf(flipped);
    flipped.step();
    expect(dataOf(flipped)).toEqual(still);
  });
});
