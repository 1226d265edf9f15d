import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { type Format, leftOutSentences } from '../../../src/questions/formats/formats.ts';
import { readQuestions as readFile } from '../../../src/questions/formats/read.ts';
import { fromNodes } from '../../../src/questions/markup.ts';
import { type Question, questionSchema } from '../../../src/questions/question.ts';
import { errorReply } from '../../../src/reply/error-reply.ts';
import { toText } from '../../../src/reply/text.ts';

const readQuestions = (text: string, as?: Format): Question[] => readFile(text, as).questions;

/** A question as a teacher would tell it: the right option with a star. */
function told({ prompt, options, typed, level, hint, explanation }: Question): Record<string, unknown> {
  const shown = options
    .map(({ text, right, bugs, feedback }) =>
      [`${right ? '*' : ''}${text}`, ...bugs, ...(feedback ? [feedback] : [])].join(' | '),
    )
    .sort();
  const { kind, ...answer } = typed ?? { kind: undefined };
  return {
    prompt: fromNodes(prompt),
    ...(shown.length > 0 && { options: shown }),
    ...(kind !== undefined && {
      [kind]: 'value' in answer ? `${answer.value} ± ${answer.tolerance}` : 'accepted' in answer ? answer.accepted : '',
    }),
    ...(typed &&
      'traps' in typed &&
      options.length === 0 &&
      typed.traps.length > 0 && { traps: typed.traps.map(trapTold) }),
    ...(level > 1 && { level }),
    ...(hint.length > 0 && { hint: fromNodes(hint) }),
    ...(explanation.length > 0 && { explanation: fromNodes(explanation) }),
  };
}

const trapTold = ({
  text,
  weight,
  feedback,
}: {
  text: string;
  weight?: number | undefined;
  feedback?: string | undefined;
}): string => [text, ...(weight ? [weight] : []), ...(feedback ? [feedback] : [])].join(' | ');

/** The mistakes that a file is refused for, or that parts of it are left out for. */
function mistakes(text: string, format?: Format): string[] {
  try {
    return leftOutSentences(readFile(text, format).leftOut);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n').slice(1);
    throw error;
  }
}

const LONG = 'a right text '.repeat(6).trim();
const TWENTY = Array.from({ length: 20 }, (_, i) => `text ${i}`);

describe('YAML', () => {
  it('reads everything a question can have', () => {
    const text = `
- prompt: |
    What is \`dL/da\` here?

    \`\`\`
    L = a*b
    \`\`\`
  options:
    - "* \`b\`"
    - "\`a\`"
    - wrong: "1"
      feedback: That is the gradient through a sum.
      misconception: × treated like +
    - text: "-1"
      misconception: guessed the sign
  level: 2
  hint: × swaps.
  explanation: Each factor gets the other's value.
- prompt: "Time: what is tanh(0.5)?"
  number: 0.4621
  tolerance: 0.001
  options:
    - wrong: 0.5
      feedback: That is x itself.
- prompt: What is multiplied along a path?
  accept: [local derivatives, the local derivatives]
`;
    expect(readQuestions(text).map(told)).toEqual([
      {
        prompt: 'What is `dL/da` here?\n\n```\nL = a*b\n```',
        options: ['*`b`', '-1 | guessed the sign', '1 | product-copied | That is the gradient through a sum.', '`a`'],
        level: 2,
        hint: '× swaps.',
        explanation: "Each factor gets the other's value.",
      },
      { prompt: 'Time: what is tanh(0.5)?', options: ['*0.4621', '0.5 | That is x itself.'], number: '0.4621 ± 0.001' },
      { prompt: 'What is multiplied along a path?', words: ['local derivatives', 'the local derivatives'] },
    ]);
  });

  it.each<[what: string, text: string, mistakes: string[]]>([
    [
      'several mistakes',
      '- prompt: x\n  options: [a, "*b", "*c"]\n  levl: 2\n\n- promt: y\n  options: ["*a", b]\n',
      [
        'Line 3: I do not know `levl` here. Did you mean `level`?',
        'Line 5: I do not know `promt` here. Did you mean `prompt`?',
        'Line 5: This question has no text.',
      ],
    ],
    [
      'too many options',
      [
        '["*a", b, c, d, e, f, g, h]',
        '["*a", b, c, d, e, f, g, h, i]',
        '[b, c, d, e, f, g, h]\n  number: 1',
        '[b, c, d, e, f, g, h, i]\n  number: 1',
      ]
        .map((options) => `- prompt: x\n  options: ${options}\n`)
        .join(''),
      ['Line 3: There are 9 options; 8 fit.', 'Line 8: There are 9 options; 8 fit.'],
    ],
    ['no right option', '- prompt: x\n  options: [a, b]\n', ['Line 1: None of the options is marked as right.']],
    [
      'an unquoted backtick',
      '- prompt: x\n  options:\n    - `a`\n',
      ['Line 3: A text that begins with a backtick or `@` must stand in quotation marks.'],
    ],
    [
      'an unquoted star',
      '- prompt: x\n  options:\n    - * a\n    - b\n',
      ['Line 3: A text that begins with `*` must stand in quotation marks.'],
    ],
    [
      'an alias',
      '- prompt: &a x\n  options: ["*1", *a]\n',
      ['Line 2: A text that begins with `*` must stand in quotation marks.'],
    ],
    [
      'an option that is too long',
      `- prompt: x\n  options:\n    - "*a"\n    - ${'b'.repeat(121)}\n`,
      ['Line 4: This option has 121 characters; 120 fit.'],
    ],
    [
      'a colon in a text',
      '- prompt: x\n  options: ["*a", b]\n  hint: one: two\n',
      ['Line 3: A text with `: ` in it must stand in quotation marks.'],
    ],
    ['a tab', '- prompt: x\n\toptions: []\n', ['Line 2: Indent with spaces, not with tabs.']],
    [
      'one level too many',
      '- prompt: x\n  options: ["*a", b]\n  level: 6\n',
      ['Line 3: The level is 1, 2, 3, 4 or 5, not `6`.'],
    ],
    [
      'a negative tolerance',
      '- prompt: x\n  number: 5\n  tolerance: -1\n',
      ['Line 3: The tolerance is a number from 0 on, not `-1`.'],
    ],
    ['no number', '- prompt: x\n  number: 1,000\n', ['Line 2: `1,000` is no number. Write decimals with a point.']],
    [
      'a trap within the tolerance',
      '- prompt: x\n  number: 5\n  tolerance: 1\n  options: [wrong: 4.5]\n',
      ['Line 1: A wrong option is within the tolerance of 5.'],
    ],
    ['a plain text', '- What is this?\n', ['Line 1: A question has keys, such as `prompt` and `options`.']],
    [
      'two documents',
      '- prompt: x\n  options: ["*a", b]\n---\n- prompt: y\n',
      ['Line 3: A line of `---` begins a second document: all questions must stand in one.'],
    ],
    [
      'keys without a value',
      '- prompt: x\n  options: ["*a", b]\n- {prompt}\n- {prompt: x, number}\n',
      [
        'Line 3: Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks. This question has no text. A question needs two options at least, one of them right.',
        'Line 4: Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks. A question needs two options at least, one of them right.',
      ],
    ],
    [
      'no list',
      '\n\n{questions}\n',
      ['Line 3: The file must be a list of questions, each beginning with `- prompt:`.'],
    ],
    [
      'options that cannot be read',
      '- prompt: x\n  options:\n    - "*a"\n    - {text}\n    - {}\n    - [a]\n    - text: a\n      right: maybe\n    - text: a\n      wrong: b\n',
      [
        'Line 4: Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks.',
        'Line 4: An option is written `- right: …` or `- wrong: …`, or as a text with `*` before the right one.',
        'Line 5: An option is written `- right: …` or `- wrong: …`, or as a text with `*` before the right one.',
        'Line 6: Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks.',
        'Line 7: Beside `text`, `right` is true or false.',
        'Line 9: An option is written `- right: …` or `- wrong: …`, or as a text with `*` before the right one.',
      ],
    ],
    [
      'options with keys that cannot be used',
      '- prompt: x\n  options:\n    - right: a\n      misconception: mine\n    - wrong: ""\n    - wrong: b\n      feedbak: c\n',
      [
        'Line 3: The right option has a misconception.',
        'Line 5: This option is empty.',
        'Line 7: I do not know `feedbak` here. Did you mean `feedback`?',
      ],
    ],
    [
      'pairs in place of questions',
      '# by a teacher\n!!pairs\n- prompt: x\n',
      ['Line 3: A question has keys, such as `prompt` and `options`.'],
    ],
    ['brackets without end', '['.repeat(1000), ['Line 1: There are too many brackets inside each other.']],
  ])('names the line of %s', (_, text, expected) => {
    expect(mistakes(text, 'yaml')).toEqual(expected);
  });

  it('takes any number of brackets one after the other, and fifty inside each other', () => {
    const flow = (i: number): string => `- {prompt: Which is ${i}?, options: ["* ${i}", "${i + 1}"]}`;
    expect(readQuestions(Array.from({ length: 60 }, (_, i) => flow(i)).join('\n'))).toHaveLength(60);
    const nested = (depth: number): string => `- prompt: A\n  options: ${'['.repeat(depth)}${']'.repeat(depth)}`;
    const deep = 'Line 2: There are too many brackets inside each other.';
    expect(() => readQuestions(nested(51), 'yaml')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(deep) }),
    );
    expect(() => readQuestions(nested(50), 'yaml')).not.toThrow(/too many brackets/);
  });
});

describe('CSV', () => {
  const text = `Prompt,Right,Wrong 1,Feedback 1,Misconception 1,Wrong 2,Level,Hint,Explanation
"What is \`dL/da\` of \`L = a*b\`, for all a?",\`b\`,\`a\`,Swap the factors.,factors-not-swapped,1,2,× swaps.,"One ""swap""."

"Two
lines",yes,no,,,,,,
`;
  const expected = [
    {
      prompt: 'What is `dL/da` of `L = a*b`, for all a?',
      options: ['*`b`', '1', '`a` | factors-not-swapped | Swap the factors.'],
      level: 2,
      hint: '× swaps.',
      explanation: 'One "swap".',
    },
    { prompt: 'Two lines', options: ['*yes', 'no'] },
  ];

  it.each([
    ['commas', text],
    ['a byte order mark and the line ends of Windows', `\ufeff${text.replaceAll('\n', '\r\n')}`],
  ])('reads everything a question can have, with %s', (_, csv) => {
    expect(readQuestions(csv).map(told)).toEqual(expected);
  });

  it.each([';', '\t'])('reads columns parted by %j', (mark) => {
    const rows = [
      ['prompt', 'number', 'tolerance', 'accept'],
      ['a, b', '2', '0.5', ''],
      ['c', '', '', 'yes|of course'],
    ];
    expect(readQuestions(rows.map((row) => row.join(mark)).join('\n')).map(told)).toEqual([
      { prompt: 'a, b', number: '2 ± 0.5' },
      { prompt: 'c', words: ['yes', 'of course'] },
    ]);
  });

  it.each<[what: string, text: string, mistakes: string[]]>([
    ['an unknown column', 'prompt,rigt\nx,1\n', ['Line 1: There is no column `rigt`. Did you mean `right`?']],
    ['no prompt', 'right,wrong1\nx,1\n', ['Line 1: There is no column `prompt`.']],
    ['a column twice', 'prompt,right,Right\n', ['Line 1: There are two columns `right`.']],
    [
      'what follows a cell of two lines',
      'prompt,right,wrong1\n"a\nb",1,2\n\nc,3,3\nd,4,5,6\n',
      [
        'Line 5: Two options are `3`.',
        'Line 6: `6` stands beyond the last column. Quote cells that have commas in them.',
      ],
    ],
    [
      'an open quotation',
      'prompt,right,wrong1\na,1,2\n"b,1,2\n',
      [
        'Line 3: A quotation mark `"` opens here and is never closed. A quotation mark inside a quoted cell is written twice.',
      ],
    ],
    [
      'feedback to nothing',
      'prompt,right,wrong1,wrong2,feedback2\nx,1,2,,no\n',
      ['Line 2: There is something about `wrong2`, which is empty.'],
    ],
    [
      'a negative tolerance',
      'prompt,number,tolerance\nx,1,-2\n',
      ['Line 2: The tolerance is a number from 0 on, not `-2`.'],
    ],
    [
      'a tolerance without a number',
      'prompt,right,wrong1,tolerance\nx,1,2,3\n',
      ['Line 2: There is a tolerance, but no number.'],
    ],
  ])('names the line of %s', (_, csv, expectedMistakes) => {
    expect(mistakes(csv, 'csv')).toEqual(expectedMistakes);
  });
});

describe('GIFT', () => {
  it.each<[text: string, question: Record<string, unknown>]>([
    [
      '::title:: Ratio 1:2? {=a#yes ~b#no ~%-50%c####why}',
      {
        prompt: 'Ratio 1:2?',
        options: ['*a | yes', 'b | no', 'c'],
        explanation: 'why',
      },
    ],
    [
      'What is 2*3? {\n  =6\n  ~5 # too small\n  // not an option\n  ~8\n}',
      { prompt: 'What is 2*3?', options: ['*6', '5 | too small', '8'] },
    ],
    ['Half {~%100%a ~b}', { prompt: 'Half', options: ['*a', 'b'] }],
    ['It is so. {TRUE#No, it is.}', { prompt: 'It is so.', options: ['*True', 'False | No, it is.'] }],
    ['It is so. {f}', { prompt: 'It is so.', options: ['*False', 'True'] }],
    ['Number {#3}', { prompt: 'Number', number: '3 ± 0' }],
    ['Number {#-.5:1e-3#good}', { prompt: 'Number', number: '-0.5 ± 0.001', traps: ['-.5 | 1 | good'] }],
    ['Number {#1..5}', { prompt: 'Number', number: '3 ± 2' }],
    [
      'Number {#=3:0.1#yes ~5#no ~#all others}',
      { prompt: 'Number', number: '3 ± 0.1', traps: ['3 | 1 | yes', '5 | no', '* | all others'] },
    ],
    ['Word {=one =two}', { prompt: 'Word', words: ['one', 'two'] }],
    ['Word {one}', { prompt: 'Word', words: ['one'] }],
    // On no button, so that it may be longer than what stands on one.
    [`Long {=${LONG} =two}`, { prompt: 'Long', words: [LONG, 'two'] }],
    [`Many {${TWENTY.map((word) => `=${word}`).join(' ')}}`, { prompt: 'Many', words: TWENTY }],
    ['The {=gradient ~loss} points uphill.', { prompt: 'The _____ points uphill.', options: ['*gradient', 'loss'] }],
    [
      'Escaped \\{ \\= \\~ \\# \\: \\} \\\\ {=a\\=b ~\\#}',
      { prompt: 'Escaped { = ~ # : } \\', options: ['#', '*a=b'] },
    ],
    [
      '[html]<p>Is <code>a*b</code> &lt; <b>c</b>?</p> {=a<i>b</i> ~c}',
      { prompt: 'Is `a*b` < c?', options: ['*ab', 'c'] },
    ],
    [
      '// [tag:level-3]\n$CATEGORY: $course$/x\n[markdown]Code:\\n```\\na*b\\n``` {=a ~b}',
      {
        prompt: 'Code:\n\n```\na*b\n```',
        options: ['*a', 'b'],
        level: 3,
      },
    ],
  ])('reads %s', (text, question) => {
    expect(readQuestions(text).map(told)).toEqual([question]);
  });

  it.each<[what: string, text: string, mistakes: string[]]>([
    [
      'what cannot be graded',
      'a {}\n\nb {=x -> y =z}\n\nc {~%150%x ~%50%y}\n\nOnly a text.\n\nThe {1:MC:~=first~second} is right.',
      [
        'Line 1: Nothing stands in `{}`: essays cannot be graded.',
        'Line 3: This pair has no `->` between its sides.',
        'Line 5: `%150%` is no weight from -100% to 100%.',
        'Line 7: This is a text without an answer in `{…}`: it is no question.',
        'Line 9: This text has its answers in it, as cloze questions of Moodle have: it cannot be asked.',
      ],
    ],
    [
      'braces',
      'a\n{=x\n\nb {=x ~y} {=z}\n\nc =x ~y}\n',
      [
        'Line 2: The `{` is never closed. Within a question there can be no empty line.',
        'Line 4: There is a second `{`. Write `\\{` for the character itself.',
        'Line 6: There is a `}` without a `{`.',
      ],
    ],
    [
      'options',
      'a {\n=x\n~y\n~y\n}\n\nb {~x ~y}\n\nc {\n=x\n~}\n',
      [
        'Line 1: Two options are `y`.',
        'Line 7: None of the options is marked as right.',
        'Line 11: This option is empty.',
      ],
    ],
    [
      'numbers',
      'a {#x}\n\nb {#1:-1}\n\nc {#~1 ~2}\n',
      [
        'Line 1: `x` is no number such as `3`, `3:0.1` or `2.9..3.1`.',
        'Line 3: `1:-1` is no number such as `3`, `3:0.1` or `2.9..3.1`.',
        'Line 5: None of the numbers is right.',
      ],
    ],
    ['a title', '::a {=x ~y}\n', ['Line 1: The title begins with `::` and does not end with `::`.']],
  ])('names the line of %s', (_, text, expected) => {
    expect(mistakes(text, 'gift')).toEqual(expected);
  });
});

describe('whatever somebody brings', () => {
  it.each<[what: string, text: string, message: RegExp]>([
    ['nothing', '', /^There is nothing in it/],
    ['talk', 'hello, world', /^I cannot tell whether/],
    ['too much', 'x'.repeat(1_000_001), /^This is 1000001 characters long; 1000000 fit\.$/],
    ['too many', 'Q {=a ~b}\n\n'.repeat(501), /^There are 501 questions in it; 500 fit\.$/],
    ['no question', '// only a comment {\n', /^I found no question in it, reading it as GIFT\.$/],
  ])('%s is refused', (_, text, message) => {
    expect(() => readQuestions(text)).toThrow(message);
  });

  it('lists 20 mistakes at most, and that there are more', () => {
    const listed = mistakes('Q {=a ~a}\n\n'.repeat(30));
    expect(listed).toHaveLength(21);
    expect(listed.at(-1)).toBe('And 10 more.');
  });

  it('shows the list as a list', () => {
    expect.assertions(1);
    try {
      readQuestions('Q {=a ~a}\n\nR {=b ~b}');
    } catch (error) {
      expect(toText(errorReply(error as UserError))).toBe(
        'There are 2 mistakes in it, so nothing was imported.\n\n' +
          '• Line 1: Two options are `a`.\n• Line 3: Two options are `b`.\n\n' +
          'Correct the file and import it again.',
      );
    }
  });

  it('is read as text: no markup, no unseen characters', () => {
    const [question] = readQuestions('**a** <b> @everyone \u202e\u0000\ud800 [x](y) `@here` {=_a_ ~b}');
    expect(question?.prompt).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { style: 'plain', text: '**a** <b> @everyone � [x](y) ' },
          { style: 'code', text: '@here' },
        ],
      },
    ]);
  });

  it('puts the right option at different places, and the same question always alike', () => {
    const questions = readQuestions(Array.from({ length: 40 }, (_, i) => `Q${i} {=a ~b ~c ~d}`).join('\n\n'));
    const places = questions.map(({ options }) => options.findIndex(({ right }) => right));
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
    expect(readQuestions('Q7 {=a ~b ~c ~d}')).toEqual([questions[7]]);
  });

  const pieces = [
    ...[
      '- prompt: x',
      '  options:',
      '    - "*a"',
      '    - b',
      '- ',
      '\n',
      '\n\n',
      ': ',
      '{',
      '}',
      '=',
      '~',
      '#',
      '::',
      '->',
      '%50%',
    ],
    ...[
      '"',
      "'",
      '`',
      '*',
      '&a',
      '*a',
      '<<: *a',
      '!!binary',
      '!',
      '|',
      '>',
      '%',
      '---',
      '\t',
      '[',
      ']',
      ',',
      ';',
      '\\',
      '\\n',
      '//',
    ],
    ...[
      'prompt,right,wrong1\n',
      'number: 1',
      'accept: [a]',
      'T',
      '1e999',
      'NaN',
      '\u0000',
      '\ud800',
      '__proto__',
      'constructor: 1',
    ],
    ...['questions:', '[html]', '<p>', '&lt;', '$CATEGORY: x', '####', '? ', '{a: ', 'x,y,z', '🙂'],
  ];
  const file = fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );

  it.each(['yaml', 'csv', 'gift', undefined] as const)('gives questions or a UserError, as %s', (format) => {
    let understood = 0;
    fc.assert(
      fc.property(file, (text) => {
        try {
          for (const question of readQuestions(text, format)) expect(questionSchema.parse(question)).toEqual(question);
          understood++;
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect(toText(errorReply(error as UserError))).not.toMatch(/undefined|\[object|\bat .*\.ts/);
        }
      }),
      { numRuns: 2000 },
    );
    if (format === 'gift') expect(understood).toBeGreaterThan(0);
  });
});

/** Turns the direction of what follows, so that an option could read as another one. */
const TURN = '\u202e';

describe('characters that nobody sees are left out', () => {
  it.each<[what: string, text: string]>([
    ['GIFT', `What is ${TURN}it?{=${TURN}right ~wr${TURN}ong}`],
    ['GIFT in HTML', '[html]<p>What is &#x202e;it?</p>{=&#8238;right ~<pre>wr&#x202E;ong</pre>}'],
    ['GIFT in Markdown', '[markdown]What is *&#x202e;it*?{=right ~wrong&#x202e;}'],
    ['Aiken', `What is ${TURN}it?\nA. ${TURN}right\nB. wrong\nANSWER: A`],
    ['YAML', `- prompt: "What is ${TURN}it?"\n  options: ["*${TURN}right", wrong]`],
    ['CSV', `question,answer,wrong 1\nWhat is ${TURN}it?,${TURN}right,wr${TURN}ong`],
    ['Moodle XML', moodle('&lt;p&gt;What is &amp;#x202e;it?&lt;/p&gt;', '&#x202e;right')],
  ])('in %s', (_, text) => {
    const questions = readQuestions(text);
    expect(questions).toHaveLength(1);
    expect(JSON.stringify(questions)).toContain('right');
    expect(JSON.stringify(questions)).not.toMatch(/\u202e|#x202e|#8238/i);
  });
});

function moodle(prompt: string, answer: string): string {
  const options = `<answer fraction="100"><text>${answer}</text></answer><answer fraction="0"><text>wrong</text></answer>`;
  return `<?xml version="1.0"?><quiz><question type="multichoice"><name><text>it</text></name><questiontext format="html"><text>${prompt}</text></questiontext><single>true</single>${options}</question></quiz>`;
}
