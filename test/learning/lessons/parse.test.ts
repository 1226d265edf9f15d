import { describe, expect, it } from 'vitest';
import { MalformedLesson, type Mistake } from '../../../src/learning/lessons/lesson.ts';
import { parseLesson } from '../../../src/learning/lessons/parse.ts';

const TOP = '---\ntitle: Mine\nsummary: About it.\n---\n';
const WORDS = Array.from({ length: 91 }, (_, i) => `word${i}`).join(' ');

const mistakesIn = (text: string): readonly Mistake[] => {
  try {
    parseLesson(text, 'mine');
  } catch (error) {
    if (error instanceof MalformedLesson) return error.mistakes;
    throw error;
  }
  return [];
};

describe('a lesson', () => {
  it('has front matter, pages, commands and checks', () => {
    const lesson = parseLesson(
      [
        '---',
        'title: One hop',
        'number: 3',
        'summary: How a gradient goes back.',
        'explains:',
        '  1: [upstream-dropped]',
        '  2:',
        '    - factors-not-swapped',
        '    - product-copied',
        '---',
        '# The **first** page',
        '',
        'A **chain rule** and a **cake**: `a*b`.',
        '',
        '```run picture code',
        '/grad a*b+c a=2 b=-3 c=10',
        '```',
        'Behind it.',
        '---',
        '',
        '# The second',
        '```python',
        'a = 1',
        '---',
        '```',
        '~~~check',
        'one-hop 1 without powers quotients',
        '~~~',
      ].join('\r\n'),
      'one-hop',
    );
    expect(lesson).toMatchObject({
      name: 'one-hop',
      number: 3,
      title: 'One hop',
      summary: 'How a gradient goes back.',
    });
    expect([...lesson.explains]).toEqual([
      ['upstream-dropped', 1],
      ['factors-not-swapped', 2],
      ['product-copied', 2],
    ]);
    const [first, second] = lesson.pages;
    expect(lesson.pages).toHaveLength(2);
    expect(first?.parts.map(({ kind }) => kind)).toEqual(['text', 'run', 'text']);
    expect(first?.parts[1]).toEqual({
      kind: 'run',
      command: '/grad a*b+c a=2 b=-3 c=10',
      kinds: ['code', 'picture'],
      line: 16,
    });
    expect(first?.words).toEqual(['chain rule']);
    expect(first?.check).toBeUndefined();
    expect(second?.parts).toEqual([{ kind: 'text', nodes: [{ kind: 'code', text: 'a = 1\n---' }] }]);
    expect(second).toMatchObject({
      title: 'The second',
      check: { type: 'one-hop', level: 1, without: ['powers', 'quotients'] },
      checkLine: 27,
    });
  });

  it('needs no number and no check, and shows all of an answer where nothing else is said', () => {
    const { number, pages } = parseLesson(`\ufeff${TOP}# A page\n\n\`\`\`run\n/train\n\`\`\`\n`, 'mine');
    expect(number).toBeUndefined();
    expect(pages[0]?.parts[0]).toMatchObject({ kinds: ['paragraph', 'list', 'code', 'table', 'picture'] });
  });

  it('leaves out characters that nobody sees', () => {
    const { pages } = parseLesson(
      `${TOP.replace('title: ', 'title: \u202e')}# A \u202epage\n\nThe \u202etext\u200b.\n`,
      'mine',
    );
    expect(JSON.stringify(pages)).toContain('The text.');
    expect(JSON.stringify(pages)).not.toMatch(/[\u202e\u200b]/);
  });

  it('may ask for a walk through a formula in place of a question', () => {
    const { pages } = parseLesson(`${TOP}# A\n\`\`\`check\n/step a*b a=2 b=3\n\`\`\``, 'mine');
    expect(pages[0]).toMatchObject({ walk: '/step a*b a=2 b=3', checkLine: 7 });
    expect(pages[0]?.check).toBeUndefined();
  });

  it.each([
    ['nothing', '', 1, 'A lesson begins with `---`, its `title:` and `summary:`, and `---` once more.'],
    ['front matter that never ends', '---\ntitle: a\n# Page\n', 1, 'A lesson begins with `---`'],
    ['front matter that is no YAML', '---\ntitle: "a\n---\n# Page\nText', 2, 'This cannot be read as YAML'],
    ['front matter that is a list', '---\n- a\n---\n# Page\nText', 2, 'Above the pages stand `title: …`'],
    ['no title', '---\nsummary: b\n---\n# Page\nText', 2, '`title` needs a text.'],
    ['no summary', '---\ntitle: a\n---\n# Page\nText', 2, '`summary` needs a text.'],
    ['a long title', `---\ntitle: ${'a'.repeat(61)}\nsummary: b\n---\n# P\nText`, 2, '61 characters; 60 fit'],
    ['a wrong number', '---\ntitle: a\nsummary: b\nnumber: x\n---\n# P\nText', 4, '`number` is the place'],
    ...['0', '1.5', '100'].map((number): [string, string, number, string] => [
      `the number ${number}`,
      `---\ntitle: a\nsummary: b\nnumber: ${number}\n---\n# P\nText`,
      4,
      '`number` is the place',
    ]),
    [
      'page 1.5',
      '---\ntitle: a\nsummary: b\nexplains:\n  1.5: [sum-swapped]\n---\n# P\nText',
      5,
      'the number of a page',
    ],
    ['an unknown key', '---\ntitel: a\ntitle: a\nsummary: b\n---\n# P\nText', 2, 'Did you mean `title`?'],
    [
      'an unknown mistake',
      '---\ntitle: a\nsummary: b\nexplains:\n  1: [sum-swaped]\n---\n# P\nText',
      5,
      'Did you mean `sum-swapped`?',
    ],
    [
      'a page that is not there',
      '---\ntitle: a\nsummary: b\nexplains:\n  2: [sum-swapped]\n---\n# P\nText',
      5,
      'There is no page 2: 1 page in all.',
    ],
    [
      'a mistake on two pages',
      '---\ntitle: a\nsummary: b\nexplains:\n  1: [sum-swapped]\n  2: [sum-swapped]\n---\n# P\nText\n---\n# Q\nText',
      6,
      'explained by two pages',
    ],
    [
      'a list of pages',
      '---\ntitle: a\nsummary: b\nexplains: [a]\n---\n# P\nText',
      4,
      '`explains` has the number of a page on each line',
    ],
    ['a page without a title', `${TOP}Text.`, 5, 'A page begins with its title'],
    ['a second page without a title', `${TOP}# A\nText\n---\n\nText.`, 9, 'A page begins with its title'],
    ['an empty page', `${TOP}# A`, 5, 'This page is empty.'],
    ['a page too long', `${TOP}# A\n${WORDS}`, 5, 'This page has 91 words; 90 fit.'],
    ['a block that never ends', `${TOP}# A\n\`\`\`run\n/train`, 6, 'This block is never closed'],
    ['a command of two lines', `${TOP}# A\n\`\`\`run\n/train\n/train\n\`\`\``, 6, 'This block has one line'],
    ['a command without a slash', `${TOP}# A\n\`\`\`run\ntrain\n\`\`\``, 7, 'A command begins with a slash.'],
    ['an unknown kind', `${TOP}# A\n\`\`\`run video\n/train\n\`\`\``, 6, 'not `video`'],
    ['three commands', `${TOP}# A\n${'```run\n/train\n```\n'.repeat(3)}`, 13, 'A page has 2 commands at most.'],
    ['two checks', `${TOP}# A\n${'```check\none-hop 1\n```\n'.repeat(2)}`, 9, 'A page has one check at most.'],
    ['an unknown type', `${TOP}# A\n\`\`\`check\none-hopp 1\n\`\`\``, 7, 'Did you mean `one-hop`?'],
    [
      'a level that it has not',
      `${TOP}# A\n\`\`\`check\none-hop 2\n\`\`\``,
      7,
      '`one-hop` has level 1, 3, 4; not `2`.',
    ],
    ['no level', `${TOP}# A\n\`\`\`check\none-hop\n\`\`\``, 7, '`one-hop` has level 1, 3, 4'],
    ['an unknown operation', `${TOP}# A\n\`\`\`check\none-hop 1 without roots\n\`\`\``, 7, 'some of powers, quotients'],
    ['nothing behind without', `${TOP}# A\n\`\`\`check\none-hop 1 without\n\`\`\``, 7, 'some of powers, quotients'],
    ['a word behind check', `${TOP}# A\n\`\`\`check now\none-hop 1\n\`\`\``, 6, 'Nothing stands behind `check`.'],
    ['a picture', `${TOP}# A\n![a cat](https://example.com/cat.png)`, 6, 'A picture comes from a command'],
    ['too many pages', `${TOP}${'# A\nText\n---\n'.repeat(13)}`, 40, 'A lesson has at most 12 pages.'],
  ])('is refused for %s, with its line', (_, text, line, what) => {
    const mistakes = mistakesIn(text);
    expect(mistakes.find((mistake) => mistake.what.includes(what))?.line ?? mistakes).toBe(line);
  });

  it('names every mistake, in the order of the lines', () => {
    const text = `---\ntitle: a\n---\nText.\n---\n# B\n\`\`\`check\nnothing 1\n\`\`\``;
    expect(mistakesIn(text).map(({ line }) => line)).toEqual([2, 4, 8]);
  });
});
