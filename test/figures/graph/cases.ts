import { firstNonFinite } from '../../../src/derivation/domain.ts';
import { chooseValues } from '../../../src/derivation/example-values.ts';
import { withTape } from '../../../src/engine/index.ts';
import { buildGraph, clean, type Formula, type Graph, parse, toFormula } from '../../../src/expression/index.ts';
import { backwardAnimation } from '../../../src/figures/graph/animation.ts';
import { graphPicture } from '../../../src/figures/graph/picture.ts';
import type { GraphDrawing, Picture } from '../../../src/reply/document.ts';

const products = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}*x${i}`).join('+');

/** Formulas whose graphs are hard to draw, each for another reason. */
export const FORMULAS: Record<string, string> = {
  article: '(a*b+c)*f',
  'a product and a sum': 'a*b+c a=2 b=-3 c=10',
  'a name used twice': 'y=(a+b)*(b+1) a=2 b=1',
  'a name used twice by one operation': 'x*x+x x=3',
  'a neuron': 'tanh(w1*x1+w2*x2+b)',
  'one node': 'L=a a=2',
  '20 nodes': '((a*b+c)*f-(d+a)*(g-c))/(h+k*k)+sin(m)*f',
  '80 nodes': `tanh(${products(14)}+b)^2+tanh(${products(5)}+b)`,
  'a chain of 12': 'tanh(sin(exp(tanh(cos(sin(exp(tanh(cos(sin(tanh(sin(x)))))))))))) x=0.3',
  'a sum of eight': 'a+b+c+d+f+g+h+k',
  'long names': 'learning_rate_factor*weight_of_the_inputs+bias_of_second_layer',
  'very long names': 'the_first_of_two_very_long_names_indeed*the_other_of_two_very_long_names_indeed+c c=1',
  'a result with a very long name': `${'the_name_of_the_result'.repeat(5)}=a*b+c a=1 b=2 c=3`,
  'small values': '(a*b+c)*f a=1.23e-7 b=-0.000123457 c=1e-12 f=-1234567.891',
  'a loss': '(tanh(w*x+b)-y)^2',
  'no value': 'log(a*b)+c a=-1 b=2 c=3',
  'no slope': 'sqrt(x)+y x=0 y=1',
  'only constants inside': '(2*3)*x x=2',
  'signs of XML': 'min(a,b)*max(a,-b) a=1 b=2',
};

/** Runs both passes of a formula and hands the graph on. */
export function withGraph<T>(text: string, use: (formula: Formula, graph: Graph) => T): T {
  const formula = toFormula(parse(text), clean(text));
  const values = chooseValues(formula) ?? new Map(formula.leaves.map((name) => [name, formula.values.get(name) ?? 1]));
  return withTape((tape) => {
    const graph = buildGraph(formula, values, tape);
    if (firstNonFinite(graph) === undefined) tape.backward(graph.output.id);
    return use(formula, graph);
  });
}

export const pictureOf = (text: string): Picture => withGraph(text, graphPicture);

export const drawingOf = (text: string): GraphDrawing => pictureOf(text).drawing as GraphDrawing;

export const framesOf = (text: string): GraphDrawing[] => {
  const { drawing } = withGraph(text, backwardAnimation);
  if (drawing.type !== 'animation') throw new Error('not an animation');
  return drawing.frames.map((frame) => frame.drawing as GraphDrawing);
};
