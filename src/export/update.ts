import { initNamed, optimiserNamed, type RuleNode, readRule, scheduleNamed } from '../engine/index.ts';
import type { TrainingSettings } from '../training/index.ts';
import { toPython } from './expression.ts';
import { indented, type Turn } from './lines.ts';
import { numbers } from './rule.ts';

interface Step {
  readonly name: string;
  readonly value: RuleNode;
}

/** A rule as Python writes it: its steps, and the names that live from step to step. */
interface Update {
  readonly steps: readonly Step[];
  readonly remembers: readonly string[];
}

const isName = (node: RuleNode, name: string): boolean => node.kind === 'name' && node.name === name;

const readsName = (node: RuleNode, name: string): boolean =>
  isName(node, name) || ('parts' in node && node.parts.some((part) => readsName(part, name)));

const replaced = (node: RuleNode, name: string, by: RuleNode): RuleNode => {
  if (isName(node, name)) return by;
  return 'parts' in node ? ({ ...node, parts: node.parts.map((part) => replaced(part, name, by)) } as RuleNode) : node;
};

const isOfMomentum = (node: RuleNode): boolean =>
  node.kind === 'infix' && node.sign === '*' && isName(node.parts[0], 'momentum');

/** Without `momentum*v` in a sum where there is no momentum: the sum is the rest, to the last bit. */
function withoutMomentum(node: RuleNode): RuleNode {
  if (!('parts' in node)) return node;
  if (node.kind === 'infix' && node.sign === '+') {
    const rest = node.parts.filter((part) => !isOfMomentum(part));
    if (rest.length === 1) return withoutMomentum(rest[0] as RuleNode);
  }
  return { ...node, parts: node.parts.map(withoutMomentum) } as RuleNode;
}

function updateOf({ optimiser, momentum, decay }: TrainingSettings): Update {
  const { rule, remembers } = optimiserNamed(optimiser);
  const { steps } = readRule(decay > 0 ? `g=g+decay*w; ${rule}` : rule);
  const simple: Step[] = [];
  const known: Step[] = [];
  for (const { name, value } of steps) {
    const written = known.reduce((node, step) => replaced(node, step.name, step.value), value);
    const short = momentum === 0 ? withoutMomentum(written) : written;
    // What is remembered, but never read again, is no more than a name for the moment.
    const isMoment = remembers.includes(name) && !readsName(short, name);
    if (isMoment) known.push({ name, value: short });
    else simple.push({ name, value: short });
  }
  return { steps: simple, remembers: remembers.filter((name) => !known.some((step) => step.name === name)) };
}

/** Does another library give the same numbers to the last bit? Powers and cosines do not. */
export function isExactUpdate(settings: TrainingSettings): boolean {
  const hasPower = (node: RuleNode): boolean =>
    (node.kind === 'power' && !(node.parts[1].kind === 'number' && node.parts[1].value === 2)) ||
    ('parts' in node && node.parts.some(hasPower));
  return settings.schedule === undefined && !updateOf(settings).steps.some(({ value }) => hasPower(value));
}

/** What an optimiser keeps of the iterations before. */
export const updateState = (settings: TrainingSettings): string[] =>
  updateOf(settings).remembers.map((name) => `${name} = [0.0 for _ in parameters]`);

/** The learning rate of an iteration, where it changes. */
function rateLines({ schedule, learningRate, steps }: TrainingSettings): string[] {
  if (schedule === undefined) return [];
  const { result } = readRule(scheduleNamed(schedule).formula);
  if (result === undefined) throw new SyntaxError(`the schedule ${schedule} has no formula`);
  return [`rate = ${toPython(result, numbers({ lr: String(learningRate), i: 'k', steps: String(steps) }))}`];
}

/** Gradients that are longer than they may be, all together, are shortened. */
function clipLines({ clip }: TrainingSettings): string[] {
  if (clip === undefined) return [];
  return [
    'squares = 0.0',
    'for p in parameters:',
    '    squares += p.grad * p.grad',
    'for p in parameters:',
    `    p.grad *= min(1.0, ${clip} / (math.sqrt(squares) + 1e-6))`,
  ];
}

/** The update of all parameters. */
export function updateLines(settings: TrainingSettings, turn: Turn): readonly string[] {
  const { optimiser, learningRate, momentum, decay, schedule } = settings;
  const { steps, remembers } = updateOf(settings);
  const isIndexed = remembers.length > 0;
  const names: Record<string, string> = {
    ...Object.fromEntries(Object.entries(optimiserNamed(optimiser).constants).map(([name, x]) => [name, String(x)])),
    ...Object.fromEntries(remembers.map((name) => [name, `${name}[i]`])),
    lr: schedule === undefined ? String(learningRate) : 'rate',
    momentum: String(momentum),
    decay: String(decay),
    w: 'p.data',
    g: 'p.grad',
  };
  const lines = steps.map(({ name, value }) => {
    const place = names[name] ?? name;
    // The gradient with decay is not the one that stays in p.grad.
    if (name === 'g') {
      const line = `g = ${toPython(value, numbers(names))}`;
      names['g'] = 'g';
      return line;
    }
    if (value.kind === 'infix' && (value.sign === '-' || value.sign === '+') && isName(value.parts[0], name))
      return `${place} ${value.sign}= ${toPython(value.parts[1], numbers(names))}`;
    return `${place} = ${toPython(value, numbers(names))}`;
  });
  const loop = [
    ...(optimiser === 'sgd' ? [] : [`# ${optimiserNamed(optimiser).title}`]),
    ...(steps.some(({ value }) => readsName(value, 't')) ? ['t = k + 1'] : []),
    isIndexed ? 'for i, p in enumerate(parameters):' : 'for p in parameters:',
    ...indented(lines.flatMap(broken)),
  ];
  const rate = schedule === undefined ? `with a rate of ${learningRate}` : 'with this rate';
  const { title, rule } = optimiserNamed(optimiser);
  const asked =
    steps.length === 1
      ? `each p.data goes against its p.grad, ${rate}`
      : `the update by ${title}, ${rate}; for each parameter ${rule}`;
  return [...clipLines(settings), ...rateLines(settings), ...turn(loop, asked)];
}

const MAX_LINE = 76;

/** An assignment that is too long, its right side on a line of its own. */
function broken(line: string): string[] {
  if (line.length <= MAX_LINE) return [line];
  const [left = '', right = ''] = line.split(/(?<==) /, 2);
  return [`${left} (`, `    ${right}${line.slice(left.length + 1 + right.length)}`, ')'];
}

/** The bound between which a layer draws its weights, in Python; undefined where it is the article's, 1. */
export function initBound({ init }: TrainingSettings): string | undefined {
  const { formula, bias } = initNamed(init);
  if (bias !== 0) return undefined;
  const { result } = readRule(formula);
  return result && toPython(result, numbers({}));
}
