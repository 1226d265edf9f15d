import { withoutRounding } from '../../derivation/cancelled.ts';
import { explainNonFinite, explainNonFiniteGradient, firstNonFinite } from '../../derivation/domain.ts';
import { chooseValues } from '../../derivation/example-values.ts';
import { stepsTo } from '../../derivation/steps.ts';
import { type BackwardStep, Tape } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import {
  buildGraph,
  expand,
  type Formula,
  formatNumber,
  type Graph,
  type GraphNode,
  type Reading,
  readRequest,
} from '../../expression/index.ts';
import { code, join, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { nearest } from '../../text.ts';
import { readingNote } from '../../tutor/reading-note.ts';

/** More steps than these nobody takes at one sitting. */
const MAX_STEPS = 30;

/** What to step through, as it was typed. */
export interface StepRequest {
  readonly formula: string;
  readonly at?: string | undefined;
  readonly names?: readonly string[] | undefined;
  /** The names whose gradients are wanted; all inputs if none. */
  readonly wrt?: readonly string[] | undefined;
  readonly from?: 'forward' | 'backward' | undefined;
}

/** A formula at values, after its backward pass, and the steps of it that are asked. */
export interface Stepped {
  readonly reading: Reading;
  readonly formula: Formula;
  readonly graph: Graph;
  readonly steps: readonly BackwardStep[];
  readonly notes: readonly Span[][];
}

const EXAMPLE = '/step (a*b+c)*f a=2 b=-3 c=10 f=-2';

/** @throws UserError for what cannot be read, and where there is nothing to step through or too much */
export function readStepped({ formula: typed, at, names = [], wrt = [], from = 'backward' }: StepRequest): Stepped {
  const reading = readRequest(typed, { at, wrt, names });
  const { formula } = reading;
  const note = readingNote(reading);
  const numbers = chooseValues(formula);
  const built = buildGraph(
    formula,
    numbers ?? new Map(formula.leaves.map((name) => [name, formula.values.get(name) ?? 1])),
    new Tape(),
  );
  if (!built.nodes.some(({ kind }) => kind === 'operation')) {
    if (nearest(typed.trim(), ['train']) !== undefined)
      throw new UserError(`\`${typed.trim()}\` is no formula with a step to take.`, {
        code: 'E_NOTHING_TO_STEP',
        hint: 'The steps of a training run are at `/step train`.',
        remedies: ['/step train'],
      });
    throw new UserError('This formula has no operation, so there is no step to take.', {
      code: 'E_NOTHING_TO_STEP',
      hint: 'Give one that does something with its names, such as `a*b + c`.',
      remedies: [EXAMPLE],
    });
  }
  const nonFinite = firstNonFinite(built);
  if (nonFinite !== undefined) throw stops(reading, explainNonFinite(built, nonFinite));
  built.tape.backward(built.output.id);
  const graph = withoutRounding(built, formula, expand(formula));
  const targets = targetsOf(graph, formula, wrt.length > 0 ? wrt : reading.by);
  const steps = stepsTo(graph, targets);
  if (steps.some(({ after, local }) => !Number.isFinite(after) || !Number.isFinite(local))) {
    throw stops(reading, explainNonFiniteGradient(graph, targets) ?? say`A gradient has no finite value here.`);
  }
  const operations = from === 'forward' ? graph.nodes.filter(({ kind }) => kind === 'operation').length : 0;
  refuseMany(typed, at, graph, formula, steps.length + operations, operations);
  return {
    reading,
    formula,
    graph,
    steps,
    notes: [...(note ? [note] : []), ...chosenNote(formula, numbers)],
  };
}

const plainText = (spans: readonly Span[]): string =>
  spans.map(({ style, text }) => (style === 'code' ? `\`${text}\`` : text)).join('');

/** The values of a formula at which its computation stops. */
function stops({ plain }: Reading, why: readonly Span[]): UserError {
  return new UserError(`${plainText(why)} So there are no steps to predict.`, {
    code: 'E_STEP_NOT_FINITE',
    hint: 'Give other values, or look at how far it comes.',
    remedies: [`/grad ${plain}`],
  });
}

/** @throws UserError for a name that the formula does not have */
function targetsOf({ byName, nodes }: Graph, formula: Formula, wrt: readonly string[]): GraphNode[] {
  if (wrt.length === 0) return nodes.filter(({ kind }) => kind === 'leaf');
  return wrt.map((name) => {
    const node = byName.get(name);
    if (node !== undefined) return node;
    const near = nearest(name, byName.keys());
    throw new UserError(`\`${name}\` does not occur in the formula.`, {
      code: 'E_UNKNOWN_NAME',
      hint: near ? `Did you mean \`${near}\`?` : `Its names are ${formula.leaves.join(', ')}.`,
      option: 'wrt',
      correction: near ?? formula.leaves[0],
    });
  });
}

/** @throws UserError where there are too many steps, with the shorter ways that there are */
function refuseMany(
  typed: string,
  at: string | undefined,
  graph: Graph,
  formula: Formula,
  steps: number,
  operations: number,
): void {
  if (steps <= MAX_STEPS) return;
  const values = at === undefined ? '' : ` --at ${JSON.stringify(at)}`;
  const shorter = formula.leaves
    .map((name) => ({ name, count: stepsTo(graph, [graph.byName.get(name) as GraphNode]).length }))
    .filter(({ count }) => count > 0 && count <= MAX_STEPS)
    .sort((one, other) => other.count - one.count)
    .slice(0, 2);
  throw new UserError(`This way has ${steps} steps, and I ask at most ${MAX_STEPS} in a row.`, {
    code: 'E_TOO_MANY_STEPS',
    hint:
      shorter.length > 0
        ? `Take the steps to one name only${operations > 0 ? ', backward' : ''}, with \`--wrt\`.`
        : 'Take a part of it, or read all steps at once.',
    remedies:
      shorter.length > 0
        ? shorter.map(({ name }) => `/step ${typed}${values} --wrt ${name}`)
        : [`/grad ${typed}${values} --detail full`],
  });
}

function chosenNote(formula: Formula, numbers: ReadonlyMap<string, number> | undefined): Span[][] {
  const missing = formula.leaves.filter((name) => !formula.values.has(name));
  if (missing.length === 0 || numbers === undefined) return [];
  const pairs = missing.map((name) => [code(`${name}=${formatNumber(numbers.get(name) as number)}`)]);
  return [say`${formula.values.size === 0 ? 'No' : 'Not every'} name has a value, so I chose ${join(pairs, ' ')}.`];
}
