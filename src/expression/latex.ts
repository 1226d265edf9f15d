import { operation } from '../engine/index.ts';
import type { Expression } from './syntax.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** How tightly a text binds, seen from outside: a sum loosest. A power's base has to be an atom. */
const SUM = 1;
const PRODUCT = 2;
const MINUS = 3;
const FACTOR = 4;
const ATOM = 5;

/** LaTeX of an expression, and how tightly it binds. */
interface Written {
  readonly latex: string;
  readonly level: number;
}

/** Commands that LaTeX, its `amsmath` and MathJax have for functions; all others stand in \operatorname. */
const COMMANDS: Readonly<Record<string, string>> = {
  acos: '\\arccos',
  asin: '\\arcsin',
  atan: '\\arctan',
  cos: '\\cos',
  cosh: '\\cosh',
  exp: '\\exp',
  log: '\\log',
  log10: '\\log_{10}',
  log2: '\\log_{2}',
  max: '\\max',
  min: '\\min',
  sigmoid: '\\sigma',
  sin: '\\sin',
  sinh: '\\sinh',
  tan: '\\tan',
  tanh: '\\tanh',
};

/** What wraps its operand instead of standing before it. */
const WRAPPED: Readonly<Record<string, (inner: string) => string>> = {
  abs: (inner) => `\\left|${inner}\\right|`,
  cbrt: (inner) => `\\sqrt[3]{${inner}}`,
  sqrt: (inner) => `\\sqrt{${inner}}`,
};

const GREEK_LETTERS: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'varepsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'varsigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'varphi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Υ: 'Upsilon',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
};
const GREEK_WORDS = new Set([...Object.values(GREEK_LETTERS), 'epsilon']);

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** A word as one name: a letter in italics, several in one piece. */
function word(text: string): string {
  const letter = GREEK_LETTERS[text] ?? (GREEK_WORDS.has(text) ? text : undefined);
  if (letter !== undefined) return `\\${letter}`;
  return [...text].length === 1 && text !== '_' ? text : `\\mathit{${text.replaceAll('_', '\\_')}}`;
}

/**
 * A name in LaTeX: `w_{11}` for `w11`, `w_11` and `w₁₁`, `x_{\mathrm{in}}` for `x_in`, `\theta` for `theta` and `θ`,
 * and `\mathit{bias}`, so that a word is no product.
 */
export function nameToLatex(name: string): string {
  const plain = name.replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));
  const [, base = '', index = ''] = /^(.*?[^\d_])_?(\d+)$/u.exec(plain) ?? [];
  if (base !== '') return `${word(base)}_{${index}}`;
  const [, letter = '', below = ''] = /^([^_]|[a-zA-Z]+)_([\p{L}\p{N}]{1,6})$/u.exec(plain) ?? [];
  const short = [...letter].length === 1 || GREEK_WORDS.has(letter);
  if (short && below !== '') return `${word(letter)}_{${[...below].length === 1 ? word(below) : `\\mathrm{${below}}`}}`;
  return word(plain);
}

const scientific = (digits: string, zeros: number): string =>
  `${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${zeros + digits.length - 1}`;

/** A number as it is printed: `1.2 \times 10^{-5}` for `1.2e-5`. What is no number, such as `too large`, is a text. */
export function numberToLatex(text: string): string {
  const [, sign = '', digits = '', exponent] = /^(-?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (digits === '') return text === 'pi' || text === '-pi' ? text.replace('pi', '\\pi') : `\\text{${text}}`;
  const [, most = '', zeros = ''] = /^([1-9]\d*?)(0{7,})$/.exec(digits) ?? [];
  // Many zeros are written as a power of ten, as where the exponent is typed.
  if (exponent === undefined && most !== '') return numberToLatex(`${sign}${scientific(most, zeros.length)}`);
  if (exponent === undefined) return sign + digits;
  const power = `10^{${Number(exponent)}}`;
  return Number(digits) === 1 ? sign + power : `${sign}${digits} \\times ${power}`;
}

/** In brackets, which grow with what stands inside where that is higher than a line. */
const bracketed = (latex: string): string =>
  /\\(?:frac|sqrt|left)/.test(latex) ? `\\left(${latex}\\right)` : `(${latex})`;

const atLeast = ({ latex, level }: Written, least: number): string => (level < least ? bracketed(latex) : latex);

/** Behind a sign a minus gets brackets as well: `a - (-b)`. */
const behind = (written: Written, least: number): string =>
  written.latex.startsWith('-') ? bracketed(written.latex) : atLeast(written, least);

/** In front a minus needs none: `-a + b`, `-a \cdot b`. */
const infront = (written: Written, least: number): string =>
  written.level === MINUS && least <= PRODUCT ? written.latex : atLeast(written, least);

const functionOf = (fn: string): string => {
  const symbol = fn in COMMANDS || fn === 'sign' ? fn : (operation(fn as 'exp')?.symbol ?? fn);
  return COMMANDS[fn] ?? `\\operatorname{${symbol.replaceAll('_', '\\_')}}`;
};

const takesBrackets = ({ fn }: Call): boolean => !(fn in WRAPPED) && !(fn in INFIX) && fn !== 'neg' && fn !== 'pow';

const argumentsOf = ({ operands }: Call): string => bracketed(operands.map((one) => write(one).latex).join(', '));

function power([base, exponent]: readonly Expression[]): Written {
  const above = write(exponent as Expression).latex;
  const raised = base as Expression;
  // sin^2(x), as in a book; another exponent there would mean something else.
  const squared = raised.kind === 'call' && takesBrackets(raised) && !functionOf(raised.fn).includes('_');
  if (squared && /^[2-9]$/.test(above)) {
    return { latex: `${functionOf(raised.fn)}^{${above}}${argumentsOf(raised)}`, level: FACTOR };
  }
  return { latex: `${atLeast(write(raised), ATOM)}^{${above}}`, level: FACTOR };
}

/** `2a` and `2(a + b)` without a sign; between names and before digits there is one. */
function product(left: string, right: string): string {
  const joins = /^-?[\d.]+$/.test(left) && /^(?!\\mathit|\\frac|\(-)[\p{L}\\(]/u.test(right);
  return joins ? `${left}${right}` : `${left} \\cdot ${right}`;
}

const INFIX: Readonly<Record<string, (a: Written, b: Written) => Written>> = {
  add: (a, b) => ({ latex: `${infront(a, SUM)} + ${behind(b, SUM)}`, level: SUM }),
  sub: (a, b) => ({ latex: `${infront(a, SUM)} - ${behind(b, PRODUCT)}`, level: SUM }),
  mul: (a, b) => ({ latex: product(infront(a, PRODUCT), behind(b, PRODUCT)), level: PRODUCT }),
  div: (a, b) => ({ latex: `\\frac{${a.latex}}{${b.latex}}`, level: FACTOR }),
  greater: (a, b) => ({ latex: bracketed(`${a.latex} > ${b.latex}`), level: ATOM }),
  less: (a, b) => ({ latex: bracketed(`${a.latex} < ${b.latex}`), level: ATOM }),
};

function write(expression: Expression): Written {
  if (expression.kind === 'name') return { latex: nameToLatex(expression.name), level: ATOM };
  if (expression.kind === 'number') {
    const latex = numberToLatex(expression.text);
    return { latex, level: latex.startsWith('-') ? MINUS : /[ ^]/.test(latex) ? FACTOR : ATOM };
  }
  const { fn, operands } = expression;
  const infix = INFIX[fn];
  if (infix !== undefined) return infix(write(operands[0] as Expression), write(operands[1] as Expression));
  if (fn === 'neg') return { latex: `-${behind(write(operands[0] as Expression), PRODUCT)}`, level: MINUS };
  if (fn === 'pow') return power(operands);
  const wrapped = WRAPPED[fn];
  // The bars of |c| are its brackets.
  const level = fn === 'abs' ? ATOM : FACTOR;
  if (wrapped !== undefined) return { latex: wrapped(write(operands[0] as Expression).latex), level };
  return { latex: functionOf(fn) + argumentsOf(expression), level: FACTOR };
}

/**
 * An expression in LaTeX, with no more brackets than needed. It wants no package but `amsmath`, and needs spaces only
 * where it has them, so that it may be broken there.
 */
export const toLatex = (expression: Expression): string => write(expression).latex;

/** The same as a factor, with brackets where it is a sum or begins with a minus. */
export const factorToLatex = (expression: Expression): string => behind(write(expression), PRODUCT);
