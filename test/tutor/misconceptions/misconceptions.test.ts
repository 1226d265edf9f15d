import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/engine/index.ts';
import { buildGraph, expand, type Graph, type GraphNode, parse, toFormula } from '../../../src/expression/index.ts';
import {
  diagnose,
  feedbackFor,
  gradientDiagnoses,
  valueDiagnoses,
} from '../../../src/tutor/misconceptions/diagnose.ts';
import { isMisconception, MISCONCEPTIONS, type MisconceptionName } from '../../../src/tutor/misconceptions/index.ts';
import { BACKWARD_BUGS, mutants } from '../../../src/tutor/misconceptions/replay-backward.ts';

function graphOf(text: string): { graph: Graph; target: (name: string) => GraphNode } {
  const formula = toFormula(parse(text), text);
  const graph = buildGraph(formula, formula.values, new Tape());
  graph.tape.backward(graph.output.id);
  return { graph, target: (name) => graph.byName.get(name) as GraphNode };
}

/** The article's graph: dL/df = 4, dL/dc = dL/de = dL/dd = -2, dL/da = 6, dL/db = -4. */
const ARTICLE = 'L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2';
const REUSE = 'y=u*v; u=a+b; v=b+1; a=2; b=1';

/** Worked out by hand: formula, the value asked about, the misconception, the number it leads to. */
const BACKWARD: readonly [string, string, MisconceptionName, number][] = [
  // dy/db = u·1 + v·1 = 3 + 2; the pass reaches v first.
  [REUSE, 'b', 'accumulate-overwrites', 2],
  [REUSE, 'b', 'path-forgotten', 3],
  [REUSE, 'b', 'paths-multiplied', 6],
  [ARTICLE, 'a', 'upstream-dropped', -3],
  // 1 × 4, upstream left out at e: the last two hops are 2·e · b = 24 · 3.
  ['L=d*c; d=e^2; e=a*b; a=4; b=3; c=5', 'a', 'upstream-dropped', 72],
  ['L=d*c; d=e^2; e=a*b; a=4; b=3; c=5', 'a', 'local-for-global', 3],
  // -2 + 1 at d, then + b.
  [ARTICLE, 'a', 'upstream-added', -4],
  [ARTICLE, 'a', 'stopped-a-hop-early', -2],
  [ARTICLE, 'e', 'own-local', -3],
  [ARTICLE, 'c', 'value-for-gradient', 10],
  [ARTICLE, 'b', 'sign-flipped', 4],
  [ARTICLE, 'a', 'gradients-not-zeroed', 12],
  // × gives each factor its own value: dL/dd = d = 4, then a = 2.
  [ARTICLE, 'a', 'factors-not-swapped', 8],
  [ARTICLE, 'a', 'product-copied', 1],
  // L = -8, then d = 4, then e = -6.
  [ARTICLE, 'a', 'result-for-derivative', 192],
  // + gives e the value of c: -2 · 10 · -3.
  [ARTICLE, 'a', 'sum-swapped', 60],
  ['L=a-b; a=2; b=3', 'b', 'minus-sign-lost', 1],
  ['L=-a*b; a=2; b=3', 'a', 'minus-sign-lost', 3],
  ['L=a-b; a=2; b=3', 'a', 'minus-flips-first', -1],
  ['L=a/b; a=6; b=2', 'a', 'quotient-halves-swapped', -1.5],
  ['L=a/b; a=6; b=2', 'b', 'quotient-halves-swapped', 0.5],
  ['L=a/b; a=6; b=2', 'b', 'quotient-sign-lost', 1.5],
  ['L=a/b; a=6; b=2', 'b', 'quotient-not-squared', -3],
  ['L=a/b; a=6; b=2', 'a', 'quotient-as-product', 2],
  ['L=a^3; a=2', 'a', 'power-exponent-dropped', 4],
  ['L=a^3; a=2', 'a', 'power-not-lowered', 24],
  ['L=a^3; a=2', 'a', 'power-as-product', 3],
  ['L=c*tanh(n); n=0; c=5', 'n', 'activation-value-for-slope', 0],
  ['L=c*tanh(n); n=0.5493061443340548; c=4', 'n', 'activation-slope-dropped', 4],
  // tanh(atanh(1/2)) = 1/2
  ['L=c*tanh(n); n=0.5493061443340548; c=4', 'n', 'tanh-slope-linear', 2],
  ['L=c*tanh(n); n=0.5493061443340548; c=4', 'n', 'tanh-slope-is-square', 1],
  ['L=c*tanh(n); n=0.5; c=4', 'n', 'tanh-slope-of-input', 3],
  ['L=c*tanh(n); n=0.5493061443340548; c=4', 'n', 'slopes-confused', 1],
  // sigmoid(log(3)) = 3/4
  ['L=c*sigmoid(n); n=1.0986122886681098; c=4', 'n', 'sigmoid-factor-lost', 1],
  ['L=c*sigmoid(n); n=3; c=4', 'n', 'sigmoid-slope-of-input', -24],
  ['L=c*relu(n); n=-3; c=4', 'n', 'relu-passes-negative', 4],
  ['L=c*relu(n); n=-3; c=4', 'n', 'relu-leaks-input', -12],
  ['L=c*relu(n); n=-3; c=4', 'n', 'relu-flips', -4],
  ['L=c*relu(n); n=3; c=4', 'n', 'relu-always-shut', 0],
];

describe('misconceptions replayed on the backward pass', () => {
  it.each(BACKWARD)('%s, d/d%s: %s gives %f', (text, name, bug, value) => {
    const { graph, target } = graphOf(text);
    const found = mutants(graph, target(name)).find((mutant) => mutant.bug === bug);
    expect(found?.value).toBeCloseTo(value, 9);
  });

  it('covers every bug of a trace', () => {
    expect([...new Set(BACKWARD.map(([, , bug]) => bug))].sort()).toEqual([...BACKWARD_BUGS].sort());
  });

  it('says nothing of a misconception that gives the right number', () => {
    const { graph, target } = graphOf('L=a*b; a=3; b=3');
    expect(mutants(graph, target('a')).map(({ bug }) => bug)).not.toContain('factors-not-swapped');
  });

  it('has finite numbers only', () => {
    const { graph, target } = graphOf('L=(a^b)/c; a=-2; b=3; c=0.001');
    for (const { value } of mutants(graph, target('a'))) expect(value).toSatisfy(Number.isFinite);
  });

  it('starts from a given upstream gradient', () => {
    const { graph, target } = graphOf('d=a*b; a=2; b=5');
    const values = Object.fromEntries(mutants(graph, target('a'), 3).map(({ bug, value }) => [bug, value]));
    // Right is 3 · 5.
    expect(values).toMatchObject({
      'upstream-dropped': 5,
      'upstream-added': 8,
      'factors-not-swapped': 6,
      'sign-flipped': -15,
    });
  });
});

describe('diagnose', () => {
  it.each([
    ['the right number', 6, []],
    ['a number that nothing explains', 17, []],
    ['not a number', Number.NaN, []],
    ['upstream dropped, rounded', -3.001, ['upstream-dropped']],
    ['wrong sign', -6, ['sign-flipped']],
    ['two that fit', 8, ['factors-not-swapped']],
    ['two that fit', -2, ['stopped-a-hop-early']],
  ])('%s: %f', (_what, answer, names) => {
    const { graph, target } = graphOf(ARTICLE);
    expect(diagnose(graph, target('a'), answer).map(({ name }) => name)).toEqual(names);
  });

  it('names both where two fit', () => {
    const { graph, target } = graphOf('L=a*b; a=3; b=1');
    expect(
      diagnose(graph, target('b'), 1)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['factors-not-swapped', 'product-copied', 'value-for-gradient']);
  });

  it('points to the step that goes wrong', () => {
    const { graph, target } = graphOf(ARTICLE);
    expect(diagnose(graph, target('a'), 60)[0]?.where).toBe('dL/de = -2 × 1 = -2');
    expect(diagnose(graph, target('a'), -3)[0]?.where).toBe('dL/de = -2 × 1 = -2');
    const reuse = graphOf(REUSE);
    const overwrites = diagnose(reuse.graph, reuse.target('b'), 2).find(({ name }) => name === 'accumulate-overwrites');
    expect(overwrites?.where).toBe('b.grad: 3 + 2×1 = 5');
  });

  it('takes a tolerance', () => {
    const { graph, target } = graphOf(ARTICLE);
    expect(diagnose(graph, target('a'), -5.5, 0.6).map(({ name }) => name)).toEqual(['sign-flipped']);
    expect(diagnose(graph, target('a'), 5.5, 0.6)).toEqual([]);
    // As near to the right 6 as to the 8 of factors that are not swapped: it is taken for right.
    expect(diagnose(graph, target('a'), 7, 1.5)).toEqual([]);
  });
});

describe('misconceptions replayed on the forward pass', () => {
  it.each<[string, MisconceptionName, number]>([
    ['L=a*b+c; a=2; b=-3; c=10', 'sum-for-product', 9],
    ['L=a*b+c; a=2; b=-3; c=10', 'product-for-sum', -60],
    ['L=a*b+c; a=2; b=-3; c=10', 'sizes-added', 16],
    ['L=a+b; a=0; b=-3', 'sizes-added', 3],
    ['L=a+b; a=-3; b=0', 'sizes-added', 3],
    ['L=a*b+c; a=2; b=-3; c=10', 'product-sign-lost', 16],
    ['L=a*b+c; a=2; b=-3; c=10', 'term-forgotten', -6],
    ['L=a*b+c; a=2; b=-3; c=10', 'sign-flipped', -4],
    ['L=(a+b)*c; a=2; b=3; c=4', 'brackets-ignored', 14],
    ['L=a+b*c; a=2; b=3; c=4', 'left-to-right', 20],
    ['L=a-b; a=2; b=-3', 'double-minus-lost', -1],
    ['L=-a; a=-3', 'double-minus-lost', -3],
    ['L=a-b; a=2; b=-3', 'difference-turned-round', -5],
    ['L=a-b; a=2; b=3', 'sum-for-difference', 5],
    ['L=a^2; a=-3', 'power-as-product', -6],
    ['L=a^2; a=-3', 'power-sign-lost', -9],
    ['L=a/b; a=6; b=2', 'product-for-quotient', 12],
    ['L=a-b; a=2; b=3', 'term-forgotten', 2],
    ['L=a+b; a=2; b=3', 'difference-for-sum', -1],
    ['L=a*b; a=6; b=2', 'quotient-for-product', 3],
    ['L=a^3; a=2', 'power-turned-round', 9],
    ['L=a^3; a=2', 'power-one-factor-short', 4],
    ['L=a/b; a=6; b=4', 'quotient-upside-down', 4 / 6],
    ['L=c*relu(a); a=-3; c=2', 'activation-skipped', -6],
    ['L=c*relu(a); a=-3; c=2', 'relu-taken-for-abs', 6],
    ['L=(a+2)*b; a=1; b=3', 'brackets-ignored', 7],
    ['L=2+a*b; a=1; b=3', 'left-to-right', 9],
    ['L=a-b*c; a=5; b=2; c=3', 'left-to-right', 9],
    ['L=a+b/c; a=2; b=4; c=2', 'left-to-right', 3],
    ['L=(a-b)*c; a=5; b=2; c=3', 'brackets-ignored', -1],
    ['L=(a+b)/c; a=2; b=4; c=2', 'brackets-ignored', 4],
  ])('%s: %s gives %f', (text, bug, value) => {
    const { graph } = graphOf(text);
    const whole = expand(toFormula(parse(text), text));
    expect(valueDiagnoses(graph, whole).find(({ name }) => name === bug)?.value).toBeCloseTo(value, 9);
  });

  it.each<[string, MisconceptionName]>([
    ['L=a^b; a=0; b=0', 'power-sign-lost'],
    ['L=a-b; a=2; b=0', 'double-minus-lost'],
    ['L=a-b; a=2; b=0.5', 'double-minus-lost'],
    ['L=-a; a=0.5', 'double-minus-lost'],
    ['L=a*b; a=2; b=3', 'product-sign-lost'],
    ['L=tanh(a)*b; a=2; b=3', 'left-to-right'],
  ])('of %s nothing is said about %s', (text, bug) => {
    const { graph } = graphOf(text);
    const whole = expand(toFormula(parse(text), text));
    expect(valueDiagnoses(graph, whole).map(({ name }) => name)).not.toContain(bug);
  });
});

describe('the table of misconceptions', () => {
  it.each(Object.entries(MISCONCEPTIONS))('%s tells what was done', (name, { title, sentence }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(isMisconception(name)).toBe(true);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(sentence).toMatch(/^(You|The|This|That) .*\.$/);
    expect(sentence.length).toBeLessThanOrEqual(200);
    for (const text of [title, sentence]) expect(text.split('`').length % 2).toBe(1);
  });

  it('has no sentence twice', () => {
    const sentences = Object.values(MISCONCEPTIONS).map(({ sentence }) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('makes a sentence for the learner that ends with the step', () => {
    const { graph, target } = graphOf(ARTICLE);
    const { name, where } =
      gradientDiagnoses(graph, target('a')).find(({ name }) => name === 'factors-not-swapped') ?? {};
    const text = feedbackFor(name as MisconceptionName, where)
      .map((span) => span.text)
      .join('');
    expect(text).toBe(
      'You gave a factor its own value: × swaps, so each factor gets the value of the other. See dL/dd = 1 × f = -2.',
    );
  });
});
