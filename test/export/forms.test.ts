import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { exported, type FormName, formNames } from '../../src/export/index.ts';
import { exerciseNotebook } from '../../src/export/notebook.ts';
import type { TrainingOptions } from '../../src/training/index.ts';
import { say } from '../commands/run.ts';
import { NO_PYTHON, runPython } from '../support/python.ts';
import { exportedRun } from './exported-run.ts';

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: 'markdown' | 'code';
    readonly id: string;
    readonly source: string[];
  }[];
}

/** What nbformat 4.5 wants of a notebook of such cells; everything else is left out here. */
const lines = { type: 'array', items: { type: 'string' } };
const common = {
  id: { type: 'string', pattern: '^[a-zA-Z0-9-_]{1,64}$' },
  metadata: { type: 'object' },
  source: lines,
};
const isNotebook = new Ajv().compile({
  type: 'object',
  additionalProperties: false,
  required: ['metadata', 'nbformat_minor', 'nbformat', 'cells'],
  properties: {
    nbformat: { const: 4 },
    nbformat_minor: { const: 5 },
    metadata: {
      type: 'object',
      properties: {
        kernelspec: { type: 'object', required: ['name', 'display_name'] },
        language_info: { type: 'object', required: ['name'] },
      },
    },
    cells: {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            additionalProperties: false,
            required: ['id', 'cell_type', 'metadata', 'source'],
            properties: { cell_type: { const: 'markdown' }, ...common },
          },
          {
            type: 'object',
            additionalProperties: false,
            required: ['id', 'cell_type', 'metadata', 'source', 'outputs', 'execution_count'],
            properties: {
              cell_type: { const: 'code' },
              outputs: { const: [] },
              execution_count: { const: null },
              ...common,
            },
          },
        ],
      },
    },
  },
});

const readNotebook = (text: string): Notebook => JSON.parse(text) as Notebook;

/** A notebook as a script: its cells one after the other, with pictures that nobody sees. */
const scriptOf = ({ cells }: Notebook): string =>
  [
    'import sys, unittest.mock',
    'pyplot = unittest.mock.MagicMock()',
    'pyplot.subplots = lambda *_, **__: (None, [unittest.mock.MagicMock() for _ in range(3)])',
    'sys.modules["matplotlib"] = unittest.mock.MagicMock(pyplot=pyplot)',
    'sys.modules["matplotlib.pyplot"] = pyplot',
    ...cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join('')),
  ].join('\n');

const RUNS: readonly Partial<TrainingOptions>[] = [
  {},
  { zeroGrad: false },
  { data: 'xor', optimizer: 'adam', lr: 0.1, steps: 20 },
  { data: 'line', steps: 10 },
  { data: 'circles', zeroGrad: false, steps: 20 },
  { data: 'blobs', loss: 'bce', batch: 9, steps: 6 },
  { data: 'iris', steps: 2 },
  { steps: 1, layers: '1' },
];

describe('notebooks', () => {
  it.each(RUNS)('of %j are valid, with an id for every cell', (options) => {
    for (const form of ['notebook', 'exercise'] as const) {
      const notebook = readNotebook(exported(form, exportedRun(options)));
      expect(isNotebook(notebook), JSON.stringify(isNotebook.errors)).toBe(true);
      expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
    }
  });

  it.skipIf(NO_PYTHON !== undefined).each(RUNS)('of %j run to their end, solved exercises too', async (options) => {
    const run = exportedRun(options);
    for (const text of [exported('notebook', run), exerciseNotebook(run, (solution) => solution)]) {
      const { stderr, code } = await runPython(scriptOf(readNotebook(text)));
      expect([stderr, code]).toEqual(['', 0]);
    }
  });

  it.skipIf(NO_PYTHON !== undefined)(
    'an exercise says at which gap nothing stands yet, and what is wrong',
    async () => {
      const run = exportedRun({});
      const gaps: string[] = [];
      exerciseNotebook(run, (solution, asked) => {
        gaps.push(asked);
        return solution;
      });
      expect(gaps.length).toBeGreaterThan(5);
      for (const [gap, said] of [
        ['what self and other get of out.grad', /the gradient of a in a \+ b: 0\.0, but it should be 1\.0/],
        ['what self gets of out.grad', /the gradient of a in a\.tanh\(\): 0\.0, but it should be 0\.78/],
        ['(p-t)^2 of Values', /loss_of gives no Value yet/],
        ['every gradient back to zero', /math range error/],
        ['each p.data goes against its p.grad, with a rate of 0.4', /the loss after one update: the update is right: /],
      ] as const) {
        expect(gaps).toContain(gap);
        const open = exerciseNotebook(run, (solution, asked) => (asked === gap ? ['...'] : solution));
        const { stderr, code } = await runPython(scriptOf(readNotebook(open)));
        expect([gap, code]).toEqual([gap, 1]);
        expect(stderr).toMatch(said);
      }
    },
  );
});

const torch = NO_PYTHON === undefined ? (await runPython('import torch')).code === 0 : false;

describe('PyTorch', () => {
  const runs: readonly Partial<TrainingOptions>[] = [
    ...RUNS,
    { steps: 11, zeroGrad: false },
    { data: 'xor', loss: 'hinge', activation: 'relu', optimizer: 'nesterov', lr: 0.01 },
    { optimizer: 'adam', lr: 0.1, decay: 0.01, clip: 0.5, schedule: 'cosine', init: 'he' },
    { optimizer: 'rmsprop', lr: 0.05, momentum: 0.5, schedule: 'step' },
    { optimizer: 'adagrad', init: 'xavier' },
  ];

  it.skipIf(!torch)('makes the same runs, where there is one', async () => {
    const scripts = runs.map((options) => exported('pytorch', exportedRun(options)));
    // One process for all: it takes long to load.
    const all = `import json\nfor script in json.loads(${JSON.stringify(JSON.stringify(scripts))}):\n    exec(script, {})`;
    const { stderr, code } = await runPython(all);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it.skipIf(NO_PYTHON !== undefined).each(runs)(
    'for %j it is Python, with its parts in their order',
    async (options) => {
      const script = exported('pytorch', exportedRun(options));
      const { stderr } = await runPython(`import ast\nast.parse(${JSON.stringify(script)})`);
      expect(stderr).toBe('');
      const parts = [
        'torch.set_default_dtype(torch.float64)',
        'class MLP(',
        'def loss_of(',
        'xs = ',
        'random.seed(',
        'optimizer = ',
        'loss.backward()',
        'optimizer.step()',
      ];
      const places = parts.map((part) => script.lastIndexOf(part));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(0);
    },
  );

  it('has its own optimizers and schedules', () => {
    const script = exported(
      'pytorch',
      exportedRun({ optimizer: 'nesterov', lr: 0.05, decay: 0.01, schedule: 'step', clip: 2 }),
    );
    expect(script).toContain(
      'torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)',
    );
    expect(script).toContain('scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10, gamma=0.1)');
    expect(script).toContain('torch.nn.utils.clip_grad_norm_(model.parameters(), 2)');
  });
});

it.each<[FormName, string]>([
  [
    'python',
    '`train.py` has the article\'s `Value`, `Neuron`, `Layer` and `MLP`. It starts from `random.seed(1664)`, as here, and it checks that it stops in iteration 11 as well, with "math range error".',
  ],
  ['pytorch', 'Run it with `python3 train-torch.py`. It needs PyTorch.'],
  ['notebook', 'The pictures need matplotlib.'],
  ['exercise', 'look for `# your turn`'],
])('/train --no-zero-grad --export %s says what it is, and leads to the others', (form, said) => {
  const text = say(`/train --no-zero-grad --export ${form}`);
  expect(text).toContain(said);
  expect(text).toContain('→ The report of this run: /train --no-zero-grad\n');
  for (const other of formNames) expect(text.includes(`--export ${other}`)).toBe(other !== form);
});

it('says where a run cannot be compared to its end', () => {
  const text = say('/train --data circles --no-zero-grad --export pytorch');
  expect(text).toMatch(/in iteration \d+ it checks that the loss is the same: .*grows into another loss/);
});
