import { UserError } from '../errors.ts';
import { clean, fromSpoken, refuseMixed, refuseSeveral, statementsOf } from '../expression/index.ts';
import { takeValues } from './claim-values.ts';

/** What somebody says a derivative is: `dL/da` of a formula is an answer, all as text. */
export interface Claim {
  /** The result's name, if one was said: L in dL/da. */
  readonly of: string | undefined;
  /** The name that the derivative is taken by: a in dL/da; undefined where it was not said, as in `y' = 2x`. */
  readonly by: string | undefined;
  readonly formula: string;
  readonly answer: string;
}

/** Parts of a claim that stand in options of their own. */
export interface ClaimParts {
  readonly claim?: string | undefined;
  readonly of?: string | undefined;
  readonly is?: string | undefined;
}

const EXAMPLE = '`/check dL/da of a*b+c is b`';

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;
/** dL/da, ∂L/∂a, d/da, dL / da, (dL)/(da); or a.grad, as code has it. */
const GRADIENT = String.raw`(?:\(?[d∂]\s?(?<of>${NAME})?\s?\)?\s?/\s?\(?[d∂]\s?(?<by>${NAME})\)?|(?<name>${NAME})\.grad)`;
/** The sign between a derivative and what it is said to be. */
const SIGN = '(?::=|=>|->|[=≈~≃≅≡→⇒:])';
const IS = String.raw`(?:\s+(?:is|equals|gives)\s+|\s*${SIGN}\s*)`;
const WHERE = String.raw`\s+(?:of|for|in)\s+`;
/** `derivative of` in words. */
const WORD = '(?:derivative|gradient|slope|grad)';
const BY = String.raw`\s+(?:with respect to|w\.?r\.?t\.?|by)\s+(?<by>${NAME})`;
const FRONT = '(?:the |is )?';

const whole = (text: string): RegExp => new RegExp(`^${FRONT}${text}$`, 'su');
const pattern = (rest: string): RegExp => whole(GRADIENT + rest);

/** The ways in which people say it, most definite first. */
const WITH_ALL = [
  pattern(`${WHERE}(?<formula>.+)\\s+(?:is|equals)\\s+(?<answer>.+)`),
  pattern(`${IS}(?<answer>.+?)${WHERE}(?<formula>.+)`),
  pattern(
    `${IS}(?<answer>.+?)(?:\\s*[,;]\\s*|\\s+(?:(?:where|when|if|given|with)\\s+)?)(?<formula>(?=\\p{L})\\k<of>\\s*=.+)`,
  ),
  pattern(`${WHERE}(?<formula>.+)\\s${SIGN}\\s(?<answer>[^=]+)`),
  whole(`[d∂]\\s?\\((?<formula>.+)\\)\\s?/\\s?[d∂]\\s?(?<by>${NAME})${IS}(?<answer>.+)`),
  pattern(`(?:\\s+|(?=\\())(?!(?:of|for|in|is|equals)\\b|${SIGN})(?<formula>.+?)${IS}(?<answer>[^=]+)`),
  whole(`${WORD} of (?<formula>.+?)${BY}${IS}(?<answer>.+)`),
  whole(`${WORD}${BY} of (?<formula>.+?)${IS}(?<answer>.+)`),
  whole(`${WORD} of (?<formula>.+?)${IS}(?<answer>[^=]+)`),
  whole(`\\((?<formula>.+)\\)\\s?prime${IS}(?<answer>[^=]+)`),
  whole(`(?<answer>[^=]+?)(?:\\s+is)?\\s+the ${WORD} of (?<formula>[^=]+?)\\??`),
];
const PRIMED_WITH_ALL = [
  whole(`${IS}(?<answer>.+?)${WHERE}(?<formula>.+)`),
  whole(`${WHERE}(?<formula>.+)\\s+(?:is|equals)\\s+(?<answer>.+)`),
  whole(`${WHERE}(?<formula>.+)\\s${SIGN}\\s(?<answer>[^=]+)`),
];
const WITH_FORMULA = [`${WHERE}(?<formula>.+?)`, String.raw`(?:\s+|(?=\())(?!(?:is|equals)\b|${SIGN})(?<formula>.+)`];
const WITH_ANSWER = `${IS}(?<answer>.+?)`;
/** What is typed where the formula is known already: an answer alone. */
const BARE = whole(String.raw`(?:${SIGN}\s*)?(?<answer>.+)`);

/** A derivative by the only name that there is: `y'`, `f'(x)`. */
const PRIME = new RegExp(
  String.raw`^\s*(?:the |is )?(?<of>${NAME})\s*['’′]\s*(?:\(\s*(?:(?<by>${NAME})|(?<point>[-+−]?[\d.]+))\s*\))?`,
  'u',
);
const BRACKET_PRIME = /^(\s*\(.+\)\s*)['’′]/su;

/** A whole number with a fraction sign behind it at the end: to be asked about before it is read as a formula. */
const MIXED = /(?:^|[\s=:≈~])([+\-−–]?\s?\d+\s?[¼-¾⅐-⅞])[\s.!?]*$/;

/**
 * Understands what somebody claims: `dL/da of a*b+c is b`, `dL/da = b for a*b+c`, `∂L/∂a`, `d/dx(x^2) = 2x`, `y' = 2x`,
 * and parts of it in options. Where the formula is known, an answer alone will do.
 *
 * @throws UserError that says what is missing
 */
export function readClaim(parts: ClaimParts): Claim {
  const claim = takeValues(parts.claim ?? '');
  const is = takeValues(parts.is ?? '');
  const values = statementsIn([...claim.values, ...is.values]);
  const point = claim.point ?? is.point;
  const plain = { ...parts, claim: claim.text, ...(parts.is !== undefined && { is: is.text }) };
  if (values.length === 0 && point === undefined) return readPlain(plain);
  try {
    const read = readPlain(plain);
    return { ...read, formula: withValues(read, values, point) };
  } catch (error) {
    // `dy/dx = 0 for y=3` has its formula where others have a value.
    if (error instanceof UserError && error.code === 'E_CLAIM_WITHOUT_FORMULA') return readPlain(parts);
    throw error;
  }
}

const statementsIn = (values: readonly string[]): string[] =>
  values
    .flatMap((each) => statementsOf(each).split(/[;,]|\s+(?=[\p{L}_][\p{L}\p{N}_]*\s*=)/u))
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** The formula with values behind it; one that was said twice stands there once. */
function withValues({ formula, by }: Claim, values: readonly string[], point: string | undefined): string {
  const squeezed = formula.replaceAll(/\s*=\s*/g, '=').split(/[\s;,]+/);
  const more = values.filter((each) => !squeezed.includes(each.replaceAll(/\s/g, '')));
  const behind = [formula, ...more].join('; ');
  if (point === undefined) return behind;
  return by === undefined ? `${behind} at ${point}` : `${behind}; ${by}=${point}`;
}

/** A letter or a bracket with a derivative mark. */
const MARK = /[\p{L}\p{N}_)\]]\s?['’′](?!\p{L})/u;
const QUOTED = /(?<![\p{L}\p{N}_)\]])(['’‘])([^'’‘]*)['’](?![\p{L}\p{N}_(])/gu;

/** @throws UserError for `y'` in an answer or a formula: without its mark it would be something else */
function refuseMarks(text: string): void {
  const plain = text.replace(QUOTED, ' $2 ');
  const found = MARK.exec(plain);
  if (found === null) return;
  throw new UserError("There is a derivative mark in it, as in `y'`.", {
    code: 'E_DERIVATIVE_MARK',
    hint: "Write that derivative out: `2*x` for `(x^2)'`.",
    where: { text: plain, place: { start: found.index, end: found.index + found[0].length } },
  });
}

/** `f(x)=x^2, f'(3)=6`: the formula before the claim. */
const FORMULA_FIRST = new RegExp(
  String.raw`^\s*(?:(?:for|if|given|let|with)\s+)?(?<formula>${NAME}(?:\s*\(\s*${NAME}\s*\))?\s*=[^,;]+?)(?:[,;]\s*(?:then\s+)?|\s+(?:then\s+)?)(?<claim>(?:[d∂]\s?${NAME}\s?/|${NAME}\s*['’′]).+)$`,
  'su',
);

function readPlain({ claim, of, is }: ClaimParts): Claim {
  const first = of === undefined ? FORMULA_FIRST.exec(claim ?? '')?.groups : undefined;
  if (first !== undefined) return readPlain({ claim: first['claim'], of: first['formula'], is });
  const typed = claim ?? '';
  refuseMixed(MIXED.exec(is ?? typed)?.[1] ?? '');
  const prime = PRIME.exec(typed);
  const point = prime?.groups?.['point'];
  refuseMarks(typed.slice(prime?.[0].length ?? BRACKET_PRIME.exec(typed)?.[0].length ?? 0));
  refuseMarks(is ?? '');
  const said = prime === null ? saidPlainly({ typed, of, is }) : saidPrimed(prime, { typed, of, is });
  const [formula, answer] = [of ?? said.formula, is ?? said.answer];
  const shown = prime === null ? gradient(said) : `${said.of}'`;
  if (formula === undefined) {
    throw new UserError(`Of which formula is this \`${shown}\`?`, {
      code: 'E_CLAIM_WITHOUT_FORMULA',
      hint: `For example ${EXAMPLE}.`,
    });
  }
  if (answer === undefined) {
    throw new UserError(`What did you get for \`${shown}\`?`, {
      code: 'E_CLAIM_WITHOUT_ANSWER',
      hint: `Put it behind \`is\`, as in ${EXAMPLE}.`,
    });
  }
  const by = said.by ?? (prime === null ? undefined : OF_NAME.exec(formula)?.groups?.['by']);
  const read = { of: said.of, by, formula, answer: fromSpoken(answer) };
  return point === undefined ? read : { ...read, formula: withValues(read, [], point) };
}

/** `f(x) = …`. */
const OF_NAME = new RegExp(String.raw`^\s*${NAME}\s*\(\s*(?<by>${NAME})\s*\)\s*=`, 'u');

interface Said {
  readonly of: string | undefined;
  readonly by: string | undefined;
  readonly formula: string | undefined;
  readonly answer: string | undefined;
}

interface Typed {
  readonly typed: string;
  readonly of: string | undefined;
  readonly is: string | undefined;
}

function saidPlainly({ typed, of, is }: Typed): Said {
  const text = plainWords(clean(typed.replace(BRACKET_PRIME, '$1 prime')));
  refuseSeveral(text.replace(/^(?:the |is )/, ''));
  if (text === '' && of !== undefined && is !== undefined)
    return { of: undefined, by: undefined, formula: of, answer: is };
  const patterns = [
    ...(of === undefined && is === undefined ? WITH_ALL : []),
    ...(is === undefined ? [pattern(WITH_ANSWER)] : []),
    ...(of === undefined ? WITH_FORMULA.map(pattern) : []),
    pattern(''),
    ...(of !== undefined && is === undefined && text !== '' ? [BARE] : []),
  ];
  const groups = firstMatch(patterns, text);
  if (groups === undefined) throw unreadable(text);
  return said(groups);
}

/** What stands behind `y'`. */
function saidPrimed(prime: RegExpExecArray, { typed, of, is }: Typed): Said {
  const rest = clean(`_${typed.slice(prime[0].length)}`)
    .slice(1)
    .replace(/ is equal to /, ' is ');
  const patterns = [
    ...(of === undefined && is === undefined ? PRIMED_WITH_ALL : []),
    ...(is === undefined ? [whole(WITH_ANSWER)] : []),
    ...(of === undefined ? [whole(WITH_FORMULA[0] as string)] : []),
    whole(String.raw`\s*`),
  ];
  const groups = firstMatch(patterns, rest);
  if (groups === undefined) throw unreadable(clean(typed));
  const { of: result, by } = prime.groups ?? {};
  return { ...said(groups), of: result, by };
}

const plainWords = (text: string): string =>
  text
    .replace(/ is equal to /, ' is ')
    .replace(/ (is|equals|=) (?:about|approximately|approx\.?|roughly|around) /, ' $1 ≈');

const firstMatch = (patterns: readonly RegExp[], text: string) =>
  patterns.map((candidate) => candidate.exec(text)?.groups ?? (candidate.test(text) ? {} : undefined)).find(Boolean);

const said = (groups: Record<string, string | undefined>): Said => ({
  of: groups['of'],
  by: groups['by'] ?? groups['name'],
  formula: groups['formula'],
  answer: groups['answer'],
});

const gradient = ({ of, by }: Said): string => (by === undefined ? 'derivative' : `d${of ?? ''}/d${by}`);

function unreadable(text: string): UserError {
  return text === ''
    ? new UserError('There is nothing to check.', {
        code: 'E_NOTHING_TO_CHECK',
        hint: `Say which gradient, of what, and what you got: ${EXAMPLE}.`,
      })
    : new UserError('I cannot tell which gradient you mean.', {
        code: 'E_UNREADABLE_CLAIM',
        hint: `Begin with its name, such as \`dL/da\`: ${EXAMPLE}.`,
        where: { text, place: { start: 0, end: Math.max(1, text.search(/\s|$/)) } },
      });
}
