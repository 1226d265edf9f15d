import type { ErrorCode } from '../errors.ts';
import { MAX_DEPTH } from './syntax.ts';

/** What is wrong with a formula, and what to do instead. */
export interface SyntaxMistake {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  /** What should stand in the place of the mistake, where that is known. */
  readonly remedy?: string | undefined;
}

const mistake = (code: ErrorCode, message: string, hint: string, remedy?: string): SyntaxMistake => ({
  code,
  message,
  hint,
  remedy,
});

/** Mistakes that are the same wherever they are made. */
export const noFormula = mistake('E_NO_FORMULA', 'There is no formula here.', 'For example `a*b+c`.');
export const piAssigned = mistake(
  'E_CONSTANT_ASSIGNED',
  '`pi` is a constant and keeps its value.',
  'Take another name.',
);
export const bracketNotOpened = mistake(
  'E_BRACKET_NOT_OPENED',
  'This bracket closes nothing.',
  'Take it out, or add the opening one.',
  '',
);
export const bracketNotClosed = mistake('E_BRACKET_NOT_CLOSED', 'This bracket is never closed.', 'Add a `)`.');
export const secondEquals = mistake(
  'E_SECOND_EQUALS',
  'A second `=` in one statement.',
  'Separate statements by `;`, as in `d=a*b; L=d+c`.',
);
export const strayEquals = mistake('E_STRAY_EQUALS', 'One `=` too many.', 'Write `L = a*b`, with a single `=`.', '');
export const comparison = mistake('E_COMPARISON', 'A comparison has no gradient.', 'Use `max`, `min` or `relu`.');
export const unfinished = mistake(
  'E_FORMULA_UNFINISHED',
  'The formula stops in the middle.',
  'Something has to follow here.',
);
export const numberTooLarge = mistake(
  'E_NUMBER_TOO_LARGE',
  'This number is too large.',
  'The largest number is about 1.8e308.',
);
export const nestedTooDeep = mistake(
  'E_NESTED_TOO_DEEP',
  `This is nested more than ${MAX_DEPTH} deep.`,
  'Name an inner part and use the name.',
);

export const functionAssigned = (name: string): SyntaxMistake =>
  mistake('E_FUNCTION_ASSIGNED', `\`${name}\` is a function and cannot be a name.`, 'Take another name.');

/** @param example of a statement as it should be */
export const leftSide = (example: string): SyntaxMistake =>
  mistake('E_LEFT_SIDE', 'On the left of `=` there must be one name.', example);

export const nameCalled = (name: string, functions: readonly string[]): SyntaxMistake =>
  mistake(
    'E_NAME_CALLED',
    `\`${name}\` is a name here, not a function.`,
    name.length === 1
      ? `To multiply, write \`${name}*(…)\`. To define it, write \`${name}(x) = x^2\`.`
      : `To multiply, write \`${name}*(…)\`. The functions are ${functions.join(', ')}.`,
    `${name}*`,
  );

/** Words are no factors, and two numbers side by side could be one. */
const isFactor = (text: string): boolean => /^(?:\p{L}[\p{N}_]*|[\p{N}.]+|[()|√∛])$/u.test(text);

/** A word of prose between the signs: "a*b for a". */
export const prose = (word: string): SyntaxMistake =>
  mistake('E_WORD_IN_FORMULA', `I do not understand \`${word}\` here.`, 'Write the formula in signs, as in `a*b + c`.');

export const missingOperator = (before: string, after: string): SyntaxMistake =>
  mistake(
    'E_MISSING_OPERATOR',
    `Something is missing between \`${before}\` and \`${after}\`.`,
    /\d$/.test(before) && /^\d/.test(after)
      ? `For one number write \`${before}${after}\`, for a product \`${before}*${after}\`.`
      : `To multiply, write \`${before}*${after}\`.`,
    isFactor(before) && isFactor(after) && !(/\d$/.test(before) && /^\d/.test(after)) ? `*${after}` : undefined,
  );

export const withoutOperand = (name: string, wanted: number): SyntaxMistake =>
  mistake(
    'E_FUNCTION_WITHOUT_OPERAND',
    `\`${name}\` is a function and needs its operand${wanted === 1 ? '' : 's'}.`,
    `Write \`${name}(${wanted === 1 ? 'x' : 'a, b'})\`.`,
    `${name}(${wanted === 1 ? 'x' : 'a, b'})`,
  );

export const unexpected = (token: string): SyntaxMistake =>
  mistake('E_UNEXPECTED_TOKEN', `\`${token}\` cannot stand here.`, 'A name, a number or `(` has to stand here.');

export const unexpectedInBrackets = (token: string): SyntaxMistake =>
  mistake('E_UNEXPECTED_IN_BRACKETS', `\`${token}\` cannot stand inside brackets.`, 'Close the bracket first.');

export const operandCount = (name: string, wanted: number, given: number): SyntaxMistake =>
  mistake(
    'E_OPERAND_COUNT',
    `\`${name}\` takes ${wanted} operand${wanted === 1 ? '' : 's'}, not ${given}.`,
    `Write \`${name}(${wanted === 1 ? 'x' : 'a, b'})\`.`,
    given === 0 ? `${name}(${wanted === 1 ? 'x' : 'a, b'})` : undefined,
  );

export const unknownFunction = (name: string, near: string): SyntaxMistake =>
  mistake('E_UNKNOWN_FUNCTION', `There is no function \`${name}\`.`, `Did you mean \`${near}\`?`, near);

export const unknownMethod = (name: string): SyntaxMistake =>
  mistake(
    'E_UNKNOWN_METHOD',
    `\`.${name}\` is no function here.`,
    'Behind a point stands a function with brackets, as in `(a*b).tanh()`.',
  );

export const inverse = (name: string): SyntaxMistake =>
  mistake(
    'E_INVERSE_FUNCTION',
    `\`${name}^-1\` could be one over \`${name}\`, or its inverse.`,
    `For one over it write \`1/${name}(x)\`.`,
  );

/** @param operands those of its definition */
export const otherOperands = (name: string, operands: string): SyntaxMistake =>
  mistake(
    'E_FUNCTION_OF_OTHERS',
    `\`${name}\` is defined as \`${name}(${operands})\`.`,
    `Use it as \`${name}\` or \`${name}(${operands})\`, and give a value as \`${operands.split(',')[0]}=2\`.`,
  );

export const barNotClosed = mistake(
  'E_BAR_NOT_CLOSED',
  'This `|` is never closed.',
  'For an absolute value write `|x|` or `abs(x)`.',
);

/** The derivative of a part of a formula: `x*derivative(x^2, x)`. */
export const derivativeInside = (name: string): SyntaxMistake =>
  mistake(
    'E_DERIVATIVE_INSIDE',
    `\`${name}\` cannot stand inside a formula.`,
    'I take the derivative of a whole formula: write that alone, as in `/grad x^2`.',
  );
