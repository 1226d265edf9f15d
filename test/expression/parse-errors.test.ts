import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parse } from '../../src/expression/index.ts';

function refusal(text: string): UserError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

/** The text as it was understood, with the wrong stretch marked: `a ⟦b⟧`. */
function marked({ where }: UserError): string {
  if (where === undefined) return '';
  const { text, place } = where;
  return `${text.slice(0, place.start)}⟦${text.slice(place.start, place.end)}⟧${text.slice(place.end)}`;
}

describe('says what is wrong, where, and what to do instead', () => {
  it.each<[string, string, string, string]>([
    // brackets
    ['(a+b', '⟦(⟧a+b', 'never closed', 'Add a `)`'],
    ['2*((a+b)', '2*⟦(⟧(a+b)', 'never closed', 'Add a `)`'],
    ['tanh(a', 'tanh⟦(⟧a', 'never closed', 'Add a `)`'],
    ['(a;b)', '⟦(⟧a;b)', 'never closed', 'Add a `)`'],
    ['(a\nb)', '⟦(⟧a\nb)', 'never closed', 'Add a `)`'],
    ['a+b)', 'a+b⟦)⟧', 'closes nothing', 'Take it out'],
    ['()', '(⟦)⟧', 'cannot stand here', 'a number'],
    ['(a,b)', '(a⟦,⟧b)', 'cannot stand inside brackets', 'Close the bracket'],
    // what is missing, and what is too much
    ['a*', 'a*⟦⟧', 'stops in the middle', 'has to follow'],
    ['a=', 'a=⟦⟧', 'stops in the middle', 'has to follow'],
    ['a^', 'a^⟦⟧', 'stops in the middle', 'has to follow'],
    ['*a', '⟦*⟧a', 'cannot stand here', 'A name, a number'],
    ['a*/b', 'a*⟦/⟧b', 'cannot stand here', 'A name, a number'],
    ['weight bias', 'weight ⟦bias⟧', 'missing between `weight` and `bias`', '`weight*bias`'],
    ['a*b a=2 b', 'a*b a=2 ⟦b⟧', 'missing between `2` and `b`', '`2*b`'],
    ['a 2', 'a ⟦2⟧', 'missing between `a` and `2`', '`a*2`'],
    ['1.2.3', '1.2⟦.3⟧', 'missing between', '`1.2*.3`'],
    ['=a', '⟦=⟧a', 'One `=` too many', 'single `=`'],
    ['a==2', 'a=⟦=⟧2', 'One `=` too many', 'single `=`'],
    ['d=a*b=L', 'd=a*b⟦=⟧L', 'second `=`', '`;`'],
    ['(a+b)=c', '(a+b)⟦=⟧c', 'On the left of `=`', '`d = a*b`'],
    ['2(x)=3', '2(x)⟦=⟧3', 'On the left of `=`', 'For example `d = a*b`.'],
    ['a*x)=3', 'a*x⟦)⟧=3', 'closes nothing', 'Take it out'],
    ['f(2)=3', '⟦f⟧(2)=3', '`f` is a name here', '`f*(…)`'],
    ['f(x==1)', '⟦f⟧(x==1)', '`f` is a name here', '`f*(…)`'],
    // functions
    ['tahn (x)', '⟦tahn⟧ (x)', 'no function `tahn`', '`tanh`'],
    ['2*tanh', '2*⟦tanh⟧', 'needs its operand', '`tanh(x)`'],
    ['tanh *a', '⟦tanh⟧ *a', 'needs its operand', '`tanh(x)`'],
    ['√^2x', '⟦√⟧^2x', 'needs its operand', '`√(x)`'],
    ['sin^2 -x', '⟦sin⟧^2 -x', 'needs its operand', '`sin(x)`'],
    ['max a', '⟦max⟧ a', 'needs its operand', '`max(a, b)`'],
    ['log^-1(x)', '⟦log⟧^-1(x)', 'one over `log`, or its inverse', '`1/log(x)`'],
    ['(a*b).tahn()', '(a*b).⟦tahn⟧()', '`.tahn` is no function', '`(a*b).tanh()`'],
    ['f(x)=x^2; y=f(2)', 'f(x)=x^2; y=f(⟦2⟧)', 'is defined as `f(x)`', '`x=2`'],
    ['tahn(x)', '⟦tahn⟧(x)', 'no function `tahn`', '`tanh`'],
    ['f(x)', '⟦f⟧(x)', '`f` is a name here', '`f*(…)`'],
    ['constructor(x)', '⟦constructor⟧(x)', 'is a name here', 'The functions are'],
    ['tanh', '⟦tanh⟧', 'needs its operand', '`tanh(x)`'],
    ['sin()', '⟦sin()⟧', 'takes 1 operand, not 0', '`sin(x)`'],
    ['1+sin(a,b)', '1+⟦sin(a,b)⟧', 'takes 1 operand, not 2', '`sin(x)`'],
    ['max(a)', '⟦max(a)⟧', 'takes 2 operands, not 1', '`max(a, b)`'],
    ['max(a,)', 'max(a,⟦)⟧', 'cannot stand here', 'A name'],
    ['tanh=2', '⟦tanh⟧=2', 'cannot be a name', 'another name'],
    ['a*pi pi=3', 'a*pi ⟦pi⟧=3', 'is a constant', 'another name'],
    // signs that no formula has
    ['|a', '⟦|⟧a', 'never closed', '`abs(x)`'],
    ['∫x', '⟦∫⟧x', '`∫` has no meaning', 'derivatives'],
    ['\\foo x', '⟦\\⟧foo x', '`\\` has no meaning', 'LaTeX'],
    ['a<b', 'a⟦<⟧b', 'comparison has no gradient', 'relu'],
    ['a!', 'a⟦!⟧', '`!` has no meaning', 'factorial'],
    ['a..b', 'a⟦.⟧.b', '`.` has no meaning', '0.5'],
    ['a + 😀 + b', 'a + ⟦😀⟧ + b', '`😀` has no meaning', 'names, numbers'],
    // numbers and sizes
    ['a*1e999', 'a*⟦1e999⟧', 'too large', '1.8e308'],
    [`${'('.repeat(101)}a`, `${'('.repeat(101)}⟦a⟧`, 'nested more than 100 deep', 'Name an inner part'],
    // places refer to the text as it was understood
    ['`a × b 3`', 'a * b ⟦3⟧', 'missing between `b` and `3`', '`b*3`'],
    ['a&nbsp;&divide;&divide; b', 'a /⟦/⟧ b', 'cannot stand here', 'A name'],
    [';;', ';;⟦⟧', 'no formula here', '`a*b+c`'],
  ])('%j', (text, place, message, hint) => {
    const error = refusal(text);
    expect(marked(error)).toBe(place);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it.each(['', '   ', '``', '&nbsp;'])('nothing at all: %j', (text) => {
    const error = refusal(text);
    expect(error.message).toBe('There is no formula.');
    expect(error.hint).toContain('`a*b+c`');
  });

  it('a formula that is too long, with the number that fits', () => {
    expect(parse(`a${'+a'.repeat(999)}`)).toHaveLength(1);
    expect(refusal(`a${'+a'.repeat(1000)}`).message).toBe('This formula has 2001 characters; 2000 fit.');
  });

  it('nesting up to the limit is fine, of every kind', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['tanh(', ')'],
      ['-', ''],
      ['2^', ''],
    ] as const) {
      expect(() => parse(`${open.repeat(100)}a${close.repeat(100)}`)).not.toThrow();
      expect(refusal(`${open.repeat(101)}a${close.repeat(101)}`).message).toContain('nested more than 100 deep');
    }
  });
});
