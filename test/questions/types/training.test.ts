import { describe, expect, it } from 'vitest';
import { Stepper, type Value, value, withTape } from '../../../src/engine/index.ts';
import { loopLine } from '../../../src/tutor/misconceptions/training-loop.ts';
import { type Asked, askedOf, expectNumber, expectWellMade, givenIn } from '../asked.ts';

const SEEDS = 2000;

function everyQuestion(type: string, check: (asked: Asked) => void): void {
  it(`${type}: the marked answer is right by another way, for ${SEEDS} seeds`, () => {
    for (const asked of askedOf(type, SEEDS)) {
      expectWellMade(asked);
      check(asked);
    }
  });
}

const numbers = (text: string): number[] => text.trim().split(/\s+/).map(Number);
const rowOf = (prompt: string, title: string): number[] =>
  numbers(new RegExp(`^ *${title} +(.*)$`, 'm').exec(prompt)?.[1] as string);
const table = (prompt: string): number[][] =>
  [...prompt.matchAll(/^ *\d+ +[\d.e-]+ .*$/gm)].map(([row]) =>
    row.replaceAll('%', '').trim().split(/\s+/).map(Number),
  );

describe('questions about gradient descent', () => {
  everyQuestion('gradient-direction', (asked) => {
    const move = /(Raise|Lower) `a` by (\d[\d.]*\d|\d)/.exec(asked.prompt);
    if (move !== null) {
      const change = (givenIn(asked.prompt).get('dL/da') as number) * Number(move[2]) * (move[1] === 'Raise' ? 1 : -1);
      const [, verb, by] = /L (rises|falls) by about ([\d.e-]+)/.exec(asked.right) ?? [];
      expect(verb).toBe(change > 0 ? 'rises' : 'falls');
      expectNumber(by as string, Math.abs(change), asked);
      // The gradient for the change, and the move for the change, each with its own sign.
      const says = (amount: number) => [amount > 0 ? 'rises' : 'falls', Math.abs(amount)];
      const step = Number(move[2]) * (move[1] === 'Raise' ? 1 : -1);
      const taken: Record<string, number> = {
        'step-amount-wrong': givenIn(asked.prompt).get('dL/da') as number,
        'slope-ignored': step,
        'sign-ignored': -change,
        'value-for-gradient': (givenIn(asked.prompt).get('a') as number) * step,
      };
      for (const { text, bugs } of asked.question.options) {
        const [, direction, size] = /L (rises|falls) by about ([\d.e-]+)/.exec(text) ?? [];
        for (const bug of bugs) {
          const [expected, amount] = says(taken[bug] as number);
          expect([direction, Number(size)], `${asked.prompt} ${bug}`).toEqual([
            expected,
            expect.closeTo(Number(amount), 9),
          ]);
        }
      }
      return;
    }
    const [data, gradients] = [rowOf(asked.prompt, 'value'), rowOf(asked.prompt, 'gradient')];
    const risen = withTape(() => {
      const weights = data.map((w) => value(w));
      for (const [i, weight] of weights.entries()) weight.grad = gradients[i] as number;
      new Stepper(weights, { rate: 0.1 }).step();
      return weights.flatMap((weight, i) => (weight.data > (data[i] as number) ? [`w${i + 1}`] : []));
    });
    const all = risen.length === data.length ? 'all of them' : risen.join(', ') || 'none of them';
    expect(asked.right, asked.prompt).toBe(all);
  });

  everyQuestion('weight-step', (asked) => {
    const given = givenIn(asked.prompt.replace(' now', ''));
    const at = (name: string): number => given.get(name) ?? 0;
    const after = withTape(() => {
      const w = value(at('w'));
      const parts = [...asked.prompt.matchAll(/iteration \d adde?[sd]* (-?[\d.]+)/g)].map(([, part]) => Number(part));
      const slopes = parts.length > 0 ? parts : given.has('dL/dw') ? [at('dL/dw')] : undefined;
      // Each backward pass adds to what is there.
      if (slopes) for (const slope of slopes) w.mul(slope).backward();
      else {
        const error = w.mul(at('x')).add(at('b')).sub(at('y'));
        error.mul(error).backward();
      }
      new Stepper([w], { rate: at('lr') }).step();
      return w.data;
    });
    expectNumber(asked.right, after, asked);
  });

  everyQuestion('what-to-zero', (asked) => {
    const names = /^parameters: (.*)$/m.exec(asked.prompt)?.[1]?.split(', ');
    const asksAnew = asked.prompt.includes('begins at 0');
    if (names === undefined) {
      const [, frozen] = /Layer (\d) is frozen/.exec(asked.prompt) ?? [];
      const layer = frozen === undefined ? '' : ` of layer ${3 - Number(frozen)}`;
      const trained = `all weights${layer} and all biases${layer}`;
      expect(asked.right).toBe(asksAnew ? 'all neuron outputs and the loss' : trained);
      return;
    }
    if (asksAnew) {
      const made = [...asked.prompt.matchAll(/^(\w+) = /gm)].map(([, name]) => name as string);
      expect(asked.right).toBe(`${made.slice(0, -1).join(', ')} and ${made.at(-1)}`);
      return;
    }
    const data = (/^data: (.*)$/m.exec(asked.prompt)?.[1] as string).split(', ');
    // Two iterations without any reset: whose gradient is of both?
    const kept = withTape(() => {
      const parameters = names.map((_, i) => value(0.3 + i));
      const inputs = data.map((_, i) => 0.5 - i / 4);
      const pass = (): Value => {
        const out = parameters
          .slice(0, -1)
          .reduce((sum, w, i) => sum.add(w.mul(inputs[i] as number)), (parameters.at(-1) as Value).add(0));
        const error = out.sub(inputs.at(-1) as number);
        error.mul(error).backward();
        return out;
      };
      const inner = pass().grad;
      const first = parameters.map(({ grad }) => grad);
      expect(pass().grad).toBe(inner);
      return names.filter((_, i) => parameters[i]?.grad === 2 * (first[i] as number));
    });
    expect(kept).toEqual(names);
    // What is frozen keeps its gradient, too, but no step uses it.
    const used = kept.filter((name) => !name.includes('frozen'));
    expect(asked.right).toBe(`${used.slice(0, -1).join(', ')} and ${used.at(-1)}`);
  });
});

describe('questions about the loop', () => {
  /** Minimises w² by the lines in this order; the values of w, as far as it comes. */
  function learn(lines: readonly string[]): (number | string)[] {
    let [w, grad] = [1, 0];
    let out: number | undefined;
    let loss: number | undefined;
    const trail: (number | string)[] = [];
    for (let round = 0; round < 4; round++) {
      for (const line of lines) {
        if (line === 'zero') grad = 0;
        if (line === 'forward') out = w;
        if (line === 'loss') {
          if (out === undefined) return [...trail, 'no outputs'];
          loss = out * out;
        }
        if (line === 'backward') {
          if (loss === undefined) return [...trail, 'no loss'];
          grad += 2 * (out as number);
        }
        if (line === 'step') w -= 0.1 * grad;
      }
      trail.push(w);
    }
    return trail;
  }

  const HAPPENS: Record<string, (trail: (number | string)[]) => boolean> = {
    'loop-loss-before-forward': (trail) => trail.at(-1) === 'no outputs',
    'loop-backward-before-loss': (trail) => trail.at(-1) === 'no loss',
    'loop-zero-after-backward': (trail) => trail.length === 4 && trail.every((w) => w === 1),
    'loop-step-before-backward': (trail) => trail[0] === 1 && typeof trail[3] === 'number' && trail[3] < 1,
  };

  everyQuestion('loop-order', (asked) => {
    const lines = asked.question.typed?.kind === 'sequence' ? asked.question.typed.lines : [];
    const inOrder = (text: string): string[] =>
      text.split(' ').map((letter) => loopLine(lines[letter.charCodeAt(0) - 65] as string) as string);
    const wanted = learn(['forward', 'loss', 'zero', 'backward', 'step']);
    expect(learn(inOrder(asked.right)), asked.right).toEqual(wanted);
    for (const { text, right, bugs } of asked.question.options) {
      if (right) continue;
      const trail = learn(inOrder(text));
      expect(trail).not.toEqual(wanted);
      for (const bug of bugs) expect(HAPPENS[bug]?.(trail), `${text} ${bug} ${trail}`).toBe(true);
    }
  });

  everyQuestion('rate-curve', (asked) => {
    const rows = table(asked.prompt);
    const rates = [...asked.right.matchAll(/run \d: ([\d.]+)/g)].map(([, rate]) => Number(rate));
    const runs = rates.map((_, run) => rows.map((row) => row[run + 1] as number));
    const byRate = rates.map((rate, run) => ({ rate, losses: runs[run] as number[] })).sort((a, b) => a.rate - b.rate);
    const end = (run: number[] | undefined): number => run?.at(-1) as number;
    expect(new Set(runs.map(([start]) => start)).size).toBe(1);
    // Of two runs that go down the higher rate is further; a rate of 1 and more has jumped up or been thrown aside.
    const falling = byRate.filter(({ rate }) => rate < 1).map(({ losses }) => losses);
    for (const [i, run] of falling.entries()) {
      if (i > 0) expect(end(run), asked.prompt).toBeLessThan(0.8 * end(falling[i - 1]));
      if (i < falling.length - 1) expect(run.every((loss, k) => k === 0 || loss <= (run[k - 1] as number))).toBe(true);
    }
    for (const { losses } of byRate.filter(({ rate }) => rate >= 1)) {
      expect(end(losses)).toBeGreaterThan(end(falling.at(-1)));
      expect(Math.max(...losses)).toBeGreaterThan(1);
    }
  });

  const last = (numbers: number[]): number => numbers.at(-1) as number;
  const rises = (loss: number[]): number => loss.filter((l, i) => i > 0 && l > 1.05 * (loss[i - 1] as number)).length;

  const SIGNS: Record<string, (loss: number[], gradient: number[]) => boolean> = {
    'gradients are never reset': (loss, gradient) =>
      last(loss) > 3 &&
      loss.slice(-3).every((l) => Math.abs(l - last(loss)) < 0.2) &&
      gradient.slice(-3).every((g) => g > 1) &&
      rises(loss) > 0,
    'the learning rate is too high': (loss) => rises(loss) >= 2,
    'the learning rate is too low': (loss) =>
      loss.every((l, i) => i === 0 || l <= (loss[i - 1] as number)) &&
      (loss.at(-1) as number) > 0.6 * (loss[0] as number) &&
      (loss.at(-1) as number) < 0.997 * (loss[0] as number),
    'the neurons are saturated from the start': (loss, gradient) =>
      (loss.at(-1) as number) > 3 && gradient.every((g) => g < 0.02),
    'nothing: it is a healthy run': (loss) =>
      (loss.at(-1) as number) < 0.15 * (loss[0] as number) &&
      loss.every((l, i) => i === 0 || l <= 1.1 * (loss[i - 1] as number)),
  };

  everyQuestion('diagnose-curve', (asked) => {
    const rows = table(asked.prompt);
    const [loss, gradient] = [rows.map((row) => row[1] as number), rows.map((row) => row[2] as number)];
    expect(SIGNS[asked.right]?.(loss, gradient), `${asked.prompt}\n${asked.right}`).toBe(true);
    for (const text of asked.wrong) {
      // A run that is never reset may jump about before it stands still.
      if (asked.right === 'gradients are never reset' && text.includes('too high')) continue;
      expect(SIGNS[text]?.(loss, gradient), `${asked.prompt}\n${text}`).toBe(false);
    }
  });
});
