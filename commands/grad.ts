import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine, withInput, withOption } from '../src/command/format.ts';
import { UserError } from '../src/errors.ts';
import { type Formula, findFormula, listedNames, readPhrase, readRequest } from '../src/expression/index.ts';
import { buttons } from '../src/reply/build.ts';
import { nearest, shorten } from '../src/text.ts';
import { formulaOptions } from '../src/tutor/formula-options.ts';
import { wordButtons } from '../src/tutor/glossary/index.ts';
import { gradientReply } from '../src/tutor/gradient-reply.ts';
import { otherReading, readingNote } from '../src/tutor/reading-note.ts';

const command = defineCommand({
  name: 'grad',
  summary: 'Derivatives of a formula by the chain rule, step by step',
  text: 'formula',
  phrase: readPhrase,
  find: findFormula,
  options: z.strictObject({
    formula: z
      .string()
      .max(4000)
      .describe('a formula, and values if you like: a*b+c a=2 b=-3 c=10')
      .meta({ suggestions: ['a*b+c a=2 b=-3 c=10', '(a*b+c)*f', 'y=(a+b)*(b+1) a=2 b=1', 'tanh(w*x+b)'] }),
    at: formulaOptions.at,
    wrt: z
      .string()
      .max(500)
      .optional()
      .describe('only by these names, as in a,b')
      .meta({ suggestions: ['a,b'] }),
    detail: z.enum(['brief', 'full']).default('brief').describe('full shows every step forward and backward'),
    as: z
      .enum(['text', 'latex', 'formulas', 'python'])
      .default('text')
      .describe('latex is the derivation to copy, formulas a picture of its equations, python a script'),
    animate: z.boolean().default(false).describe('the backward pass as a moving picture, one operation at a time'),
    names: formulaOptions.names,
  }),
  examples: [
    ['/grad a*b+c', 'the rules, and a worked example with values of its own'],
    ['/grad a*b+c a=2 b=-3 c=10', 'the gradients at these values'],
    ['/grad a*b+c a=2 b=-3 c=10 --detail full', 'every step, forward and backward'],
    ['/grad L=(a*b+c)*f', "the article's graph"],
    ['/grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2', 'the same in statements, in any order'],
    ['/grad y=(a+b)*(b+1) a=2 b=1 --detail full', 'a name used twice: contributions add up'],
    ['/grad (a*b+c)*f --animate', 'watch the gradients flow back through the graph'],
    ['/grad tanh(w*x+b) --wrt w,b', 'a neuron, by its weight and bias only'],
    ['/grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --as formulas', 'the equations, set as in a book'],
    ['/grad tanh(w*x+b) --as latex', 'the derivation in LaTeX, to copy'],
    ['/grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --as python', "the same in Python, with the article's class"],
    ['/grad 2a² + 3(a−1) --at "a=3"', 'written as on paper'],
    ['/grad derivative of a times b squared by b', 'in words'],
    ['/grad log(x) x=-1', 'what stops a derivative, and where'],
  ],
  run({ formula: typed, at, wrt, detail, names, animate, as }) {
    const reading = readRequest(typed, { at, wrt: listedNames(wrt), names: listedNames(names) });
    const { formula, choices } = reading;
    const by = checkNames(wrt === undefined ? reading.by : listedNames(wrt), formula);
    const note = readingNote(reading);
    const line = (other: object): string =>
      formatLine(command, { formula: typed, at, wrt, detail, animate, as, names, ...other });
    const asked = line({ detail: 'brief', animate: false, as: 'text' });
    const { nodes, moves, latex } = gradientReply(formula, { note, wrt: by, detail, animate, as, line: asked });
    const others = [...listedNames(names), ...choices.map(({ name }) => name)].join(',');
    const other = [
      ...(choices.length > 0 ? [{ label: otherReading(choices), command: line({ names: others }) }] : []),
      ...(reading.other
        ? [{ label: `Read as ${shorten(reading.other.readAs)}`, command: line({ formula: reading.other.text }) }]
        : []),
    ];
    const steps =
      detail === 'brief'
        ? { label: 'Every step', command: line({ detail: 'full' }) }
        : { label: 'Short answer', command: line({ detail: 'brief' }) };
    const picture = animate
      ? { label: 'Stop the animation', command: line({ animate: false }) }
      : { label: 'Animate the backward pass', command: line({ animate: true }) };
    const check = {
      label: 'Check my derivation',
      command: withOption('/check', 'of', note ? reading.plain : at === undefined ? typed : `${typed}; ${at}`),
      input: 'What you got, such as dL/da = b',
    };
    const step = {
      label: 'Step through it',
      command: [
        ...(wrt === undefined ? [] : [['wrt', wrt]]),
        ...(names === undefined ? [] : [['names', names]]),
        ...(at === undefined ? [] : [['at', at]]),
      ].reduce((text, [flag, value]) => withOption(text, flag as string, value as string), withInput('/step', typed)),
    };
    const asText = { label: 'As text', command: line({ as: 'text' }) };
    const asFormulas = { label: 'As formulas', command: line({ as: 'formulas' }) };
    const asLatex = { label: 'As LaTeX', command: line({ as: 'latex' }) };
    const asPython = { label: 'As Python', command: line({ as: 'python' }) };
    const next =
      as === 'text'
        ? [steps, ...(moves ? [step, picture] : []), ...(detail === 'full' ? [asLatex, asPython] : [asFormulas])]
        : [asText, asFormulas, asLatex, asPython].filter((_, i) => ['text', 'formulas', 'latex', 'python'][i] !== as);
    const words = wordButtons(nodes, detail);
    return {
      nodes: [...nodes, buttons(...other, ...next, check, ...words)],
      latex,
    };
  },
});

export default command;

/** @throws UserError for a name that the formula does not have */
function checkNames(names: readonly string[], formula: Formula): string[] {
  const known = [...formula.leaves, ...formula.definitions.keys()];
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new UserError(`\`${name}\` does not occur in the formula.`, {
      code: 'E_UNKNOWN_NAME',
      hint: near ? `Did you mean \`${near}\`?` : `Its names are ${known.join(', ')}.`,
      option: 'wrt',
      correction: names.flatMap((one) => (one === name ? (near ?? []) : one)).join(',') || known[0],
    });
  }
  return [...new Set(names)];
}
