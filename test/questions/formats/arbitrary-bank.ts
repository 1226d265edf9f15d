import fc from 'fast-check';
import { stringify } from 'yaml';

/** Signs that some format gives a meaning to, among ordinary letters. */
const SIGNS = [
  ...'~=#{}:\\%->/[]*_nTF<&;|!+.$"\'^'.split(''),
  ...[
    '####',
    '->',
    '//',
    '::',
    '\\n',
    '%50%',
    '[html]',
    '[markdown]',
    '&lt;',
    '<b>',
    '</p>',
    ']]>',
    '1.',
    '- ',
    '$5',
    '...',
    '# ',
    '> ',
    '_____',
    '**',
    '\\(x_1*x_2 \\le \\frac{a}{b}\\)',
    '\\(a<b\\)',
  ],
];
const piece = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...SIGNS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'b', 'x', '1', '2', ' ', ' ', 'é', '🙂', 'word', 'Two', '`x*y`', '`L = a*b`'),
  },
);
// Two dollars might enclose a formula, which is not kept as it was typed.
const isPlain = (text: string): boolean => text !== '' && (text.match(/\$/g) ?? []).length < 2 && !text.includes('\\[');
const textOf = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(piece, { minLength: 1, maxLength })
    .map((parts) => parts.join('').replaceAll(/\s+/g, ' ').trim())
    .filter((text) => isPlain(text) && text.length <= 100);
const text = textOf(8);
/** An answer to be typed: no code in it. */
const word = text.map((one) => one.replaceAll('`', '').trim()).filter((one) => one !== '' && !/\\/.test(one));
const number = fc.oneof(
  fc.integer({ min: -999, max: 999 }),
  fc.double({ min: -10, max: 10, noNaN: true }).map((value) => Number(value.toFixed(3))),
);
const tolerance = fc.constantFrom(undefined, 0.001, 0.25, 1e-7);
const percent = fc.integer({ min: -100, max: 100 }).map((value) => value / 100);

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const code = fc.constantFrom('for i in range(2):\n    print(i)', 'x = 1\n\n// {~} = #', '  indented\n<b>&lt;');
const prompt = fc
  .tuple(textOf(12), maybe(code), maybe(fc.array(text, { minLength: 2, maxLength: 3 })), maybe(text))
  .map(([first, block, items, last]) =>
    [
      first,
      ...(block === undefined ? [] : [`\`\`\`\n${block}\n\`\`\``]),
      ...(items === undefined ? [] : [items.map((item) => `- ${item}`).join('\n')]),
      ...(last === undefined ? [] : [last]),
    ].join('\n\n'),
  );

const remarks = fc.record({
  feedback: maybe(text),
  misconception: maybe(fc.constantFrom('product-copied', 'guessed the sign', 'a + b')),
});
const wrong = fc
  .record({ wrong: text, remarks, weight: maybe(percent) })
  .map(({ wrong: one, remarks: about, weight }) => ({ wrong: one, weight, ...about }));
const right = fc.record({ right: text, feedback: maybe(text) });
const wrongs = fc.uniqueArray(wrong, { selector: (one) => one.wrong, minLength: 1, maxLength: 5 });

const choice = fc.tuple(right, wrongs).map(([one, others]) => ({ options: [one, ...others] }));
const several = fc
  .tuple(
    fc.uniqueArray(right, { selector: (one) => one.right, minLength: 2, maxLength: 3 }),
    wrongs,
    maybe(percent.map(Math.abs)),
  )
  .map(([rights, others, weight]) => ({
    options: [...rights.map((one) => ({ ...one, weight: weight || undefined })), ...others],
  }));
const truth = fc.tuple(fc.boolean(), remarks).map(([isTrue, about]) => ({
  options: ['True', 'False'].map((one) =>
    (one === 'True') === isTrue ? { right: one, feedback: about.feedback } : { wrong: one, ...about },
  ),
}));
const numbers = fc
  .tuple(
    number,
    tolerance,
    fc.uniqueArray(number, { maxLength: 3 }),
    fc.uniqueArray(number, { maxLength: 2 }),
    maybe(text),
    remarks,
  )
  .map(([value, within, options, traps, rest, about]) => ({
    number: value,
    tolerance: within,
    options: options.map((one) => ({ wrong: String(one), ...about })),
    traps: [
      ...traps.map((one) => ({ text: String(one), tolerance: 0.5, ...about })),
      ...(rest === undefined ? [] : [{ text: '*', feedback: rest }]),
    ],
  }));
const words = fc
  .tuple(
    fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    fc.uniqueArray(word, { maxLength: 2 }),
    remarks,
    maybe(text),
  )
  .map(([accept, wildcards, traps, about, said]) => ({
    accept,
    wildcards: wildcards && accept.some((one) => one.includes('*')) ? true : undefined,
    traps: [
      ...traps.map((one) => ({ text: one, ...about })),
      ...(said === undefined ? [] : [{ text: accept[0], weight: 1, feedback: said }]),
    ],
  }));
// Typed answers that are options have no arrow, which would make them pairs, beside code.
const worded = fc
  .tuple(
    word,
    wrongs.map((all) => all.filter((one) => !(one.wrong.includes('->') && /`|\\\(/.test(one.wrong)))),
  )
  .map(([one, others]) => ({ accept: [one], options: others }));
const pairs = fc
  .tuple(
    fc.uniqueArray(text, { minLength: 2, maxLength: 4 }),
    fc.uniqueArray(text, { minLength: 2, maxLength: 3 }),
    maybe(fc.array(text, { minLength: 1, maxLength: 2 })),
  )
  .map(([lefts, rights, others]) => ({ pairs: lefts.map((left, i) => [left, rights[i % rights.length]]), others }));

const about = fc.record({
  title: maybe(text),
  topic: maybe(fc.constantFrom('unit 3', 'unit 3/chain rule', 'C++ & more')),
  prompt,
  level: fc.constantFrom(undefined, 2, 5),
  hint: maybe(prompt),
  explanation: maybe(prompt),
  shuffle: fc.constantFrom(undefined, false),
  picture: maybe(fc.constant({ url: 'https://example.org/a.png?x=1&y=2', alt: 'a "curve" [up] <down>' })),
});

/** A question of each kind, as a teacher writes it in YAML. */
export const KINDS = { choice, several, truth, numbers, words, worded, pairs };

export const yamlBank = (kind: keyof typeof KINDS): fc.Arbitrary<string> =>
  fc.array(fc.tuple(about, KINDS[kind]), { minLength: 1, maxLength: 3 }).map((entries) =>
    stringify(
      entries.map(([one, answers]) => JSON.parse(JSON.stringify({ ...one, ...answers }))),
      { lineWidth: 0 },
    ),
  );
