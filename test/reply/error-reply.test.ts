import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { code, say } from '../../src/reply/build.ts';
import { errorReply } from '../../src/reply/error-reply.ts';
import { toText } from '../../src/reply/text.ts';

/** The text with its caret, for a stretch of a text. */
function shown(text: string, start: number, end = start + 1): string[] {
  const { nodes } = errorReply(new UserError('wrong', { code: 'E_TEST', where: { text, place: { start, end } } }));
  return toText({ nodes: nodes.slice(1) }).split('\n');
}

describe('the caret', () => {
  const long = `${'a+'.repeat(100)}?${'+b'.repeat(100)}`;

  it.each<[what: string, text: string, start: number, end: number, line: string, carets: string]>([
    ['one sign', 'a+?', 2, 3, 'a+?', '  ^'],
    ['several', 'a+???', 2, 5, 'a+???', '  ^^^'],
    ['at the start', '?+a', 0, 1, '?+a', '^'],
    ['behind the end', 'a+', 2, 2, 'a+', '  ^'],
    ['in an empty text', '', 0, 0, '', '^'],
    ['in the second of three lines', 'a;\nb+?;\nc', 5, 6, 'b+?;', '  ^'],
    ['at the start of a line', 'a;\n?;\nc', 3, 4, '?;', '^'],
    ['at a line break', 'a+\nb', 2, 3, 'a+', '  ^'],
    ['over a line break', 'a+b\nc', 2, 5, 'a+b', '  ^'],
    ['in a long line', long, 200, 201, `…${'a+'.repeat(15)}?${'+b'.repeat(14)}+…`, `${' '.repeat(31)}^`],
    ['near the start of a long line', long, 4, 5, `${'a+'.repeat(30)}…`, '    ^'],
    ['at the end of a long line', long, 400, 401, `…${'b+'.repeat(15)}b`, `${' '.repeat(31)}^`],
  ])('%s', (_, text, start, end, line, carets) => {
    expect(shown(text, start, end)).toEqual([line, carets]);
  });

  it('never reaches past the part that is shown', () => {
    const [line = '', carets = ''] = shown('x'.repeat(200), 0, 200);
    expect(carets.length).toBeLessThanOrEqual(line.length);
  });
});

describe('a refusal', () => {
  it('says what, where and what to do', () => {
    const error = new UserError('`lr` needs a number, not `x`.', {
      code: 'E_TEST',
      hint: 'For example `--lr 1`.',
      where: { text: '--lr x', place: { start: 5, end: 6 } },
    });
    expect(errorReply(error).nodes).toEqual([
      { kind: 'paragraph', spans: say`${code('lr')} needs a number, not ${code('x')}.` },
      { kind: 'code', text: '--lr x\n     ^' },
      { kind: 'paragraph', spans: say`For example ${code('--lr 1')}.` },
    ]);
  });

  it('leaves out what there is not', () => {
    expect(errorReply(new UserError('No.', { code: 'E_TEST' })).nodes).toEqual([
      { kind: 'paragraph', spans: say`No.` },
    ]);
  });
});
