import { parse } from '../../../expression/index.ts';

const STAR = /(?<!\\)\*/;

/** Is this a product, such as `2*x` or `w*x + b`, rather than a text with any text in it? Its names are short. */
function isProduct(text: string): boolean {
  if (
    !/^[^*]*[\w)]\s*\*{1,2}\s*[\w(]/.test(text) ||
    /[a-z]{3,}(?!\()/i.test(text.replaceAll(/\b(?:sin|cos|tan|tanh|exp|log|sqrt|relu|sigmoid|abs)\b/g, ''))
  )
    return false;
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Short answers as Moodle reads them: a star stands for any text, `\*` for a star. Where each star is a sign of
 * multiplication, none stands for any text.
 *
 * @param isTold is it told that stars stand for any text?
 */
export function asTyped(
  texts: readonly string[],
  isTold = false,
): {
  readonly texts: readonly string[];
  readonly wildcards: boolean | undefined;
} {
  if (isTold) return { texts, wildcards: true };
  if (texts.some((text) => STAR.test(text) && !isProduct(text))) {
    // A product among them keeps its star.
    return {
      texts: texts.map((text) => (isProduct(text) ? text.replaceAll(/(?<!\\)\*/g, '\\*') : text)),
      wildcards: true,
    };
  }
  return { texts: texts.map((text) => text.replaceAll('\\*', '*')), wildcards: undefined };
}
