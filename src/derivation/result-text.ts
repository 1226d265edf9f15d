import { type Expression, expand, type Formula, format } from '../expression/index.ts';

/** A formula longer than this is shown as a step of the chain instead. */
export const MAX_SYMBOLIC = 120;

/** The result's formula in the inputs, or as it was typed where that is too long. */
export function outputText(formula: Formula): string {
  const expanded = expand(formula);
  const text = expanded && format(expanded);
  return text !== undefined && text.length <= MAX_SYMBOLIC
    ? text
    : format(formula.definitions.get(formula.output) as Expression);
}
