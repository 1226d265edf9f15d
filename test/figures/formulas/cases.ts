import { firstNonFinite } from '../../../src/derivation/domain.ts';
import { chooseValues } from '../../../src/derivation/example-values.ts';
import { MAX_SYMBOLIC, symbolicGradient } from '../../../src/derivation/steps.ts';
import { withTape } from '../../../src/engine/index.ts';
import { buildGraph, expand, type GraphNode } from '../../../src/expression/index.ts';
import type { Derivation } from '../../../src/figures/formulas/equations.ts';
import { formula } from '../../expression/read.ts';

const sum = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}*x${i}`).join('+');

/** Formulas whose derivations are hard to set, each for another reason. */
export const FORMULAS: Record<string, string> = {
  article: '(a*b+c)*f a=2 b=-3 c=10 f=-2',
  'a neuron': 'tanh(w1*x1+w2*x2+b)',
  'a name used twice': 'y=(a+b)*(b+1) a=2 b=1',
  'a loss': '-(y*log(p)+(1-y)*log(1-p)) y=1 p=0.7',
  roots: 'sqrt(a/(b+c))*x^2',
  powers: '2^(3^(x^(y^z)))',
  'one node': 'L=a a=2',
  'no value': 'log(x)*y x=-1 y=2',
  'no slope': 'sqrt(x)+y x=0 y=1',
  gates: 'relu(w*x-b)+abs(x)+max(w,x) w=1 x=2 b=1',
  'a sum of 200': Array.from({ length: 200 }, (_, i) => `a${i}`).join('+'),
  'a product of 60': Array.from({ length: 60 }, (_, i) => `a${i}`).join('*'),
  'a wide neuron': `tanh(${sum(30)})`,
  'a long fraction': `(${sum(8)})/(${sum(8).replaceAll('w', 'v')}+1)`,
  'a long power': `a^(${sum(10)})`,
  'a long root': `sqrt(${sum(20)})`,
  '90 functions inside one another': `${'sin('.repeat(90)}x${')'.repeat(90)}`,
  '80 brackets inside one another': `${'('.repeat(80)}x${'+1)*2'.repeat(80)}`,
  'names of 200 letters': `${'n'.repeat(200)}*${'m'.repeat(200)}+c`,
  'tiny and huge numbers': 'a*1e-300+b*1.2345678e-300 a=1e-5 b=-1.5e200',
  'other alphabets': 'вес*数据+θ_1',
};

/** Runs both passes of a formula and hands on what its equations are made of. */
export function withDerivation<T>(text: string, use: (derivation: Derivation) => T): T {
  const read = formula(text);
  const values = chooseValues(read) ?? new Map(read.leaves.map((name) => [name, read.values.get(name) ?? 1]));
  return withTape((tape) => {
    const graph = buildGraph(read, values, tape);
    const finite = firstNonFinite(graph) === undefined;
    if (finite) tape.backward(graph.output.id);
    const targets = read.leaves.map((name) => graph.byName.get(name) as GraphNode);
    const whole = expand(read);
    const slopes = new Map(targets.map((target) => [target, symbolicGradient(read, target.name, whole, MAX_SYMBOLIC)]));
    const numbers = finite && read.leaves.every((name) => read.values.has(name));
    return use({ formula: read, graph, targets, slopes, simplified: new Map(), numbers });
  });
}
