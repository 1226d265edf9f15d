import type { Question } from '../../questions/question.ts';
import { paragraph } from '../../reply/build.ts';
import { trainWalk } from './train.ts';
import { walkThrough } from './walk.ts';

/** A quiz has no more. */
const MOST = 20;

/**
 * The steps of a formula as questions for a group, in their order: each shows what those before have brought.
 *
 * @param formula as it was typed, with its values
 * @throws UserError for what cannot be read, and where there is nothing to step through or too much
 */
export function stepQuestions(formula: string): Question[] {
  const loop = /^train(?<bare>\s+--no-zero-grad)?$/.exec(formula.trim());
  const { places, notes } = loop === null ? walkThrough({ formula }) : trainWalk(loop.groups?.['bare'] === undefined);
  return places.slice(0, MOST).map((place, i) => {
    const { question } = place.ask();
    const picture = place.picture(false, []);
    const first = i === 0 ? notes.map((spans) => paragraph([...spans])) : [];
    return { ...question, prompt: [...first, ...(picture === undefined ? [] : [picture]), ...question.prompt] };
  });
}
