/** Letters of the Greek alphabet; `\sigma(` is the function, and `\pi` the number. */
const GREEK: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  vartheta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  rho: 'ρ',
  varrho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  upsilon: 'υ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Xi: 'Ξ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  ell: 'l',
};

/** Commands that are signs. */
const SIGNS: Record<string, string> = {
  cdot: '*',
  times: '*',
  ast: '*',
  star: '*',
  div: '/',
  lvert: '|',
  rvert: '|',
  vert: '|',
  // The length of a single number is its absolute value.
  lVert: '|',
  rVert: '|',
  Vert: '|',
  mid: '|',
  lbrace: '(',
  rbrace: ')',
  lbrack: '(',
  rbrack: ')',
  partial: '∂',
  pi: 'pi ',
  prime: '′',
};

/** Commands that change only how it looks. */
const LOOKS = new Set(
  'left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle limits nolimits quad qquad boldsymbol'.split(
    ' ',
  ),
);
/** Commands whose operand is one name, or text. */
const ONE_NAME = new Set('mathrm operatorname text textrm textit mathit mathbf mathsf mathtt mathcal rm bm'.split(' '));
/** Accents, which become a part of the name. */
const ACCENTS = new Set('hat bar tilde vec dot widehat overline'.split(' '));
const FUNCTIONS = new Set(
  'sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan exp log ln lg max min sgn'.split(' '),
);
const FRACTIONS = new Set(['frac', 'dfrac', 'tfrac', 'cfrac']);

/** `d`, `dL`, `∂ L`: one half of the name of a derivative. */
const DIFFERENTIAL = /^[d∂]\s*[\p{L}\p{N}_]*$/u;
const ATOM = /^(?:[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\(.*\))$/u;

/** Whole when it is one piece, or brackets around all of it: `(a)(b)` begins and ends with one, and needs more. */
function isAtom(text: string): boolean {
  if (!ATOM.test(text)) return false;
  if (!text.startsWith('(')) return true;
  let depth = 0;
  for (const [i, sign] of [...text].entries()) {
    if (sign === '(') depth++;
    if (sign === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

const grouped = (text: string): string => (isAtom(text) ? text : `(${text})`);

/** Nested deeper than this no person writes; what is inside stays as it is, and the parser says so. */
const MAX_DEPTH = 60;

/** LaTeX as the same formula in signs of a keyboard: `\frac{a}{b}` is `(a/b)`. What it does not know it leaves. */
export function fromLatex(text: string): string {
  if (!/[\\{}$]/.test(text)) return text;
  const bare = text
    .replace(/\$+|\\[()[\]]|\\(?:begin|end)\{[a-z*]+\}/g, ' ')
    .replace(/\|_\{([^{}=]*=[^{}]*)\}/g, ' at $1')
    .replace(/\\\\/g, '\n');
  // In equations one below the other `&` says only where they are aligned.
  const aligned = bare.includes('\n') || /\\begin\{(?:align|split|gather|eqnarray)/.test(text);
  return new LatexReader(aligned ? bare.replaceAll('&', ' ') : bare).read();
}

class LatexReader {
  private readonly text: string;
  private position = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads up to the end, or to the bracket that closes a group. */
  read(): string {
    let out = '';
    while (this.position < this.text.length) {
      const sign = this.text[this.position] as string;
      if (sign === '}' && this.depth > 0) break;
      this.position++;
      if (sign === '\\') out += this.command(out);
      else if (sign === '{') out += grouped(this.group());
      else if (sign === '}') out += ')';
      else if (sign === '^') out += this.raised();
      else if (sign === '_') out += `_${this.script(subscript)}`;
      else out += sign;
    }
    return out;
  }

  /** What stands in a group whose opening bracket was read. */
  private group(): string {
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      return '{';
    }
    const inner = this.read().trim();
    this.position++;
    this.depth--;
    return inner;
  }

  /** An exponent; `a^{(l)}` and `z^{[2]}` are names with an index. */
  private raised(): string {
    const index = /^\{\s*[([]\s*(\w+)\s*[)\]]\s*\}/.exec(this.text.slice(this.position, this.position + 40));
    if (index === null) return `^${this.script(exponent)}`;
    this.position += index[0].length;
    return `_${index[1]}${this.space()}`;
  }

  /** The operand behind `^` or `_`: a group in its form, anything else as it stands. */
  private script(form: (inner: string) => string): string {
    const [sign = '', next] = this.text.slice(this.position, this.position + 2);
    if (sign !== '{') {
      // `\log_b{x}`: what stands in the group is no part of the name.
      if (next !== '{' || !/[\p{L}\p{N}]/u.test(sign)) return '';
      this.position++;
      return `${sign} `;
    }
    this.position++;
    const inner = this.group();
    // What follows a group does not belong to it: e^{x}y is e^x times y.
    return `${form(inner)}${this.space()}`;
  }

  /** The operand of a command: a group, one command, or one character. */
  private operand(): string {
    while (this.text[this.position] === ' ') this.position++;
    const sign = this.text[this.position] ?? '';
    this.position++;
    if (sign === '{') return this.group();
    return sign === '\\' ? this.command('').trim() : sign;
  }

  private command(before: string): string {
    const name = /^[A-Za-z]+/.exec(this.text.slice(this.position, this.position + 40))?.[0];
    if (name === undefined) return this.escaped();
    this.position += name.length;
    if (this.text[this.position] === '*' && name === 'operatorname') this.position++;
    if (FRACTIONS.has(name)) return this.fraction();
    if (name === 'sqrt') return this.root();
    if (LOOKS.has(name)) return this.look(name);
    if (ONE_NAME.has(name)) return this.oneName(name);
    if (ACCENTS.has(name)) return `${this.operand().replace(/\W+/g, '')}_${name.replace('wide', '')}${this.space()}`;
    const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
    if (sign !== undefined) return /\w$/.test(before) && sign.startsWith('pi') ? ` ${sign}` : sign;
    const letter = Object.hasOwn(GREEK, name) ? GREEK[name] : undefined;
    if (letter !== undefined) return `${/[\p{L}\p{N}]$/u.test(before) ? ' ' : ''}${letter}${this.space()}`;
    if (FUNCTIONS.has(name)) return this.fn(name, before);
    return `\\${name}`;
  }

  private fn(name: string, before: string): string {
    const apart = /[\p{L}\p{N}]$/u.test(before) ? ' ' : '';
    const next = this.text[this.position] ?? '';
    if (next !== '{') return `${apart}${name}${/[(^_[]/.test(next) ? '' : ' '}`;
    this.position++;
    return `${apart}${name}(${this.group()})`;
  }

  /** `\,` and the like are spaces, `\{` a bracket. */
  private escaped(): string {
    const sign = this.text[this.position++] ?? '';
    if (sign === '{') return '(';
    if (sign === '}') return ')';
    if (sign === '|') return '|';
    return /[,;:! ]/.test(sign) ? ' ' : `\\${sign}`;
  }

  /** `\left.` has no bracket at all. */
  private look(name: string): string {
    if (/^(?:left|right|[bB]ig)/.test(name) && this.text[this.position] === '.') this.position++;
    return ' '.repeat(/quad/.test(name) ? 1 : 0);
  }

  private fraction(): string {
    const [above, below] = [this.operand(), this.operand()].map((part) => part.trim()) as [string, string];
    if (DIFFERENTIAL.test(above) && /^[d∂]\s*[\p{L}_]/u.test(below) && DIFFERENTIAL.test(below))
      return `${above}/${below.replace(/\s+/g, '')} `;
    if (/^[d∂]\^2/.test(above) && /^[d∂].*\^2$/.test(below)) return `${above}/${below} `;
    return `(${grouped(above)}/${grouped(below)})`;
  }

  private root(): string {
    const index = /^\s*\[([^\]]*)\]/.exec(this.text.slice(this.position, this.position + 40));
    if (index !== null) this.position += index[0].length;
    const inside = this.operand();
    const degree = index?.[1]?.trim() ?? '2';
    if (degree === '2') return `sqrt(${inside})`;
    return degree === '3' ? `cbrt(${inside})` : `(${grouped(inside)}^(1/${grouped(degree)}))`;
  }

  private oneName(command: string): string {
    const inner = this.operand().replaceAll('\\', '').trim();
    if (command === 'mathrm' && inner === 'e') return 'ℯ';
    // Words between formulas, such as \text{ at }.
    if (command.startsWith('text')) return ` ${inner}${this.text[this.position] === '_' ? '' : ' '}`;
    return `${inner.replaceAll(' ', '_')}${this.space()}`;
  }

  /** Names that LaTeX sets side by side are factors. */
  private space(): string {
    return /[A-Za-z\\]/.test(this.text[this.position] ?? '') ? ' ' : '';
  }
}

/** Letters side by side are factors, which an exponent keeps together. */
const exponent = (inner: string): string =>
  /^[-+]?(?:\d+(?:\.\d+)?|\p{L}\p{N}*)$/u.test(inner) ? inner : `(${inner})`;

/** `i,j` and `t-1` as a part of a name. */
const subscript = (inner: string): string =>
  inner
    .replaceAll('-', 'm')
    .replaceAll('+', 'p')
    .replace(/[^\p{L}\p{N}]+/gu, '');
