import type { GraphNode } from '../../src/expression/index.ts';
import { type BuiltGraph, build } from '../../src/questions/parts/random-graph.ts';
import type { Question } from '../../src/questions/question.ts';
import { valueDiagnoses } from '../../src/tutor/misconceptions/diagnose.ts';
import { isMisconception } from '../../src/tutor/misconceptions/index.ts';
import { BACKWARD_BUGS, replayGradient } from '../../src/tutor/misconceptions/replay-backward.ts';
import { outputOf, type Prompt, readPrompt, slopeOf } from './prompt.ts';

const read = new WeakMap<Question, BuiltGraph & { readonly prompt: Prompt }>();

/** The graph of a prompt, read once for all its options. */
function readAgain(question: Question): BuiltGraph & { readonly prompt: Prompt } {
  const known = read.get(question);
  if (known !== undefined) return known;
  const prompt = readPrompt(question);
  const statements = prompt.formulas.map((pair) => pair.join(' = '));
  const again = { prompt, ...build({ statements, values: prompt.leaves }) };
  read.set(question, again);
  return again;
}

/** What a misconception answers to a question, from the text of its prompt alone. */
export function replayed(question: Question, bug: string): number {
  const { prompt, graph, whole } = readAgain(question);
  if (question.type === 'forward-value') {
    return valueDiagnoses(graph, whole).find(({ name }) => name === bug)?.value ?? Number.NaN;
  }
  const asked = /What is `(?:d\w+\/d)?(\w+)(?:\.grad)?`/.exec(prompt.question)?.[1] ?? '';
  const target = graph.byName.get(asked) as GraphNode;
  const gradient = (name: string, seed?: number): number =>
    isMisconception(name) && BACKWARD_BUGS.includes(name) ? replayGradient(graph, target, name, seed) : Number.NaN;
  const right = graph.tape.grad[target.id] as number;
  switch (question.type) {
    case 'one-hop':
      return hop(prompt, bug, gradient, right);
    case 'backward-twice':
      return passes(prompt, bug, asked, gradient, right);
    case 'saturated-chain':
      if (bug === 'saturation-taken-for-zero') return 0;
      return bug === 'saturation-unseen' ? unseen(prompt) : gradient(bug);
    default:
      return gradient(bug);
  }
}

function hop({ lines }: Prompt, bug: string, gradient: (name: string, seed?: number) => number, local: number): number {
  const text = lines.join('\n');
  const upstream = Number(/^dL\/dd = (\S+)$/m.exec(text)?.[1]);
  const before = /\.grad = (\S+) so far/.exec(text)?.[1];
  if (before !== undefined) {
    if (bug === 'accumulate-overwrites') return upstream * local;
    if (bug === 'path-forgotten') return Number(before);
    if (bug === 'paths-multiplied') return Number(before) * upstream * local;
  }
  return Number(before ?? 0) + gradient(bug, upstream);
}

function passes(prompt: Prompt, bug: string, asked: string, gradient: (name: string) => number, once: number): number {
  const { lines } = prompt;
  const count = lines.filter((line) => line === 'L.backward()').length;
  switch (bug) {
    case 'second-pass-replaces':
      return once;
    case 'passes-multiply':
      return once ** count;
    case 'passes-cancel':
      return 0;
    case 'pass-counted-once-more':
      return (count + 1) * once;
    case 'inner-gradients-kept':
      return keepingInner(prompt, asked, count);
    default:
      return count * gradient(bug);
  }
}

/** The slope of every tanh but the saturated ones, and the weight. */
function unseen({ leaves, lines }: Prompt): number {
  const outputs = lines.flatMap((line) => /tanh\(\w+\) = (\S+)$/.exec(line)?.[1] ?? []).map(Number);
  return outputs
    .filter((out) => Math.abs(out) < 0.8)
    .reduce((product, out) => product * (1 - out * out), leaves.get('w') as number);
}

/** micrograd's own way: every `.grad` stays, and each pass goes over all lines backwards with what it finds there. */
function keepingInner(prompt: Prompt, asked: string, count: number): number {
  const grads = new Map<string, number>();
  for (let pass = 0; pass < count; pass++) {
    grads.set('L', 1);
    for (const [name, formula] of prompt.formulas.toReversed()) {
      for (const operand of new Set(formula.match(/[a-z]\w*/gi))) {
        const local = slopeOf({ ...prompt, leaves: valuesOf(prompt), formulas: [[name, formula]] }, name, operand);
        grads.set(operand, (grads.get(operand) ?? 0) + (grads.get(name) ?? 0) * local);
      }
    }
  }
  return grads.get(asked) ?? Number.NaN;
}

const valuesOf = (prompt: Prompt): Map<string, number> =>
  new Map([...prompt.leaves, ...prompt.formulas.map(([name]) => [name, outputOf(prompt, name)] as const)]);
