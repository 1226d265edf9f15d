import { ask } from '../processes/ask.ts';
import type { Clocked } from '../processes/clocked.ts';
import { type Group, startGroup } from '../processes/group.ts';
import { LONG_STEPS, MOST_STEPS, PLENTY, type QuizRig, SLACK_PACE_MS, STEP_MS } from './rig.ts';

const CLOCKED = new URL('../processes/clocked.ts', import.meta.url);
const WARNING = 40;
/** What a busy machine takes long for does not come to its deadline. */
const DEADLINE_MS = 3_600_000;

/** Several processes of the program on one database, with one clock that the test moves. */
export interface GroupRig extends QuizRig {
  readonly group: Group;
}

/** @param env of all of them: credentials and `DATABASE_URL` */
export async function openGroupRig(count: number, env: Readonly<Record<string, string>>): Promise<GroupRig> {
  let aheadMs = 0;
  const parts = { limits: PLENTY, paceMs: SLACK_PACE_MS, sweepsWhenTold: true, deadlineMs: DEADLINE_MS };
  const group = await startGroup({
    count,
    env: { OPERATOR_NAME: 'A school', ...env },
    file: CLOCKED,
    args: () => [JSON.stringify({ ...parts, aheadMs } satisfies Clocked)],
  });
  const all = (sweeps: number): Promise<unknown> =>
    Promise.all(group.living.map(({ child }) => ask(child, { aheadMs, sweeps })));
  return {
    group,
    get reported() {
      const lines = group.members.flatMap(({ logged }) => logged.map((line) => JSON.parse(line)));
      return lines.filter(({ level }) => level >= WARNING);
    },
    async passUntil(holds) {
      for (let step = 0; !(await holds()); step++) {
        if (step > MOST_STEPS) throw new Error(`never happened: ${String(holds)}`);
        aheadMs += STEP_MS;
        await all(1);
      }
    },
    async pass(ms) {
      await all(1);
      for (let step = 0; step < LONG_STEPS; step++) {
        aheadMs += ms / LONG_STEPS;
        // Clocks of machines differ by no hours: nobody is at work while all are put on.
        await all(0);
        // What looks like an outage is noted first, and what was due in it is done with the next look.
        await all(2);
      }
    },
    settle: async () => void (await all(1)),
    async restart() {
      await Promise.all(group.living.map((member) => group.end(member, 'SIGTERM')));
      await Promise.all(Array.from({ length: count }, () => group.add()));
      await all(1);
    },
    close: () => group.close(),
  };
}
