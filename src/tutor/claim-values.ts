const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;
const DIGITS = String.raw`(?:\d+(?:\.\d+)?|\.\d+|pi|π)`;
const PLAIN = String.raw`[-+−–]?\s?${DIGITS}(?:e[-+]?\d+)?(?:\s?[*/]\s?${DIGITS})?`;
/** A number that ends there: the 3 of `x=3`, but not of `x=3*y`. */
const NUMBER = String.raw`(?:\(${PLAIN}\)|${PLAIN})(?![\p{L}\p{N}_]|\.\d|\s*[*/^+(−–-])`;
const ONE = String.raw`${NAME}\s*(?:=|:|\bis\b|\bequals\b)\s*${NUMBER}`;
const LIST = String.raw`${ONE}(?:(?:\s*[,;&]\s*|\s+)(?:and\s+)?${ONE})*`;
const WORD =
  '(?:evaluated at|at the point|at point|at|@|when|for|if|with|where|given that|given|since|because|as|using|let)';

/** Values with a word before them, anywhere. */
const WITH_WORD = new RegExp(
  String.raw`(?:^|[,;]?\s+)${WORD}\s+(?<values>${LIST})(?:\s*,(?=\s*(?:the\s)?[d∂]))?`,
  'iu',
);
const IN_BRACKETS = new RegExp(
  String.raw`\s*(?:(?<=\s)${WORD}\s+)?\((?:${WORD}\s+)?(?<values>${LIST})\s*\)(?=\s+(?:of|is)\b|\s*[.!?]?\s*$)`,
  'iu',
);
/** `|x=3`, `|_{x=3}` and `[x=3]`, as they stand behind a derivative; but not the second line of `|x| x=3`. */
const AT_A_LINE = new RegExp(
  String.raw`(?:[|∣]_?\s?(?:\{\s*(?<braced>${LIST})\s*\}|(?<bare>${LIST}))|\[\s*(?:${WORD}\s+)?(?<square>${LIST})\s*\])`,
  'iu',
);
/** Values behind a comma at the end, or behind a space and without spaces of their own. */
const AT_END = new RegExp(
  String.raw`(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+)(?<values>${LIST})(?:\s*[.!?]?\s*$|(?=\s+(?:of|for)\s))`,
  'iu',
);
const TIGHT = `${NAME}=${NUMBER}`;
const BARE_AT_END = new RegExp(
  String.raw`(?<!\b(?:is|equals|gives|of|for|in)|[=:≈~→>,;])\s+(?<values>${TIGHT}(?:\s+${TIGHT})*)\s*[.!?]?\s*$`,
  'iu',
);
/** A value without a name: `at 3`. */
const POINT = new RegExp(String.raw`\s+at\s+(?:the point\s+)?(?<values>${NUMBER})`, 'iu');

/** Is the line at this place the second one of an absolute value? */
const closesAbsolute = (text: string, at: number): boolean =>
  /[|∣]/.test(text[at] as string) && text.slice(0, at).split(/[|∣]/).length % 2 === 0;

/** A text without the values that were said in it, and those. */
export interface WithoutValues {
  readonly text: string;
  /** `x=3; y=2`, as it was said. */
  readonly values: readonly string[];
  /** A value without a name. */
  readonly point: string | undefined;
}

/** Takes values out of a text, wherever they were said: `6 at x=3`, `6, x=3`, `dL/da = 3 where a=2 of a*b`. */
export function takeValues(typed: string): WithoutValues {
  let text = typed.replaceAll(/(?<!`)`(?!`)/g, ' ').replaceAll(/[ \t]+/g, ' ');
  const values: string[] = [];
  for (const pattern of [AT_A_LINE, IN_BRACKETS, WITH_WORD, WITH_WORD, AT_END, BARE_AT_END]) {
    const match = pattern.exec(text);
    if (match === null || (pattern === AT_A_LINE && closesAbsolute(text, match.index))) continue;
    const { values: found, braced, bare, square } = match.groups ?? {};
    values.push((found ?? braced ?? bare ?? square) as string);
    text = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  }
  const found = values.length === 0 ? POINT.exec(text) : null;
  if (found !== null) text = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { text: text.trim(), values, point: found?.groups?.['values'] };
}
