import { describe, expect, it } from 'vitest';
import { changed, placesIn } from './places.ts';

/** Every changed version of a source, in the order of the text. */
const versions = (source: string): string[] => placesIn(source).map((place) => changed(source, place));

describe('placesIn', () => {
  it.each<[source: string, changed: string[]]>([
    ['a + b;', ['a - b;']],
    ['a - b * c;', ['a + b * c;', 'a - b / c;']],
    ['a / b;', ['a * b;']],
    ['a ** b;', ['a * b;']],
    ['a < b;', ['a <= b;']],
    ['a <= b;', ['a < b;']],
    ['a > b;', ['a >= b;']],
    ['a >= b;', ['a > b;']],
    ['a === b;', ['a !== b;']],
    ['a !== b;', ['a === b;']],
    ['a && b || c;', ['a || b || c;', 'a && b && c;']],
    ['a += b;', ['a -= b;']],
    ['a -= b;', ['a += b;']],
    ['a = b;', []],
    ['a ?? b;', []],
    ['(a /* + */) /* + */ + b;', ['(a /* + */) /* + */ - b;']],
    ['x = true;', ['x = false;']],
    ['x = false;', ['x = true;']],
    ['x = 2;', ['x = 3;']],
    ['x = 0.5;', ['x = 1.5;']],
    ['x = 1_000;', ['x = 1001;']],
    ['x = -1;', ['x = -2;']],
    ['x = { 1: a };', []],
    ['x = { [1]: a };', ['x = { [2]: a };']],
    ["x = '1';", []],
    ['if (a) b;', ['if (!(a)) b;']],
    ['if (a < b) c;', ['if (!(a < b)) c;', 'if (a <= b) c;']],
    ['if (a === b) c;', ['if (a !== b) c;']],
    ['x = a ? b : c;', ['x = !(a) ? b : c;']],
    ['if (!a) b;', ['if (a) b;']],
    ['x = !a;', ['x = a;']],
    ['f(a);', [';']],
    ['if (a) f(b);', ['if (!(a)) f(b);', 'if (a) ;']],
    ['await f(a);', [';']],
    ['a?.f();', [';']],
    ['x = f(a);', []],
    ["import a from 'b';", []],
    ['type T = 1 | true;', []],
    ['interface T { a: 1 }', []],
    ['let x: 1 | 2;', []],
    ['function f<T extends 1>(a: true): a is true { return a as true; }', []],
    ['x = (1 as number)! satisfies 1;', ['x = (2 as number)! satisfies 1;']],
    ['class A { private readonly a = 1; }', ['class A { private readonly a = 2; }']],
    ["'é😀'; x = 1;", ["'é😀'; x = 2;"]],
  ])('%s', (source, expected) => {
    expect(versions(source)).toEqual(expected);
  });

  it('says the line', () => {
    expect(placesIn('a;\n\nx =\n  1;').map(({ line }) => line)).toEqual([4]);
  });

  it('refuses what is no TypeScript', () => {
    expect(() => placesIn('a +')).toThrow(SyntaxError);
  });
});
