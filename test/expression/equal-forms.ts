/**
 * Pairs of forms that are equal by construction, or differ for sure, and what the comparison says of them.
 * `node src/app/launch.js test/expression/equal-forms.ts 100000` prints every pair that is judged wrongly. Whether two
 * forms differ is found by evaluating them in plain floating point at points of its own, without any simplifying.
 */
import { pathToFileURL } from 'node:url';
import { Random } from '../../src/engine/index.ts';
import {
  type Comparison,
  compare,
  type Expression,
  evaluate,
  holdsAt,
  type Point,
  parse,
} from '../../src/expression/index.ts';

type Pick = <T>(all: readonly T[]) => T;
const NAMES = ['x', 'a', 'b'];

/** A formula as text, every part in brackets. */
function form(pick: Pick, depth: number): string {
  if (depth === 0) return pick([...NAMES, ...NAMES, '2', '3', '0.5', '1', '5']);
  const inner = (): string => form(pick, depth - 1);
  const kind = pick(['+', '-', '*', '/', '^', 'f', 'f', '*', '+', 'max']);
  if (kind === 'f')
    return `${pick(['sin', 'cos', 'exp', 'log', 'sqrt', 'tanh', 'sigmoid', 'abs', 'relu', 'atan'])}(${inner()})`;
  if (kind === '^') return `((${inner()})^${pick(['2', '3', '-1', '0.5', '-2'])})`;
  if (kind === 'max') return `${pick(['max', 'min'])}(${inner()}, ${inner()})`;
  return `((${inner()})${kind}(${inner()}))`;
}

/** Ways to write the same: anywhere, or where some values exist only. */
const REWRITES: readonly ((f: string, g: string) => readonly [string, string])[] = [
  (f, g) => [`(${f})+(${g})`, `(${g})+(${f})`],
  (f, g) => [`(${f})*(${g})`, `(${g})*(${f})`],
  (f, g) => [`(${f})*((${g})+2)`, `(${f})*(${g})+2*(${f})`],
  (f, g) => [`((${f})+(${g}))^2`, `(${f})^2+2*(${f})*(${g})+(${g})^2`],
  (f, g) => [`(${f})^2-(${g})^2`, `((${f})-(${g}))*((${f})+(${g}))`],
  (f) => [`(${f})/3`, `(${f})*(1/3)`],
  (f) => [`exp(2*(${f}))`, `exp(${f})^2`],
  (f) => [`sin(${f})^2`, `1-cos(${f})^2`],
  (f) => [`sin(2*(${f}))`, `2*sin(${f})*cos(${f})`],
  (f) => [`1-tanh(${f})^2`, `4/(exp(${f})+exp(-(${f})))^2`],
  (f) => [`sigmoid(${f})`, `1/(1+exp(-(${f})))`],
  (f) => [`abs(${f})`, `max(${f}, -(${f}))`],
  (f) => [`relu(${f})`, `((${f})+abs(${f}))/2`],
  (f, g) => [`max(${f}, ${g})`, `(${f})+relu((${g})-(${f}))`],
  (f, g) => [`(${f})/(${g})`, `(${f})*(${g})^-1`],
  (f) => [`1/(${f})^2`, `(${f})^-2`],
  (f, g) => [`log((${f})^2+1)+log((${g})^2+1)`, `log(((${f})^2+1)*((${g})^2+1))`],
  (f) => [`sqrt((${f})^2)`, `abs(${f})`],
  (f, g) => [`(${f})-(${g})`, `-((${g})-(${f}))`],
  (f) => [`2^(${f})`, `exp(log(2)*(${f}))`],
  // Each has a value where the other has none.
  (f) => [`log((${f})^2)`, `2*log(${f})`],
  (f, g) => [`sqrt((${f})*(${g}))`, `sqrt(${f})*sqrt(${g})`],
  (f, g) => [`log((${f})*(${g}))`, `log(${f})+log(${g})`],
  (f) => [`${f}`, `exp(log(${f}))`],
  (f, g) => [`(${f})`, `(${f})*(${g})/(${g})`],
  (f) => [`(${f})^3`, `exp(3*log(${f}))`],
];

/** Small slips, after which a form is another one nearly always. */
const CHANGES: readonly ((f: string, pick: Pick) => string)[] = [
  (f) => `(${f})*1.001`,
  (f) => `-(${f})`,
  (f) => `(${f})+1e-4`,
  (f) => `abs(${f})`,
  (f) => `relu(${f})`,
  (f) => `(${f})+0.01*x`,
  (f) => f.replace(/\bx\b/, 'a'),
  (f) => f.replace(/[25]/, '4'),
  (f) => f.replace(/\+/, '-'),
  (f) => f.replace(/sin|cos|tanh/, 'atan'),
  (f) => f.replace(/exp|log|sqrt/, 'abs'),
];

/** What was said of a pair, and whether that is true. */
type Said = 'accepted' | 'accepted for a part' | 'refused for a part' | 'refused' | 'unclear';

/** The value where every part has one: exp(log(0)) is 0 in floating point only. */
function strict(expression: Expression, point: Point): number {
  if (expression.kind === 'call' && expression.operands.some((part) => !Number.isFinite(strict(part, point))))
    return NaN;
  return evaluate(expression, point);
}

/** Is an answer the same as the right one at points of our own? Undefined where none of them tells. */
function agreement(right: Expression, answer: Expression, random: Random, inside: (point: Point) => boolean) {
  const count = { same: 0, other: 0, missing: 0 };
  for (let i = 0; i < 400; i++) {
    const size = [1, 3, 10][i % 3] as number;
    const point = new Map(NAMES.map((name) => [name, random.uniform(i % 5 === 0 ? 0 : -size, size)]));
    if (!inside(point)) continue;
    const [r, t] = [strict(right, point), strict(answer, point)];
    if (!Number.isFinite(r) || Math.abs(r) > 1e8) continue;
    if (!Number.isFinite(t)) count.missing++;
    else if (Math.abs(r - t) > 1e-5 * Math.max(1e-2, Math.abs(r))) count.other++;
    else if (Math.abs(r - t) <= 1e-9 * Math.max(1e-2, Math.abs(r))) count.same++;
  }
  return count;
}

const saidOf = ({ verdict, lacking, where }: Comparison): Said => {
  if (verdict === 'same') return 'accepted';
  if (verdict === 'partly') return lacking && where !== undefined ? 'accepted for a part' : 'refused for a part';
  return verdict === 'unclear' ? 'unclear' : 'refused';
};

/** One pair, and why what is said of it is wrong; undefined where it is right, or where nothing can be known. */
function tryPair(random: Random): { said: Said; equal: boolean; wrong: string | undefined } | undefined {
  const pick: Pick = (all) => all[Math.floor(random.random() * all.length)] as (typeof all)[number];
  const depth = (): number => pick([0, 0, 1, 1, 2]);
  const equal = random.random() < 0.6;
  const [one, other] = pick(REWRITES)(form(pick, depth()), form(pick, depth()));
  const [right, answer] = pick([true, false]) ? [one, other] : [other, one];
  const typed = equal ? answer : pick(CHANGES)(answer, pick);
  const [wanted, given] = [right, typed].map((text) => parse(text)[0]?.expression as Expression) as [
    Expression,
    Expression,
  ];
  const everywhere = agreement(wanted, given, random, () => true);
  if (everywhere.same + everywhere.other + everywhere.missing < 12) return undefined;
  const truly = everywhere.other === 0 && everywhere.same >= 12;
  // A slip that changes nothing, and a rewriting that lost too many digits to be sure of.
  if (!equal && everywhere.other < 3) return undefined;
  const at = new Map([
    ['x', 2],
    ['a', 3],
    ['b', 0.5],
  ]);
  const comparison = compare({ expression: wanted }, given, at);
  const said = saidOf(comparison);
  const show = (what: string): string => `${what}: ${right}  |  ${typed}  ${JSON.stringify(everywhere)}`;
  const { where = [], except } = comparison;
  const wrong = (() => {
    if (said === 'accepted' && everywhere.other > 0 && !equal) return show('wrongly accepted');
    if (comparison.verdict === 'partly') {
      const inside = (point: Point): boolean =>
        except === undefined
          ? where.every((condition) => holdsAt(condition, point))
          : !except.every((condition) => holdsAt(condition, point));
      const there = agreement(wanted, given, random, inside);
      if (there.other + there.missing > 0 && there.other + there.missing > 0.02 * there.same)
        return show(`wrong part ${JSON.stringify(there)}`);
    }
    if (truly && everywhere.missing === 0 && said !== 'accepted') return show(`${said}, though equal`);
    if (equal && said === 'refused' && everywhere.other === 0 && everywhere.same > 0)
      return show('refused without a domain');
    return equal && said === 'unclear' ? show('unclear') : undefined;
  })();
  return { said, equal, wrong };
}

/** Tries so many pairs. */
export function tryPairs(count: number, seed: number): { counts: Record<string, number>; wrong: string[] } {
  const random = new Random(seed);
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  for (let done = 0; done < count; ) {
    const tried = tryPair(random);
    if (tried === undefined) continue;
    done++;
    const key = `${tried.equal ? 'equal' : 'unequal'}, ${tried.said}`;
    counts[key] = (counts[key] ?? 0) + 1;
    if (tried.wrong !== undefined) wrong.push(tried.wrong);
  }
  return { counts, wrong };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { counts, wrong } = tryPairs(Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 1));
  for (const line of wrong.slice(0, 40)) console.log(line);
  console.log(counts, `${wrong.length} wrong`);
}
