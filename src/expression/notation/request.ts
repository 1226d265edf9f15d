import { type ErrorCode, UserError } from '../../errors.ts';
import { clean } from './clean.ts';
import { fromSpoken } from './spoken.ts';

/** What somebody asks for: statements as a formula has them, and by which names the derivative is wanted. */
export interface Request {
  /** Formula and values, cleaned, without the words around them. */
  readonly text: string;
  /** The names of `d/dx`, `with respect to a and b`; none for all. */
  readonly by: readonly string[];
  /** The result that was named: L of dL/da. */
  readonly of: string | undefined;
  /** A value without a name: 3 of "x^2 at 3", and of f'(3). */
  readonly point: string | undefined;
  /** Is the derivative by the one variable that there is, as `y'` says? */
  readonly prime: boolean;
  /** Was more than the formula itself said? */
  readonly words: boolean;
  /** Was a derivative asked for, rather than a formula given? */
  readonly derivative: boolean;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;
const NAMES = String.raw`${NAME}(?:\s*(?:,|and|&)\s*${NAME})*`;
const ASK = String.raw`(?:(?:hi|hey|hello|please|ok|pls|plz|so|and|now|then|whats|what s|what's|what’s|what is|what are|what would be|find|compute|calculate|give me|give|show me|show|tell me|get|determine|work out|take|evaluate|i need|i want|can you|could you|would you|will you|do you know|how do i|how do you|how can i|how to|me)[\s,:]+)*`;
const LINK = String.raw`\s*(?:of|for|if|when|where|given|with|in|when|using|let|,|;|:|=\s*\?\s*(?:for|if|of|when)?)\s*`;
const BY = String.raw`(?:with respect to|w\.? ?r\.? ?t\.?|by|relative to|in terms of|nach|par rapport à|respecto a|rispetto a)`;
const VALUE_WORD = `(?:at the point|at point|at|where|when|for|with|if|given that|given|evaluated at|using|let|assuming|and|bei|für|pour|@|\\|)`;

const rule = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'isu');

/** The ways in which a derivative is asked for, most definite first. */
const DERIVATIVES: readonly RegExp[] = [
  rule(String.raw`${ASK}(?:the )?\(?[d∂] ?\((?<f>.+)\) ?/ ?[d∂] ?(?<by>${NAME})\)?(?<rest>(?:,| ${VALUE_WORD} ).*)?`),
  rule(String.raw`${ASK}(?:the )?\([d∂] ?/ ?[d∂] ?(?<by>${NAME})\)\s*(?<f>.+)`),
  rule(String.raw`${ASK}(?:the )?[d∂] (?<f>[\p{L}\d(|√][^=;]*?) ?/ ?[d∂](?<by>${NAME})`),
  rule(
    String.raw`${ASK}(?:the )?[d∂] ?/ ?[d∂] ?(?<by>${NAME})(?:\s+of\s+|\s*:\s*|\s+|(?=[([|√∛]))(?![+*/^=]|-\s)(?<f>.+)`,
  ),
  rule(String.raw`${ASK}(?:the )?[d∂] ?(?<of>${NAME}) ?/ ?[d∂] ?(?<by>${NAME})(?:${LINK}|\s+(?=[\p{L}\d(|√]))(?<f>.+)`),
  rule(
    String.raw`(?:if|given|let|for|when|suppose|with)?\s*(?<f>${NAME}(?:\([^()]*\))?\s*=.+?)(?:[,;.]\s*(?:then )?| then | (?=what|find|compute|how|give))${ASK}(?:the )?[d∂] ?(?<of>${NAME}) ?/ ?[d∂] ?(?<by>${NAME})\s*=?`,
  ),
  rule(
    `${ASK}(?:the |a )?(?:(?:partial|total|first|symbolic) )*(?:derivatives?|gradients?|slopes?|partials?) ${BY} (?<by>${NAMES}) of (?<f>.+)`,
  ),
  rule(
    `${ASK}(?:the |a )?(?:(?:partial|total|first|symbolic) )*(?:derivatives?|gradients?|slopes?|partials?|differential|deriv|diff|grad|rates? of change)(?: of| for|:)? (?:the )?(?:(?:function|expression|formula|equation|term):? )?(?![-+*/^=])(?<f>.+)`,
  ),
  rule(`${ASK}(?:differentiate|derive) ${BY} (?<by>${NAMES}):? (?<f>.+)`),
  rule(`${ASK}(?:differentiate|derive) (?:the )?(?:(?:function|expression|formula|equation|term):? )?(?<f>.+)`),
  // German, French, Spanish and Italian.
  rule(`(?:die |la )?(?:ableitung|dérivée|derivee|derivada|derivata) (?:von|der|de|di) (?<f>.+)`),
  rule(
    String.raw`(?:derivative|diff|differentiate|grad|gradient|derive|D) ?[([](?<f>[^;]+?)(?:,\s*(?<by>${NAME}(?:\s*,\s*${NAME})*)\s*)?[)\]]`,
  ),
];

const WITH_RESPECT = rule(
  String.raw`(?<f>.+?)(?<!divided|multiplied|raised),?\s+${BY}\s+(?<by>${NAMES})(?<rest>(?:,| ${VALUE_WORD} ).*)?`,
);
const VALUES = rule(
  String.raw`(?<f>.+?)[,;]?\s+${VALUE_WORD}\s+(?<values>\(?${NAME}(?:\([^()]*\))?\s*(?:=|:|\bis\b|\bequals\b|->|→).*)`,
);
const VALUES_IN_BRACKETS = rule(
  String.raw`(?<f>(?:[^|]|\|[^|]*\|)+?)\s*(?:[([](?<values>\s*${NAME}\s*=[^()[\]]*)[)\]]|\|_?\s*(?<line>${NAME}\s*=[^|]*))\s*`,
);
const POINT = rule(
  String.raw`(?<f>.+?)[,;]?\s+at\s+(?<point>[-+]?\s?(?:[\d.]+(?:e[-+]?\d+)?|\d*\s?pi)(?:\s?/\s?\d+)?)`,
);

/** `y'`, `f'(x)`, `f'(3)` with its formula behind; read before quotation marks are taken off. */
const PRIME = new RegExp(
  String.raw`^\s*${ASK}(?:the )?(?<of>${NAME})\s*['′’](?!['′’])\s*(?:\((?<point>[^()]*)\))?(?:${LINK}|\s+)(?<f>.+)$`,
  'isu',
);
/** The same at the end: `f(x) = x^2, find f'(x)`. */
const PRIME_BEHIND = new RegExp(
  String.raw`^(?<f>[^'′’]+?)(?:[,;.]\s*|\s+)(?:then )?${ASK}(?:the )?(?<of>${NAME})\s*['′’](?:\((?<point>[^()]*)\))?[\s?]*$`,
  'isu',
);
const BRACKET_PRIME = /^\s*\((?<f>.+)\)\s*['′’]\s*$/su;

const SECOND = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])[d∂]\^2 ?(?:${NAME})? ?/ ?[d∂] ?${NAME}\^2|\b(?:second|third|higher|2nd|3rd)[- ](?:order )?derivatives?\b|\bhessian\b`,
  'iu',
);

/** What people ask a calculator for, and what it is called. */
const OTHER_WORK: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^(?:solve|find the roots? of|roots? of)\b/i, 'solve equations'],
  [/^(?:integrate|(?:the )?(?:(?:in)?definite )?integral of|(?:the )?antiderivative of)\b/i, 'take integrals'],
  [/^(?:(?:the )?lim(?:it)?(?: of| as)?)\b(?!\s*[=*+/^-])/i, 'take limits'],
  [/^(?:simplify|expand|factor(?:ise|ize)?)\b(?!\s*[=*+/^-])/i, 'rearrange formulas'],
  [/^(?:plot|graph|draw|sketch)\b(?!\s*[=*+/^-])/i, 'plot functions'],
];

/**
 * Takes a text apart into what is asked and the formula: "derivative of x^2 by x at x=2", `d/dx x^2`, "a times b where
 * a is 2". A text that is a formula alone stays as it is.
 *
 * @throws UserError for what is asked of other programs: equations to solve, integrals, second derivatives
 */
export function requestOf(typed: string): Request {
  refusePrimes(typed);
  const primed = [PRIME, PRIME_BEHIND, BRACKET_PRIME].map((way) => way.exec(typed)?.groups).find((groups) => groups);
  const quoted = primed !== undefined && !/^\s*['‘]/.test(typed);
  if (!quoted && STRAY_PRIME.test(typed.replace(QUOTED, '$1$2'))) throw new UserError(...strayPrime);
  const plain = clean(quoted ? (primed['f'] as string) : typed)
    .replace(LEADING, '')
    .replace(TRANSPOSED, '')
    .replace(/(?:[\s?.]|,? (?:please|pls|thanks|thank you|for me))+$/i, '');
  refuseOther(plain);
  const asked = quoted ? undefined : askedDerivative(plain);
  refuseInside(plain, asked?.['f']);
  const groups = asked ?? {};
  const behind = WITH_RESPECT.exec(groups['f'] ?? plain)?.groups;
  const [formula, values, point] = valuesOf(joined(behind ?? groups, plain));
  const text = [fromSpoken(formula), values].filter((part) => part !== '').join('; ');
  const names = groups['by'] ?? behind?.['by'] ?? '';
  const digits = primed?.['point']?.trim() ?? '';
  const isValue = /^[-+]?[\d.]+$/.test(digits);
  return {
    text,
    by: [...new Set(names.split(/\s*(?:,|&|\band\b)\s*/).filter((name) => name !== ''))],
    of: quoted && primed['of'] !== undefined ? primed['of'] : groups['of'],
    point: isValue ? digits : point,
    prime: quoted,
    words: text !== plain || quoted,
    derivative: quoted || asked !== undefined || behind !== undefined,
  };
}

/** `let x=3, x^2`: the values first. */
const LEADING = new RegExp(`^(?:let|given|with|for|at|if|when|where|suppose) (?=${NAME}\\s*=)`, 'iu');
/** A vector that is transposed: for single numbers it is itself. */
const TRANSPOSED = /(?<=\p{L}[\p{N}_]*)\^\(?(?:T|\\top|\\intercal)\)?(?=\s*\p{L})(?!.*\bT\s*=)/gsu;

const QUOTED = /(^|[\s=(:,;])['‘]([^'‘’]*)['’](?=$|[\s;,)])/g;
const STRAY_PRIME = /[\p{L}\p{N})]\s?(?:[′]|['’](?!\p{L}))/u;
const strayPrime = [
  "A prime `'` stands only for the whole that is derived.",
  {
    code: 'E_STRAY_PRIME',
    hint: "Write `f'(x) for f(x)=x^2`, `(x^2)'` or `d/dx x^2`.",
  },
] as const;

/** @throws UserError for `f''` */
function refusePrimes(typed: string): void {
  if (/[\p{L}\p{N})]\s?(?:['′’]{2,}|[″‴"”](?=\s*\())/u.test(typed)) refuseHigher();
}

/** @throws UserError for `x + d/dx x^2`, and for `d/dx(x^2) + x`, of which the bracket alone could be meant */
function refuseInside(plain: string, formula: string | undefined): void {
  if (/\bd\s*=/.test(plain)) return;
  const text = formula ?? plain;
  if (INSIDE.test(text)) {
    throw new UserError('A derivative cannot stand inside a formula.', {
      code: 'E_DERIVATIVE_INSIDE',
      hint: 'I take the derivative of a whole formula: write `d/dx` in front of it, as in `d/dx (x^2 + x)`.',
    });
  }
  const [, named, bracket, rest] = /^([d∂] ?\/ ?[d∂] ?[\p{L}\p{N}_]+)(\([^()]*\))(\s*[-+*/^].+)$/u.exec(plain) ?? [];
  if (named === undefined || bracket === undefined || rest === undefined) return;
  throw new UserError(`Is only \`${bracket}\` to be derived, or all of it?`, {
    code: 'E_DERIVATIVE_OF_WHAT',
    hint: `For all of it write \`${named} (${bracket}${rest})\`.`,
    where: { text: plain, place: { start: 0, end: plain.length } },
    correction: `${named} (${bracket}${rest})`,
  });
}

const INSIDE = /(?<![\p{L}\p{N}_])[d∂] ?\/ ?[d∂] ?(?:\p{L}|\()|(?<![\p{L}\p{N}_])[d∂]\([^()]*\) ?\/ ?[d∂]\p{L}/u;

/** The formula of a match, with what stood behind the names. */
const joined = (groups: Record<string, string | undefined>, plain: string): string =>
  groups['f'] === undefined ? plain : `${groups['f']}${groups['rest'] ?? ''}`;

function askedDerivative(plain: string): Record<string, string | undefined> | undefined {
  for (const pattern of DERIVATIVES) {
    const groups = pattern.exec(plain)?.groups;
    if (groups !== undefined) return groups;
  }
  return undefined;
}

/** The formula, the values that are said behind it as statements, and a value without a name. */
function valuesOf(text: string): [formula: string, values: string, point: string | undefined] {
  const groups = (VALUES.exec(text) ?? VALUES_IN_BRACKETS.exec(text))?.groups;
  if (groups !== undefined)
    return [groups['f'] as string, statementsOf(fromSpoken((groups['values'] ?? groups['line']) as string)), undefined];
  const point = POINT.exec(text)?.groups;
  return point === undefined ? [text, '', undefined] : [point['f'] as string, '', point['point']];
}

/** "x is 3 and y = 4" as `x=3; y=4`, and the same for `--at "x: 3"`. */
export const statementsOf = (values: string): string =>
  clean(values)
    .replace(/^\(([^()]*)\)$/, '$1')
    .replace(/^(?:at|where|when|for|with|let)\s+/i, '')
    .replace(/\s*(?:,\s*)?(?:\band\b|&)\s*/gi, '; ')
    .replace(new RegExp(String.raw`(^|[;,\s])(${NAME})\s*(?::|->|→|\bis\b|\bequals\b)\s*(?=[-+\d.(])`, 'giu'), '$1$2=');

/** `d/dx` without anything behind it. */
const BARE = new RegExp(
  `^${ASK}(?:the )?(?:[d∂] ?(?:${NAME})? ?/ ?[d∂] ?${NAME}|(?:derivative|gradient|slope)(?: of)?)\\s*=?$`,
  'iu',
);

function refuseHigher(): never {
  throw new UserError('I take first derivatives only.', {
    code: 'E_SECOND_DERIVATIVE',
    hint: 'For example `/grad x^2`.',
  });
}

function refuseOther(plain: string): void {
  if (BARE.test(plain)) {
    throw new UserError(`Of which formula is \`${plain.replace(/\s*=$/, '')}\`?`, {
      code: 'E_DERIVATIVE_WITHOUT_FORMULA',
      hint: 'Write it behind, as in `d/dx x^2` or `dL/da of a*b`.',
    });
  }
  const refuse = (code: ErrorCode, what: string, rest: string): never => {
    const formula = rest.trim();
    throw new UserError(`I take derivatives. I do not ${what}.`, {
      code,
      hint: formula === '' ? 'For example `/grad x^2`.' : `For the derivative write \`/grad ${formula}\`.`,
      correction: formula === '' ? undefined : formula,
    });
  };
  const bare = plain.replace(new RegExp(`^${ASK}`, 'iu'), '');
  if (SECOND.test(plain)) refuseHigher();
  for (const [pattern, what] of OTHER_WORK) {
    if (pattern.test(bare))
      refuse(
        'E_OTHER_WORK',
        what,
        bare
          .replace(pattern, '')
          .replace(/=.*$/, '')
          .replace(/^\s*\p{L}\s*(?:->|→)\s*\S+/u, ''),
      );
  }
}
