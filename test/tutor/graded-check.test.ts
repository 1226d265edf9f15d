import { expect, it } from 'vitest';
import type { Reply } from '../../src/reply/document.ts';
import { answer } from '../commands/run.ts';

const gradedOf = (line: string): Reply['graded'] => answer(line).graded;

it.each([
  ['right', '/check dL/da of a*b+c is b', undefined],
  ['wrong by one mistake or another', '/check dL/da of a*b+c is a', 'product-own-factor|value'],
  ['wrong without a reason', '/check dL/da of a*b+c is a^7+3', undefined],
  ['by a mistake with a rule', '/check dy/dx of sin(x^2) is cos(x^2)', 'inner-derivative-forgotten'],
])('a derivative that is %s says which mistakes it shows', (_, line, note) => {
  const graded = gradedOf(line);
  if (note === undefined) return expect(graded).toBeUndefined();
  expect(graded).toEqual([{ key: expect.stringMatching(/^check\.[\w-]{16}$/), score: 0, note: expect.any(String) }]);
  expect(graded?.[0]?.note).toMatch(new RegExp(note));
});

it('is the same question for the same formula and name, whatever was answered', () => {
  const keys = ['/check dL/da of a*b+c is a', '/check dL/da of a*b+c is -b', '/check dL/db of a*b+c is b'].map(
    gradedOf,
  );
  const [one, same, other] = keys.map((graded) => graded?.[0]?.key);
  expect(one).toBeDefined();
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});
