import { describe, expect, it } from 'vitest';
import { Random } from '../../src/engine/index.ts';

/** random.seed(seed), then five times random.uniform(-1, 1), in CPython 3.11. */
const PYTHON: [number, number[]][] = [
  [0, [0.6888437030500962, 0.515908805880605, -0.15885683833831, -0.4821664994140733, 0.02254944273721704]],
  [1, [-0.7312715117751976, 0.6948674738744653, 0.5275492379532281, -0.4898619485211566, -0.009129825816118098]],
  [42, [0.2788535969157675, -0.9499784895546661, -0.4499413632617615, -0.5535785237023545, 0.4729424283280248]],
  [1664, [0.4970642834820642, 0.47521217600909105, -0.9726937902609953, 0.6645212994982499, 0.7427652809320611]],
  [
    2 ** 32 - 1,
    [0.27071488826823464, -0.5936001209118449, 0.21473320606943758, -0.41732894475682447, -0.3199443673848468],
  ],
  [2 ** 32, [-0.7740113980872718, -0.16434227027414328, -0.9666472670015418, 0.2234429251565504, 0.611294042502837]],
  [
    2 ** 40 + 5,
    [0.008760594083688567, -0.4627911200553436, 0.851573095134317, 0.06191847858490407, 0.6359286432604003],
  ],
  [
    2 ** 53 - 1,
    [-0.8114991998579539, -0.5542508847626519, -0.6172970247925593, -0.7051017416072369, -0.8062121715913793],
  ],
];

describe('the numbers are those of CPython', () => {
  it.each(PYTHON)('seed %d', (seed, expected) => {
    const random = new Random(seed);
    expect(expected.map(() => random.uniform(-1, 1))).toEqual(expected);
  });

  it('past the first 624 words too', () => {
    const random = new Random(42);
    for (let i = 0; i < 999; i++) random.random();
    expect(random.random()).toBe(0.8554501933059546);
  });
});

it.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as a seed', (seed) => {
  expect(() => new Random(seed)).toThrow(RangeError);
  expect(() => new Random(seed)).toThrow(/whole number/);
});

it('two generators do not share their state', () => {
  const [first, second] = [new Random(7), new Random(7)];
  first.random();
  first.random();
  expect(second.random()).toBe(new Random(7).random());
});

it('normal() has mean 0 and standard deviation 1', () => {
  const random = new Random(3);
  const drawn = Array.from({ length: 20_000 }, () => random.normal());
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

it('shuffled() keeps every item, leaves the array alone and reaches every order', () => {
  const random = new Random(5);
  const items = ['a', 'b', 'c'];
  const orders = new Set(Array.from({ length: 200 }, () => random.shuffled(items).join('')));
  expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  expect(items).toEqual(['a', 'b', 'c']);
});
