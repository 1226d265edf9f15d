import { describe, expect, it } from 'vitest';
import {
  type Descent,
  Kernel,
  MLP,
  type Optimiser,
  type OptimiserName,
  optimiserNames,
  Random,
  Stepper,
  squaredError,
  type Value,
  value,
  withTape,
} from '../../src/engine/index.ts';
import { type TrainingOptions, toSettings, train } from '../../src/training/index.ts';
import reference from './optimiser-runs.json' with { type: 'json' };

interface How {
  readonly optimiser: string;
  readonly lr: number;
  readonly momentum?: number;
  readonly decay?: number;
  readonly clip?: number;
  readonly schedule?: string;
  readonly init?: string;
}

/** Relative, but no number is known better than one of its size at the start. */
const expectNear = (found: number, right: number, digits: number): void =>
  expect(Math.abs(found - right)).toBeLessThanOrEqual(10 ** -digits * Math.max(1, Math.abs(right)));

describe('PyTorch', () => {
  it.each(reference.steps as { how: How; after: number[][] }[])('steps as we do: $how', ({ how, after }) => {
    const { optimiser, lr, ...rest } = how;
    const parameters = reference.start.map((x) => value(x));
    const stepper = new Stepper(parameters, { optimiser: optimiser as OptimiserName, rate: lr, ...rest });
    for (const [step, gradients] of reference.gradients.entries()) {
      for (const [i, grad] of gradients.entries()) (parameters[i] as Value).grad = grad;
      stepper.step();
      for (const [i, { data }] of parameters.entries()) expectNear(data, after[step]?.[i] as number, 14);
    }
  });

  it.each(reference.runs as { how: How; losses: number[] }[])('trains as we do: $how', ({ how, losses }) => {
    const { optimiser, ...rest } = how;
    const options = { ...rest, optimizer: optimiser } as Partial<TrainingOptions>;
    const steps = losses.length;
    const { seed } = reference;
    const settings = toSettings({ data: 'article', seed, steps, stableTanh: true, zeroGrad: true, ...options });
    const run = train(settings);
    let next = run.next();
    while (!next.done) next = run.next();
    expect(next.value.iterations).toHaveLength(steps);
    for (const { iteration, loss } of next.value.iterations) expectNear(loss, losses[iteration] as number, 10);
  });

  it('has been asked about every optimiser', () => {
    const asked = [...reference.steps, ...reference.runs].map(({ how }) => how.optimiser);
    expect([...new Set(asked)].sort()).toEqual(optimiserNames.toSorted());
  });
});

/** Entries that the table does not have, with all that the language of rules has. */
const entry = (rule: string, ...remembers: string[]): Optimiser => ({
  title: 'of the test',
  short: 'test',
  rule,
  remembers,
  constants: { beta: 0.9, gamma: 0.99, eps: 1e-8 },
  rate: 0.1,
  sentence: '',
  torch: '',
});
const OTHERS: Record<string, Optimiser> = {
  'by the sign alone': entry('w=w-lr*(g<0 ? -1 : g>0 ? 1 : g)'),
  'with the largest gradient so far': entry(
    'm=beta*m+(1-beta)*g; u=max(gamma*u,abs(g)); c=1-beta^t; w=w-lr/c*m/(u+eps)',
    'm',
    'u',
  ),
  'with what is lost of a step': entry('d=-lr*g; v=v^2+tanh(d); g=v-d; w=min(w+(g<=d), w-g/sqrt(eps+exp(d)))', 'v'),
  'that gives new gradients of 2': entry('g=2; v=g; w=w-lr*v', 'v'),
};

describe('an optimiser is one entry: on the tape and compiled it is the same to the last bit', () => {
  it.each(Object.keys(OTHERS))('%s', (name) => {
    const descent: Descent = { optimiser: OTHERS[name] as Optimiser, rate: (step) => 0.1 / (1 + step), decay: 0.01 };
    withTape((tape) => {
      const model = new MLP(2, [3, 1], { random: new Random(5) });
      const parameters = model.parameters();
      const [inputs, targets] = [[value(0.5), value(-1)], [value(1)]];
      const first = tape.length;
      const outputs = model.forward(inputs);
      const loss = squaredError(outputs[0] as Value, targets[0] as Value);
      const start = parameters.map(({ data }) => data);
      const kernel = Kernel.of({ tape, first, loss, parameters, inputs, targets, outputs }, descent) as Kernel;
      kernel.start(start);
      kernel.load([[0]], [inputs.map(({ data }) => data)], [[1]], 1);
      const stepper = new Stepper(parameters, descent);
      for (let step = 0; step < 9; step++) {
        stepper.zeroGrad();
        tape.forward(first, loss.id);
        loss.backward();
        stepper.step();
      }
      const ours = parameters.map(({ data }) => data);
      expect(ours.every(Number.isFinite)).toBe(true);
      expect(ours).not.toEqual(start);
      for (const turn of [4, 5]) expect(kernel.run(turn)).toBe(turn);
      expect(kernel.parameters()).toEqual(ours);
      // Again, by numbers that are there already, and by others.
      kernel.start(start);
      kernel.run(9);
      expect(kernel.parameters()).toEqual(ours);
      kernel.start(start, { ...descent, rate: 0.5 });
      kernel.run(9);
      expect(kernel.parameters()).not.toEqual(ours);
    });
  });

  it.each([
    ['w=w-lr*g', true],
    ['w=w-lr*g^2', true],
    ['w=w-lr*sin(g)', false],
    ['w=w-lr*g^3', false],
    ['w=w-sin(lr)^3*g', true],
  ])('whose rule %s has a compiled form: %s', (rule, has) => {
    withTape((tape) => {
      const [w, b, x] = [value(0.5), value(0.1), value(2)];
      const first = tape.length;
      const output = b.add(w.mul(x));
      const [inputs, targets, outputs] = [[x], [], [output]];
      const sample = { tape, first, loss: output.mul(output), parameters: [w, b], inputs, targets, outputs };
      const descent = { optimiser: entry(rule), rate: 1 };
      expect(Kernel.has(sample, descent)).toBe(has);
      expect(Kernel.of(sample, descent) !== undefined).toBe(has);
      expect(() => new Stepper([w, b], descent).step()).not.toThrow();
    });
  });

  it.each([
    ['w=w-lr*h', 'unknown name: h'],
    ['w=w-sine(g)', 'unknown function: sine'],
    ['w=w-beta^gammma', 'unknown name: gammma'],
    ['w=w-sine(lr)', 'unknown function: sine'],
    ['w=w-', 'is no value'],
    ['w=w-g lr', '`;` is missing'],
  ])('whose rule %s is an error', (rule, message) => {
    const step = () => new Stepper([value(1)], { optimiser: entry(rule), rate: 1 }).step();
    expect(step).toThrow(message);
    expect(step).toThrow(SyntaxError);
  });
});
