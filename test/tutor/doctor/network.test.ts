import { expect, it } from 'vitest';
import { toText } from '../../../src/reply/text.ts';
import type { Case } from '../../../src/tutor/doctor/case.ts';
import { deadUnits } from '../../../src/tutor/doctor/causes/network.ts';

it.each([
  [1, 4, undefined],
  [2, 5, undefined],
  [2, 4, '2 of 4 units in a layer of relu are dead'],
  [4, 4, '4 of 4 units in a layer of relu are dead'],
  [1, 1, '1 of 1 unit in a layer of relu is dead'],
])('%d dead of %d units', (dead, units, sentence) => {
  const sick = {
    isFlat: true,
    start: [],
    end: [
      { dead, units },
      { dead: 1, units: 1 },
    ],
    settings: { seed: 7 },
    best: ([change]: unknown[]) => ({ change, outcome: { loss: 0.01 } }),
  } as unknown as Case;
  const found = deadUnits.find(sick);
  const text = found && toText({ nodes: [{ kind: 'paragraph', spans: found.sentence }] });
  if (sentence === undefined) expect(found).toBeUndefined();
  else expect(text).toContain(sentence);
});
