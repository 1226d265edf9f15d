import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../src/dispatch/parsed-call.ts';
import { refused } from './support/refused.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MANY = Array.from({ length: 10_001 }, (_, i) => `${i},1`).join('\n');

/** A file that is larger as code. */
const WIDE = Array.from({ length: 9000 }, (_, i) =>
  Array.from({ length: 45 }, (_, k) => (i * (k + 3)) % 10).join(),
).join('\n');

/** Rows with more words than there may be inputs. */
const WORDY = Array.from({ length: 60 }, (_, i) =>
  [...Array.from({ length: 7 }, (_, k) => `w${(i * (k + 1)) % 11}`), i % 2].join(','),
).join('\n');

/** Lines with each kind of mistake that there is: the code, the line, and a remedy where it is not just an example. */
const MISTAKES: readonly [code: string, input: CommandInput, remedy?: string | undefined, csv?: string][] = [
  // which command
  ['E_NO_COMMAND', '', '/help'],
  ['E_NO_COMMAND', '/', '/help'],
  ['E_UNKNOWN_COMMAND', '/gard a*b', '/grad a*b'],
  ['E_UNKNOWN_COMMAND', '/gard', '/grad a*b+c'],
  ['E_UNKNOWN_COMMAND', '/trian --stpes 3', '/train --steps 3'],
  ['E_UNKNOWN_COMMAND', 'gard x^2', '/grad x^2'],
  ['E_UNKNOWN_COMMAND', '/x^2', '/grad x^2'],
  ['E_UNKNOWN_COMMAND', '/nonsense', '/help'],
  ['E_UNKNOWN_COMMAND', '/join', '/quiz join'],
  ['E_UNKNOWN_COMMAND', '/help gard', '/help grad'],
  ['E_UNKNOWN_COMMAND', '/help chain rull', '/help chain rule'],
  ['E_UNKNOWN_COMMAND', '/help zzzzz', '/help'],
  ['E_NO_SECOND_WORD', '/quiz', '/help quiz'],
  ['E_UNKNOWN_SECOND_WORD', '/quiz strat --rounds 3', '/quiz start --rounds 3'],
  ['E_UNKNOWN_SECOND_WORD', '/quiz gardening', '/help quiz'],
  ['E_NOT_UNDERSTOOD', 'hello there', '/grad a*b+c'],
  // options
  ['E_LINE_TOO_LONG', `/grad ${'a'.repeat(24_000)}`, '/grad a*b+c'],
  ['E_MISSING_OPTION', '/grad', '/grad a*b+c'],
  ['E_MISSING_OPTION', '/grad --detail full', '/grad a*b+c'],
  ['E_QUOTATION_NOT_CLOSED', '/train --data "1,2 -> 1; 2,3 -> -1', '/train --data "1,2 -> 1; 2,3 -> -1"'],
  ['E_QUOTATION_NOT_CLOSED', '/grad a*b --at “a=2', '/grad a*b --at "a=2"'],
  ['E_UNKNOWN_OPTION', '/grad a*b --detial full', '/grad a*b --detail full'],
  ['E_UNKNOWN_OPTION', '/grad a*b --detial=ful', '/grad a*b --detail full'],
  ['E_UNKNOWN_OPTION', '/train zerograd=false', '/train --no-zero-grad'],
  ['E_UNKNOWN_OPTION', '/train --no-zero-grd --lr 0,1', '/train --lr 0.1 --no-zero-grad'],
  ['E_UNKNOWN_OPTION', '/train -x 3', '/help train'],
  ['E_UNKNOWN_OPTION', '/grad a --foo', '/help grad'],
  ['E_OPTION_WITHOUT_VALUE', '/train --lr', '/train --lr 0.1'],
  ['E_OPTION_WITHOUT_VALUE', '/train --lr --steps 3', '/train --lr 0.1 --steps 3'],
  ['E_OPTION_WITHOUT_VALUE', '/train --file', '/train'],
  ['E_OPTION_NOT_A_SWITCH_VALUE', '/train --zero-grad=maybe', '/train'],
  ['E_OPTION_NOT_A_NUMBER', '/train --lr 0,4', '/train --lr 0.4'],
  ['E_OPTION_NOT_A_NUMBER', '/train lr=0,4', '/train --lr 0.4'],
  ['E_OPTION_NOT_A_NUMBER', '/train --lr abc', '/train --lr 0.1'],
  ['E_OPTION_NOT_A_NUMBER', '/train --lr 0,01..3', '/train --lr 0.01..3'],
  ['E_OPTION_NOT_A_NUMBER', '/train --lr 1..many', '/train --lr 0.01..3'],
  ['E_OPTION_TWICE', '/train --lr 1 -n 5 --lr 2', '/train --lr 1 --steps 5'],
  ['E_OPTION_TWICE', '/train --no-zero-grad zero_grad=true', '/train --no-zero-grad'],
  ['E_OPTION_TWICE', { command: 'train', args: '--lr 0.1', typed: { lr: 0.2 } }, '/train --lr 0.1'],
  ['E_STRAY_WORD', '/train zero-grad', '/train'],
  ['E_STRAY_WORD', '/train lr = 0.4', '/train --lr 0.4'],
  ['E_STRAY_WORD', '/train zero-grad = off', '/train --no-zero-grad'],
  ['E_STRAY_WORD', '/train foo', '/help train'],
  ['E_STRAY_WORD', '/train morons', '/train --data moons'],
  ['E_UNKNOWN_OPTION', '/train --learing-rate 0.1', '/train --lr 0.1'],
  ['E_OPTION_VALUE', '/grad a*b --detail ful', '/grad a*b --detail full'],
  ['E_OPTION_VALUE', '/train --activation tahn', '/train --activation tanh'],
  ['E_OPTION_VALUE', '/train --activation=tahn', '/train --activation tanh'],
  ['E_OPTION_VALUE', '/train --loss cube', undefined],
  ['E_OPTION_VALUE', '/train --lr 1000', '/train --lr 100'],
  ['E_OPTION_VALUE', '/train --lr 0', '/train --lr 0.1'],
  ['E_OPTION_VALUE', '/train --lr 0..1', '/train --lr 0.01..1'],
  ['E_OPTION_VALUE', '/train --lr 1..300', '/train --lr 1..100'],
  ['E_OPTION_VALUE', '/train --lr -1..0', '/train --lr 0.01..3'],
  ['E_OPTION_VALUE', '/train --steps 1.5', '/train --steps 2'],
  ['E_OPTION_VALUE', `/train --layers ${'4'.repeat(70)}`, '/train --layers 4,4,1'],
  ['E_OPTION_VALUE', { command: 'train', args: '', typed: { lr: 1000, seed: 7 } }, '/train --seed 7'],
  // training
  ['E_TWO_SOURCES', '/train --data moons --file rows', '/train --file rows', '1,2,1\n3,4,-1'],
  ['E_UNKNOWN_OPTIMISER', '/train --optimizer sgd,adan', '/train --optimizer sgd,adam'],
  ['E_UNKNOWN_OPTIMISER', '/train --optimiser zzz', '/train --optimizer adam'],
  ['E_UNKNOWN_OPTIMISER', '/train --optimiser "," --steps 3', '/train --steps 3 --optimizer adam'],
  ['E_ONE_OPTIMISER', '/train --optimizer sgd,adam --no-zero-grad', '/train --optimizer sgd,adam'],
  ['E_ONE_OPTIMISER', '/train --optimizer sgd,adam --animate', '/train --optimizer sgd,adam'],
  ['E_ONE_OPTIMISER', '/train --optimizer adam,sgd --lr 0.01..1', '/train --optimizer adam,sgd'],
  ['E_ONE_OPTIMISER', '/train --optimizer adam,sgd --export python', '/train --optimizer adam,sgd'],
  ['E_NO_NOISE', '/train --noise 0.3', '/train --data moons --noise 0.3'],
  ['E_NO_NOISE', '/train --data iris --noise 0.3', '/train --data moons --noise 0.3'],
  ['E_NO_MOMENTUM', '/train --optimizer adam --momentum 0.9', '/train --optimizer momentum --momentum 0.9'],
  ['E_UNKNOWN_DATA_SET', '/train --data morons', '/train --data moons'],
  ['E_UNKNOWN_DATA_SET', '/train --data nothing'],
  ['E_LAYERS_FORMAT', '/train --layers four', '/train --layers 4,4,1'],
  ['E_TOO_MANY_LAYERS', '/train --layers 1,2,3,4,3,2,1', '/train --layers 1,2,3,4,3,1'],
  ['E_LOG_WITHOUT_NUMBERS', '/train --log hello', '/train --log "6.3 5.9 5.9 nan"'],
  ['E_LAST_FOR_LOSS', '/train --loss bce --last tanh', '/train --last sigmoid --loss bce'],
  [
    'E_LAST_LAYER_SIZE',
    '/train --layers 8,1 --data "1 -> 1,1; 2 -> 0,1"',
    '/train --data "1 -> 1,1; 2 -> 0,1" --layers 8,2',
  ],
  ['E_TOO_MANY_LAYERS', '/train --layers 1,2,3,4,3,2', '/train --layers 1,2,3,4,3,1'],
  ['E_TOO_MANY_LAYERS', '/train --hidden 1,2,3,4,3,2', '/train --hidden 1,2,3,4,3'],
  ['E_LAYERS_FORMAT', '/train --hidden many', '/train --hidden 4,4'],
  ['E_TWO_SIZES', '/train --layers 4,1 --hidden 4', '/train --layers 4,1'],
  ['E_TWO_LENGTHS', '/train --steps 4 --epochs 2', '/train --steps 4'],
  ['E_TOO_MANY_EPOCHS', '/train moons --epochs 5000 --batch 10', '/train --data moons --epochs 1666 --batch 10'],
  ['E_TOO_MANY_RATES', '/train --lr 1,2,3,4,5,6,7,8,9,10,11,12,13', '/train --lr 1..13'],
  ['E_RATES_THE_SAME', '/train --lr 0.1..0.1', '/train --lr 0.1'],
  ['E_TOO_MUCH_TO_SWEEP', '/train spiral --lr 0.1,0.2 --layers 64,64,1 --steps 10000'],
  ['E_EXPORT_OF_SWEEP', '/train --lr 0.1..0.2 --export python', '/train --lr 0.1..0.2'],
  ['E_RATES_BACKWARDS', '/train --lr 3..0.01', '/train --lr 0.01..3'],
  ['E_TARGETS_NOT_CLASSES', '/train --loss bce --data line', '/train --data line --loss sse'],
  ['E_UNKNOWN_PARAMETER', '/train --track layers[9].b', '/train --track layers[0].neurons[0].w[0]'],
  [
    'E_TOO_MUCH_WORK',
    '/train --steps 10000 --data moons --layers 64,64,1',
    '/train --data moons --layers 64,64,1 --steps 5742',
  ],
  ['E_WRONG_ROW', '/train --data "1,2 -> 1; 3 -> 1"'],
  ['E_NO_ROWS', '/train --data ";;"', '/train --data "0,1 -> 1; 1,1 -> -1"'],
  ['E_NO_ROWS', '/train --file rows', undefined, 'a,b'],
  ['E_CSV_QUOTES', '/train --file rows', undefined, '1,2,"1\n3,4,1'],
  ['E_TOO_MANY_ROWS', '/train --file rows', undefined, MANY],
  ['E_FILE_TOO_LARGE', '/train --file rows', undefined, 'x'.repeat(1_100_000)],
  ['E_WRONG_ROW', '/train --file rows', '/train --file rows --drop 2', 'x,y,t\n1,2,1\n3,four,-1'],
  ['E_WRONG_ROW', '/train --file rows --drop z', '/train --file rows --drop z,2', 'x,y,z,t\n1,2,3,1\n3,four,4,-1'],
  ['E_MISSING_VALUES', '/train --file rows', '/train --file rows --drop 2', 'x,y,t\n1,,1\n3,4,-1'],
  [
    'E_UNKNOWN_COLUMN',
    '/train --file rows --target hieght',
    '/train --file rows --target height',
    'height,t\n1,2\n3,4',
  ],
  ['E_UNKNOWN_COLUMN', '/train --file rows --inputs q', '/train --file rows --inputs 1', 'age,t\n1,2\n3,4'],
  ['E_NO_TARGET', '/train --file rows --drop 1,2', undefined, 'age,t\n1,2\n3,4'],
  ['E_NO_INPUTS', '/train --file rows', '/train --file rows --inputs 1', 'id,t\n1,2\n2,4'],
  ['E_NO_INPUTS', '/train --file rows', undefined, 'day,t\n2020-01-01,2\n2020-01-02,4'],
  [
    'E_USELESS_INPUT',
    '/train --file rows --inputs day,x',
    '/train --file rows --inputs 2',
    'day,x,t\n2020-01-01,2,1\n2020-01-02,4,2',
  ],
  ['E_USELESS_TARGET', '/train --file rows', '/train --file rows --target 1', 'x,y,t\n1,3,2020-01-01\n2,4,2020-01-02'],
  ['E_TOO_MANY_INPUTS', '/train --file rows', '/train --file rows --drop 1,2', WORDY],
  [
    'E_EXPORT_TOO_LARGE',
    '/train --file rows --steps 2 --export python',
    '/train --file rows --steps 2 --test 0.53 --export python',
    WIDE,
  ],
  ['E_NOTHING_HELD_BACK', '/train --file rows --test 0.1', '/train --file rows --test 0', '1,2,1\n3,4,-1'],
  ['E_NOTHING_TO_LEARN_FROM', '/train --data moons --test 0.95', '/train --data moons --test 0.2'],
  ['E_COLUMNS_WITHOUT_FILE', '/train --data moons --target y'],
  ['E_COMMA_OR_TWO', '/train --data "0,5 -> 1; 0,7 -> 2" --lr 0.2', '/train --data "0.5 -> 1; 0.7 -> 2" --lr 0.2'],
  // formulas
  ['E_NO_FORMULA', '/grad ";"'],
  ['E_NO_FORMULA', '/grad ""'],
  ['E_FORMULA_TOO_LONG', `/check dL/da of ${'a+'.repeat(1500)}a is 1`],
  ['E_UNKNOWN_NAME', '/grad weight*b --wrt wieght', '/grad weight*b --wrt weight'],
  ['E_UNKNOWN_NAME', '/grad a*b --wrt a,q', '/grad a*b --wrt a'],
  ['E_UNKNOWN_NAME', '/check dL/dq of a*b is b'],
  ['E_VALUES_FORMAT', '/grad a*b --at "a*2"'],
  ['E_BRACKET_NOT_CLOSED', '/grad a*(b+c'],
  ['E_BRACKET_NOT_CLOSED', '/grad a*b --at "a=(2"'],
  ['E_BRACKET_NOT_OPENED', '/grad a*b)'],
  ['E_BAR_NOT_CLOSED', '/grad |a'],
  ['E_COMPARISON', '/grad a<b'],
  ['E_CONSTANT_ASSIGNED', '/grad a*pi pi=3'],
  ['E_DERIVATIVE_INSIDE', '/grad x*derivative(x^2, x)'],
  ['E_DERIVATIVE_OF_WHAT', '/grad d/dx(x^2) + 3x', '/grad d/dx ((x^2) + 3x)'],
  ['E_STRAY_PRIME', "/grad x*y'+y"],
  ['E_WORD_IN_FORMULA', '/grad a*b for a'],
  ['E_FORMULA_UNFINISHED', '/grad a*'],
  ['E_FUNCTION_ASSIGNED', '/grad tanh=2'],
  ['E_FUNCTION_OF_OTHERS', '/grad f(x)=x^2; y=f(2)'],
  ['E_FUNCTION_WITHOUT_OPERAND', '/grad 2*tanh'],
  ['E_INVERSE_FUNCTION', '/grad log^-1(x)'],
  ['E_LEFT_SIDE', '/grad (a+b)=c'],
  ['E_MISSING_OPERATOR', '/grad weight bias'],
  ['E_NAME_CALLED', '/grad constructor(x)'],
  ['E_NESTED_TOO_DEEP', `/grad ${'('.repeat(101)}a${')'.repeat(101)}`],
  ['E_NUMBER_TOO_LARGE', '/grad a*1e999'],
  ['E_OPERAND_COUNT', '/grad max(a)'],
  ['E_SECOND_EQUALS', '/grad d=a*b=L'],
  ['E_STRAY_EQUALS', '/grad =a*b'],
  ['E_UNEXPECTED_IN_BRACKETS', '/grad (a,b)'],
  ['E_UNEXPECTED_TOKEN', '/grad *a'],
  ['E_UNKNOWN_FUNCTION', '/grad tahn(x)'],
  ['E_UNKNOWN_METHOD', '/grad (a*b).tahn()'],
  ['E_UNKNOWN_CHARACTER', '/grad a ? b'],
  ['E_CIRCULAR', '/grad L = L*a'],
  ['E_DEFINED_TWICE', '/grad a*b a=2 a=3'],
  ['E_NO_NAME_IN_FORMULA', '/grad 2+3'],
  ['E_NUMBER_WITHOUT_NAME', '/grad a*b; 3'],
  ['E_SEVERAL_RESULTS', '/grad x = a; y = a'],
  ['E_UNUSED_VALUE', '/grad a*b q=3'],
  ['E_VALUES_WITHOUT_FORMULA', '/grad a=2'],
  ['E_VALUE_NOT_FINITE', '/grad a*b a=1/0'],
  ['E_VALUE_WITHOUT_NAME', '/grad a*b at 3'],
  ['E_OTHER_RESULT', '/grad dy/da of L=a*b'],
  ['E_OTHER_WORK', '/grad solve x^2', '/grad x^2'],
  ['E_DERIVATIVE_WITHOUT_FORMULA', '/grad dL/da'],
  ['E_SECOND_DERIVATIVE', '/grad second derivative of x^3', '/grad x^2'],
  // what is to be checked
  ['E_NOTHING_TO_STEP', '/step L=a', '/step (a*b+c)*f a=2 b=-3 c=10 f=-2'],
  ['E_NOTHING_TO_STEP', '/step trian', '/step train'],
  ['E_STEP_NOT_FINITE', '/step log(x) x=-1', '/grad log(x); x = -1'],
  ['E_TOO_MANY_STEPS', '/step a+b+c+d+g+h+i+j+k+l+m+n+p+q+r+s+t', '/step a+b+c+d+g+h+i+j+k+l+m+n+p+q+r+s+t --wrt a'],
  ['E_STEPS_NOT_FOR_QUIZ', '/step a*b a=2 b=3 --from forward --together', '/step a*b a=2 b=3 --from forward'],
  ['E_STEP_TRAIN_FIXED', '/step train --no-zero-grad --wrt w', '/step train --no-zero-grad'],
  ['E_UNKNOWN_WHAT', '/me nothing', '/me'],
  ['E_NOTHING_TO_CHECK', '/check'],
  ['E_UNREADABLE_CLAIM', '/check nonsense'],
  ['E_CLAIM_WITHOUT_FORMULA', '/check dL/da is b'],
  ['E_CLAIM_WITHOUT_ANSWER', '/check dL/da of a*b is'],
  ['E_ANSWER_NOT_FINITE', '/check dL/da of a*b is 1/0'],
  ['E_ANSWER_TOO_LONG', `/check dL/da of a*b is ${'b+'.repeat(1000)}b`],
  ['E_NO_ANSWER', '/check dL/da --of a*b --is "."'],
  ['E_SEVERAL_ANSWERS', '/check dL/da of a*b is b; a'],
  ['E_SEVERAL_GRADIENTS', '/check dL/da of a*b = b, dL/db = a'],
  ['E_QUESTION_REPEATED', '/check dL/da of a*b is dL/da'],
  ['E_DERIVATIVE_MARK', "/check dL/dx of x*y is y'"],
  ['E_ZERO_PRODUCT', '/check dL/da of a*b is 0*b'],
  ['E_AMBIGUOUS_NUMBER', '/check dL/dx of 7x/3 is 2 1/3', '/check dL/dx of 7x/3 is 2 + 1/3'],
  ['E_AMBIGUOUS_NUMBER', '/check dL/dx of 7x/3 is 2⅓', '/check dL/dx of 7x/3 is 2 + 1/3'],
  ['E_NO_FINITE_VALUES', '/check dL/da of log(-a^2) a=2 is 1/a'],
  ['E_AMBIGUOUS_NUMBER', '/check dL/da of a*b a=2 b=3 is 2 1/3', '/check dL/da of a*b a=2 b=3 is 2 + 1/3'],
  ['E_AMBIGUOUS_NUMBER', '/check dL/da of a*b a=2 b=3 is 1,500', '/check dL/da of a*b a=2 b=3 is 1.500'],
];

/** Mistakes of the whole, or of what is not there: all others have a mark or name the part in words. */
const WHOLE = [
  ...['E_NO_COMMAND', 'E_NOT_UNDERSTOOD', 'E_LINE_TOO_LONG', 'E_NO_FORMULA', 'E_FORMULA_TOO_LONG'],
  ...[
    'E_TOO_MANY_LAYERS',
    'E_LAST_LAYER_SIZE',
    'E_TOO_MUCH_WORK',
    'E_NO_ROWS',
    'E_TOO_MANY_ROWS',
    'E_FILE_TOO_LARGE',
    'E_EXPORT_TOO_LARGE',
  ],
  ...['E_CSV_QUOTES', 'E_NO_NAME_IN_FORMULA', 'E_VALUES_WITHOUT_FORMULA', 'E_VALUE_WITHOUT_NAME'],
  ...['E_OTHER_WORK', 'E_SECOND_DERIVATIVE', 'E_STRAY_PRIME', 'E_NOTHING_TO_CHECK', 'E_ANSWER_TOO_LONG'],
  ...['E_NO_ANSWER', 'E_SEVERAL_ANSWERS', 'E_SEVERAL_GRADIENTS', 'E_QUESTION_REPEATED'],
  ...['E_NO_FINITE_VALUES', 'E_CIRCULAR', 'E_NOTHING_TO_STEP', 'E_TOO_MANY_STEPS'],
];

describe('every remedy works', () => {
  it.each(MISTAKES)('%s: %j', (code, input, remedy, csv) => {
    const files: Record<string, string> = csv === undefined ? {} : { rows: csv };
    const error = refused(input, files);
    expect(error?.code).toBe(code);
    const { remedies = [], hint } = error ?? {};
    expect(remedies.length).toBeGreaterThan(0);
    if (remedy !== undefined) expect(remedies[0]).toBe(remedy);
    for (const line of remedies) expect([line, refused(line, files)?.message]).toEqual([line, undefined]);
    const named = error?.where !== undefined || error?.message.includes('`') === true;
    expect([code, named || WHOLE.includes(code)]).toEqual([code, true]);
    // What is asked whether it was meant can be read.
    const meant = /^Did you mean `(\/[^`]*)`/.exec(hint ?? '')?.[1];
    if (meant !== undefined) expect(remedies[0]?.startsWith(meant)).toBe(true);
  });
});

/** Mistakes that no line leads to, and why. */
const UNREACHED: Record<string, string> = {};

it('every kind of mistake is tried', () => {
  const sources = ['src/command', 'src/expression', 'src/training', 'src/tutor', 'commands'].flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`${ROOT}/${folder}/${file}`, 'utf8')),
  );
  const codes = new Set(
    sources.flatMap((source) => [...source.matchAll(/'(E_[A-Z_]+)'/g)].map(([, code = '']) => code)),
  );
  const tried = new Set([...MISTAKES.map(([code]) => code), ...Object.keys(UNREACHED)]);
  expect([...codes].filter((code) => !tried.has(code))).toEqual([]);
});
