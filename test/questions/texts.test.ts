import { expect, it } from 'vitest';
import { makeQuestion } from '../../src/questions/make.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';
import { toText } from '../../src/reply/text.ts';

// What learners read beside prompt and options, which make.test.ts pins. Where it gets better, look at the difference, then update with `-u`.
it.each(
  QUESTION_TYPES.flatMap(({ name, levels }) => levels.map((level) => [name, level] as const)),
)('the hint and the explanation of %s, level %i', (type, level) => {
  const { hint, explanation } = makeQuestion({ type, level, seed: 7 });
  expect(toText({ nodes: [...hint, ...explanation] })).toMatchSnapshot();
});
