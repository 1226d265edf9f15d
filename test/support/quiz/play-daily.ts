import { expect, vi } from 'vitest';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import type { PrivateGroup, Sight } from './group.ts';
import type { QuizRig } from './rig.ts';

const HOUR = 3_600_000;
const SOON = 8_000;
/** A pass of time is four looks, and what is two hours late is not asked. */
const STEP_HOURS = 6;

interface More {
  /** What manages the place turns it on with. */
  readonly options?: string;
  /** Somebody comes to where it is. */
  readonly enter?: (person: string) => Promise<void>;
  /** The server is back. */
  readonly back?: () => Promise<void>;
}

/** A question of the day over three days in a group, with and without names, with a restart, until it is off. */
export async function playDaily(group: PrivateGroup, rig: QuizRig, { options = '', enter, back }: More = {}) {
  const texts = (): string[] => group.sights().map(({ text }) => text);
  const count = (words: string): number => texts().filter((text) => text.includes(words)).length;
  const see = (words: string, times = 1): Promise<Sight> =>
    vi.waitFor(
      async () => {
        await rig.pass(SOON);
        expect(count(words), words).toBe(times);
        return group.sights().findLast(({ text }) => text.includes(words)) as Sight;
      },
      { timeout: TIME_LIMIT_MS },
    );
  const openDay = async (): Promise<string | undefined> =>
    /Open: the question of ([^;]*);/.exec((await group.ask('host', '/daily status')).text)?.[1];
  /** The next one comes the next day at six, whatever time it is now. */
  const nextDay = async (): Promise<void> => {
    const before = await openDay();
    for (let hours = 0; hours < 48 && (await openDay()) === before; hours += STEP_HOURS)
      await rig.pass(STEP_HOURS * HOUR);
  };

  const on = await group.ask('host', `/daily on --time 18:00 --zone Europe/Berlin ${options}`.trim());
  expect(on.text).toContain('The question of the day is on. It comes here at 18:00 (Europe/Berlin), every day');
  for (const person of ['ada', 'ben', 'cleo']) await enter?.(person);
  await see('From now on, one question a day comes here');

  // Today's comes at once, and no second one.
  expect((await group.go('host', "Ask today's now", on)).text).toContain("Today's question comes now.");
  const first = await see('Question of the day: ');
  expect(first.text).toContain('After that, only counts are shown: nobody is named.');
  expect((await group.ask('host', '/daily now')).text).toContain("Today's question was asked already.");

  const noted: string[] = [];
  for (const person of ['ada', 'ben', 'cleo']) noted.push(await group.press(person, 'A', first));
  for (const text of noted) expect(text).toMatch(/Noted: A|Chosen so far/);
  // Who manages the place turns it off, and nobody else.
  expect((await group.ask('ada', '/daily off')).text).toMatch(/^Only (somebody who manages|whoever)/);
  await rig.restart();
  await back?.();
  await group.press('cleo', "I don't know yet", first);
  await rig.pass(HOUR / 4);
  await see('3 people have answered.');
  expect(texts().join('\n')).not.toMatch(/\b(ada|ben|cleo)\b|✔/);

  // From tomorrow on whoever was right is named; the open question keeps what it said.
  expect((await group.ask('host', '/daily on --names')).text).toContain('The question of the day is changed.');
  await nextDay();
  const reveal = await see('Answer to the question of ');
  expect(reveal.text).toMatch(/of 3 people who answered w(as|ere) right\./);
  expect(reveal.text).toContain('At least 3 people answered: a streak of the group begins.');
  expect(reveal.text).not.toMatch(/\b(ada|ben|cleo)\b/);
  expect(await group.press('cleo', 'My answer', reveal)).toMatch(/you don.t know yet/);
  const second = await see('Question of the day: ', 2);
  expect(second.text).toContain('After that, whoever was right is named here.');
  // Everybody gives another answer, so that somebody is right and somebody is not, if there are letters enough.
  for (const [i, person] of ['ada', 'ben', 'cleo'].entries()) {
    const label = second.labels.find((one) => one.startsWith('ABC'[i] ?? '')) ?? "I don't know yet";
    await group.press(person, label === "I don't know yet" ? label : ('ABC'[i] ?? ''), second);
  }
  const status = await group.ask('ada', '/daily status');
  expect(status.text).toMatch(/Open: the question of .*; 3 people have answered\./);
  expect(status.text).toMatch(/Last answer shown: /);
  expect(status.text).toContain("The group's streak: 1 day on which at least three people answered.");
  await nextDay();
  const named = await see('Answer to the question of ', 2);
  expect(named.text).toMatch(/Right: \w+|None of 3 people who answered were right|of 3 people who answered/);
  expect(named.text).toContain('2 times in a row');
  await see('Question of the day: ', 3);

  expect((await group.ask('host', '/daily off')).text).toContain('The question of the day is off.');
  await see('Answer to the question of ', 3);
  await nextDay();
  expect([count('Question of the day: '), count('Answer to the question of ')]).toEqual([3, 3]);
}
