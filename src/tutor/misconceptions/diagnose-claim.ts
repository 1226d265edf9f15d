import { withTape } from '../../engine/index.ts';
import {
  buildGraph,
  type Expression,
  evaluate,
  expand,
  type Formula,
  isRounded,
  namesIn,
  type Point,
  pointsAfar,
  pointsNear,
  type WrittenNumber,
} from '../../expression/index.ts';
import { ACTIVATION_MISCONCEPTIONS } from './activation.ts';
import { CALCULUS_MISCONCEPTIONS } from './calculus.ts';
import { type Candidate, groundOf, ofPass, ofWhole, pairsOfSlips, rightAt, slips } from './claim-candidates.ts';
import { type Diagnosis, gradientDiagnoses } from './diagnose.ts';
import { FUNCTION_MISCONCEPTIONS } from './functions.ts';
import { type MisconceptionName, misconception, NAMES } from './index.ts';
import { LOCAL_MISCONCEPTIONS } from './local.ts';
import { VALUE_MISCONCEPTIONS } from './value.ts';

/** A wrong derivative, and what it was said of. */
export interface WrongClaim {
  readonly formula: Formula;
  readonly by: string;
  /** A value for every name. */
  readonly at: Point;
  readonly answer: Expression;
  /** How a number was written down. */
  readonly written: WrittenNumber | undefined;
}

/** Why an answer is wrong. */
export interface Reasons {
  /** Each alone leads to the answer; with `together`, all of them do. */
  readonly diagnoses: readonly ClaimDiagnosis[];
  readonly together: boolean;
}

/** A misconception, and the part of the formula that goes wrong if it is one of several. */
export interface ClaimDiagnosis extends Diagnosis {
  readonly place: string | undefined;
}

/** So many points must agree before a misconception is taken for the reason of a formula. */
const ENOUGH = 10;
const SAME = 1e-7;
/** A number as it was computed. */
const EXACT = 1e-9;
/** A mistake that changes less, relative to the value, is not seen in an answer. */
const CLEARLY = 1e-4;
/** More reasons than these tell a learner nothing. */
const MAX_REASONS = 2;

/**
 * The misconceptions that lead to a wrong derivative: a formula has to be theirs at every point, a number at the values
 * that were given. None where nothing fits.
 */
export function diagnoseClaim(claim: WrongClaim): Reasons {
  const { formula, answer } = claim;
  const number = namesIn(answer).size === 0;
  const always = reasonsAt(claim, generalPoints(claim));
  if (always.diagnoses.length > 0 || !number || formula.leaves.some((leaf) => !formula.values.has(leaf))) return always;
  return reasonsAt(claim, [claim.at]);
}

const NONE: Reasons = { diagnoses: [], together: false };

/** Points at which everything has a value; names that were given and are gone from the answer keep theirs. */
function generalPoints({ formula, answer, at, by }: WrongClaim): Point[] {
  const kept = namesIn(answer);
  const put = [...formula.values].filter(([name]) => kept.size > 0 && !kept.has(name));
  const inner = formula.definitions.has(by) ? expand({ ...formula, output: by }) : undefined;
  const whole = expand(formula);
  const inside = [...[...pointsNear(at)].slice(1), ...pointsAfar([...at.keys()])].flatMap((point) => {
    const here = new Map([...point, ...put]);
    if (inner !== undefined) here.set(by, evaluate(inner, here));
    const ends = [answer, ...(whole ? [whole] : [])].map((each) => evaluate(each, here));
    return ends.every(Number.isFinite) ? [here] : [];
  });
  return inside.length <= ENOUGH ? inside : [...inside.slice(0, ENOUGH / 2), ...inside.slice(-ENOUGH / 2)];
}

/** The misconceptions that give the answer at all of the points. */
function reasonsAt(claim: WrongClaim, points: readonly Point[]): Reasons {
  const { formula, by, answer, written } = claim;
  const alone = points.length === 1;
  const ground = groundOf(formula, by, points);
  if (ground === undefined || points.length === 0 || (!alone && points.length < ENOUGH)) return NONE;
  const wanted = points.map((point) => evaluate(answer, point));
  const exactness = alone ? precisionOf(written) : SAME;
  const fits = (value: number, i: number): boolean => {
    const answered = wanted[i] as number;
    if (Math.abs(value - answered) <= exactness * Math.max(Math.abs(answered), 1e-6)) return true;
    return alone && written !== undefined && written.digits > 1 && isRounded(written, value);
  };
  const right = rightAt(ground);
  // What gives the right value everywhere explains nothing.
  const differs = (value: number, i: number): boolean => {
    const wanted = right(i);
    return !(Math.abs(value - wanted) <= CLEARLY * Math.max(Math.abs(value), Math.abs(wanted)));
  };
  const fitting = ({ valueAt }: Candidate): boolean =>
    points.every((_, i) => fits(valueAt(i), i)) && points.some((_, i) => differs(valueAt(i), i));
  const found = [...slips(ground), ...ofPass(ground), ...ofWhole(ground)].filter(fitting);
  const named = ranked(found);
  if (named.length > 0) return { diagnoses: explained(claim, named), together: false };
  if (alone) return NONE;
  for (const pair of pairsOfSlips(ground)) {
    if (!fitting(pair)) continue;
    const both = pair.names.map((name) => ({ ...pair, names: [name] }));
    return { diagnoses: explained(claim, both), together: both.length > 1 };
  }
  return NONE;
}

/** How far a number that somebody wrote may be from one that was computed: large ones are rounded to five or six digits. */
const precisionOf = (written: WrittenNumber | undefined): number =>
  written === undefined || written.digits < 5 ? EXACT : 0.5 * 10 ** (1 - Math.min(6, written.digits));

/** One candidate a name, the likeliest first; where another says more, the vaguer one is left out. */
function ranked(found: readonly Candidate[]): Candidate[] {
  const byName = new Map<MisconceptionName, Candidate>();
  for (const candidate of found) {
    const [name] = candidate.names as [MisconceptionName];
    const known = byName.get(name);
    if (known === undefined || candidate.way < known.way) byName.set(name, candidate);
  }
  if (byName.size > 1) byName.delete('other-name');
  const narrowed = [...byName]
    .filter(([name]) => !(misconception(name).narrower ?? []).some((other) => byName.has(other as MisconceptionName)))
    .sort(([, a], [, b]) => rankOf(a) - rankOf(b))
    // So common that nothing far-fetched is worth naming beside it.
    .filter(([, { way }], _, [first]) => first?.[0] !== 'inner-derivative-forgotten' || way < COMMON_WAYS);
  const first = narrowed.slice(0, MAX_REASONS + 1);
  const names = first.map(([name]) => name);
  const twins = names.includes('product-term-lost') && TWINS.every((name) => names.includes(name));
  return first.slice(0, twins ? undefined : MAX_REASONS).map(([, candidate]) => candidate);
}

/** Which of two contributions was lost cannot be seen where both are the same. */
const TWINS: readonly MisconceptionName[] = ['accumulate-overwrites', 'path-forgotten'];

/** Mistakes in one rule are likelier than those about the whole, and what is rarely meant comes last. */
const ORDER: readonly string[] = [
  FUNCTION_MISCONCEPTIONS,
  LOCAL_MISCONCEPTIONS,
  VALUE_MISCONCEPTIONS,
  ACTIVATION_MISCONCEPTIONS,
]
  .flatMap((table) => Object.keys(table))
  .concat(Object.keys(CALCULUS_MISCONCEPTIONS), NAMES);

const RARE: readonly MisconceptionName[] = [
  'product-with-minus',
  'constant-factor-differentiated',
  'sqrt-sign-wrong',
  'constant-gives-one',
  'inner-derivative-added',
  'result-for-derivative',
  'sum-swapped',
  'upstream-added',
  'paths-multiplied',
  'upstream-dropped',
  'local-for-global',
  'stopped-a-hop-early',
  'own-local',
  'value-for-gradient',
];

/** So many ways of a misconception, the first ones, are those that most people take. */
const COMMON_WAYS = 2;

const rankOf = ({ names: [name], way }: Candidate): number =>
  ORDER.indexOf(name as string) +
  100 * Number(way >= COMMON_WAYS) +
  1000 * (RARE.indexOf(name as MisconceptionName) + 1);

function explained({ formula, by, at }: WrongClaim, candidates: readonly Candidate[]): ClaimDiagnosis[] {
  const steps = withTape((tape) => {
    const graph = buildGraph(formula, at, tape);
    const target = graph.byName.get(by);
    if (target === undefined) return [];
    tape.backward(graph.output.id);
    return gradientDiagnoses(graph, target);
  });
  return candidates.map(({ names: [name], place }) => ({
    ...misconception(name as MisconceptionName),
    name: name as MisconceptionName,
    value: Number.NaN,
    where: steps.find((step) => step.name === name)?.where,
    place,
  }));
}
