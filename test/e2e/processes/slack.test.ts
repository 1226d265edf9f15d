import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { NO_POSTGRES, newSchema, type Place, TEST_DATABASE_URL } from '../../store/places.ts';
import { makeDoor } from '../../support/door.ts';
import { type Group, type Member, startGroup } from '../../support/processes/group.ts';
import { BOT_TOKEN, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import { SECRET } from '../../support/slack/sign.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

const COMMANDS = new URL('../../support/slack/commands/', import.meta.url);
const LIMIT = 6;
const SLOW = { timeout: TIME_LIMIT_MS };

let place: Place;
let slack: FakeSlack;
let group: Group;

beforeAll(async () => {
  if (!TEST_DATABASE_URL) return;
  place = await newSchema(TEST_DATABASE_URL);
  slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  group = await startGroup({
    count: 3,
    args: () => [COMMANDS.href],
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.url,
      DATABASE_URL: place.options.databaseUrl ?? '',
    },
  });
  slack.target = `${group.balancer.url}/slack/events`;
});
beforeEach(async (context) => {
  if (!TEST_DATABASE_URL) return context.skip(NO_POSTGRES);
  for (const message of slack.messages) message.deleted = true;
  while (group.living.length < 3) await group.add();
});
afterEach(() => {
  if (TEST_DATABASE_URL) expect(slack.problems).toEqual([]);
});
afterAll(async () => {
  await group?.close();
  await slack?.close();
  await place?.remove();
});

const textOf = (message: object): string => JSON.stringify(message);
const visibleWith = (words: string): number => slack.visible.filter((one) => textOf(one).includes(words)).length;

/** How many answers have been promised and not given yet. */
async function openAnswers(): Promise<number> {
  const client = new Client({ connectionString: place.options.databaseUrl });
  await client.connect();
  try {
    return (await client.query('select 1 from delivery where open_by is not null')).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

it('counts together how much somebody asks for', async () => {
  await Promise.all(group.living.map((_, index) => slack.type('/grad v*w', { user: `U0WARM${index}` })));
  await expect.poll(() => visibleWith('L = v*w'), SLOW).toBe(3);
  const asks = Array.from({ length: 20 }, () => slack.type('/grad a*b', { user: 'U0MANY' }));
  await Promise.all(asks);
  await expect.poll(() => visibleWith('L = a*b') + visibleWith('I am busy'), SLOW).toBe(20);
  expect(visibleWith('L = a*b')).toBe(LIMIT);
});

it('cancels work whichever process the click comes to, for the one who asked alone', async () => {
  const [first, second] = group.living as [Member, Member];
  const door = await makeDoor();
  group.route(first);
  await slack.type(`/slow --door "${door.path}"`, { user: 'U0ASKER' });
  const progress = await slack.seen('still at it');
  group.route(second);
  await slack.click(progress, 'Cancel', { user: 'U0OTHER' });
  await slack.seen('Only the one who asked can stop this.');
  await slack.click(progress, 'Cancel', { user: 'U0ASKER' });
  await slack.seen('Stopped.');
});

it('answers once what is delivered to two processes', async () => {
  const happening = slack.slash('/grad v*w', { user: 'U0TWICE' });
  await Promise.all([slack.deliver(happening), slack.deliver(happening, 1)]);
  await slack.seen('L = v*w');
  await slack.type('/grad c*d', { user: 'U0TWICE' });
  await slack.seen('L = c*d');
  expect(visibleWith('L = v*w')).toBe(1);
});

it('apologises once for what a process that was killed had promised, in place of its progress', async () => {
  const [first, ...others] = group.living as [Member, Member, Member];
  const door = await makeDoor();
  group.route(first);
  await slack.type('/grad v*w', { user: 'U0DONE' });
  await slack.seen('L = v*w');
  await expect.poll(openAnswers, SLOW).toBe(0);
  await slack.type(`/slow --door "${door.path}"`, { user: 'U0ASKER' });
  const progress = await slack.seen('still at it');
  // This one waits for its turn.
  await slack.type(`/hush --door "${door.path}"`, { user: 'U0OTHER', channel: 'C0OTHER' });
  await expect.poll(openAnswers, SLOW).toBe(2);
  await group.end(first, 'SIGKILL');
  await expect.poll(() => visibleWith('I was interrupted. Ask again.'), SLOW).toBe(2);
  expect(textOf(progress)).toContain('I was interrupted. Ask again.');
  expect(textOf(progress)).not.toContain('still at it');
  await expect.poll(openAnswers, SLOW).toBe(0);
  expect(visibleWith('L = v*w')).toBe(1);
  await door.open();
  group.route(...others);
  await slack.click(progress, 'Ask again', { user: 'U0ASKER' });
  await slack.seen('Done at last.');
  expect(visibleWith('I was interrupted. Ask again.')).toBe(2);
});

it('keeps the addresses at which people are answered out of every log', () => {
  for (const { logged } of group.members) expect(logged.join('\n')).not.toContain('/respond/');
});
