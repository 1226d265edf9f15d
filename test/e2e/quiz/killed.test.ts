import { expect, it, onTestFinished, vi } from 'vitest';
import type { Member } from '../../support/processes/group.ts';
import { discordGroup } from '../../support/quiz/discord-group.ts';
import type { Sight } from '../../support/quiz/group.ts';
import { describeInSeveral } from '../../support/quiz/processes.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const CHOICE = { ada: 'A', ben: 'B', cleo: 'C', dan: 'D', eve: 'A' } as const;
const PEOPLE = Object.keys(CHOICE) as (keyof typeof CHOICE)[];
const [EARLY, LATE] = [PEOPLE.slice(0, 2), PEOPLE.slice(2)];

describeInSeveral((open) => {
  it('a quiz on Discord goes on when processes are killed and stopped in the middle of it', async () => {
    const { discord, rig, group: processes, close } = await open({ discord: 'HTTP' });
    onTestFinished(close);
    if (processes === undefined) throw new Error('there is one process only');
    const group = discordGroup(discord);
    const headings = (): string[] => group.sights().map(({ text }) => text.split('\n')[0] ?? '');
    const see = async (heading: string): Promise<Sight> => {
      const find = (): Sight | undefined => group.sights()[headings().indexOf(`## ${heading}`)];
      await rig.passUntil(() => find() !== undefined);
      return find() as Sight;
    };
    const insistAll = async (people: typeof PEOPLE, sight: Sight, words = /Noted/): Promise<void> => {
      const answers = await Promise.all(people.map((person) => group.insist(person, CHOICE[person], sight)));
      expect(answers).toEqual(people.map(() => expect.stringMatching(words)));
    };
    const kill = (count: number) =>
      Promise.all(processes.living.slice(0, count).map((member) => processes.end(member, 'SIGKILL')));

    await group.type('ada', '/quiz start --rounds 3 --level 1 --seed 4');
    const lobby = await see('A quiz begins');
    // The question is open until all who have joined have answered.
    await Promise.all(PEOPLE.map((person) => group.press(person, 'Join', lobby)));
    await group.type('ada', '/quiz begin');

    const rights: string[] = [];
    const reveal = async (n: number): Promise<void> => {
      const { text } = await see(`Answer to question ${n} of 3`);
      rights.push(/✔ ([A-F])\b/.exec(text)?.[1] ?? '');
      const counted = [...text.matchAll(/^[A-F…?] *[✘✔]? *[█·▏▎▍▌▋▊▉]+ +(\d+)/gm)].map(([, count]) => Number(count));
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(PEOPLE.length);
    };

    // One dies that has taken answers, and has told nobody yet that they are noted: Discord is slow to take that.
    const first = await see('Question 1 of 3');
    const [victim] = processes.living as [Member];
    for (const _ of EARLY) discord.limitNext(/@original$/, 1);
    const taken = discord.made.length;
    processes.route(victim);
    // What was noted counts even where they hear of it, and press again, when all have answered and it is closed.
    const early = insistAll(EARLY, first, /Noted|closed/);
    await vi.waitFor(() => expect(discord.made.length).toBeGreaterThan(taken), { interval: 5, timeout: TIME_LIMIT_MS });
    await processes.end(victim, 'SIGKILL');
    await Promise.all([early, insistAll(LATE, first)]);
    const apologies = discord.made.filter(({ body }) => JSON.stringify(body)?.includes('I was interrupted'));
    expect(discord.unanswered.length + apologies.length).toBeGreaterThan(0);
    await reveal(1);

    // Two die as one of them, or the third, has shown the answer and not noted that yet.
    const second = await see('Question 2 of 3');
    await processes.add();
    await insistAll(PEOPLE, second);
    const posted = discord.channels
      .until(() => headings().includes('## Answer to question 2 of 3'))
      .then(() => kill(2));
    await Promise.all([reveal(2), posted]);

    const third = await see('Question 3 of 3');
    await insistAll(EARLY, third);
    // The last of those that know of it stops, as in an update.
    const [old] = processes.living as [Member];
    await processes.add();
    await processes.end(old, 'SIGTERM');
    await insistAll(LATE, third);
    await reveal(3);
    const { text } = await see('The final board');
    for (const person of PEOPLE) {
      const right = rights.filter((letter) => letter === CHOICE[person]).length;
      expect(text).toMatch(new RegExp(`\\b${person}\\b.* ${right}/3`));
    }
    await rig.pass(60_000);
    const rounds = [1, 2, 3].map((n) => [`## Question ${n} of 3`, `## Answer to question ${n} of 3`]);
    expect(headings()).toEqual(['## A quiz begins', ...rounds.flat(), '## The final board']);
    expect(rig.reported).toEqual([]);
  });
});
