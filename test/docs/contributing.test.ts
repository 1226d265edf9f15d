import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ChangedProject, changedProject, filesOf, shownDiffs } from '../support/contributing.ts';

describe('what CONTRIBUTING shows is all there is to do', () => {
  let diffs: Map<string, string>;
  let project: ChangedProject;
  let say: (line: string) => string;

  beforeAll(async () => {
    diffs = await shownDiffs();
    project = await changedProject([...diffs.values()].join(''));
    ({ say } = await project.load<typeof import('../commands/run.ts')>('test/commands/run.ts'));
  });

  it('for the compiler', async () => {
    expect(await project.complaints()).toBe('');
  });

  it.each([
    ['Add an operation', ['src/engine/operations.ts', 'test/engine/reference-values.json']],
    ['Add an activation', ['src/engine/activations.ts']],
    ['Add a loss', ['src/engine/losses.ts']],
    ['Add an optimiser', ['src/engine/optimisers.ts', 'test/engine/optimiser-runs.json']],
    ['Add a data set', ['src/training/data.ts']],
    ['Add a lesson', ['lessons/11-relu.md']],
  ])('%s: a change of %j', (heading, files) => {
    expect(filesOf(diffs.get(heading) ?? '')).toEqual(files);
  });

  it('for an operation', async () => {
    const answer = say('/grad y = cube(a*b) a=2 b=0.5 --detail full');
    expect(answer).toContain('cube: 3·a²');
    expect(answer).toContain('dy/da = 3*a^2*b^3');
    expect(say('/check dy/dx of cube(x) is 3*x*x')).toContain('is right');
    expect(() => say('/grad cuebe(x)')).toThrow(expect.objectContaining({ hint: 'Did you mean `cube`?' }));
    const { apply } = await project.load<typeof import('../engine/apply.ts')>('test/engine/apply.ts');
    const values = await readFile(join(project.folder, 'test/engine/reference-values.json'), 'utf8');
    const rows: [number, number, number][] = JSON.parse(values).operations.cube;
    expect(rows.length).toBeGreaterThanOrEqual(9);
    for (const [operand, expected, slope] of rows) {
      const { out, grads } = apply('cube' as 'exp', [operand]);
      expect(out / expected).toBeCloseTo(1, 12);
      expect((grads[0] as number) / slope).toBeCloseTo(1, 12);
    }
  });

  it('for an activation', () => {
    const answer = say('/train --activation softsign --seed 1 --detail full');
    expect(answer).toContain('`MLP 3-[4,4,1]`, all softsign, 41 parameters.');
    expect(answer).toMatch(/of 36 neuron outputs \(9 neurons, 4 samples\) are within 0\.01 of the end of their range/);
    expect(say('/help train')).toContain('tanh|relu|sigmoid|linear|softsign');
  });

  it('for a loss', () => {
    expect(say('/train --loss mae --lr 0.1 --detail full')).toMatch(
      /Loss: mean absolute error\..*end with a loss below 0\.1/s,
    );
    expect(() => say('/train --data "1 -> 5" --loss hinge')).toThrow(
      expect.objectContaining({ hint: 'For other targets take `--loss sse` or `--loss mse` or `--loss mae`.' }),
    );
  });

  it('for an optimiser', async () => {
    expect(say('/train --optimizer adamax --detail full')).toContain('Adamax, lr 0.1, seed 1664.');
    const { Stepper, value } = await project.load<typeof import('../../src/engine/index.ts')>('src/engine/index.ts');
    const runs = JSON.parse(await readFile(join(project.folder, 'test/engine/optimiser-runs.json'), 'utf8'));
    const { how, after } = runs.steps[0];
    const parameters = (runs.start as number[]).map((x) => value(x));
    const stepper = new Stepper(parameters, { optimiser: how.optimiser, rate: how.lr });
    for (const [step, gradients] of (runs.gradients as number[][]).entries()) {
      for (const [i, parameter] of parameters.entries()) parameter.grad = gradients[i] as number;
      stepper.step();
      for (const [i, { data }] of parameters.entries()) expect(data).toBeCloseTo(after[step][i], 13);
    }
  });

  it('for a lesson', () => {
    expect(say('/lesson')).toContain('11 Another activation: relu lets all of the gradient through, or nothing.');
    expect(say('/lesson 11.2')).toContain('Lesson 11 of 11, Another activation: page 2 of 3.');
    expect(say('/lesson 10.6')).toContain('Next: lesson 11: /lesson 11.1');
  });

  it('for a data set', () => {
    expect(say('/train --data xnor --seed 3 --detail full')).toContain('xnor: 4 samples. `MLP 2-[4,4,1]`');
    expect(say('/help train')).toContain('article xor xnor and or moons');
  });
});
