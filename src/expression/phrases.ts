import { clean } from './clean.ts';
import { parse } from './parse.ts';

/** What stands behind `/grad` for a text that somebody typed without a command; undefined for what is no formula. */
export function readPhrase(text: string): string | undefined {
  try {
    parse(clean(text));
  } catch {
    return undefined;
  }
  return /[\d+*/^()=]/.test(text) ? text : undefined;
}
