import type { Option } from './define.ts';
import { quote } from './words.ts';

/** The name of an option, and the others that it is known by. */
export const namesOf = ({ flag, aliases }: Option): string[] => [flag, ...aliases];

/** A value that the option takes, as it is written. */
export function exampleValue(option: Option): string {
  const fallback = option.type === 'string' ? 'text' : 1;
  const value = String(option.default ?? option.choices?.[0] ?? option.suggestions[0] ?? fallback);
  return quotedIfNeeded(value);
}

/** As it is written in a line. */
export const quotedIfNeeded = (value: string): string => (/\s/.test(value) ? quote(value) : value);
