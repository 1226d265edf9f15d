import { type OperationName, operation } from '../../engine/index.ts';
import { type Expression, evaluate, namesIn, type Point, parse } from '../../expression/index.ts';
import { type MisconceptionName, misconception } from './index.ts';
import type { SlopeForm } from './misconception.ts';
import { believedLocal } from './replay-backward.ts';

/** An operation of a formula, its operands before it. */
interface TraceNode {
  readonly expression: Expression;
  /** Places of the operands in the trace. */
  readonly operands: readonly number[];
  readonly form: SlopeForm | undefined;
  /** Does it change with the name that the derivative is taken by? */
  readonly varied: boolean;
}

/** A formula laid out for differentiating it by hand, with slips. */
export interface SlopeTrace {
  readonly by: string;
  readonly nodes: readonly TraceNode[];
}

/** What is wrongly taken for the derivative of the operation at a place: in one of the ways of a misconception. */
export interface Slip {
  readonly place: number;
  readonly bug: MisconceptionName;
  /** Which of the ways of the misconception this is. */
  readonly way: number;
  /** The wrong derivative, in the letters of `WrongSlopes`; undefined for the misconception's wrong local derivatives. */
  readonly wrong: Expression | undefined;
}

/** Lays a formula out. */
export function traceOf(expression: Expression, by: string): SlopeTrace {
  const nodes: TraceNode[] = [];
  const places = new Map<Expression, number>();
  const visit = (node: Expression): number => {
    const known = places.get(node);
    if (known !== undefined) return known;
    const operands = node.kind === 'call' ? node.operands.map(visit) : [];
    const varied = node.kind === 'name' ? node.name === by : operands.some((place) => nodes[place]?.varied);
    const [a, b] = operands.map((place) => (nodes[place] as TraceNode).varied);
    const form = node.kind === 'call' && varied ? formOf(node, a ?? false, b ?? false) : undefined;
    nodes.push({ expression: node, operands, form, varied });
    places.set(node, nodes.length - 1);
    return nodes.length - 1;
  };
  visit(expression);
  return { by, nodes };
}

function formOf(
  { fn, operands }: Extract<Expression, { kind: 'call' }>,
  a: boolean,
  b: boolean,
): SlopeForm | undefined {
  const both = a && b;
  const [first, second] = operands as [Expression, Expression];
  switch (fn) {
    case 'add':
    case 'sub':
      return both ? (fn === 'add' ? 'sum' : 'difference') : 'shift';
    case 'mul':
      // Of a factor with a name, the misconceptions about × say more.
      return both ? 'product' : namesIn(a ? second : first).size === 0 ? 'multiple' : 'held';
    case 'div':
      return both ? 'quotient' : b ? 'reciprocal' : namesIn(second).size === 0 ? 'share' : undefined;
    case 'pow':
      return both ? 'tower' : a ? 'power' : 'exponential';
    case 'min':
    case 'max':
      return 'choice';
    case 'neg':
    case 'greater':
    case 'less':
      return undefined;
    default:
      return 'call';
  }
}

/** Values and right local derivatives of a trace at a point. */
interface TracePoint {
  readonly values: readonly number[];
  readonly locals: readonly (readonly number[])[];
}

/** What a trace comes to at a point, so that slips can be tried one after the other. */
export function traceAt({ nodes }: SlopeTrace, point: Point): TracePoint {
  const values: number[] = [];
  const locals: number[][] = [];
  for (const { expression, operands } of nodes) {
    if (expression.kind !== 'call') {
      values.push(evaluate(expression, point));
      locals.push([]);
      continue;
    }
    const [a = 0, b = 0] = operands.map((place) => values[place] as number);
    const fn = expression.fn as OperationName;
    const out = isStep(fn) ? evaluateStep(expression, a, b) : operation(fn).forward(a, b);
    values.push(out);
    locals.push(isStep(fn) ? operands.map(() => 0) : operation(fn).local.map(({ number }) => number(a, b, out)));
  }
  return { values, locals };
}

const isStep = (fn: string): boolean => fn === 'greater' || fn === 'less';

const evaluateStep = (expression: Extract<Expression, { kind: 'call' }>, a: number, b: number): number =>
  evaluate(
    { ...expression, operands: expression.operands.map((_, i) => ({ kind: 'name', name: String(i) })) },
    new Map([
      ['0', a],
      ['1', b],
    ]),
  );

/** The derivative at a point, with slips where there are some. */
export function slopeWith(trace: SlopeTrace, at: TracePoint, slips: readonly Slip[]): number {
  const slopes: number[] = [];
  for (const [place, { expression, operands, varied }] of trace.nodes.entries()) {
    if (!varied) {
      slopes.push(0);
      continue;
    }
    if (expression.kind !== 'call') {
      slopes.push(1);
      continue;
    }
    const slip = slips.find((each) => each.place === place);
    const right = (at.locals[place] as readonly number[]).reduce((sum, local, i) => {
      const slope = slopes[operands[i] as number] as number;
      return slope === 0 ? sum : sum + local * slope;
    }, 0);
    slopes.push(slip === undefined ? right : slipped(trace, at, slopes, place, slip, right));
  }
  return slopes.at(-1) as number;
}

function slipped(
  { nodes }: SlopeTrace,
  { values, locals }: TracePoint,
  slopes: readonly number[],
  place: number,
  { bug, wrong }: Slip,
  right: number,
): number {
  const { expression, operands, form } = nodes[place] as TraceNode;
  if (expression.kind !== 'call') return Number.NaN;
  const [i = 0, k = 0] = operands;
  const [a, b] = [values[i] as number, operands.length > 1 ? (values[k] as number) : 0];
  const [da, db] = [slopes[i] as number, operands.length > 1 ? (slopes[k] as number) : 0];
  const out = values[place] as number;
  const fn = expression.fn as OperationName;
  if (wrong === undefined) {
    const here = new Map([
      ['a', a],
      ['b', b],
      ['out', out],
    ]);
    return operands.reduce((sum, _, n) => {
      const believed = believedLocal(bug, fn, n);
      const local = believed === undefined ? (locals[place]?.[n] as number) : evaluate(believed, here);
      const slope = n === 0 ? da : db;
      return slope === 0 ? sum : sum + local * slope;
    }, 0);
  }
  const moving = nodes.findIndex((node) => node.expression.kind === 'name' && node.varied);
  const letters = lettersOf({
    x: values[moving] as number,
    form,
    fn,
    a,
    b,
    da,
    db,
    out,
    right,
    local: locals[place]?.[0] ?? 0,
    changesFirst: (nodes[i] as TraceNode).varied,
  });
  return evaluate(wrong, new Map(Object.entries(letters)));
}

interface Place {
  /** The value of what the derivative is taken by. */
  readonly x: number;
  readonly form: SlopeForm | undefined;
  readonly fn: OperationName;
  readonly a: number;
  readonly b: number;
  readonly da: number;
  readonly db: number;
  readonly out: number;
  readonly right: number;
  readonly local: number;
  /** Is it the first operand that changes, where one does? */
  readonly changesFirst: boolean;
}

/** The letters of `WrongSlopes`. */
function lettersOf({ x, form, fn, a, b, da, db, out, right, local, changesFirst }: Place): Record<string, number> {
  switch (form) {
    case 'call': {
      const kept = operation(fn).forward(da, 0);
      const slopeAt = (value: number, result: number): number => operation(fn).local[0].number(value, 0, result);
      const bare = slopeAt(x, operation(fn).forward(x, 0));
      return { u: a, du: da, out, slope: local, inner: slopeAt(da, kept), kept, bare };
    }
    case 'shift': {
      const constant = changesFirst ? b : a;
      const sign = fn === 'sub' && changesFirst ? -1 : 1;
      return { out, shifted: right + sign * constant, shiftedbyone: right + sign };
    }
    case 'multiple':
    case 'held':
      return changesFirst ? { c: b, u: a, du: da, out } : { c: a, u: b, du: db, out };
    case 'share':
      return { c: b, u: a, du: da, out };
    case 'reciprocal':
    case 'exponential':
      return { c: a, v: b, dv: db, out, x };
    case 'power':
      return { u: a, du: da, n: b, out, x };
    default:
      return { u: a, v: b, du: da, dv: db, out, first: fn === 'max' ? Number(a > b) : Number(a < b) };
  }
}

const parsed = new Map<string, Expression>();

function parsedOnce(text: string): Expression {
  const known = parsed.get(text) ?? (parse(text)[0]?.expression as Expression);
  parsed.set(text, known);
  return known;
}

/** May a misconception be made at a place by itself, or only by somebody who makes it everywhere? */
export function isComposed({ nodes }: SlopeTrace, place: number, bug: MisconceptionName): boolean {
  const { composed } = misconception(bug);
  if (composed === undefined || (composed === 'part' && place === nodes.length - 1)) return true;
  const inside = nodes[place]?.operands.find((operand) => nodes[operand]?.varied);
  return nodes[inside ?? -1]?.expression.kind !== 'name';
}

/** Every way in which a misconception can go wrong at a place. */
export function slipsAt({ nodes }: SlopeTrace, place: number, bug: MisconceptionName): Slip[] {
  const { expression, form, varied, operands } = nodes[place] as TraceNode;
  if (expression.kind !== 'call' || !varied) return [];
  const { slope = {}, local } = misconception(bug);
  const lists = [slope[expression.fn] ?? [], form === undefined ? [] : (slope[form] ?? [])];
  const written = lists.flatMap((texts) =>
    texts.map((text, way): Slip => ({ place, bug, way, wrong: parsedOnce(text) })),
  );
  const believed = operands.some((_, i) => believedLocal(bug, expression.fn as OperationName, i) !== undefined);
  const isConstantFactor = form === 'multiple' || form === 'share';
  return local !== undefined && believed && !isConstantFactor
    ? [...written, { place, bug, way: 0, wrong: undefined }]
    : written;
}
