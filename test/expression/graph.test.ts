import { describe, expect, it } from 'vitest';
import { Tape } from '../../src/engine/index.ts';
import { buildGraph, format, formatNumber, type Graph, withNumbers } from '../../src/expression/index.ts';
import { cost } from './cost.ts';
import { formula } from './read.ts';

function graph(text: string): Graph {
  const read = formula(text);
  return buildGraph(read, new Map(read.leaves.map((name) => [name, read.values.get(name) ?? 1])), new Tape());
}

/** The operations of a graph in order, each with its name, and the result behind the arrow. */
function lines({ nodes, output, tape }: Graph): string {
  const operations = nodes.filter(({ kind }) => kind === 'operation');
  const written = operations.map(({ name, expression }) => `${name} = ${format(expression)}`).join('; ');
  return `${written} -> ${output.name} = ${tape.data[output.id]}`;
}

describe('every operation is a node with a name', () => {
  it.each([
    ['a*b+c a=2 b=-3 c=10', 'e = a*b; L = e + c -> L = 4'],
    ['(a*b+c)*f a=2 b=-3 c=10 f=-2', 'e = a*b; d = e + c; L = d*f -> L = -8'],
    ['L=d*f; d=e+c; e=a*b; a=2 b=-3 c=10 f=-2', 'e = a*b; d = e + c; L = d*f -> L = -8'],
    ['y=(a+b)*(b+1) a=2 b=1', 'u = a + b; v = b + 1; y = u*v -> y = 6'],
    ['w*x+1 w=3 x=2', 'u = w*x; L = u + 1 -> L = 7'],
    // names that are taken are not used again
    ['u*v+w*(p+1)', 'q = u*v; r = p + 1; s = w*r; L = q + s -> L = 3'],
    ['e=a*b+c; L=e*e', 'd = a*b; e = d + c; L = e*e -> L = 4'],
    ['L=a', ' -> L = 1'],
    ['-a^2 a=3', 'u = a^2; L = -u -> L = -9'],
    ['max(x, y, 2)', 'u = max(x, y); L = max(u, 2) -> L = 2'],
    // what has no name in it is one constant
    ['x^-2 x=-2', 'L = x^-2 -> L = 0.25'],
    ['8*x^(1/3)', 'u = x^(1/3); L = 8*u -> L = 8'],
    ['(2-5)*x+2*3^2', 'u = (2 - 5)*x; L = u + 2*3^2 -> L = 15'],
    ['x+1/0', 'u = 1/0; L = x + u -> L = Infinity'],
  ])('%j', (text, expected) => {
    expect(lines(graph(text))).toBe(expected);
  });

  it('more operations than there are nice names', () => {
    const names = graph(Array.from({ length: 30 }, (_, i) => `sin(x*${i + 1})`).join('+')).nodes.map(
      ({ name }) => name,
    );
    const operations = names.filter((name) => /^[a-zA-Z]/.test(name));
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations).toContain('v1');
  });
});

describe('leaves, constants and operations', () => {
  const { nodes, byId, byName, tape, output } = graph('2.50*a + pi*b a=2 b=3');

  it('stand in the order in which they are computed', () => {
    expect(nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'leaf a',
      'leaf b',
      'constant 2.50',
      'operation u',
      'constant pi',
      'operation v',
      'operation L',
    ]);
    expect(nodes.map(({ id }) => tape.data[id])).toEqual([2, 3, 2.5, 5, Math.PI, 3 * Math.PI, 5 + 3 * Math.PI]);
  });

  it('are found by their place on the tape and, constants apart, by their name', () => {
    for (const node of nodes) expect(byId.get(node.id)).toBe(node);
    expect([...byName.keys()]).toEqual(['a', 'b', 'u', 'v', 'L']);
    expect(output).toEqual(byName.get('L'));
  });

  it('a result that is an input keeps its own name', () => {
    const named = graph('L=a a=3');
    expect([named.output.name, named.output.id]).toEqual(['L', named.byName.get('a')?.id]);
  });

  it('a constant is named by what was typed, or by its value where that is long', () => {
    const names = graph('x^(1/3)+sin(1)*sin(2)*sin(3)').nodes.filter(({ kind }) => kind === 'constant');
    expect(names.map(({ name }) => name)).toEqual(['1/3', '0.107978']);
  });

  it('a name used twice is one node', () => {
    const twice = graph('d*d + d; d=a*b');
    expect(lines(twice)).toBe('d = a*b; u = d*d; L = u + d -> L = 2');
    expect(twice.nodes.filter(({ name }) => name === 'd')).toHaveLength(1);
  });
});

it('gradients of a graph are those of the article', () => {
  const { tape, output, byName } = graph('L=d*f; d=e+c; e=a*b; a=2 b=-3 c=10 f=-2');
  tape.backward(output.id);
  const grads = ['a', 'b', 'c', 'f', 'e', 'd', 'L'].map((name) => tape.grad[byName.get(name)?.id as number]);
  expect(grads).toEqual([6, -4, -2, 4, -2, -2, 1]);
});

describe('withNumbers puts present numbers in place of names', () => {
  it.each([
    ['a*b a=2 b=-3', '2*(-3)'],
    ['a-b a=-6 b=-10', '-6 - (-10)'],
    ['a^b a=-2 b=3', '(-2)^3'],
    ['a*b a=1/3 b=2', '0.333333*2'],
    ['-a a=-2', '-(-2)'],
    ['tanh(a) a=0.5', 'tanh(0.5)'],
    ['pi*a a=2', '3.14159*2'],
    ['a^-2 a=-3', '(-3)^-2'],
    ['a*(1-3) a=2', '2*(1 - 3)'],
    ['L=a a=2', 'a'],
  ])('%j: %s', (text, expected) => {
    const made = graph(text);
    expect(format(withNumbers(made, made.output, formatNumber))).toBe(expected);
  });
});

describe('what a formula costs', () => {
  const KINDS: Readonly<Record<string, (factors: number) => string>> = {
    'products of the largest numbers': (n) => `${'1e308*'.repeat(n)}x`,
    'products of the smallest numbers': (n) => `${'1e-308*'.repeat(n)}x`,
    'quotients of the largest numbers': (n) => `x${'/1e308'.repeat(n)}`,
    'products of both': (n) => `${'1e308*1e-308*'.repeat(n / 2)}x`,
    'sums of the largest numbers': (n) => `${'1e308+'.repeat(n)}x`,
    differences: (n) => `x${'-1e308'.repeat(n)}`,
    powers: (n) => `${'2^'.repeat(n)}x`,
    'long decimals': (n) => `${'0.12345678*'.repeat(n)}x`,
  };
  it.each(Object.keys(KINDS))('grows with its length, and no faster, for %s', (kind) => {
    const costOf = (factors: number): number => {
      const read = formula(KINDS[kind]?.(factors) ?? '');
      return cost(() => void buildGraph(read, new Map([['x', 1]]), new Tape()));
    };
    expect(costOf(90) / costOf(45)).toBeLessThan(2.5);
  });
});
