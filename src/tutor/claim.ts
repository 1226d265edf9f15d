import { UserError } from '../errors.ts';
import { clean, refuseSeveral } from '../expression/index.ts';

/** What somebody says a derivative is: `dL/da` of a formula is an answer, all as text. */
export interface Claim {
  /** The result's name, if one was said: L in dL/da. */
  readonly of: string | undefined;
  /** The name that the derivative is taken by: a in dL/da. */
  readonly by: string;
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

/** dL/da, ∂L/∂a, d/da, dL / da; or a.grad, as code has it. */
const GRADIENT = String.raw`(?:[d∂]\s?(?<of>[\p{L}_][\p{L}\p{N}_]*)?\s?/\s?[d∂]\s?(?<by>[\p{L}_][\p{L}\p{N}_]*)|(?<name>[\p{L}_][\p{L}\p{N}_]*)\.grad)`;
const IS = String.raw`(?:\s+is\s+|\s+equals\s+|\s*=\s*)`;
const WHERE = String.raw`\s+(?:of|for|in)\s+`;

const pattern = (rest: string): RegExp => new RegExp(`^(?:the |is )?${GRADIENT}${rest}$`, 'su');

/** The ways in which people say it, most definite first. */
const WITH_ALL = [
  pattern(`${WHERE}(?<formula>.+)\\s+(?:is|equals)\\s+(?<answer>.+)`),
  pattern(`${IS}(?<answer>.+?)${WHERE}(?<formula>.+)`),
  pattern(`${WHERE}(?<formula>.+)\\s=\\s(?<answer>[^=]+)`),
  pattern(`\\s+(?!(?:of|for|in|is|equals)\\b|=)(?<formula>.+?)(?:\\s+(?:is|equals)\\s+|\\s*=\\s*)(?<answer>[^=]+)`),
];
const WITH_FORMULA = pattern(`${WHERE}(?<formula>.+?)`);
const WITH_ANSWER = pattern(`${IS}(?<answer>.+?)`);
const ALONE = pattern('');

/**
 * Understands what somebody claims: `dL/da of a*b+c is b`, `dL/da = b for a*b+c`, `∂L/∂a`, and parts of it in
 * options.
 *
 * @throws UserError that says what is missing
 */
export function readClaim({ claim, of, is }: ClaimParts): Claim {
  const text = clean(claim ?? '').replace(/ is equal to /, ' is ');
  refuseSeveral(text.replace(/^(?:the |is )/, ''));
  const patterns = [
    ...(of === undefined && is === undefined ? WITH_ALL : []),
    ...(is === undefined ? [WITH_ANSWER] : []),
    ...(of === undefined ? [WITH_FORMULA] : []),
    ALONE,
  ];
  const said = patterns.map((candidate) => candidate.exec(text)?.groups).find((groups) => groups !== undefined);
  if (said === undefined) throw unreadable(text);
  const formula = of ?? said['formula'];
  const answer = is ?? said['answer'];
  const by = (said['by'] ?? said['name']) as string;
  if (formula === undefined) {
    throw new UserError(`Of which formula is this \`${gradient(said['of'], by)}\`?`, {
      code: 'E_CLAIM_WITHOUT_FORMULA',
      hint: `For example ${EXAMPLE}.`,
    });
  }
  if (answer === undefined) {
    throw new UserError(`What did you get for \`${gradient(said['of'], by)}\`?`, {
      code: 'E_CLAIM_WITHOUT_ANSWER',
      hint: `Put it behind \`is\`, as in ${EXAMPLE}.`,
    });
  }
  return { of: said['of'], by, formula, answer };
}

const gradient = (of: string | undefined, by: string): string => `d${of ?? ''}/d${by}`;

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
