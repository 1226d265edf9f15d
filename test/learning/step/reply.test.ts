import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { answer, say } from '../../commands/run.ts';

const ARTICLE = '/step (a*b+c)*f a=2 b=-3 c=10 f=-2';
const RIGHT = ['-2', '4', '-2', '-2', '6', '-4'];

const buttonsOf = ({ nodes }: Reply) => nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
const lineOf = (reply: Reply, label: string): string => {
  const found = buttonsOf(reply).find((button) => button.label === label);
  if (found === undefined) throw new Error(`no button ${label} in ${toText(reply)}`);
  return found.command;
};
const typed = (reply: Reply, text: string): Reply => answer(`${reply.asks?.answer} "${text}"`);

describe('/step', () => {
  it('leads from the first question to the end, each state by the line of a button', () => {
    let reply = answer(ARTICLE);
    for (const [i, right] of RIGHT.entries()) {
      expect(toText(reply)).toContain(`Step ${i + 1} of 6`);
      reply = typed(reply, right);
      expect(toText(reply)).toContain('✔ Right.');
      expect(reply.graded).toMatchObject([{ score: 1, note: 'right' }]);
      reply = answer(reply.asks?.next ?? '');
    }
    expect(toText(reply)).toContain('6 steps, all right at the first try.');
    expect(lineOf(reply, 'Another like it')).toMatch(/^\/step \(a\*b \+ c\)\*f a=\S+ b=\S+ c=\S+ f=\S+$/);
    expect(say(lineOf(reply, 'Another like it'))).toContain('Step 1 of 6: dL/dd');
  });

  it('says which mistake gives a number, asks again, and remembers it to the end', () => {
    const wrong = typed(answer(`${ARTICLE} --number 5`), '-4');
    expect(toText(wrong).replaceAll(/\s+/g, ' ')).toContain('gave a factor its own value');
    expect(wrong.graded).toMatchObject([{ note: 'factors-not-swapped', skill: 'one-hop.1' }]);
    const right = typed(wrong, '6');
    expect(toText(right)).toContain('✔ Right.');
    const next = answer(right.asks?.next ?? '');
    const end = answer(typed(next, '-4').asks?.next ?? '');
    expect(toText(end)).toContain('6 steps: 5 right at the first try, 1 after a mistake.');
    expect(toText(end)).toContain('Step 5: `dL/da = -2 × b = 6`');
  });

  it('lights the way on which a mistake is made', () => {
    const wrong = typed(answer(`${ARTICLE} --number 5`), '-4');
    const picture = wrong.nodes.find((node) => node.kind === 'picture');
    expect(picture?.alt).toContain('The answer goes wrong on the way back from e to a.');
    const operations = picture?.drawing.type === 'graph' ? picture.drawing.operations : [];
    expect(operations.flatMap(({ wrong: operands = [] }) => operands)).toEqual([0]);
  });

  it('hints first with the rule, then with a gap, and never with the answer', () => {
    const first = answer(lineOf(answer(`${ARTICLE} --number 5`), 'Hint'));
    expect(toText(first)).toContain('× swaps');
    expect(toText(first)).not.toContain('▢');
    const second = answer(lineOf(first, 'Next hint'));
    expect(toText(second)).toContain('`dL/de × de/da = -2 × ▢`');
    expect(buttonsOf(second).map(({ label }) => label)).not.toContain('Next hint');
    expect(typed(second, '6').graded).toMatchObject([{ hint: true, score: 1 }]);
  });

  it('shows the answer, and says at the end that it was shown', () => {
    const shown = answer(lineOf(answer(`${ARTICLE} --number 6`), 'Show'));
    expect(toText(shown)).toContain('dL/db = -2 × a = -4');
    expect(shown.graded).toBeUndefined();
    expect(say(shown.asks?.next ?? '')).toContain('6 steps: 5 right at the first try, 1 shown.');
  });

  it('goes back, to a question that stands as it was', () => {
    const second = answer(`${ARTICLE} --number 2`);
    expect(toText(answer(lineOf(second, 'Back')))).toBe(say(ARTICLE));
    expect(buttonsOf(answer(ARTICLE)).map(({ label }) => label)).not.toContain('Back');
  });

  it('grades no answer to another question than the one that was shown', () => {
    const reply = answer(`${ARTICLE} --asked 1 --answer A`);
    expect(toText(reply)).toContain('nothing is graded');
    expect(reply.graded).toBeUndefined();
    expect(say(lineOf(reply, 'Fresh question'))).toContain('What is `dL/dd`?');
  });

  it('says how a formula was read, and which values were chosen', () => {
    expect(say('/step mx+b m=2 x=3 b=1')).toContain('Read as `m*x + b`. `mx` is taken as `m*x`.');
    expect(say('/step a*b+c a=2')).toMatch(/Not every name has a value, so I chose `b=/);
  });

  it.each([
    ['/step 3+4', 'E_NO_NAME_IN_FORMULA'],
    ['/step L=a', 'E_NOTHING_TO_STEP'],
    ['/step log(x) x=-1', 'E_STEP_NOT_FINITE'],
    ['/step sqrt(x) x=0', 'E_STEP_NOT_FINITE'],
    ['/step a*b a=2 b=3 --wrt d', 'E_UNKNOWN_NAME'],
    ['/step train --from forward', 'E_STEP_TRAIN_FIXED'],
    ['/step train --no-zero-grad --at "a=2"', 'E_STEP_TRAIN_FIXED'],
    ['/step tanh(x1*w1+x2*w2+x3*w3+x4*w4+x5*w5+x6*w6+x7*w7+x8*w8+x9*w9+b)^2 --at "b=1"', 'E_TOO_MANY_STEPS'],
  ])('refuses %s with what to do instead', (line, code) => {
    let caught: unknown;
    try {
      answer(line);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(UserError);
    const { remedies, ...refusal } = caught as UserError;
    expect(refusal.code).toBe(code);
    for (const remedy of remedies) expect(() => answer(remedy)).not.toThrow();
  });

  it.each([
    [ARTICLE, 'E', 'take a letter: A, B, C, D.'],
    [ARTICLE, '1e999', 'take a letter'],
    ['/step (a*b+c)*f', 'b*', 'take a letter'],
    ['/step a*b a=1000000 b=2000000', 'E', 'A number is wanted'],
  ])('asks the same step again after an answer that cannot be read: %s, %s', (line, text, hint) => {
    const asked = answer(`${line} --number 2 --missed 1 --hint 1`);
    let caught: unknown;
    try {
      typed(asked, text);
    } catch (error) {
      caught = error;
    }
    const { remedies, hint: said } = caught as UserError;
    expect(said).toContain(hint);
    expect(remedies.map((remedy) => say(remedy))).toEqual([toText(asked)]);
  });
});
