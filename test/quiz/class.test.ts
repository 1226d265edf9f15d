import { expect, it, onTestFinished } from 'vitest';
import { playClass } from '../support/quiz/class.ts';
import { describeInProcesses } from '../support/quiz/processes.ts';
import { roomsOf } from '../support/quiz/school.ts';

// More by hand: `node src/app/launch.js test/quiz/class.ts 10 10`.
describeInProcesses((open) => {
  it('a class plays in three rooms at once, on the page, on Discord and on Slack, and nothing is lost', async () => {
    const stage = await open({ discord: 'the gateway', slack: true, page: true });
    onTestFinished(() => stage.close());
    const played = await playClass(roomsOf(stage), stage.rig, { pupils: 6, rounds: 2 });
    expect(played).toMatchObject({ answers: 36 });
    expect(Math.min(...Object.values(played))).toBeGreaterThan(0);
    expect(stage.slack.problems).toEqual([]);
    expect(stage.rig.reported).toEqual([]);
  });
});
