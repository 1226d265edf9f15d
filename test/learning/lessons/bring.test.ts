import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppServices, openServices } from '../../../src/app/open-services.ts';
import { withInput } from '../../../src/command/format.ts';
import type { Requester } from '../../../src/command/requester.ts';
import { createBot, type WorkingBot } from '../../../src/dispatch/bot.ts';
import type { UserError } from '../../../src/errors.ts';
import { toText } from '../../../src/reply/text.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/command-folder.ts';

const LESSON = `---
title: Chains by hand
summary: Two hops on paper.
explains:
  1: [upstream-dropped]
---
# On paper

Take a pencil. Remember the **chain rule**.

\`\`\`run code
/grad a*b+c a=2 b=-3 c=10
\`\`\`
---
# Now you

\`\`\`check
one-hop 1
\`\`\`
`;

const teacher: Requester = {
  tenant: 'discord:1',
  channel: 'c',
  user: 'teacher',
  name: 'Teacher',
  manages: true,
  at: new Date(),
};
const student: Requester = { ...teacher, user: 'student', manages: false };
const onPage = (user: string, room: string): Requester => ({
  ...teacher,
  tenant: 'web:page',
  user,
  bank: `~${room}`,
  manages: false,
});

describe('lessons that are brought', () => {
  let bot: WorkingBot;
  let store: Store;
  let services: AppServices;
  let ahead = 0;
  beforeAll(async () => {
    bot = await createBot({ onError: (error) => expect.unreachable(String(error)) });
    store = await openStore({ dataDir: await temporaryFolder() });
    const clock = { now: () => Date.now() + ahead, sleep: async () => {} };
    services = openServices({ bot, store, transports: new Map(), onError: () => {}, clock });
  });
  afterAll(async () => {
    await services.close(0);
    await store.close();
    await bot.close();
  });

  const say = async (line: string, who = teacher, file = LESSON): Promise<string> => {
    const context = async () => ({ services, who });
    const { reply } = await bot.ask(bot.parse(line), { context, readFile: async () => file });
    return toText(reply);
  };
  const refusal = async (line: string, who = teacher, file = LESSON): Promise<UserError> =>
    say(line, who, file).then(
      (text) => expect.unreachable(text),
      (error: UserError) => error,
    );

  it('are listed after ours, and read like them', async () => {
    expect(await say('/lesson import --file key/chains.md')).toContain(
      'Chains by hand is among the lessons now: 2 pages, 1 check. It is called `chains`.',
    );
    const list = await say('/lesson', student);
    expect(list.indexOf('Chains by hand')).toBeGreaterThan(list.indexOf('10 The reset'));
    const page = await say('/lesson chains', student);
    expect(page).toMatch(/^On paper\n\nChains by hand: page 1 of 2\./);
    expect(page).toContain('dL/da = b = -3');
    expect(page).toContain('/help chain rule');
    expect(await say('/lesson chains.2', student)).toContain('/lesson chains.2 --seed');
  });

  it('are their own on every server', async () => {
    expect(await say('/lesson', { ...student, tenant: 'discord:2' })).not.toContain('Chains by hand');
  });

  it('are replaced by one of the same name', async () => {
    const changed = LESSON.replace('Chains by hand', 'Chains once more');
    expect(await say('/lesson import --file key/chains.md', teacher, changed)).toContain('is here in its new version');
    expect(await say('/lesson', student)).not.toContain('Chains by hand');
  });

  it('take the title for a name where they have no file', async () => {
    expect(await say(withInput('/lesson import --paste', LESSON))).toContain('It is called `chains-by-hand`.');
    expect(await say('/lesson remove chains-by-hand')).toContain('The lesson `chains-by-hand` is removed.');
  });

  it('never take the name of one of ours', async () => {
    expect(await say('/lesson import --file key/slope.md')).toContain('It is called `slope-own`.');
    await say('/lesson remove slope-own');
  });

  it.each([
    ['/grad a*b+c a=2 b=-3 c=10', '/quiz start', 'Line 12: `/quiz start` does more than compute.'],
    ['/grad a*b+c a=2 b=-3 c=10', '/grad a*(b', 'Line 12: '],
    ['/grad a*b+c a=2 b=-3 c=10', '/train --file a.csv', 'Line 12: '],
    ['one-hop 1', 'one-hop 7', 'Line 18: `one-hop` has level 1, 3, 4; not `7`.'],
    ['one-hop 1', 'tanh-slope 4 without tanh', 'Line 18: No such question can be made'],
  ])('are refused where %s is %s', async (right, wrong, said) => {
    const error = await refusal('/lesson import --file key/bad.md', teacher, LESSON.replace(right, wrong));
    expect(error.code).toBe('E_MISTAKES_IN_FILE');
    expect(error.message).toContain(said);
    expect(await say('/lesson')).not.toContain('bad');
  });

  it('stand in a form again where they were pasted with a mistake', async () => {
    const wrong = LESSON.replace('one-hop 1', 'one-hop 7');
    const error = await refusal(withInput('/lesson import --paste', wrong));
    expect(error.again).toMatchObject({ command: '/lesson import --paste', filled: wrong });
  });

  it('are asked for where there is none', async () => {
    expect(await say('/lesson import')).toContain('Paste a lesson: /lesson import --paste "…"');
  });

  it('are brought and removed by those who manage the server alone', async () => {
    for (const line of ['/lesson import --file key/a.md', '/lesson import', '/lesson remove chains']) {
      expect(await refusal(line, student)).toMatchObject({ code: 'E_NOT_ALLOWED', remedies: ['/lesson'] });
    }
  });

  it('are on the page those of whoever opens a room', async () => {
    await say('/lesson import --file key/chains.md', onPage('ana', 'ana'));
    expect(await say('/lesson', onPage('ben', 'ana'))).toContain('Chains by hand');
    expect(await say('/lesson', onPage('ben', 'ben'))).not.toContain('Chains by hand');
    expect(await refusal('/lesson import --file key/a.md', onPage('ben', 'ana'))).toMatchObject({
      code: 'E_NOT_ALLOWED',
    });
  });

  it('are refused to be removed by a name that none has', async () => {
    const error = await refusal('/lesson remove chain');
    expect(error).toMatchObject({
      hint: expect.stringContaining('Did you mean `chains`?'),
      remedies: ['/lesson remove chains'],
    });
    expect(await refusal('/lesson remove')).toMatchObject({ message: 'Which lesson is to be removed?' });
  });

  it('are at most twenty', async () => {
    const other = { ...teacher, tenant: 'discord:3' };
    for (let i = 0; i < 20; i++) await say(`/lesson import --file key/${'abcdefghijklmnopqrst'[i]}b.md`, other);
    expect(await refusal('/lesson import --file key/more.md', other)).toMatchObject({ code: 'E_TOO_MANY_LESSONS' });
    expect(await say('/lesson import --file key/ab.md', other)).toContain('new version');
  });

  it('are kept for as long as they are used', async () => {
    const [before] = await store.learning.lessons('discord:1', 's');
    ahead = 200 * 24 * 60 * 60 * 1000;
    await say('/lesson', student);
    const [after] = await store.learning.lessons('discord:1', 's');
    expect((after?.savedAt ?? 0) - (before?.savedAt ?? 0)).toBeGreaterThan(ahead - 60_000);
  });

  it('stand on pages of the list where there are many, each of them once', async () => {
    const many: Requester = { ...teacher, tenant: 'discord:many' };
    const names = Array.from({ length: 20 }, (_, i) => `unit-${String(i + 1).padStart(2, '0')}`);
    for (const name of names)
      await say(`/lesson import --file key/${name}.md`, many, LESSON.replace('Chains by hand', `Title of ${name}`));
    const pages = [
      await say('/lesson', many),
      await say('/lesson --page 2', many),
      await say('/lesson --page 3', many),
    ];
    const listed = pages.map((text) => names.filter((name) => text.includes(`• Title of ${name}: `)));
    expect(listed).toEqual([names.slice(0, 5), names.slice(5, 15), names.slice(15)]);
    expect(
      pages.map((text) => [...text.matchAll(/→ (\w+ page|Page before): (.*)/g)].map(([, , line]) => line)),
    ).toEqual([['/lesson --page 2'], ['/lesson', '/lesson --page 3'], ['/lesson --page 2']]);
    expect(await say('/lesson --page 9', many)).toBe(pages[2]);
  });
});
