import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine, withOption } from '../src/command/format.ts';
import { UserError } from '../src/errors.ts';
import { clean, type Formula, parse, type Reading, readFormulaIn, readRequest } from '../src/expression/index.ts';
import { buttons, code, paragraph, say } from '../src/reply/build.ts';
import { MAX_INPUT, type Reply } from '../src/reply/document.ts';
import { nearest } from '../src/text.ts';
import { checkDerivative } from '../src/tutor/check-derivative.ts';
import { checkNodes } from '../src/tutor/check-reply.ts';
import { type Claim, type ClaimParts, readClaim } from '../src/tutor/claim.ts';
import { gradedCheck } from '../src/tutor/graded-check.ts';
import { readingNote } from '../src/tutor/reading-note.ts';
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
    const { of, is, claim } = values;
    try {
      return reply(values);
    } catch (error) {
      // What was typed into the form of a derivation is there to be put right.
      if (!(error instanceof UserError) || of === undefined || is !== undefined || claim === undefined) throw error;
      const command = withOption('/check', 'of', of);
      const filled = claim.slice(0, MAX_INPUT);
      throw error.with({ again: { label: 'Try again', command, input: ASKED, long: false, filled } });
    }
  },
});

const ASKED = 'What you got, such as dL/da = b';

function reply(values: ClaimParts): Reply {
  const claim = readClaim(values);
  const { reading, text } = readFormula(claim);
  const { formula } = reading;
  const note = readingNote(reading);
  const by = claim.by ?? reading.by[0] ?? (formula.leaves.length === 1 ? formula.leaves[0] : undefined);
  if (by === undefined) return whichName(formula, text, claim.answer);
  checkName(by, formula);
  const checked = checkDerivative(formula, by, claim.answer);
  const graded = gradedCheck(text, by, checked);
  const line = formatLine(grad, { formula: text, detail: 'full' });
  return {
    nodes: [
      ...(note ? [paragraph(note)] : []),
      ...checkNodes(formula, by, checked),
      buttons({ label: 'Every step', command: line }),
    ],
    ...(graded && { graded: [graded] }),
  };
}

/** More buttons than these stand nowhere together. */
const MAX_NAMES = 5;

/**
 * An answer without its name is one of several derivatives.
 *
 * @throws UserError for an answer that cannot be read whatever it is
 */
function whichName({ output, leaves, definitions }: Formula, plain: string, answer: string): Reply {
  readFormulaIn(answer, [...leaves, ...definitions.keys()], [], true);
  const line = (name: string): string =>
    withOption(withOption(`/check d${output}/d${name}`, 'of', plain), 'is', answer);
  const shown = leaves.slice(0, MAX_NAMES);
  const more =
    shown.length < leaves.length ? say` For another name write ${code(`d${output}/d${leaves.at(-1)} = …`)}.` : [];
  return {
    nodes: [
      paragraph(say`Which derivative is ${code(clean(answer))}?${more}`),
      buttons(...shown.map((name) => ({ label: `d${output}/d${name}`, command: line(name) }))),
    ],
  };
}

/** The formula as it was read, its result named as the claim names it, and as text. */
function readFormula({ of, by, formula: typed }: Claim): { reading: Reading; text: string } {
  const options = { wrt: by === undefined ? [] : [by] };
  const first = readRequest(typed, options);
  const plain = first.readAs === undefined ? clean(typed) : first.plain;
  const hasName = parse(plain)[0]?.name !== undefined;
  const text = of === undefined || hasName ? plain : `${of} = ${plain}`;
  const reading = text === plain ? first : { ...first, formula: readRequest(text, options).formula };
  const { output, leaves } = reading.formula;
  if (of !== undefined && of !== output) {
    throw new UserError(`The result of this formula is \`${output}\`, not \`${of}\`.`, {
      code: 'E_OTHER_RESULT',
      hint: `Ask about \`d${output}/d${by ?? leaves[0]}\`.`,
    });
  }
  return { reading, text };
}

/** @throws UserError for a name that the formula does not have */
function checkName(by: string, { leaves, definitions }: Formula): void {
  const known = [...leaves, ...definitions.keys()];
  if (known.includes(by)) return;
  const near = nearest(by, known);
  throw new UserError(`\`${by}\` does not occur in the formula.`, {
    code: 'E_UNKNOWN_NAME',
    hint: near ? `Did you mean \`${near}\`?` : `Its names are ${known.map((name) => `\`${name}\``).join(', ')}.`,
  });
}
