import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine, withOption } from '../src/command/format.ts';
import { UserError } from '../src/errors.ts';
import { clean, type Formula, parse, toFormula } from '../src/expression/index.ts';
import { buttons } from '../src/reply/build.ts';
import { nearest } from '../src/text.ts';
import { gradientReply } from '../src/tutor/gradient-reply.ts';

const command = defineCommand({
  name: 'grad',
  summary: 'Derivatives of a formula by the chain rule, step by step',
  text: 'formula',
  options: z.strictObject({
    formula: z
      .string()
      .max(4000)
      .describe('a formula, and values if you like: a*b+c a=2 b=-3 c=10')
      .meta({ suggestions: ['a*b+c a=2 b=-3 c=10', '(a*b+c)*f', 'y=(a+b)*(b+1) a=2 b=1', 'tanh(w*x+b)'] }),
    at: z
      .string()
      .max(2000)
      .optional()
      .describe('values for the names, as in "a=2 b=-3"')
      .meta({ suggestions: ['a=2 b=-3 c=10'] }),
    wrt: z
      .string()
      .max(500)
      .optional()
      .describe('only by these names, as in a,b')
      .meta({ suggestions: ['a,b'] }),
    detail: z.enum(['brief', 'full']).default('brief').describe('full shows every step forward and backward'),
    as: z
      .enum(['text', 'latex', 'formulas'])
      .default('text')
      .describe('latex is the derivation to copy, formulas a picture of its equations'),
    animate: z.boolean().default(false).describe('the backward pass as a moving picture, one operation at a time'),
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
    ['/grad 2a² + 3(a−1) --at "a=3"', 'written as on paper'],
    ['/grad log(x) x=-1', 'what stops a derivative, and where'],
  ],
  run({ formula: typed, at, wrt, detail, animate, as }) {
    const formula = readFormula(typed, at);
    const { nodes, moves, latex } = gradientReply(formula, { wrt: readNames(wrt, formula), detail, animate, as });
    const line = (other: object): string =>
      formatLine(command, { formula: typed, at, wrt, detail, animate, as, ...other });
    const check = {
      label: 'Check my derivation',
      command: withOption('/check', 'of', at === undefined ? typed : `${typed}; ${at}`),
      input: 'What you got, such as dL/da = b',
    };
    const asText = { label: 'As text', command: line({ as: 'text' }) };
    const asFormulas = { label: 'As formulas', command: line({ as: 'formulas' }) };
    const asLatex = { label: 'As LaTeX', command: line({ as: 'latex' }) };
    if (as !== 'text')
      return { nodes: [...nodes, buttons(asText, as === 'latex' ? asFormulas : asLatex, check)], latex };
    const steps =
      detail === 'brief'
        ? { label: 'Every step', command: line({ detail: 'full' }) }
        : { label: 'Short answer', command: line({ detail: 'brief' }) };
    const picture = animate
      ? { label: 'Stop the animation', command: line({ animate: false }) }
      : { label: 'Animate the backward pass', command: line({ animate: true }) };
    return { nodes: [...nodes, buttons(steps, ...(moves ? [picture] : []), detail === 'full' ? asLatex : asFormulas, check)], latex };
  },
});

export default command;

/** The formula with the values of `--at`, which are statements like those typed behind it. */
function readFormula(typed: string, at: string | undefined): Formula {
  if (/^\s*d\s*\/\s*d\p{L}+\s+[\p{L}\d(]/u.test(typed)) {
    throw new UserError('The derivative by every name comes by itself.', {
      code: 'E_DERIVATIVE_IN_FORMULA',
      hint: 'Leave `d/dx` away: `/grad x^2`. For some of the names only, add `--wrt x`.',
    });
  }
  if (at === undefined) return toFormula(parse(typed), clean(typed));
  const values = parse(at);
  const wrong = values.find(({ name, expression }) => name === undefined || expression.kind === 'name');
  if (wrong !== undefined) {
    throw new UserError('`--at` takes values for names.', {
      code: 'E_VALUES_FORMAT',
      hint: 'For example `--at "a=2 b=-3"`.',
      where: { text: clean(at), place: wrong.at },
    });
  }
  return toFormula([...parse(typed), ...values], clean(typed));
}

function readNames(wrt: string | undefined, formula: Formula): string[] {
  const known = [...formula.leaves, ...formula.definitions.keys()];
  const names = clean(wrt ?? '')
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new UserError(`\`${name}\` does not occur in the formula.`, {
      code: 'E_UNKNOWN_NAME',
      hint: near ? `Did you mean \`${near}\`?` : `Its names are ${known.join(', ')}.`,
    });
  }
  return [...new Set(names)];
}
