import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/format.ts';
import { UserError } from '../src/errors.ts';
import { clean, type Formula, parse, toFormula } from '../src/expression/index.ts';
import { buttons } from '../src/reply/build.ts';
import { nearest } from '../src/text.ts';
import { checkDerivative } from '../src/tutor/check-derivative.ts';
import { checkNodes } from '../src/tutor/check-reply.ts';
import { type Claim, readClaim } from '../src/tutor/claim.ts';
import grad from './grad.ts';

export default defineCommand({
  name: 'check',
  summary: 'Did I get this derivative right, and if not, what did I do?',
  text: 'claim',
  private: true,
  options: z.strictObject({
    claim: z
      .string()
      .max(4000)
      .optional()
      .describe('which gradient, of what, and what you got: dL/da of a*b+c is b')
      .meta({ suggestions: ['dL/da of a*b+c is b', 'dL/da of a*b+c a=2 b=-3 c=10 is -3'] }),
    of: z.string().max(4000).optional().describe('the formula, with values if you like'),
    is: z.string().max(400).optional().describe('what you got, a formula or a number'),
  }),
  examples: [
    ['/check "dL/da" of a*b+c is b', 'a right answer'],
    ['/check dL/da of a*b+c is a', 'a wrong one, and the mistake that leads to it'],
    ['/check dL/da of (a*b+c)*f a=2 b=-3 c=10 f=-2 is -3', 'a number, where the names have values'],
    ['/check dy/dx = 1-x^2 for y=tanh(x)', 'said in another order'],
    ['/check ∂L/∂b of a*b+b is a', 'a name used twice'],
    ['/check dL/da --of a*b+c --is b*1', 'in options; and what would be simpler'],
  ],
  run(values) {
    const claim = readClaim(values);
    const { formula, text } = readFormula(claim);
    const checked = checkDerivative(formula, claim.by, claim.answer);
    const nodes = checkNodes(formula, claim.by, checked);
    const line = formatLine(grad, { formula: text, detail: 'full' });
    return { nodes: [...nodes, buttons({ label: 'Every step', command: line })] };
  },
});

/** The formula, its result named as the claim names it, and the text that says so. */
function readFormula({ of, by, formula: typed }: Claim): { formula: Formula; text: string } {
  const plain = clean(typed);
  const [first] = parse(plain);
  const text = of !== undefined && first?.name === undefined ? `${of} = ${plain}` : plain;
  const formula = toFormula(parse(text), text);
  if (of !== undefined && of !== formula.output) {
    throw new UserError(`The result of this formula is \`${formula.output}\`, not \`${of}\`.`, {
      code: 'E_OTHER_RESULT',
      hint: `Ask about \`d${formula.output}/d${by}\`.`,
    });
  }
  const known = [...formula.leaves, ...formula.definitions.keys()];
  if (known.includes(by)) return { formula, text };
  const near = nearest(by, known);
  throw new UserError(`\`${by}\` does not occur in the formula.`, {
    code: 'E_UNKNOWN_NAME',
    hint: near ? `Did you mean \`${near}\`?` : `Its names are ${known.map((name) => `\`${name}\``).join(', ')}.`,
  });
}
