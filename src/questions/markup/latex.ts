const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω';
const SIGNS =
  'cdot · times × div ÷ pm ± mp ∓ ast * star * circ ∘ le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ~ propto ∝ infty ∞ partial ∂ nabla ∇ sum Σ prod Π int ∫ oint ∮ to → rightarrow → Rightarrow ⇒ implies ⇒ leftarrow ← Leftarrow ⇐ leftrightarrow ↔ iff ⇔ mapsto ↦ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ land ∧ wedge ∧ lor ∨ vee ∨ oplus ⊕ otimes ⊗ odot ⊙ ldots … dots … cdots … vdots ⋮ prime ′ ell ℓ hbar ℏ Re Re Im Im top ⊤ bot ⊥ mid | vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ degree ° angle ∠ parallel ∥ perp ⊥ backslash \\ lt < gt > colon :';
const pairsOf = (list: string): [string, string][] => {
  const words = list.split(' ');
  return words.flatMap((word, i): [string, string][] => (i % 2 === 0 ? [[word, words[i + 1] as string]] : []));
};
const SYMBOLS = new Map([...pairsOf(GREEK), ...pairsOf(SIGNS)]);
/** Signs with a space at each side, however they were written. */
const SPACED = new Set([...'≤≥≠≈≡∝→⇒←⇐↔⇔↦∈∉⊂⊆∧∨±']);
const FUNCTIONS = new Set(
  'sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan exp log ln lg max min sup inf lim det dim ker gcd arg deg Pr argmax argmin'.split(
    ' ',
  ),
);
/** What changes only how it looks. */
const LOOKS = new Set(
  'left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr displaystyle textstyle scriptstyle limits nolimits boldsymbol mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak text textrm textbf textit operatorname rm bf it underline overbrace underbrace boxed displaylines'.split(
    ' ',
  ),
);
const SPACES = new Set(['quad', 'qquad', ' ', ',', ';', ':', '!', '>']);
/** Accents as combining characters behind their letter. */
const ACCENTS = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
]);
const FRACTIONS = new Set(['frac', 'dfrac', 'tfrac', 'cfrac']);
/** Deeper than any formula that a person reads. */
const MAX_DEPTH = 30;

/** What needs no brackets below: a name, a number, or what stands in brackets. */
const isAtom = (text: string): boolean => /^[\p{L}\p{M}\d.′]+$/u.test(text) || /^\p{L}*\([^()]*\)$/u.test(text);
/** What needs none above, or on a side of a fraction: one letter or number with what is raised at it. */
const isFactor = (text: string): boolean =>
  /^-?(?:[∂∇]?\p{L}\p{M}*|\d+(?:\.\d+)?)(?:[_^](?:-?[\p{L}\d]+|\([^()]*\)))*′*$/u.test(text) ||
  /^(?:\p{L}*|√)\([^()]*\)$/u.test(text);
const inBrackets = (text: string, needsNone = isFactor): string => (needsNone(text) ? text : `(${text})`);
const squeezed = (text: string): string => text.replaceAll(/ ?([=+→≤≥<>-]) ?/g, '$1');

/** A formula in LaTeX as people type it: `x^2`, `1/x`, `sqrt(x)`, with the letters and signs that it names. */
export const latexToText = (latex: string): string =>
  new LatexReader(latex)
    .all()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,;)])/g, '$1')
    .replaceAll(/\( /g, '(')
    .trim();

class LatexReader {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(latex: string) {
    this.tokens = latex.match(/\\[A-Za-z]+\*?|\\.|\s+|[^\\\s]/gsu) ?? [];
  }

  all(): string {
    let text = '';
    while (this.at < this.tokens.length)
      text += this.until('}') + (this.at < this.tokens.length ? this.take().slice(1) : '');
    return text;
  }

  private take(): string {
    return this.tokens[this.at++] ?? '';
  }

  /** Everything up to this token, which stays. */
  private until(end: string): string {
    let text = '';
    if (++this.depth <= MAX_DEPTH)
      while (this.at < this.tokens.length && this.tokens[this.at] !== end) text += this.one(text);
    this.depth--;
    return text;
  }

  /** An operand: what stands in braces, or the next thing. */
  private operand(): string {
    while (/^\s+$/.test(this.tokens[this.at] ?? '')) this.at++;
    return this.one('').trim();
  }

  private one(before: string): string {
    const token = this.take();
    switch (token) {
      case '{': {
        const inner = this.until('}');
        this.at++;
        return inner;
      }
      case '^': {
        const power = squeezed(this.operand());
        return /^[′*°]+$/.test(power) ? power : `^${inBrackets(power)}`;
      }
      case '_':
        return `_${inBrackets(squeezed(this.operand()), isAtom)}`;
      case '&':
        return ' ';
      case '~':
        return ' ';
      case "'":
        return '′';
      case '+':
      case '=':
        return ` ${token} `;
      case '-':
        return /[\p{L}\p{M}\d)\]]\s*$/u.test(before) ? ' - ' : '-';
      case '\\\\':
        return '; ';
    }
    return token.startsWith('\\')
      ? this.command(token.slice(1).replace('*', ''), before)
      : token.replaceAll(/\s+/g, ' ');
  }

  private command(name: string, before: string): string {
    if (/^\p{L}/u.test(name)) while (/^\s+$/.test(this.tokens[this.at] ?? '')) this.at++;
    if (FRACTIONS.has(name)) {
      const [above, below] = [this.operand(), this.operand()];
      // A derivative is no division by a product.
      const isDerivative = /^d(?:\^\d+)?\p{L}?$/u.test(above) && /^d\p{L}(?:\^\d+)?$/u.test(below);
      const fraction = isDerivative ? `${above}/${below}` : `${inBrackets(above)}/${inBrackets(below)}`;
      return /[\p{L}\d)]$/u.test(before) ? ` ${fraction}` : fraction;
    }
    if (name === 'sqrt') return this.root();
    if (name === 'binom') return `C(${this.operand()}, ${this.operand()})`;
    if (name === 'begin' || name === 'end') {
      const around = this.operand();
      return /matrix|array/.test(around) ? (name === 'begin' ? '[' : ']') : '';
    }
    const accent = ACCENTS.get(name);
    if (accent !== undefined) {
      const letter = this.operand();
      return [...letter].length === 1 ? (letter + accent).normalize('NFC') : letter;
    }
    const symbol = SYMBOLS.get(name);
    if (symbol !== undefined) return SPACED.has(symbol) ? ` ${symbol} ` : symbol;
    if (LOOKS.has(name)) return this.tokens[this.at] === '.' && /^(left|right)$/.test(name) ? this.take().slice(1) : '';
    if (SPACES.has(name)) return ' ';
    if (FUNCTIONS.has(name)) return this.named(name, before);
    return /^[{}$%&#_|]$/.test(name) ? name.replace('|', '‖') : name;
  }

  private root(): string {
    if (this.tokens[this.at] !== '[') return `sqrt(${this.operand()})`;
    this.at++;
    const degree = this.until(']');
    this.at++;
    return `root${degree}(${this.operand()})`;
  }

  /** A function's name stands apart from letters before and behind it. */
  private named(name: string, before: string): string {
    const next = this.tokens[this.at] ?? '';
    return (
      (/[\p{L}\d)]$/u.test(before) ? ' ' : '') + name + (/^[\p{L}\d\\]/u.test(next) && next !== '\\left' ? ' ' : '')
    );
  }
}

/** Commands that only we know. */
const NOT_TYPESET = new Set(['argmax', 'argmin', 'degree']);
/** What can be typeset of what changes only how it looks. */
const TYPESET_LOOKS = 'sqrt left right quad qquad text mathrm mathbf mathit mathbb mathcal operatorname displaystyle';

/** All commands, without their backslash, that can be typeset. */
export const typesetCommands = (): string[] =>
  [...SYMBOLS.keys(), ...FUNCTIONS, ...FRACTIONS, ...ACCENTS.keys(), ...TYPESET_LOOKS.split(' ')].filter(
    (name) => !NOT_TYPESET.has(name),
  );
const CAN_BE_TYPESET = new Set(typesetCommands());

/** Can this be typeset, too? Braces match, and there is no command that we do not know: others may fail, or do more. */
export function canBeTypeset(latex: string): boolean {
  let depth = 0;
  for (const sign of latex.replaceAll(/\\./g, '')) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth < 0 || depth > MAX_DEPTH) return false;
  }
  const commands = latex.match(/\\[A-Za-z]+/g) ?? [];
  const lefts = commands.filter((one) => one === '\\left').length;
  const rights = commands.filter((one) => one === '\\right').length;
  return (
    depth === 0 &&
    lefts === rights &&
    !/[&#%~`]|\\[\\()[\]]/.test(latex) &&
    !/[\^_]\s*(?:[\^_]|$)/.test(latex) &&
    commands.every((command) => CAN_BE_TYPESET.has(command.slice(1)))
  );
}
