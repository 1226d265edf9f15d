import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { formula } from './read.ts';

function refusal(text: string): UserError {
  try {
    formula(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

/** The statement that is to blame, where one is. */
const blamed = ({ where }: UserError): string | undefined => where?.text.slice(where.place.start, where.place.end);

describe('statements that make no formula', () => {
  it.each<[string, string | undefined, string, string]>([
    ['d=a*b; f=a+b', undefined, '2 results here: `d` and `f`.', '`L = d + f`'],
    ['a*b; a+b', undefined, '2 results here: `L` and `y`.', '`z = L + y`'],
    ['d=a*b; f=a+b; g=a', undefined, '3 results here: `d` and `f` …', 'one at a time'],
    ['d=a*b; d=a+b', 'd=a+b', '`d` is defined twice', 'Keep one'],
    ['a*b a=1 a=2', 'a=2', '`a` is defined twice', 'Keep one'],
    ['a=1 a=b*c', 'a=b*c', '`a` is defined twice', 'Keep one'],
    ['a=b; b=a', undefined, 'in a circle', 'inputs only'],
    ['a=a+1', undefined, 'in a circle', 'inputs only'],
    ['d=e+1; e=d*2', undefined, 'in a circle', 'inputs only'],
    ['L=a*d; d=e+1; e=d*2', undefined, '`d` is made from itself', 'circle'],
    ['L=a*b; d=e+1; e=d*2', undefined, 'is made from itself', 'circle'],
    ['a*b x=2', 'x=2', '`x` has a value, but does not occur', 'Leave it out'],
    ['weight*b wieght=2', 'wieght=2', '`wieght` has a value', 'Did you mean `weight`?'],
    ['a*b A=2', 'A=2', '`A` has a value', 'Did you mean `a`?'],
    ['a=2 b=3', undefined, 'no formula', 'Put the formula first'],
    ['a=2', undefined, 'no formula', 'Put the formula first'],
    ['2+3', undefined, 'no name in this formula', '`2*x + 3`'],
    ['sin(pi)', undefined, 'no name in this formula', '`2*x + 3`'],
    ['a*b, 5', '5', 'belongs to no name', '`a=2`'],
    ['a*b a=1,5', '5', 'belongs to no name', 'decimals with a point'],
    ['a*b a=1/0', 'a=1/0', 'not a finite number', '`a=2`'],
    ['a*b; a=log(-1)', 'a=log(-1)', 'not a finite number', '`a=2`'],
    ['a*b; a=1e308*10', 'a=1e308*10', 'not a finite number', '`a=2`'],
  ])('%j', (text, place, message, hint) => {
    const error = refusal(text);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(blamed(error)).toBe(place);
  });

  it('the hint that joins two results leads to a formula', () => {
    const { hint } = refusal('d=a*b; f=a+b');
    const joined = /`(.+ = .+)`/.exec(hint ?? '')?.[1];
    expect(formula(`d=a*b; f=a+b; ${joined}`).output).toBe('L');
  });

  it('names that are properties of every object are names like any other', () => {
    const { leaves, values } = formula('constructor*__proto__ constructor=2');
    expect(leaves).toEqual(['constructor', '__proto__']);
    expect([...values]).toEqual([['constructor', 2]]);
  });
});
