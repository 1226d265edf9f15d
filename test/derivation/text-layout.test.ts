import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, COLUMNS, columns, wrap } from '../../src/derivation/text-layout.ts';

describe('align', () => {
  it('puts the last `=` and the values under each other', () => {
    const lines = [
      { target: 'e', work: 'a*b = 2*(-3)', value: '-6' },
      { target: 'd', work: 'e + c = -6 + 10', value: '4', note: ' so far' },
      { target: 'L', value: '12' },
      { target: 'x', work: 'only work' },
      { target: '1 L=d*f  [product]', title: true },
    ];
    expect(align(lines)).toEqual([
      'e = a*b = 2*(-3)    = -6',
      'd = e + c = -6 + 10 =  4 so far',
      'L = 12',
      'x = only work',
      '1 L=d*f  [product]',
    ]);
    expect(align(lines, '  ')[1]).toBe('  d = e + c = -6 + 10 =  4 so far');
    expect(align([])).toEqual([]);
  });

  it('breaks a line that is wider than a phone before its `=` signs', () => {
    const fits = { target: 'a', work: 'x'.repeat(34), value: '1' };
    expect(align([fits])).toEqual([`a = ${'x'.repeat(34)} = 1`]);
    expect(align([{ ...fits, value: '12' }])).toEqual(['a', `  = ${'x'.repeat(34)}`, '  = 12']);
    expect(align([{ ...fits, note: '!' }])).toEqual(['a', `  = ${'x'.repeat(34)}`, '  = 1!']);
    expect(align([fits], ' ')).toEqual([' a', `   = ${'x'.repeat(34)}`, '   = 1']);
    expect(align([{ target: 'a', work: 'x'.repeat(39) }])).toEqual(['a', `  = ${'x'.repeat(38)}`, '  x']);
  });

  it('aligns with a line that fills a phone', () => {
    const long = { target: 'a', work: 'x'.repeat(34), value: '1' };
    expect(align([long, { target: 'b', work: 'y', value: '2' }])[1]).toBe(`b = y${' '.repeat(33)} = 2`);
  });

  it('does not move a line that would be too wide then', () => {
    expect(
      align([
        { target: 'a', work: 'x'.repeat(34), value: '1' },
        { target: 'b', work: 'y', value: '123' },
      ]),
    ).toEqual([`a = ${'x'.repeat(34)} = 1`, 'b = y = 123']);
    const others = [
      { target: 'b', work: 'y', value: '123' },
      { target: 'c', work: 'zz', value: '4' },
    ];
    expect(align([{ target: 'a', work: 'x'.repeat(32), value: '1' }, ...others], '  ')).toEqual([
      `  a = ${'x'.repeat(32)} = 1`,
      '  b = y  = 123',
      '  c = zz =   4',
    ]);
  });
});

describe('wrap', () => {
  it.each<[string, string[]]>([
    ['x'.repeat(42), ['x'.repeat(42)]],
    ['x'.repeat(43), ['x'.repeat(42), 'x']],
    [`${'x'.repeat(42)} y`, ['x'.repeat(42), 'y']],
    [`${'x'.repeat(20)} ${'y'.repeat(30)}`, ['x'.repeat(20), 'y'.repeat(30)]],
    [`${'x'.repeat(20)}*${'y'.repeat(30)}`, [`${'x'.repeat(20)}*`, 'y'.repeat(30)]],
    [`${'x'.repeat(20)}+${'y'.repeat(30)}`, [`${'x'.repeat(20)}+${'y'.repeat(21)}`, 'y'.repeat(9)]],
    // A cut in the first third would leave the line nearly empty.
    [`${'x'.repeat(14)} ${'y'.repeat(30)}`, [`${'x'.repeat(14)} ${'y'.repeat(27)}`, 'yyy']],
    [`${'x'.repeat(15)} ${'y'.repeat(30)}`, ['x'.repeat(15), 'y'.repeat(30)]],
    [`x/${'y'.repeat(20)},${'z'.repeat(30)}`, [`x/${'y'.repeat(20)},`, 'z'.repeat(30)]],
  ])('%s', (text, expected) => {
    expect(wrap(text)).toEqual(expected);
  });

  it('indents every line, and none is too long', () => {
    expect(wrap('x'.repeat(60), '    ')).toEqual([`    ${'x'.repeat(38)}`, `    ${'x'.repeat(22)}`]);
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '*', '/', '(', ','), maxLength: 200 });
    fc.assert(
      fc.property(texts, (text) => {
        const lines = wrap(text.trim(), '  ');
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(COLUMNS);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('columns', () => {
  it('stand beside each other, and go on below', () => {
    const cells = (count: number) => Array.from({ length: count }, (_, i) => [`n${i}`, '-1.5', '2']);
    expect(columns(['', 'val', 'grad'], cells(2))).toEqual([
      '        n0    n1',
      'val   -1.5  -1.5',
      'grad     2     2',
    ]);
    const many = columns(['', 'val', 'grad'], cells(7));
    expect(many).toEqual([
      '        n0    n1    n2    n3    n4    n5',
      'val   -1.5  -1.5  -1.5  -1.5  -1.5  -1.5',
      'grad     2     2     2     2     2     2',
      '',
      '        n6',
      'val   -1.5',
      'grad     2',
    ]);
  });

  it('fill a phone to its last column', () => {
    const wide = columns(['v'], [['x'.repeat(18)], ['y'.repeat(19)]]);
    expect(wide).toEqual([`v  ${'x'.repeat(18)}  ${'y'.repeat(19)}`]);
    expect(columns(['v'], [['x'.repeat(18)], ['y'.repeat(20)]])).toHaveLength(3);
  });
});
