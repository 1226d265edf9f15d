import { describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/dispatch/bot.ts';
import { codeBlock } from '../../../src/reply/build.ts';
import { secretOf, shown, startApp } from '../../support/web/rig.ts';

/** The page's routes, and what the bot behind them was asked. */
async function setUp() {
  const asked: string[] = [];
  const who: { name: string; user: string; manages: boolean; channel: string; tenant: string }[] = [];
  const answer: Bot['ask'] = async (question, options) => {
    asked.push(String(question.input));
    const context = await options?.context?.();
    if (context) who.push(context.who);
    return { reply: { nodes: [] }, pictures: new Map() };
  };
  return { asked, who, ...(await startApp(answer)) };
}

describe('who asks', () => {
  it.each([
    [{ name: ' Ana ' }, 'Ana'],
    [{ name: '' }, 'Guest'],
    [{ name: '   ' }, 'Guest'],
    [{}, 'Guest'],
  ])('%o is %s', async (changes, name) => {
    const { ask, who, people } = await setUp();
    await ask('/quiz join', changes);
    const user = await people.idOf(secretOf('person-1'));
    const called = name === 'Guest' ? expect.stringMatching(/^Guest [\p{L}\d]{4}$/u) : name;
    expect(who).toMatchObject([{ name: called, user, manages: false, tenant: 'web:page', channel: 'page' }]);
  });

  it('is known by what can be shown: the secret cannot be had from it', async () => {
    const { ask, who } = await setUp();
    await ask('/quiz join');
    expect(JSON.stringify(who)).not.toContain(secretOf('person-1').slice(0, 8));
  });

  it.each(['x'.repeat(33), 'two\nlines', 'a\u0000b'])('%j is no name', async (name) => {
    const { ask, who } = await setUp();
    expect(JSON.stringify(await ask('/quiz join', { name }))).toContain('error');
    expect(who).toEqual([]);
  });
});

describe('a text that a button asked for', () => {
  it.each([
    ['a b', '/quiz answer s1.1 "a b"'],
    ['--unknown', '/quiz answer s1.1 "--unknown"'],
    ['say "x"', String.raw`/quiz answer s1.1 "say \"x\""`],
  ])('%j is put behind the line as one', async (input, line) => {
    const { ask, asked } = await setUp();
    const last = shown(await ask('/quiz answer s1.1', { input }));
    expect([asked, last.line]).toEqual([[line], line]);
  });

  it('may not be endless', async () => {
    const { ask, asked } = await setUp();
    expect(JSON.stringify(await ask('/quiz answer s1.1', { input: 'x'.repeat(3001) }))).toContain('too long');
    expect(asked).toEqual([]);
  });
});

describe('a link', () => {
  it.each([
    '/quiz stop',
    '/QUIZ  Stop',
    'quiz start --rounds 2',
    '/quiz forget-me',
    '/quiz practice',
  ])('%s alone does nothing', async (line) => {
    const { ask, asked } = await setUp();
    const last = shown(await ask(line, { linked: true }));
    expect([last.kind, last.link, asked]).toEqual(['refusal', false, []]);
    expect(last.html).toContain(`data-command="${line}"`);
    expect(shown(await ask(line)).link).toBe(false);
    expect(asked).toEqual([line]);
  });

  it.each(['/grad a', '/train', '/nothing'])('%s is asked', async (line) => {
    const { ask, asked } = await setUp();
    expect(shown(await ask(line, { linked: true })).link).toBe(true);
    expect(asked).toEqual(line === '/nothing' ? [] : [line]);
  });
});

describe('formulas', () => {
  it('are typeset for the page, and sent in LaTeX to be copied', async () => {
    const node = codeBlock('L = a', { equations: [{ left: 'L', rows: [['= a']], text: 'L = a' }] });
    const wanted: unknown[] = [];
    const { ask } = await startApp(async (_, options) => {
      wanted.push(options?.typeset);
      const equations = new Map([[node, [{ text: 'L = a', left: '<svg></svg>', rows: [] }]]]);
      return {
        reply: { nodes: [node], latex: 'L = a' },
        pictures: new Map(),
        typeset: { equations, formulas: new Map() },
      };
    });
    const last = shown(await ask('/grad L=a'));
    expect(wanted).toEqual([true]);
    expect(last.html).toContain('<div class="equation"><span class="hidden">L = a</span><svg></svg>');
    expect(last).toMatchObject({ text: 'L = a', latex: 'L = a' });
  });

  it('are not there where there are none', async () => {
    const { ask } = await setUp();
    expect(shown(await ask('/train'))).not.toHaveProperty('latex');
  });
});
