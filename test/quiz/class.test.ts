import { expect, it, onTestFinished } from 'vitest';
import { playClass } from '../support/quiz/class.ts';
import { openSchool } from '../support/quiz/school.ts';

// More by hand: `node src/app/launch.js test/quiz/class.ts 10 10`.
it('a class plays in three rooms at once, on the page, on Discord and on Slack, and nothing is lost', async () => {
  const { rooms, rig, problems, close } = await openSchool();
  onTestFinished(close);
  const played = await playClass(rooms, rig, { pupils: 6, rounds: 2 });
  expect(played).toMatchObject({ answers: 36 });
  expect(Math.min(...Object.values(played))).toBeGreaterThan(0);
  expect(problems()).toEqual([]);
});
