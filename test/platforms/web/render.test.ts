import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../../src/platforms/web/render.ts';
import {
  buttons,
  code,
  codeBlock,
  formula,
  heading,
  list,
  paragraph,
  say,
  strong,
  table,
} from '../../../src/reply/build.ts';
import type { ReplyNode } from '../../../src/reply/document.ts';
import { HOSTILE, tagsOf, textOf } from '../../support/web/markup.ts';
import { picture } from '../../support/web/rig.ts';

const html = (...nodes: ReplyNode[]): string =>
  render({ nodes }, { pictureUrl: ({ name }) => `/p/${name}`, fileUrl: ({ name }) => `/t/${name}` }).toString();

/** A node of every kind that shows a text. */
const everywhere = (text: string): ReplyNode[] => [
  heading(text),
  paragraph([...say`${text}`, code(text), strong(text)]),
  list([say`${text}`]),
  codeBlock(text),
  table([text, text], [[text, text]]),
  { ...picture('p'), alt: text || 'x' },
  buttons({ label: text, command: text }, { label: text, command: text, input: text || 'x' }),
  { kind: 'progress', done: 1, total: 2, note: text },
];

const shapeOf = (text: string) => tagsOf(html(...everywhere(text)));

describe('nodes on the page', () => {
  it.each<[string, ReplyNode, string]>([
    ['heading', heading('Loss < 1'), '<h3>Loss &lt; 1</h3>'],
    [
      'paragraph',
      paragraph(say`Raise ${code('a*b')} by ${strong('0.01')}.`),
      '<p>Raise <code>a*b</code> by <strong>0.01</strong>.</p>',
    ],
    [
      'moment',
      paragraph(say`Closes ${{ style: 'time', at: 1000, text: 'in 1 s' }}.`),
      '<p>Closes <time datetime="1970-01-01T00:00:01.000Z" data-until="1000"><span class="hidden">at 00:00:01 UTC</span><span aria-hidden="true">in 1 s</span></time>.</p>',
    ],
    ['list', list([say`one`, say`two`]), '<ul><li>one</li><li>two</li></ul>'],
    ['code', codeBlock('L = a*b\n  = 4'), '<pre class="wide"><code>L = a*b\n  = 4</code></pre>'],
    [
      'table',
      table(['i', 'loss'], [['0', '6.3']]),
      '<div class="wide"><table><thead><tr><th scope="col">i</th><th scope="col">loss</th></tr></thead><tbody><tr><th scope="row">0</th><td>6.3</td></tr></tbody></table></div>',
    ],
    [
      'table without a title over its rows',
      table(['', 'a'], [['val', '2']]),
      '<div class="wide"><table><thead><tr><td></td><th scope="col">a</th></tr></thead><tbody><tr><th scope="row">val</th><td>2</td></tr></tbody></table></div>',
    ],
    [
      'picture',
      picture('loss'),
      '<figure><img src="/p/loss" alt="What loss shows" width="800" height="450"><figcaption><a href="/p/loss" download="loss.png">Save picture</a><details><summary>What it shows</summary><p>What loss shows</p></details></figcaption></figure>',
    ],
    [
      'buttons',
      buttons({ label: 'Every step', command: '/grad "a"' }),
      '<div class="buttons" role="group" aria-label="What to do next"><button type="button" data-command="/grad &quot;a&quot;" title="/grad &quot;a&quot;">Every step</button></div>',
    ],
    [
      'button that asks for a text',
      buttons({ label: 'Type', command: '/quiz answer s1.1', input: 'Your number, such as "3"' }),
      '<div class="buttons" role="group" aria-label="What to do next"><button type="button" data-command="/quiz answer s1.1" data-input="Your number, such as &quot;3&quot;" title="/quiz answer s1.1">Type</button></div>',
    ],
    [
      'button that asks for a text of many lines',
      buttons({ label: 'Paste', command: '/quiz import', input: 'Questions', long: true }),
      '<div class="buttons" role="group" aria-label="What to do next"><button type="button" data-command="/quiz import" data-input="Questions" data-long="" title="/quiz import">Paste</button></div>',
    ],
    [
      'button that asks once more',
      buttons({ label: 'Again', command: '/check --of a', input: 'Answer', filled: 'a*"<' }),
      '<div class="buttons" role="group" aria-label="What to do next"><button type="button" data-command="/check --of a" data-input="Answer" data-filled="a*&quot;&lt;" title="/check --of a">Again</button></div>',
    ],
    [
      'file',
      { kind: 'file', name: 'quiz-1.csv', text: 'a,b' },
      '<p class="download"><a href="/t/quiz-1.csv" download="quiz-1.csv">Save quiz-1.csv</a></p>',
    ],
    [
      'links',
      { kind: 'links', links: [{ label: 'a<b', url: 'https://example.org/?a=1&b=2' }] },
      '<p class="buttons"><a class="button" href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noreferrer">a&lt;b</a></p>',
    ],
    [
      'progress',
      { kind: 'progress', done: 5, total: 20, note: 'loss 0.1' },
      '<div class="progress"><progress max="20" value="5" aria-label="How far it has come"></progress><p>step 5 of 20, loss 0.1</p></div>',
    ],
  ])('%s', (_, node, expected) => {
    expect(html(node)).toBe(expected);
  });

  it('says what a picture would show that could not be drawn', () => {
    const shown = render({ nodes: [picture('loss')] }, { pictureUrl: () => undefined, fileUrl: () => '' }).toString();
    expect(shown).toBe('<p class="missing">No picture this time. It would show: What loss shows</p>');
  });
});

describe('what somebody typed stays text', () => {
  const harmless = shapeOf('x');

  it.each(HOSTILE)('%j', (text) => {
    expect(shapeOf(text)).toEqual(harmless);
    expect(textOf(html(paragraph(say`${text}`)))).toBe(text);
  });

  it('whatever it is', () => {
    const nasty = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', '=', '/', '!', '-', 'a', ' ', '`') });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(shapeOf(`x${text}`)).toEqual(harmless);
        expect(textOf(html(heading(text)))).toBe(text);
      }),
    );
  });
});

describe('formulas in running text', () => {
  const formulas = new Map([['x^{2}', '<svg>x</svg>']]);
  const spans = [...say`Is `, formula('x^2', 'x^{2}'), ...say` or `, formula('1<y', '1<y')];
  const shown = (...nodes: ReplyNode[]): string =>
    render(
      { nodes },
      { pictureUrl: () => undefined, fileUrl: () => '', typeset: { equations: new Map(), formulas } },
    ).toString();
  const html = 'Is <span class="formula"><span class="hidden">x^2</span><svg>x</svg></span> or <code>1&lt;y</code>';

  it('are typeset as far as they can be, and code else', () => {
    expect(shown(paragraph(spans))).toBe(`<p>${html}</p>`);
    expect(shown(list([spans]))).toBe(`<ul><li>${html}</li></ul>`);
  });

  it('are typeset on buttons that show the whole text, and on no others', () => {
    const button = { label: 'A', whole: 'Is x^2 or 1<y', spans, command: '/quiz answer 1 A' };
    expect(shown(buttons(button))).toContain(`title="/quiz answer 1 A">${html}</button>`);
    expect(shown(buttons({ ...button, whole: 'Is '.repeat(40) }))).toContain('>A</button>');
  });
});

describe('equations on the page', () => {
  const typeset = [
    { text: 'L = a<b', left: '<svg>L</svg>', rows: [['<svg>= a</svg>', '<svg>= 1</svg>'], ['<svg>= 2</svg>']] },
  ];
  const shown = (node: ReplyNode): string =>
    render(
      { nodes: [node] },
      {
        pictureUrl: ({ name }) => `/p/${name}`,
        fileUrl: () => '',
        typeset: { equations: new Map([[node, typeset]]), formulas: new Map() },
      },
    ).toString();
  const equations =
    '<div class="equations wide"><div class="equation"><span class="hidden">L = a&lt;b</span><svg>L</svg><div><div class="sides"><svg>= a</svg><svg>= 1</svg></div><div class="sides"><svg>= 2</svg></div></div></div></div>';

  it('stand in place of the lines that say the same', () => {
    expect(shown(codeBlock('L = a', { equations: [] as never }))).toBe(equations);
    expect(shown(codeBlock('L = a\n  a b', { equations: [] as never, rest: '  a b' }))).toBe(
      `${equations}<pre class="wide"><code>  a b</code></pre>`,
    );
  });

  it('stand in place of the picture that shows them, which can still be saved', () => {
    const drawing = {
      type: 'formulas' as const,
      title: 'The <gradients>',
      subtitle: ['Orange'],
      equations: [],
      rest: '',
    };
    expect(shown({ ...picture('formulas'), drawing: drawing as never })).toBe(
      `<figure class="formulas"><p>The &lt;gradients&gt;</p><p>Orange</p>${equations}<figcaption><a href="/p/formulas" download="formulas.png">Save picture</a><details><summary>What it shows</summary><p>What formulas shows</p></details></figcaption></figure>`,
    );
  });

  it('are text where they could not be typeset', () => {
    expect(html(codeBlock('L = a', { equations: [] as never }))).toBe('<pre class="wide"><code>L = a</code></pre>');
  });
});
