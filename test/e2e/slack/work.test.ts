import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Door, makeDoor } from '../../support/door.ts';
import { mention } from '../../support/slack/events.ts';
import { buttonsOf } from '../../support/slack/fake.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';
import { passAtOnce } from '../../support/waits.ts';

/** Work that goes on until a door is open. */
const slow = (door: Door, command = '/slow'): string => `${command} --door "${door.path}"`;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig('Socket Mode');
});
afterAll(() => rig.close());
afterEach(() => {
  expect(rig.fake.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
  rig.fake.calls.length = 0;
  for (const message of rig.fake.messages) message.deleted = true;
});

it('shows progress in the message that becomes the answer', async () => {
  const { fake } = rig;
  const door = await makeDoor();
  await fake.type(slow(door));
  const message = await fake.seen('still at it');
  expect(message).toMatchObject({ onlyFor: undefined, via: 'chat.postMessage' });
  expect(JSON.stringify(message.blocks)).toContain('Cancel');
  await door.open();
  await fake.seen('Done at last.');
  expect(fake.visible).toEqual([message]);
  expect(JSON.stringify(message.blocks)).not.toContain('Cancel');
});

it('drops progress that Slack has no time for', async () => {
  const { fake } = rig;
  fake.members.add('C0BUSY');
  fake.failNext('chat.postMessage', { retryAfter: 30 });
  const waited = passAtOnce(30_000);
  const door = await makeDoor();
  await fake.type(slow(door), { channel: 'C0BUSY' });
  await fake.until(() => fake.called('chat.postMessage').length === 1);
  await door.open();
  expect(await fake.seen('Done at last.')).toMatchObject({ via: 'response_url', onlyFor: undefined });
  expect(waited).toEqual([]);
  expect(fake.called('chat.postMessage').length).toBe(1);
});

it('waits for progress that is still on its way', async () => {
  const { fake } = rig;
  fake.members.add('C0SLOW');
  const { promise: after, resolve: arrive } = Promise.withResolvers<void>();
  fake.failNext('chat.postMessage', { after });
  const door = await makeDoor();
  await fake.type(slow(door), { channel: 'C0SLOW' });
  await fake.until(() => fake.called('chat.postMessage').length === 1);
  await door.open();
  await expect.poll(() => rig.logged.some((line) => /"command":"slow".*"outcome":"answered"/.test(line))).toBe(true);
  arrive();
  const message = await fake.seen('Done at last.');
  expect(message).toMatchObject({ via: 'chat.postMessage', edits: 1 });
  expect(fake.visible).toEqual([message]);
});

it('shows progress of private work to the asker alone', async () => {
  const { fake } = rig;
  const door = await makeDoor();
  await fake.type(slow(door, '/hush'));
  const progress = await fake.seen('still at it');
  expect(progress.onlyFor).toBe('U0ASKER');
  await door.open();
  expect(await fake.seen('Done at last.')).toBe(progress);
});

it('shows progress to the asker where the bot is no member', async () => {
  const { fake } = rig;
  const door = await makeDoor();
  await fake.type(slow(door), { channel: 'C0OTHER' });
  const progress = await fake.seen('still at it');
  expect(progress).toMatchObject({ onlyFor: 'U0ASKER' });
  await door.open();
  expect(await fake.seen('Done at last.')).toMatchObject({ onlyFor: undefined, via: 'response_url' });
  await fake.until(() => progress.deleted);
});

it('stops for the one who asked, and for nobody else', async () => {
  const { fake } = rig;
  await fake.deliver(mention(slow(await makeDoor(), '<@U0BOT> slow'), { channel: 'C0MEMBER' }));
  const message = await fake.seen('still at it');
  await fake.click(message, 'Cancel', { user: 'U0OTHER' });
  expect(await fake.seen('Only the one who asked')).toMatchObject({ onlyFor: 'U0OTHER', thread: message.thread });
  await fake.click(message, 'Cancel');
  expect(await fake.seen('Stopped.')).toBe(message);
});

it('stops what only the asker sees', async () => {
  const { fake } = rig;
  await fake.type(slow(await makeDoor()), { channel: 'C0ELSE' });
  const progress = await fake.seen('still at it');
  await fake.click(progress, 'Cancel');
  await fake.seen('Stopped.');
  Object.assign(progress, { deleted: false, blocks: [{ type: 'actions', elements: [cancelButton('nothing')] }] });
  await fake.click(progress, 'Cancel');
  await fake.seen('not running any more');
});

it('takes public progress back when the answer is a refusal', async () => {
  const { fake } = rig;
  const door = await makeDoor();
  await fake.type(`${slow(door)} --vain`, { channel: 'C0MEMBER' });
  const progress = await fake.seen('still at it');
  await door.open();
  expect(await fake.seen('All this was in vain.')).toMatchObject({ onlyFor: 'U0ASKER' });
  expect(progress.deleted).toBe(true);
});

it('leaves the message with the button, also for private work that shows progress', async () => {
  const { fake } = rig;
  const door = await makeDoor();
  await fake.type('/secret');
  const message = await fake.seen('Tell nobody.');
  for (const button of buttonsOf(message)) Object.assign(button, { value: `>${slow(door, '/hush')}` });
  await fake.click(message, 'Again');
  expect(await fake.seen('still at it')).not.toBe(message);
  await door.open();
  await fake.seen('Done at last.');
  expect(JSON.stringify(message.blocks)).toContain('Tell nobody.');
});

it('says a private answer to the asker alone, again and again', async () => {
  const { fake } = rig;
  await fake.type('/secret');
  const first = await fake.seen('Tell nobody.');
  expect(first.onlyFor).toBe('U0ASKER');
  await fake.click(first, 'Again');
  await fake.until(() => fake.visible.length === 2);
  await fake.deliver(mention('<@U0BOT> secret', { thread: '1.2' }));
  await fake.until(() => fake.visible.length === 3);
  expect(fake.visible.map(({ onlyFor }) => onlyFor)).toEqual(['U0ASKER', 'U0ASKER', 'U0ASKER']);
});

const cancelButton = (value: string): object => ({
  type: 'button',
  text: { type: 'plain_text', text: 'Cancel' },
  action_id: 'cancel',
  value,
});
