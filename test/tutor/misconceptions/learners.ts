/**
 * Learners with named bugs, who differentiate by hand: a differentiator of its own on text, with a slip in all places of
 * a kind or in one, independent of the table of misconceptions. `node src/app/launch.js test/tutor/misconceptions/learners.ts 60 20 5`
 * tries every bug on so many formulas, typed as formulas and as numbers, and prints what they are told, 20 misses of each,
 * with the seed 5.
 */
import { pathToFileURL } from 'node:url';
import { Random } from '../../../src/engine/index.ts';
import { UserError } from '../../../src/errors.ts';
import {
  type Expression,
  evaluate,
  format,
  namesIn,
  type Point,
  parse,
  toFormula,
} from '../../../src/expression/index.ts';
import { checkDerivative } from '../../../src/tutor/check-derivative.ts';

/** What a rule is handed, as text in brackets; `n` and `c` are constants. */
interface Parts {
  readonly u: string;
  readonly v: string;
  readonly du: string;
  readonly dv: string;
  readonly out: string;
}
type Rule = (parts: Parts) => string;
type Kind =
  | 'sum'
  | 'difference'
  | 'product'
  | 'quotient'
  | 'power'
  | 'exponential'
  | 'reciprocal'
  | 'scaled'
  | 'shared'
  | 'shifted'
  | string;

const FUNCTIONS: Record<string, Rule> = {
  sin: ({ u }) => `cos${u}`,
  cos: ({ u }) => `(-sin${u})`,
  exp: ({ u }) => `exp${u}`,
  log: ({ u }) => `(1/${u})`,
  sqrt: ({ u }) => `(1/(2*sqrt${u}))`,
  tanh: ({ u }) => `(1-tanh${u}^2)`,
  sigmoid: ({ u }) => `(sigmoid${u}*(1-sigmoid${u}))`,
  tan: ({ u }) => `(1/cos${u}^2)`,
  atan: ({ u }) => `(1/(1+${u}^2))`,
};
const isFunction = (kind: Kind): boolean => Object.hasOwn(FUNCTIONS, kind);

const RIGHT: Record<string, Rule> = {
  sum: ({ du, dv }) => `(${du}+${dv})`,
  difference: ({ du, dv }) => `(${du}-${dv})`,
  product: ({ u, v, du, dv }) => `(${du}*${v}+${u}*${dv})`,
  quotient: ({ u, v, du, dv }) => `((${du}*${v}-${u}*${dv})/${v}^2)`,
  power: ({ u, v, du }) => `(${v}*${u}^(${v}-1)*${du})`,
  exponential: ({ u, v, dv }) => `(${u}^${v}*log${u}*${dv})`,
  reciprocal: ({ u, v, dv }) => `(-${u}*${dv}/${v}^2)`,
  scaled: ({ u, dv }) => `(${u}*${dv})`,
  shared: ({ v, du }) => `(${du}/${v})`,
  shifted: ({ du, dv }) => (du === '(0)' ? dv : du),
};

/** A bug: what it is called, by any of these names, and the rules that it changes. */
export interface Bug {
  readonly names: readonly string[];
  readonly rules: Record<string, Rule>;
  readonly everyFunction?: (outer: string, parts: Parts) => string;
}

const chained =
  (rule: Rule): Rule =>
  (parts) =>
    `(${rule(parts)}*${parts.du})`;

/** More than forty ways in which people go wrong. */
export const BUGS: readonly Bug[] = [
  { names: ['product-of-derivatives'], rules: { product: ({ du, dv }) => `(${du}*${dv})` } },
  { names: ['product-term-lost'], rules: { product: ({ v, du }) => `(${du}*${v})` } },
  { names: ['product-term-lost'], rules: { product: ({ u, dv }) => `(${u}*${dv})` } },
  { names: ['product-with-minus'], rules: { product: ({ u, v, du, dv }) => `(${du}*${v}-${u}*${dv})` } },
  { names: ['product-derivative-added'], rules: { product: ({ du, dv }) => `(${du}+${dv})` } },
  { names: ['quotient-of-derivatives'], rules: { quotient: ({ du, dv }) => `(${du}/${dv})` } },
  { names: ['quotient-turned-round'], rules: { quotient: ({ u, v, du, dv }) => `((${u}*${dv}-${du}*${v})/${v}^2)` } },
  { names: ['quotient-not-squared'], rules: { quotient: ({ u, v, du, dv }) => `((${du}*${v}-${u}*${dv})/${v})` } },
  { names: ['quotient-sign-lost'], rules: { quotient: ({ u, v, du, dv }) => `((${du}*${v}+${u}*${dv})/${v}^2)` } },
  { names: ['quotient-denominator-lost'], rules: { quotient: ({ u, v, du, dv }) => `(${du}*${v}-${u}*${dv})` } },
  { names: ['quotient-term-lost'], rules: { quotient: ({ v, du }) => `(${du}/${v})` } },
  { names: ['quotient-sign-lost', 'sign-flipped'], rules: { reciprocal: ({ u, v, dv }) => `(${u}*${dv}/${v}^2)` } },
  { names: ['quotient-not-squared'], rules: { reciprocal: ({ u, v, dv }) => `(-${u}*${dv}/${v})` } },
  { names: ['inner-derivative-forgotten'], rules: {}, everyFunction: (outer) => outer },
  { names: ['inner-derivative-forgotten'], rules: { power: ({ u, v }) => `(${v}*${u}^(${v}-1))` } },
  { names: ['inner-derivative-forgotten'], rules: { exponential: ({ u, v }) => `(${u}^${v}*log${u})` } },
  { names: ['inner-derivative-twice'], rules: {}, everyFunction: (outer, { du }) => `(${outer}*${du}*${du})` },
  { names: ['inner-derivative-divided'], rules: {}, everyFunction: (outer, { du }) => `(${outer}/${du})` },
  {
    names: ['inner-derivative-added', 'upstream-added'],
    rules: {},
    everyFunction: (outer, { du }) => `(${outer}+${du})`,
  },
  {
    names: ['derivative-inside'],
    rules: Object.fromEntries(
      Object.entries(FUNCTIONS).map(([name, rule]) => [name, (parts: Parts) => rule({ ...parts, u: parts.du })]),
    ),
  },
  {
    names: ['outer-function-kept', 'activation-value-for-slope', 'sine-cosine-confused'],
    rules: {},
    everyFunction: (_, { out, du }) => `(${out}*${du})`,
  },
  { names: ['outer-derivative-forgotten', 'activation-slope-dropped'], rules: {}, everyFunction: (_, { du }) => du },
  { names: ['power-not-lowered'], rules: { power: ({ u, v, du }) => `(${v}*${u}^${v}*${du})` } },
  { names: ['power-exponent-dropped'], rules: { power: ({ u, v, du }) => `(${u}^(${v}-1)*${du})` } },
  { names: ['power-as-product'], rules: { power: ({ v, du }) => `(${v}*${du})` } },
  { names: ['power-lowered-too-far'], rules: { power: ({ u, v, du }) => `(${v}*${u}^(${v}-2)*${du})` } },
  { names: ['power-lowered-too-far'], rules: { power: ({ u, v, du }) => `(${v}*${u}*${du})` } },
  { names: ['power-raised'], rules: { power: ({ u, v, du }) => `(${v}*${u}^(${v}+1)*${du})` } },
  { names: ['power-factor-lowered'], rules: { power: ({ u, v, du }) => `((${v}-1)*${u}^(${v}-1)*${du})` } },
  { names: ['integral-for-derivative'], rules: { power: ({ u, v, du }) => `(${u}^(${v}+1)/(${v}+1)*${du})` } },
  { names: ['power-as-exponential'], rules: { power: ({ u, v, du }) => `(${u}^${v}*log${u}*${du})` } },
  { names: ['exponential-as-power'], rules: { exponential: ({ u, v, dv }) => `(${v}*${u}^(${v}-1)*${dv})` } },
  { names: ['exponential-log-lost'], rules: { exponential: ({ u, v, dv }) => `(${u}^${v}*${dv})` } },
  { names: ['exponential-log-of-exponent'], rules: { exponential: ({ u, v, dv }) => `(${u}^${v}/log${u}*${dv})` } },
  {
    names: ['constant-kept'],
    rules: { shifted: ({ u, v, du, dv }) => (du === '(0)' ? `(${dv}+${u})` : `(${du}+${v})`) },
  },
  { names: ['constant-factor-lost'], rules: { scaled: ({ dv }) => dv } },
  { names: ['constant-factor-lost'], rules: { shared: ({ du }) => du } },
  { names: ['constant-factor-upside-down'], rules: { shared: ({ v, du }) => `(${du}*${v})` } },
  { names: ['constant-factor-squared'], rules: { scaled: ({ u, dv }) => `(${u}^2*${dv})` } },
  { names: ['sum-term-lost'], rules: { sum: ({ du }) => du } },
  {
    names: ['sum-sign-flipped', 'minus-sign-lost'],
    rules: { sum: ({ du, dv }) => `(${du}-${dv})`, difference: ({ du, dv }) => `(${du}+${dv})` },
  },
  { names: ['sum-multiplied'], rules: { sum: ({ du, dv }) => `(${du}*${dv})` } },
  { names: ['sine-sign-wrong', 'sign-flipped'], rules: { sin: chained(({ u }) => `(-cos${u})`) } },
  { names: ['cosine-sign-lost', 'sign-flipped'], rules: { cos: chained(({ u }) => `sin${u}`) } },
  {
    names: ['sine-cosine-confused', 'outer-function-kept'],
    rules: { sin: chained(({ u }) => `sin${u}`), cos: chained(({ u }) => `cos${u}`) },
  },
  { names: ['log-of-slope'], rules: { log: chained(({ u }) => `(1/log${u})`) } },
  { names: ['log-slope-upside-down'], rules: { log: chained(({ u }) => u) } },
  { names: ['sqrt-half-lost'], rules: { sqrt: chained(({ u }) => `(1/sqrt${u})`) } },
  { names: ['sqrt-not-lowered'], rules: { sqrt: chained(({ u }) => `(sqrt${u}/2)`) } },
  { names: ['sqrt-root-lost'], rules: { sqrt: chained(({ u }) => `(1/(2*${u}))`) } },
  { names: ['tanh-slope-of-tan'], rules: { tanh: chained(({ u }) => `(1/cos${u}^2)`) } },
  { names: ['tanh-slope-linear'], rules: { tanh: chained(({ u }) => `(1-tanh${u})`) } },
  { names: ['tanh-slope-of-input'], rules: { tanh: chained(({ u }) => `(1-${u}^2)`) } },
  { names: ['tanh-slope-of-sum'], rules: { tanh: chained(({ u }) => `(1+tanh${u}^2)`) } },
  { names: ['sigmoid-slope-wrong'], rules: { sigmoid: chained(({ u }) => `(1-sigmoid${u})`) } },
  {
    names: ['activation-value-for-slope', 'outer-function-kept'],
    rules: { sigmoid: chained(({ u }) => `sigmoid${u}`) },
  },
  { names: ['slopes-confused', 'tanh-slope-of-sum'], rules: { sigmoid: chained(({ u }) => `(1-sigmoid${u}^2)`) } },
  { names: ['tan-slope-wrong'], rules: { tan: chained(({ u }) => `(1/cos${u})`) } },
  { names: ['arcus-slope-wrong'], rules: { atan: chained(({ u }) => `(1/(1-${u}^2))`) } },
  { names: ['exponential-as-power'], rules: { exp: chained(({ u }) => `(${u}*exp(${u}-1))`) } },
];

/** The derivative of text as this learner finds it, by x; and which places could have gone wrong. */
function differentiate(
  expression: Expression,
  { rules, everyFunction }: Bug,
  at?: number,
): { text: string; places: number } {
  let places = 0;
  const varies = (node: Expression): boolean => namesIn(node).has('x');
  const shown = (node: Expression): string => `(${format(node)})`;
  const d = (node: Expression): string => {
    if (node.kind === 'name') return node.name === 'x' ? '(1)' : '(0)';
    if (node.kind === 'number' || !varies(node)) return '(0)';
    const [a, b] = node.operands as [Expression, Expression?];
    const parts: Parts = { u: shown(a), v: b ? shown(b) : '(0)', du: d(a), dv: b ? d(b) : '(0)', out: shown(node) };
    const [kind, swapped] = kindOf(node.fn, varies(a), b !== undefined && varies(b));
    const handed = swapped ? { ...parts, u: parts.v, v: parts.u, du: parts.dv, dv: parts.du } : parts;
    const right = isFunction(kind) ? chained(FUNCTIONS[kind] as Rule)(handed) : (RIGHT[kind] as Rule)(handed);
    const own = rules[kind];
    const wrong =
      own?.(handed) ?? (isFunction(kind) ? everyFunction?.((FUNCTIONS[kind] as Rule)(handed), handed) : undefined);
    if (wrong === undefined) return `(${right})`;
    const here = at === undefined || places === at;
    places++;
    return `(${here ? wrong : right})`;
  };
  return { text: format(parse(d(expression))[0]?.expression as Expression), places };
}

/** What is differentiated; and whether its parts stand the other way round than the rule has them. */
function kindOf(fn: string, a: boolean, b: boolean): [kind: Kind, swapped: boolean] {
  if (fn === 'add' || fn === 'sub') return a && b ? [fn === 'add' ? 'sum' : 'difference', false] : ['shifted', false];
  if (fn === 'mul') return a && b ? ['product', false] : ['scaled', a];
  if (fn === 'div') return a && b ? ['quotient', false] : [a ? 'shared' : 'reciprocal', false];
  if (fn === 'pow') return [a ? 'power' : 'exponential', false];
  return [fn, false];
}

/** A formula in x of which the bug could go wrong, other ones around it. */
function formulaFor({ rules, everyFunction }: Bug, random: Random): string {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random.random() * all.length)] as T;
  const number = (): string => pick(['2', '3', '4', '5', '7']);
  const inner = (): string =>
    pick([
      `x`,
      `x`,
      `(${number()}*x)`,
      `(x+${number()})`,
      `x^${number()}`,
      `(${number()}*x+${number()})`,
      `(x^2+${number()})`,
    ]);
  const deep = (): string =>
    pick([`(${number()}*x)`, `x^2`, `(${number()}*x+${number()})`, `(x^2+${number()})`, `sin(x)`, `exp(x)`]);
  const f = (): string => `${pick(['sin', 'cos', 'exp', 'log', 'sqrt', 'tanh', 'sigmoid'])}(${inner()})`;
  const term = (): string => pick([f, () => `x^${number()}`, inner, () => `${number()}*x`])();
  const kinds = Object.keys(rules);
  const kind = everyFunction || kinds.length > 5 ? 'function' : pick(kinds);
  const own: Record<string, () => string> = {
    sum: () => `${term()}+${term()}`,
    difference: () => `${term()}-${term()}`,
    product: () => `${inner()}*${f()}`,
    quotient: () => `${f()}/${inner()}`,
    power: () =>
      pick([
        () => `x^${number()}`,
        () => `x^${number()}`,
        () => `(${f()})^${number()}`,
        () => `(${deep()})^${number()}`,
        () => `x^-${number()}`,
      ])(),
    exponential: () => `${number()}^${inner()}`,
    reciprocal: () => `${number()}/${inner()}`,
    scaled: () => `${number()}*${f()}`,
    shared: () => `${f()}/${number()}`,
    shifted: () => `${f()}+${number()}`,
    function: () => `${pick(['sin', 'cos', 'exp', 'log', 'sqrt', 'tanh', 'sigmoid'])}(${deep()})`,
  };
  const core = (own[kind] ?? (() => `${kind}(${inner()})`))();
  return pick([
    () => core,
    () => core,
    () => `${core}+${term()}`,
    () => `${number()}*(${core})`,
    () => `(${core})*${inner()}`,
    () => `${core}-${core.startsWith('(') ? 'x' : term()}`,
  ])();
}

/** A number as somebody copies it; undefined where so few digits are left that they say nothing, as of a saturated tanh. */
function written(value: number): string | undefined {
  const text = String(Number(value.toPrecision(6)));
  return Number(text) !== value && text.replace(/^-?0?\.?0*|\.|e.*$/g, '').length < 4 ? undefined : text;
}

/** How an answer was taken. */
export type Outcome = 'named' | 'false' | 'silent' | 'right' | 'refused';

/** What a learner with this bug is told about their derivative of a formula; undefined where the bug changes nothing. */
function told(
  bug: Bug,
  formula: string,
  way: 'formula' | 'number',
  at?: number,
): { outcome: Outcome; text: string; names: string[] } | undefined {
  const expression = parse(formula)[0]?.expression as Expression;
  const wrong = differentiate(expression, bug, at).text;
  const right = differentiate(expression, { names: [], rules: {} }).text;
  const value = (text: string, x: number): number =>
    evaluate(parse(text)[0]?.expression as Expression, new Map([['x', x]]));
  const points = [0.37, 0.83, 1.7, 2.3].filter(
    (x) => Number.isFinite(value(right, x)) && Number.isFinite(value(wrong, x)),
  );
  if (
    points.length < 2 ||
    points.every((x) => Math.abs(value(wrong, x) - value(right, x)) <= 1e-9 * Math.abs(value(right, x)))
  )
    return undefined;
  const x = 1.3;
  const text = way === 'formula' ? wrong : written(value(wrong, x));
  if (way === 'number' && (!Number.isFinite(value(wrong, x)) || Math.abs(value(wrong, x) / value(right, x) - 1) < 1e-3))
    return undefined;
  if (text === undefined) return undefined;
  const typed = way === 'formula' ? formula : `${formula}; x=${x}`;
  const values: Point = new Map(way === 'formula' ? [] : [['x', x]]);
  try {
    const checked = checkDerivative({ ...toFormula(parse(typed), typed), values }, 'x', text);
    if (checked.verdict === 'right') return { outcome: 'right', text, names: [] };
    const names = checked.reasons.diagnoses.map(({ name }): string => name);
    const outcome =
      names.length === 0
        ? 'silent'
        : names.length < 3 && bug.names.some((name) => names.includes(name))
          ? 'named'
          : 'false';
    return { outcome, text, names };
  } catch (error) {
    if (error instanceof UserError) return { outcome: 'refused', text: `${text} ${error.message}`, names: [] };
    throw error;
  }
}

/** Tries every bug on so many formulas; everything that was not named is handed to `miss`. */
export function learn(
  count: number,
  seed: number,
  way: 'formula' | 'number',
  miss: (what: string) => void,
): Record<Outcome, number> {
  const random = new Random(seed);
  const outcomes: Record<Outcome, number> = { named: 0, false: 0, silent: 0, right: 0, refused: 0 };
  for (const bug of BUGS) {
    for (let tried = 0, asked = 0; asked < count && tried < 20 * count; tried++) {
      const formula = formulaFor(bug, random);
      const { places } = differentiate(parse(formula)[0]?.expression as Expression, bug);
      const at = places > 1 && random.random() < 0.5 ? Math.floor(random.random() * places) : undefined;
      const result = told(bug, formula, way, at);
      if (result === undefined) continue;
      asked++;
      outcomes[result.outcome]++;
      if (result.outcome !== 'named')
        miss(
          `${result.outcome} ${bug.names[0]}${at === undefined ? '' : ' (one place)'}: ${formula} -> ${result.text} [${result.names}]`,
        );
    }
  }
  return outcomes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = Number(process.argv[2] ?? 60);
  for (const way of ['formula', 'number'] as const) {
    const misses: string[] = [];
    const outcomes = learn(count, Number(process.argv[4] ?? 5), way, (what) => misses.push(what));
    const all = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
    for (const miss of misses.slice(0, Number(process.argv[3] ?? 20))) console.log(miss);
    const share = (n: number): string => `${((100 * n) / all).toFixed(2)} %`;
    console.log(
      way,
      BUGS.length,
      'bugs,',
      all,
      'answers:',
      outcomes,
      `named ${share(outcomes.named)}, false ${share(outcomes.false)}`,
    );
  }
}
