import { describe, expect, it } from 'vitest';
import { MLP } from '../../../src/engine/index.ts';
import { evaluate } from '../../../src/expression/index.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { toText } from '../../../src/reply/text.ts';
import { read } from '../../expression/read.ts';
import { type Asked, askedOf, expectNumber, expectWellMade, givenIn, slopeOf } from '../asked.ts';
import { verdict } from '../questions.ts';

const SEEDS = 2000;

/** Each question of a type is well made, and its marked answer is what `right` finds by itself. */
function everyQuestion(type: string, check: (asked: Asked) => void): void {
  it(`${type}: the marked answer is right by another way, for ${SEEDS} seeds`, () => {
    for (const asked of askedOf(type, SEEDS)) {
      expectWellMade(asked);
      check(asked);
    }
  });
}

/** The table of a prompt, row by row, without its titles. */
const rowsOf = (prompt: string): number[][] =>
  [...prompt.matchAll(/^ *-?[\d.]+(?: +-?[\d.e-]+)+$/gm)].map(([row]) => row.trim().split(/\s+/).map(Number));

describe('questions about neurons and losses', () => {
  everyQuestion('bias-gradient', (asked) => {
    const given = givenIn(asked.prompt);
    const at = (name: string): number => given.get(name) as number;
    const upstream = given.get('dL/dout');
    const behind = /^out = (.*[kn] [*-] [kn]|k\*n)$/m.exec(asked.prompt)?.[1];
    const loss = (b: number): number => {
      if (asked.prompt.includes('tanh'))
        return (
          (upstream as number) *
          Math.tanh(Math.atanh(Number(/tanh\(n\) = (\S+)/.exec(asked.prompt)?.[1])) + b - at('b'))
        );
      const n = at('w') * at('x') + b;
      const out =
        behind === undefined ? n : behind === 'k*n' ? at('k') * n : behind === 'k - n' ? at('k') - n : n - at('k');
      return upstream === undefined ? (out - at('y')) ** 2 : upstream * out;
    };
    expectNumber(asked.right, slopeOf(loss, at('b')), asked);
  });

  everyQuestion('neuron-output', (asked) => {
    const given = givenIn(asked.prompt);
    const sum = [1, 2, 3].reduce(
      (n, i) => n + (given.get(`w${i}`) ?? 0) * (given.get(`x${i}`) ?? 0),
      given.get('b') as number,
    );
    const squash = asked.prompt.includes('tanh(w')
      ? Math.tanh
      : asked.prompt.includes('relu(w')
        ? (n: number) => Math.max(0, n)
        : (n: number) => n;
    expectNumber(asked.right, squash(sum), asked, asked.prompt.includes('tanh(w') ? 5e-4 : 1e-9);
  });

  everyQuestion('loss-value', (asked) => {
    const rows = rowsOf(asked.prompt);
    const loss = rows.reduce((sum, [, out = 0, y = 0]) => sum + (out - y) ** 2, 0);
    expectNumber(asked.right, asked.prompt.includes('is the mean') ? loss / rows.length : loss, asked);
  });

  everyQuestion('loss-slope', (asked) => {
    const formula = /L = ([\s\S]+?)\n\n/.exec(asked.prompt)?.[1]?.replaceAll('\n', ' ') as string;
    const by = /dL\/d(\w+)/.exec(asked.prompt)?.[1] as string;
    const symbolic = asked.question.typed?.kind === 'expression' ? asked.question.typed : undefined;
    const values = new Map(symbolic ? Object.entries(symbolic.at) : givenIn(asked.prompt));
    const slope = slopeOf((x) => evaluate(read(formula), new Map([...values, [by, x]])), values.get(by) as number);
    expectNumber(String(evaluate(read(asked.right), values)), slope, asked);
    for (const text of symbolic ? asked.wrong : []) {
      expect(
        Math.abs(
          evaluate(read(text), new Map([...values, [by, 17.3]])) -
            evaluate(read(asked.right), new Map([...values, [by, 17.3]])),
        ),
      ).toBeGreaterThan(1e-3);
    }
  });

  everyQuestion('parameter-count', (asked) => {
    const [, inputs, layers] = /MLP\((\d+), \[([\d, ]+)\]\)/.exec(asked.prompt) ?? [];
    const [, neurons, only] = /layer of (\d+) neurons takes (\d+) inputs/.exec(asked.prompt) ?? [];
    const sizes = (layers ?? (neurons as string)).split(', ').map(Number);
    expectNumber(asked.right, new MLP(Number(inputs ?? only), sizes).parameters().length, asked);
  });

  everyQuestion('wrong-targets', (asked) => {
    const stated = /stays near ([\d.]+)/.exec(asked.prompt)?.[1];
    const from = /from iteration (\d+) to (\d+)/.exec(asked.prompt);
    const flat = rowsOf(asked.prompt).filter(
      ([i = 0]) => from !== null && i >= Number(from[1]) && i <= Number(from[2]),
    );
    const losses = stated === undefined ? flat.map(([, loss]) => loss as number) : [Number(stated)];
    expect(losses.length).toBeGreaterThan(0);
    if (from !== null) expect([flat[0]?.[0], flat.at(-1)?.[0]]).toEqual([Number(from[1]), Number(from[2])]);
    const targets = Number(/learns (\d+) targets/.exec(asked.prompt)?.[1]);
    const missed = asked.prompt.includes('get right') ? targets - Number(asked.right) : Number(asked.right);
    // Where there are enough numbers of targets that can be, no other is offered.
    const possible = new Set([0, targets, missed, targets - missed, 2 * missed, 4 * missed]);
    if ([...possible].filter((number) => number <= targets).length > 4)
      for (const text of asked.wrong) expect(Number(text)).toBeLessThanOrEqual(targets);
    for (const loss of losses) expect(Math.abs(missed * (1 - -1) ** 2 - loss), asked.prompt).toBeLessThan(0.11);
  });
});

describe("the article's network", () => {
  it('3-[4,4,1] has 41 parameters, and 32 without biases', () => {
    const seeds = Array.from({ length: 1000 }, (_, seed) => seed);
    const questions = seeds.map((seed) => makeQuestion({ type: 'parameter-count', level: 4, seed }));
    const found = questions.find(({ prompt }) => toText({ nodes: prompt }).includes('MLP(3, [4, 4, 1])'));
    if (found === undefined) throw new Error('none of the questions is about it');
    expect(verdict(found, '41')).toBe('1 right');
    expect(verdict(found, '32')).toBe('0.25 parameters-without-biases');
  });

  it('with a loss near 8 on four targets has two of them wrong', () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const questions = seeds.map((seed) => makeQuestion({ type: 'wrong-targets', level: 2, seed }));
    const found = questions.find(({ prompt }) =>
      /learns 4 targets[\s\S]*stays near 8,[\s\S]*miss\?/.test(toText({ nodes: prompt })),
    );
    if (found === undefined) throw new Error('none of the questions is about it');
    expect(verdict(found, '2')).toBe('1 right');
    expect(verdict(found, '8')).toBe('0.25 loss-counted-per-target');
  });
});
