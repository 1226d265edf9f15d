import { lossNamed, type OperationName, operation, value, withTape } from '../engine/index.ts';
import { pythonNumber } from './expression.ts';
import { asked, solved, type Turn } from './lines.ts';
import { type Cell, pictureCells } from './notebook-pictures.ts';
import { type Parts, partsOf } from './python.ts';
import type { ExportedRun } from './run.ts';

const markdown = (text: string): Cell => ({ kind: 'markdown', text });
const codeCell = (lines: readonly string[]): Cell => ({ kind: 'code', text: lines.join('\n') });

/** Cells as a notebook of version 4.5, in which each has an id. */
function notebook(cells: readonly Cell[]): string {
  const written = cells.map(({ kind, text }, i) => {
    const source = text.split(/(?<=\n)/);
    const common = { id: `cell-${i}`, metadata: {}, source };
    return kind === 'markdown'
      ? { cell_type: kind, ...common }
      : { cell_type: kind, ...common, execution_count: null, outputs: [] };
  });
  const kernelspec = { display_name: 'Python 3', language: 'python', name: 'python3' };
  const metadata = { kernelspec, language_info: { name: 'python' } };
  return `${JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const title = ({ line }: ExportedRun): string[] =>
  line === undefined ? ['# A training run of Chainrule'] : ['# A training run of Chainrule', '', `    ${line}`];

/** What is done in each part, in a sentence. */
const TEXTS = {
  value:
    'A `Value` remembers what it was made of. `backward()` goes back from the result and adds to every `.grad` by the chain rule.',
  network: "The article's network: a neuron is a weighted sum and a bias, then the activation.",
  loss: 'The loss of a sample: how far the prediction is from its target.',
  data: 'The samples, and the network from the same seed.',
  loop: 'The training loop: forward pass, backward pass, update.',
  check: 'It has to end as it did in Chainrule.',
  pictures: 'What happened, in pictures. They need matplotlib.',
};

function cellsOf(
  run: ExportedRun,
  parts: Parts,
  checks: Readonly<Record<'value' | 'loss' | 'loop', readonly string[]>>,
): Cell[] {
  const { functions, value, network, loss, batches, data, start, loop, check } = parts;
  const track = [`tracked = model.${run.settings.track}`, 'losses, weights, gradients = [], [], []'];
  const spaced = (...blocks: (readonly string[])[]): Cell =>
    codeCell(blocks.filter((block) => block.length > 0).flatMap((block, i) => (i > 0 ? ['', '', ...block] : block)));
  const checked = (lines: readonly string[]): Cell[] => (lines.length === 0 ? [] : [codeCell(lines)]);
  return [
    spaced(['import math', 'import random']),
    markdown(TEXTS.value),
    spaced(functions, value),
    ...checked(checks.value),
    markdown(TEXTS.network),
    spaced(network),
    markdown(TEXTS.loss),
    spaced(loss, batches),
    ...checked(checks.loss),
    markdown(TEXTS.data),
    codeCell([...data, '', ...start, '', ...track]),
    markdown(TEXTS.loop),
    codeCell(loop),
    ...checked(checks.loop),
    markdown(TEXTS.check),
    codeCell(check),
    markdown(TEXTS.pictures),
    ...pictureCells(run),
  ];
}

/** The run as a notebook, with its pictures. */
export function pythonNotebook(run: ExportedRun): string {
  const parts = partsOf(run, { turn: solved, keeps: true });
  const about =
    'Run the cells from top to bottom. The run is the same as in Chainrule, and the last cells draw its pictures.';
  const none = { value: [], loss: [], loop: [] };
  return notebook([markdown([...title(run), '', about].join('\n')), ...cellsOf(run, parts, none)]);
}

const CHECK = [
  'def check(what, found, wanted):',
  '    """Says whether a number is right."""',
  '    assert found is not ..., f"{what}: there is nothing yet"',
  '    right = math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12)',
  '    assert right, f"{what}: {found}, but it should be {wanted}"',
  '    print("✔", what)',
];

/** Operands with which every operation has a slope of its own. */
const OPERANDS = [0.5, -3] as const;

/** How an operation is written between `a` and `b`, and its gradients there, by the engine. */
function gradientsOf(name: OperationName): { text: string; gradients: readonly number[] } {
  return withTape(() => {
    const operands = OPERANDS.slice(0, operation(name).local.length).map((number) => value(number));
    const [first, ...rest] = operands;
    const method = first?.[name] as unknown as (this: unknown, ...others: unknown[]) => { backward(): void };
    method.call(first, ...rest).backward();
    const { form, symbol } = operation(name);
    const sign = symbol === '^' ? '**' : symbol;
    const called =
      name === 'abs' ? 'abs(a)' : `a.${name === 'tanhByExp' ? 'tanh' : symbol}(${rest.length > 0 ? 'b' : ''})`;
    const text = form === 'infix' ? `a ${sign} b` : form === 'prefix' ? `${sign}a` : called;
    return { text, gradients: operands.map(({ grad }) => grad) };
  });
}

/** Checks behind the class `Value`: the gradients of each operation, and of a value that is used twice. */
function valueChecks(operations: Iterable<OperationName>): string[] {
  const lines = [...operations].flatMap((name) => {
    const { text, gradients } = gradientsOf(name);
    return [
      `a, b = Value(${OPERANDS[0]}), Value(${OPERANDS[1]}.0)`,
      `(${text}).backward()`,
      ...gradients.map((gradient, i) => {
        const operand = i === 0 ? 'a' : 'b';
        return `check("the gradient of ${operand} in ${text}", ${operand}.grad, ${pythonNumber(gradient)})`;
      }),
    ];
  });
  return [
    ...CHECK,
    '',
    '',
    ...lines,
    '# A name that is used twice gets both contributions.',
    'a = Value(0.5)',
    '(a * a + a).backward()',
    'check("the gradient of a in a * a + a", a.grad, 2.0)',
  ];
}

/** A check behind the loss, at a place where it is not flat. */
function lossChecks({ settings }: ExportedRun): string[] {
  const loss = lossNamed(settings.loss);
  const [low = -1] = loss.targets ?? [];
  return withTape(() => {
    if (loss.together !== undefined) {
      const outputs = [0.5, -1].map((number) => value(number));
      const { data } = loss.together(
        outputs,
        [1, 0].map((number) => value(number)),
      );
      return [
        'loss = loss_of([Value(0.5), Value(-1.0)], [1.0, 0.0])',
        'assert isinstance(loss, Value), "loss_of gives no Value yet"',
        `check("the loss of the outputs 0.5 and -1, where the first is right", loss.data, ${pythonNumber(data)})`,
      ];
    }
    const { data } = loss.of(value(0.25), value(low));
    return [
      `loss = loss_of(Value(0.25), ${pythonNumber(low)})`,
      'assert isinstance(loss, Value), "loss_of gives no Value yet"',
      `check("the loss of the prediction 0.25 for the target ${low}", loss.data, ${pythonNumber(data)})`,
    ];
  });
}

/** Checks behind the loop: one update shows whether it is right, and the next whether the gradients were set to zero. */
function loopChecks({ settings, record }: ExportedRun): string[] {
  const losses = record.iterations.map(({ loss }) => loss);
  const at = (iteration: number, what: string): string[] =>
    losses[iteration] === undefined
      ? []
      : [`check("${what}", losses[${iteration}], ${pythonNumber(losses[iteration])})`];
  return [
    ...at(0, 'the loss of the start'),
    ...at(1, 'the loss after one update: the update is right'),
    ...at(2, settings.zeroGrad ? 'the loss after two: the gradients were set back to zero' : 'the loss after two'),
  ];
}

/** The same with gaps to fill in, and checks behind each. */
export function exerciseNotebook(run: ExportedRun, turn: Turn = asked): string {
  const parts = partsOf(run, { turn, keeps: true });
  const checks = { value: valueChecks(parts.operations), loss: lossChecks(run), loop: loopChecks(run) };
  const about = [
    'Where it says `# your turn`, put your own lines in place of the dots: the derivatives in each `_backward`, the loss,',
    `${run.settings.zeroGrad ? 'the reset of the gradients, ' : ''}and the update. The cell behind each part checks it.`,
    'An error in the training loop, such as "math range error", means that one of its gaps is not yet right.',
  ];
  return notebook([markdown([...title(run), '', ...about].join('\n')), ...cellsOf(run, parts, checks)]);
}
