import { expect, it } from 'vitest';
import { makeQuestion } from '../../src/questions/make.ts';
import { has, OPERATIONS } from '../../src/questions/without.ts';
import { toText } from '../../src/reply/text.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

it.each([
  ['powers', 'one-hop', 1, /\^/],
  ['quotients', 'local-derivative', 1, /= \w+\/\w+/],
  ['differences', 'whole-path', 2, /= [^\n]* - | = -[a-z]/],
  ['relu', 'forward-value', 4, /relu/],
  ['tanh', 'one-hop', 4, /tanh/],
] as const)('a question without %s is one of its seed and has none', (operation, type, level, sign) => {
  const with_ = SEEDS.map((seed) => makeQuestion({ type, level, seed }));
  expect(with_.some((question) => has(question, operation))).toBe(true);
  for (const question of with_) {
    const { seed } = question;
    const without = makeQuestion({ type, level, seed, without: [operation] });
    if (!has(question, operation)) expect(without).toEqual(question);
    const code = without.prompt.filter(({ kind }) => kind === 'code');
    expect(toText({ nodes: code })).not.toMatch(sign);
  }
});

it('knows every operation that there is a test of', () => {
  expect([...OPERATIONS].sort()).toEqual(['differences', 'powers', 'quotients', 'relu', 'tanh']);
});
