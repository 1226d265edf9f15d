import { afterEach, describe, expect, it } from 'vitest';
import { departure } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import type { Way } from '../../support/slack/rig.ts';
import { SharedRig } from '../../support/slack/shared-rig.ts';
import type { FakeTeam } from '../../support/slack/team.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

const words = ({ blocks }: FakeMessage): string => JSON.stringify(blocks);

let rig: SharedRig;
afterEach(async () => {
  const { fake, logged } = rig;
  await rig.close();
  const { secrets } = fake.oauth;
  expect(secrets.length).toBeGreaterThan(1);
  for (const secret of [...secrets, 'canary-state-secret']) expect(logged.join('')).not.toContain(secret);
});

const lastWith = (team: FakeTeam, what: string): FakeMessage | undefined =>
  team.visible.findLast((message) => words(message).includes(what));

describe.each<Way>(['Socket Mode', 'HTTP'])('two workspaces over %s', (way) => {
  it('whose channels, people and messages have the same ids never meet; one goes on when the other leaves', async () => {
    rig = await SharedRig.open(way);
    const [one, two] = ['T0ONE', 'T0TWO'].map((team) => rig.fake.addTeam({ team })) as [FakeTeam, FakeTeam];
    for (const { identity } of [one, two]) {
      const shown = await rig.install({ team: identity.team });
      expect([shown.status, shown.text]).toEqual([
        200,
        expect.stringContaining(`Chainrule is in Group <${identity.team}>.`),
      ]);
    }

    await Promise.all([one.type('/grad a*b'), two.type('/cr-grad x*y')]);
    await Promise.all([one.seen('a*b'), two.seen('x*y')]);
    await Promise.all([one.mention('<@U0BOT> grad p*q'), two.mention('<@U0BOT> grad r*s')]);
    await Promise.all([one.seen('p*q'), two.seen('r*s')]);
    for (const [mine, theirs, team] of [
      ['a*b', 'x*y', two],
      ['p*q', 'r*s', two],
    ] as const) {
      expect(lastWith(team, mine)).toBeUndefined();
      expect(lastWith(one, theirs)).toBeUndefined();
    }
    // Only where /grad is called /cr-grad, help says so.
    await Promise.all([one.type('/help'), two.type('/cr-help')]);
    expect(words(await one.seen('explains backpropagation'))).toContain('`/help train`');
    expect(words(await two.seen('explains backpropagation'))).toContain('`/cr-help train`');

    // Pictures are files of the workspace in which they are shown.
    await Promise.all([one.type('/train --seed 1'), two.type('/cr-train --seed 1')]);
    await Promise.all([one.seen('slack_file'), two.seen('slack_file')]);
    expect([one.files.size > 0, two.files.size > 0]).toEqual([true, true]);

    const line = '/quiz start --rounds 2 --level 1 --seed 4';
    await Promise.all([one.type(line), two.type(line.replace('/', '/cr-'))]);
    await Promise.all([one.seen('A quiz begins'), two.seen('A quiz begins')]);
    await Promise.all([one.type('/quiz begin'), two.type('/cr-quiz begin')]);
    for (const team of [one, two]) await rig.passUntil(() => lastWith(team, 'Question 1 of 2') !== undefined);
    const [first, other] = [one, two].map((team) => lastWith(team, 'Question 1 of 2')) as [FakeMessage, FakeMessage];
    await Promise.all([one.click(first, labelOf(first, 'A')), two.click(other, labelOf(other, 'B'))]);
    await Promise.all([one.seen('Your answer'), two.seen('Your answer')]);

    rig.fake.oauth.revoke('T0TWO');
    await two.deliver(departure({ type: 'app_uninstalled' }, two.here()));
    await two.deliver(departure({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }, two.here()));
    await two.type('/cr-help');
    await two.seen('not properly installed');
    const before = two.messages.length;
    await rig.passUntil(() => lastWith(one, 'The final board') !== undefined);
    expect(two.messages.length).toBe(before);
    expect(words(lastWith(one, 'The final board') as FakeMessage)).toContain('somebody');

    // Added again, it begins anew.
    await rig.install({ team: 'T0TWO' });
    for (const message of two.messages) message.deleted = true;
    await two.type('/quiz status');
    expect(words(await two.seen('quiz'))).toMatch(/[Nn]o quiz|There is no/);
    expect([rig.fake.problems, one.problems, two.problems]).toEqual([[], [], []]);
  });
});

const labelOf = (message: FakeMessage, letter: string): string =>
  buttonsOf(message)
    .map(({ text }) => text.text)
    .find((text) => text === letter || text.startsWith(`${letter} `) || text.startsWith(`${letter}:`)) ?? letter;
