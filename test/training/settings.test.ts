import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { checkBudget } from '../../src/training/budget.ts';
import { dataNames } from '../../src/training/data.ts';
import { Network, operationsPerSample } from '../../src/training/network.ts';
import { parseRows } from '../../src/training/rows.ts';
import { parameterCount, parameterIndex, type TrainingOptions, toSettings } from '../../src/training/settings.ts';

const settings = (options: Partial<TrainingOptions> = {}) =>
  toSettings({ data: 'article', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, ...options });

describe('what a person leaves out', () => {
  it("is the article's", () => {
    expect(settings()).toMatchObject({ layers: [4, 4, 1], loss: 'sse', learningRate: 0.4, steps: 30, batch: 4 });
    expect(settings().activations).toEqual(['tanhByExp', 'tanhByExp', 'tanhByExp']);
    expect(settings({ zeroGrad: false }).steps).toBe(20);
    expect(settings().track).toBe('layers[1].neurons[0].w[0]');
    expect(parameterCount(settings())).toBe(41);
  });

  it.each([
    [{ stableTanh: true }, ['tanh', 'tanh', 'tanh']],
    [{ activation: 'relu' }, ['relu', 'relu', 'linear']],
    [{ activation: 'sigmoid' }, ['sigmoid', 'sigmoid', 'sigmoid']],
    [{ last: 'linear' }, ['tanhByExp', 'tanhByExp', 'linear']],
    [{ last: 'tanh', activation: 'relu' }, ['relu', 'relu', 'tanhByExp']],
    [{ last: 'tanh', activation: 'relu', stableTanh: true }, ['relu', 'relu', 'tanh']],
    [{ last: 'sigmoid', loss: 'bce' }, ['tanhByExp', 'tanhByExp', 'sigmoid']],
    [{ loss: 'bce' }, ['tanhByExp', 'tanhByExp', 'sigmoid']],
  ] as const)('%o has the activations %o', (options, activations) => {
    expect(settings(options).activations).toEqual(activations);
  });

  it('names the two classes as the loss needs them', () => {
    expect(settings({ loss: 'bce' }).data.ys.flat()).toEqual([1, 0, 0, 1]);
    expect(settings({ loss: 'hinge', data: '1 -> 0; 2 -> 1' }).data.ys.flat()).toEqual([-1, 1]);
  });

  it.each([
    [
      { data: 'xor' },
      ['-1', '1'],
      [
        [1, 0],
        [0, 1],
        [0, 1],
        [1, 0],
      ],
    ],
    [
      { data: '1 -> 3; 2 -> 7; 3 -> 5' },
      ['3', '5', '7'],
      [
        [1, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
      ],
    ],
    [
      { data: '1 -> 0,1; 2 -> 1,0' },
      ['class 1', 'class 2'],
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      { data: '1 -> -1,1; 2 -> 1,-1' },
      ['class 1', 'class 2'],
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      { csv: 'x,y\n1,no\n2,yes\n3,no' },
      ['no', 'yes'],
      [
        [1, 0],
        [0, 1],
        [1, 0],
      ],
    ],
    [
      { csv: 'x,y\n1,b\n2,c\n3,a' },
      ['a', 'b', 'c'],
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
    ],
  ] as const)('%j has an output a class with cross-entropy', (options, classes, ys) => {
    const { data, layers, activations, loss } = settings({ ...options, loss: 'ce' });
    expect(data.columns?.classes).toEqual(classes);
    expect(data.ys).toEqual(ys);
    expect([layers.at(-1), activations.at(-1), loss]).toEqual([classes.length, 'linear', 'ce']);
  });

  it('takes cross-entropy for three words and more in a file', () => {
    expect(settings({ csv: 'x,y\n1,b\n2,c\n3,a' }).loss).toBe('ce');
    expect(settings({ csv: 'x,y\n1,b\n2,c\n3,b' }).loss).toBe('sse');
  });
});

describe('what is read in another way than it is written, which is said', () => {
  it.each<[Partial<TrainingOptions>, { layers?: readonly number[]; steps?: number }, string[] | undefined]>([
    [{ layers: '8,8' }, { layers: [8, 8, 1] }, ['8,8 is read as 8,8,1: the last layer has one neuron for the target.']],
    [
      { layers: '4', data: '1 -> 1,1' },
      { layers: [4, 2] },
      ['4 is read as 4,2: the last layer has 2 neurons, one a target.'],
    ],
    [{ layers: '8,8,1' }, { layers: [8, 8, 1] }, undefined],
    [{ layers: '[4x4x1]' }, { layers: [4, 4, 1] }, undefined],
    [{ hidden: '8,8' }, { layers: [8, 8, 1] }, undefined],
    [{ hidden: '1' }, { layers: [1, 1] }, undefined],
    [{ epochs: 7 }, { steps: 7 }, undefined],
    [
      { epochs: 7, data: 'moons', batch: 25 },
      { steps: 14 },
      ['7 epochs are 14 steps here, as an epoch has 2 steps of 25 samples.'],
    ],
    [
      { epochs: 1, data: 'moons', batch: 25 },
      { steps: 2 },
      ['1 epoch is 2 steps here, as an epoch has 2 steps of 25 samples.'],
    ],
  ])('%o', (options, read, readings) => {
    const { layers, steps, readings: said } = settings(options);
    expect({ layers, steps, said }).toEqual({ layers, steps, ...read, said: readings });
  });
});

describe('settings that do not go together', () => {
  it.each([
    [{ layers: '8,1', data: '1 -> 1,1' }, 'The last layer has 1 neuron, but a sample has 2 targets'],
    [{ epochs: 6000, data: 'moons', batch: 30 }, '`--epochs 6000` is 12000 steps, 2 an epoch; 10000 fit'],
    [{ layers: '4,0,1' }, '1 to 64 each'],
    [{ layers: '4,x' }, 'lists neurons a layer'],
    [{ layers: '1,1,1,1,1,1,1' }, 'There are 7 layers; 6 fit'],
    [{ data: 'mons' }, 'no data set `mons`'],
    [{ data: '1 -> 0.5', loss: 'bce' as const }, 'needs two classes'],
    [{ data: '1 -> 0.5; 2 -> 1', loss: 'ce' as const }, 'needs classes: 2 to 12 words or whole numbers'],
    [{ data: '1 -> 2; 2 -> 2', loss: 'ce' as const }, 'needs classes'],
    [{ data: '1 -> 1,1; 2 -> 1,0', loss: 'ce' as const }, 'needs one target of 1 in each row'],
    [{ data: 'moons', target: '1' }, '`--target` is for the columns of a file'],
    [{ track: 'layers[3].neurons[0].w[0]' }, 'no parameter `layers[3].neurons[0].w[0]` in this network of 3-4-4-1'],
    [{ track: 'layers[0].neurons[0].w[3]' }, 'no parameter'],
    [{ track: 'w' }, 'no parameter `w`'],
  ])('%o', (options, message) => {
    expect(() => settings(options)).toThrow(message);
  });
});

describe('a tracked parameter', () => {
  it('is found in the list of parameters', () => {
    const shape = settings();
    const network = new Network(shape);
    expect(network.parameters).toHaveLength(41);
    expect(parameterIndex('layers[0].neurons[0].w[0]', shape)).toBe(0);
    expect(parameterIndex('layers[0].neurons[0].b', shape)).toBe(3);
    expect(parameterIndex('layers[1].neurons[0].w[0]', shape)).toBe(16);
    expect(parameterIndex('layers[2].neurons[0].b', shape)).toBe(40);
  });
});

describe('rows', () => {
  it.each([
    [
      '2,3,-1 -> 1; 3,-1,0.5 -> -1',
      [
        [2, 3, -1],
        [3, -1, 0.5],
      ],
      [[1], [-1]],
    ],
    [
      '0 1 → 1\n1 1 => −1',
      [
        [0, 1],
        [1, 1],
      ],
      [[1], [-1]],
    ],
    ['1 -> 2, 3;', [[1]], [[2, 3]]],
  ])('%s', (text, xs, ys) => {
    expect(parseRows(text)).toMatchObject({ xs, ys });
  });

  it.each([
    ['1,2', 'Row 1 does not fit: it needs one `->`'],
    ['1 -> 1; 1,2 -> 1', 'Row 2 does not fit: the first row has 1 input and 1 target, this one 2 and 1'],
    ['1,a -> 1', '`a` is not a number'],
    ['1,NaN -> 1', '`NaN` is not a number'],
    ['1,Infinity -> 1', 'is not a number'],
    ['1, -> 1', 'a number is missing'],
    ['1e300 -> 1', 'is not a number within a million'],
    [';;', 'There are no rows'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => parseRows(text)).toThrow(message);
  });
});

it.each([
  ['1 -> 1;  2,3 ; 1 -> 2', '2,3'],
  [`1 -> 1; ${'4,'.repeat(40)}5`, '4,'.repeat(30)],
])('the row of %s that does not fit is shown as far as it has room', (text, shown) => {
  let where: unknown;
  try {
    parseRows(text);
  } catch (error) {
    where = (error as UserError).where;
  }
  expect(where).toEqual({ text: shown, place: { start: 0, end: shown.length } });
});

describe('the budget', () => {
  it.each([
    [{}, 75],
    [{ activation: 'linear' as const }, 66],
    [{ loss: 'hinge' as const }, 77],
    [{ layers: '1' }, 9],
  ])('counts the operations of %o: %i', (options, operations) => {
    expect(operationsPerSample(settings(options))).toBe(operations);
  });

  it('says by how much it is exceeded, and what fits', () => {
    const large = settings({ data: 'spiral', layers: '64,64,1', steps: 10_000 });
    expect(() => checkBudget(large, 1)).toThrow(
      /This is 1\.\d times too much work: 10,000 steps × 60 samples × [\d,]+ operations/,
    );
    try {
      checkBudget(large, 1);
    } catch (error) {
      const [, steps] = /--steps (\d+)/.exec((error as { hint: string }).hint) ?? [];
      expect(() => checkBudget({ ...large, steps: Number(steps) }, 1)).not.toThrow();
      expect(() => checkBudget({ ...large, steps: Number(steps) + 1 }, 1)).toThrow();
    }
  });
});

describe('the budget of one iteration', () => {
  const hintFor = (batch: number): string => {
    try {
      checkBudget({ ...settings({}), batch, steps: 2 }, 1);
    } catch (error) {
      return (error as { hint: string }).hint;
    }
    return 'fits';
  };

  // 3,000,000,000 operations at 75 a sample.
  it.each([
    [20_000_000, 'fits'],
    [20_000_001, '`--steps 1` would fit, or fewer neurons or a smaller `--batch`.'],
    [40_000_000, '`--steps 1` would fit, or fewer neurons or a smaller `--batch`.'],
    [40_000_001, 'Take a smaller `--batch` or fewer neurons.'],
  ])('of %i samples: %s', (batch, hint) => {
    expect(hintFor(batch)).toBe(hint);
  });
});

describe('every preset', () => {
  it.each(dataNames)('%s learns with its own settings', (data) => {
    const made = settings({ data, seed: 0 });
    const first = new Network(made);
    expect(first.parameters.length).toBe(parameterCount(made));
    expect(made.data.xs.length).toBe(made.data.ys.length);
    expect(new Set(made.data.xs.map((row) => row.length)).size).toBe(1);
  });
});
