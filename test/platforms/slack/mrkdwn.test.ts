import { describe, expect, it } from 'vitest';
import { pieces } from '../../../src/platforms/slack/messages/mrkdwn.ts';

describe('pieces of a text', () => {
  const a = (count: number): string => 'a'.repeat(count);

  it.each<[string, string, string[]]>([
    ['short enough', a(500), [a(500)]],
    ['without white space', a(501), [a(500), 'a']],
    ['with a character of two units at the limit', `${a(499)}😀b`, [a(499), '😀b']],
    ['with a character of two units before the limit', `${a(498)}😀b`, [`${a(498)}😀`, 'b']],
    ['with white space in its second half', `${a(300)} ${a(300)}`, [`${a(300)} `, a(300)]],
    ['with white space at the limit', `${a(500)} b`, [`${a(500)} `, 'b']],
    ['with white space in its first half only', `${a(250)} ${a(300)}`, [`${a(250)} ${a(249)}`, a(51)]],
  ])('%s', (_, text, expected) => {
    expect(pieces([{ style: 'plain', text }])).toEqual(expected);
  });
});
