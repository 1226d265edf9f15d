import { firstNonFinite } from '../../derivation/domain.ts';
import { stepsOf } from '../../derivation/steps.ts';
import { withTape } from '../../engine/index.ts';
import {
  buildGraph,
  derivative,
  type Expression,
  evaluate,
  expand,
  type Formula,
  format,
  namesIn,
  type Point,
} from '../../expression/index.ts';
import { type MisconceptionName, misconception, NAMES } from './index.ts';
import { integralOf } from './integral.ts';
import { mutants } from './replay-backward.ts';
import { isComposed, type Slip, type SlopeTrace, slipsAt, slopeWith, traceAt, traceOf } from './slope-trace.ts';

/** A misconception made in certain places, and what it gives at each of several points. */
export interface Candidate {
  readonly names: readonly MisconceptionName[];
  /** In which of its ways the misconception goes wrong, the commonest is 0. */
  readonly way: number;
  /** The right derivative of the part that goes wrong, as an equation. */
  readonly place: string | undefined;
  /** @param i which of the points */
  readonly valueAt: (i: number) => number;
}

/** A formula, and where mistakes about its derivative are tried. */
export interface Ground {
  readonly formula: Formula;
  readonly by: string;
  /** The formula in its inputs, and in `by` if that is an inner name. */
  readonly whole: Expression;
  readonly points: readonly Point[];
}

/** The misconceptions about rules, each at all places at once and at each place alone. */
export function slips(ground: Ground): Candidate[] {
  return singles(ground).map(({ together, candidate }) => candidateOf(ground, together, [candidate]));
}

/** Two slips, at different places. */
export function* pairsOfSlips(ground: Ground): Generator<Candidate> {
  const alone = singles(ground).filter(({ together }) => together.slips.length === 1);
  let budget = MAX_PAIRS;
  for (const [i, first] of alone.entries()) {
    for (const second of alone.slice(i + 1)) {
      const [[one], [other]] = [first.together.slips, second.together.slips];
      // Who makes the same mistake twice makes it in the same way.
      if (one?.place === other?.place || (one?.bug === other?.bug && one?.way !== other?.way)) continue;
      if (budget-- === 0) return;
      const both = {
        trace: first.together.trace,
        at: first.together.at,
        slips: [...first.together.slips, ...second.together.slips],
      };
      yield candidateOf(ground, both, [...new Set([first.candidate, second.candidate])]);
    }
  }
}

/** Pairs grow with the square; this many are tried in a tenth of a second. */
const MAX_PAIRS = 20_000;

interface Slipped {
  readonly trace: SlopeTrace;
  readonly at: readonly ReturnType<typeof traceAt>[];
  readonly slips: readonly Slip[];
}

function singles({ whole, by, points }: Ground): { together: Slipped; candidate: MisconceptionName }[] {
  const trace = traceOf(whole, by);
  const at = points.map((point) => traceAt(trace, point));
  return NAMES.flatMap((bug) => {
    const { slope, local } = misconception(bug);
    if (slope === undefined && local === undefined) return [];
    const all = trace.nodes.map((_, place) => slipsAt(trace, place, bug)).filter(({ length }) => length > 0);
    const byPlace = all.filter(([slip]) => slip !== undefined && isComposed(trace, slip.place, bug));
    if (byPlace.length === 0) return [];
    const formOf = ([slip]: readonly Slip[]) => trace.nodes[slip?.place ?? -1]?.form;
    const forms = new Set(byPlace.map(formOf));
    // At all places, and at all of one form: of functions, but not of powers.
    const groups = [
      byPlace,
      ...(byPlace.length < all.length ? [all] : []),
      ...(forms.size > 1 ? [...forms].map((form) => byPlace.filter((here) => formOf(here) === form)) : []),
    ];
    const everywhere = groups.filter(({ length }) => length > 1).flatMap(inEachWay);
    const alone = byPlace.flatMap((here) => here.map((slip) => [slip]));
    return [...everywhere, ...alone].map((chosen) => ({ together: { trace, at, slips: chosen }, candidate: bug }));
  });
}

/** The same way of a misconception at all of these places. */
function inEachWay(places: readonly Slip[][]): Slip[][] {
  const ways = Math.max(...places.map(({ length }) => length));
  return Array.from({ length: ways }, (_, way) => places.map((here) => here[Math.min(way, here.length - 1)] as Slip));
}

function candidateOf({ by }: Ground, { trace, at, slips: chosen }: Slipped, names: MisconceptionName[]): Candidate {
  const [only, more] = chosen;
  const node = only && more === undefined ? trace.nodes[only.place]?.expression : undefined;
  const inside = node !== undefined && node !== trace.nodes.at(-1)?.expression;
  return {
    names,
    way: Math.max(...chosen.map(({ way }) => way)),
    place: inside ? equation(node, by) : undefined,
    valueAt: (i) => slopeWith(trace, at[i] as ReturnType<typeof traceAt>, chosen),
  };
}

/** What is longer than a line helps nobody. */
const MAX_EQUATION = 60;

/** `d/dx sin(x^2) = 2*x*cos(x^2)`. */
function equation(part: Expression, by: string): string | undefined {
  const slope = derivative(part, by);
  const text = slope && `d/d${by}(${format(part)}) = ${format(slope)}`;
  return text !== undefined && text.length <= MAX_EQUATION ? text : undefined;
}

/** The misconceptions about what is asked for at all. */
export function ofWhole({ whole, by, points }: Ground): Candidate[] {
  const right = derivative(whole, by);
  const formulas: Record<string, (Expression | undefined)[]> = {
    integral: [integralOf(whole, by)],
    formula: [whole],
    second: [right && !hasComparison(right) ? derivative(right, by) : undefined],
    other: [...namesIn(whole)].filter((name) => name !== by).map((name) => derivative(whole, name)),
  };
  return NAMES.flatMap((bug) =>
    (formulas[misconception(bug).whole ?? ''] ?? [])
      .filter((expression) => expression !== undefined)
      .map((expression) => ({
        names: [bug],
        way: 0,
        place: undefined,
        valueAt: (i: number) => evaluate(expression, points[i] as Point),
      })),
  );
}

/** Comparisons have no derivative of their own. */
const hasComparison = (expression: Expression): boolean =>
  expression.kind === 'call' &&
  (['greater', 'less'].includes(expression.fn) || expression.operands.some(hasComparison));

/** The misconceptions about how the chain rule puts a backward pass together. */
export function ofPass({ formula, by, points }: Ground): Candidate[] {
  const found = points.map((point) =>
    withTape((tape) => {
      const graph = buildGraph(formula, point, tape);
      const target = graph.byName.get(by);
      if (target === undefined || target.id === graph.output.id || firstNonFinite(graph) !== undefined)
        return new Map();
      const paths = stepsOf(graph).filter((step) => step.target === target.id).length;
      return new Map(
        mutants(graph, target)
          // Nothing is counted twice where there is one path only.
          .filter(({ bug }) => misconception(bug).chain !== undefined && (bug !== 'gradients-not-zeroed' || paths > 1))
          .map(({ bug, value }): [MisconceptionName, number] => [bug, value]),
      );
    }),
  );
  const names = [...(found[0]?.keys() ?? [])] as MisconceptionName[];
  return names.map((name) => ({
    names: [name],
    way: 0,
    place: undefined,
    valueAt: (i) => (found[i] as Map<MisconceptionName, number>).get(name) ?? Number.NaN,
  }));
}

/** The right derivative at each of the points. */
export function rightAt({ whole, by, points }: Ground): (i: number) => number {
  const trace = traceOf(whole, by);
  return (i) => slopeWith(trace, traceAt(trace, points[i] as Point), []);
}

/** The formula in its inputs and an inner name; undefined where it is too long. */
export function groundOf(formula: Formula, by: string, points: readonly Point[]): Ground | undefined {
  const definitions =
    by === formula.output ? formula.definitions : new Map([...formula.definitions].filter(([name]) => name !== by));
  const whole = expand({ ...formula, definitions });
  return whole && { formula, by, whole, points };
}
