import {
  type ActivationName,
  activationNamed,
  lossNamed,
  operation,
  optimiserNamed,
  scheduleNamed,
} from '../engine/index.ts';
import type { TrainingSettings } from '../training/index.ts';
import { dataLines } from './data.ts';
import { isOperation, pythonNumber, type Style } from './expression.ts';
import { indented, quotedLine, wrapped } from './lines.ts';
import { forwardRule } from './rule.ts';
import { type Ending, type ExportedRun, endingOf } from './run.ts';
import { bodyOf, traced } from './trace.ts';
import { batchesFunction } from './training-loop.ts';
import { initBound } from './update.ts';

/** How an expression of tensors is written. */
const TENSORS: Style = {
  call(fn, operands, [a = '']) {
    const [, b = ''] = operands;
    if (fn === 'max' && /^-?[\d.]/.test(b)) return `${a}.clamp(min=${b})`;
    if (fn === 'min' && /^-?[\d.]/.test(b)) return `${a}.clamp(max=${b})`;
    const names: Readonly<Record<string, string>> = { max: 'maximum', min: 'minimum' };
    return `torch.${names[fn] ?? (isOperation(fn) ? operation(fn).symbol : fn)}(${operands.join(', ')})`;
  },
};

/** Has a run to end in the article's own tanh, which overflows? */
type Overflows = boolean;

/** The name of an activation's function, and the lines that define it, where PyTorch does not have it. */
function activationFunction(name: ActivationName, overflows: Overflows): { call: string; lines: readonly string[] } {
  const { operation: own, title, apply, stableForm } = activationNamed(name);
  if (own !== undefined && stableForm === undefined) return { call: `torch.${operation(own).symbol}`, lines: [] };
  if (stableForm !== undefined && !overflows) return { call: `torch.${stableForm}`, lines: [] };
  if (own !== undefined) {
    const [result = '', ...steps] = forwardRule(own, { a: 'x' }).reverse();
    const body = [...steps.reverse(), `return ${result}`].map((line) => line.replaceAll('math.', 'torch.'));
    const about = `"""The article's ${title}: where exp is too large it is no number."""`;
    return { call: title, lines: [`def ${title}(x):`, ...indented([about, ...body]), '', ''] };
  }
  return { call: title, lines: [`def ${title}(x):`, ...indented(bodyOf(traced(['x'], apply), TENSORS)), '', ''] };
}

/** The network, with weights from Python's own random numbers. */
function network(settings: TrainingSettings, overflows: Overflows): string[] {
  const functions = new Map(settings.activations.map((name) => [name, activationFunction(name, overflows)]));
  const calls = settings.activations.map((name) => functions.get(name)?.call ?? '');
  const single = new Set(calls).size === 1;
  const bound = initBound(settings)?.replace('inputs', 'layer.in_features').replace('outputs', 'layer.out_features');
  const draw = bound === undefined ? 'random.uniform(-1, 1)' : 'random.uniform(-bound, bound)';
  return [
    ...[...new Map([...functions.values()].map(({ call, lines }) => [call, lines])).values()].flat(),
    'class MLP(torch.nn.Module):',
    '    """Layers, whose weights come from random.seed, one after the other."""',
    '',
    `    def __init__(self, inputs, sizes${single ? '' : ', squashes'}):`,
    '        super().__init__()',
    '        shapes = zip([inputs, *sizes], sizes)',
    '        self.layers = torch.nn.ModuleList(torch.nn.Linear(i, o) for i, o in shapes)',
    ...(single ? [] : ['        self.squashes = squashes']),
    '        with torch.no_grad():',
    '            for layer in self.layers:',
    ...(bound === undefined ? [] : [`                bound = ${bound}`]),
    '                for neuron in range(layer.out_features):',
    '                    for i in range(layer.in_features):',
    `                        layer.weight[neuron, i] = ${draw}`,
    `                    layer.bias[neuron] = ${bound === undefined ? draw : '0.0'}`,
    '',
    '    def forward(self, x):',
    ...(single
      ? ['        for layer in self.layers:', `            x = ${calls[0]}(layer(x))`]
      : ['        for layer, squash in zip(self.layers, self.squashes):', '            x = squash(layer(x))']),
    '        return x',
  ];
}

function lossFunction({ loss: name }: TrainingSettings): string[] {
  const loss = lossNamed(name);
  const about = `    """The ${loss.title}, ${loss.formula}, of all samples together"""`;
  if (loss.together !== undefined) return ['def loss_of(outputs, targets):', about, `    return ${loss.torch}`];
  const body = bodyOf(traced(['p', 't'], loss.of), TENSORS);
  const last = body.at(-1)?.replace(/^return (.*)$/, 'return ($1).sum()') ?? '';
  return ['def loss_of(p, t):', about, ...indented([...body.slice(0, -1), last])];
}

/** PyTorch's own optimiser, with its own defaults where ours are the same. */
function optimizer({ optimiser, learningRate, momentum, decay }: TrainingSettings): string {
  const { torch, momentum: own, rule } = optimiserNamed(optimiser);
  const options = [
    `lr=${learningRate}`,
    ...(own !== undefined && momentum > 0 ? [`momentum=${momentum}`] : []),
    ...(torch === 'SGD' && momentum > 0 && rule.includes('g+momentum*v') ? ['nesterov=True'] : []),
    ...(decay > 0 ? [`weight_decay=${decay}`] : []),
  ];
  return `optimizer = torch.optim.${torch}(model.parameters(), ${options.join(', ')})`;
}

function loop({ settings }: ExportedRun, ending: Ending): string[] {
  const { batch, data, steps, zeroGrad, clip, schedule, loss } = settings;
  const batched = batch < data.xs.length;
  const mean = lossNamed(loss).samples === 'mean';
  const of = batched ? 'loss_of(model(xs[batch]), ys[batch])' : 'loss_of(model(xs), ys)';
  const every = Math.max(1, Math.ceil(steps / 30));
  return [
    batched ? `for k, batch in zip(range(${steps}), batches()):` : `for k in range(${steps}):`,
    ...indented([
      zeroGrad ? 'optimizer.zero_grad()' : '# optimizer.zero_grad()  <- never done in this run',
      `loss = ${of}${mean ? ` / ${batched ? 'len(batch)' : 'len(xs)'}` : ''}`,
      ...(ending.kind === 'overflow' ? ['if not torch.isfinite(loss):', '    stopped = k', '    break'] : []),
      'loss.backward()',
      ...(every > 1 ? [`if k % ${every} == 0:`, '    print(k, loss.item())'] : ['print(k, loss.item())']),
      ...(ending.kind === 'steady'
        ? [
            '# Later a difference in the last digit grows, so the loss is compared here.',
            `if k == ${ending.iteration}:`,
            `    assert math.isclose(loss.item(), ${pythonNumber(ending.loss)}, rel_tol=1e-9)`,
          ]
        : []),
      ...(clip === undefined ? [] : [`torch.nn.utils.clip_grad_norm_(model.parameters(), ${clip})`]),
      'optimizer.step()',
      ...(schedule === undefined ? [] : ['scheduler.step()']),
    ]),
  ];
}

function check({ settings }: ExportedRun, ending: Ending): string[] {
  const mean = lossNamed(settings.loss).samples === 'mean' ? ' / len(xs)' : '';
  const evaluation = ['with torch.no_grad():', `    total = (loss_of(model(xs), ys)${mean}).item()`];
  const said = `print("after ${settings.steps} iterations:", total)`;
  if (ending.kind === 'steady') return [...evaluation, said];
  if (ending.kind === 'loss')
    return [
      ...evaluation,
      said,
      `assert math.isclose(total, ${pythonNumber(ending.loss)}, rel_tol=1e-9), "this is another run"`,
    ];
  if (ending.iteration === settings.steps)
    return [...evaluation, said, 'assert not math.isfinite(total), "this is another run"'];
  return [
    'print(f"iteration {stopped}: the loss is no number any more")',
    `assert stopped == ${ending.iteration}, "this is another run"`,
  ];
}

/** The run in PyTorch, in float64: its own layers, optimiser and derivatives, from the same start. */
export function pytorchScript(run: ExportedRun): string {
  const { settings, line } = run;
  const ending = endingOf(run, false);
  const { data, seed, layers, activations, schedule, steps } = settings;
  const overflows = ending.kind === 'overflow';
  const calls = activations.map((name) => activationFunction(name, overflows).call);
  const squashes = new Set(calls).size === 1 ? '' : `, [${calls.join(', ')}]`;
  const text = (lines: readonly string[]): string => lines.join('\n');
  const head = [
    '"""A training run of Chainrule in PyTorch.',
    ...quotedLine(line),
    '',
    ...wrapped('Run it with: python3 train-torch.py. It ends with a check that it went as it did there.', 86),
    ...['"""', '', 'import math', 'import random', '', 'import torch', ''],
    'torch.set_default_dtype(torch.float64)',
  ];
  const start = [
    `random.seed(${seed})`,
    `model = MLP(${data.xs[0]?.length}, [${layers.join(', ')}]${squashes})`,
    optimizer(settings),
    ...(schedule === undefined ? [] : [`scheduler = torch.optim.lr_scheduler.${scheduleNamed(schedule).torch(steps)}`]),
    ...(overflows && ending.iteration < steps ? ['stopped = None'] : []),
  ];
  const tensors = ['xs = torch.tensor(xs)', 'ys = torch.tensor(ys).reshape(len(xs), -1)'];
  const body = [[...dataLines(data), ...tensors], start, loop(run, ending), check(run, ending)];
  const definitions = [network(settings, overflows), lossFunction(settings), batchesFunction(run)];
  return `${[head, ...definitions.filter((lines) => lines.length > 0)]
    .map(text)
    .concat(body.map(text).join('\n\n'))
    .join('\n\n\n')}\n`;
}
