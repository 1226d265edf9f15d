import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { mention } from '../../support/slack/events.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig('Socket Mode');
});
afterAll(() => rig.close());
afterEach(() => {
  expect(rig.fake.problems).toEqual([]);
  expect(rig.troubles).toEqual([]);
  rig.fake.calls.length = 0;
  for (const message of rig.fake.messages) message.deleted = true;
});

it('shows progress in the message that becomes the answer', async () => {
  const { fake } = rig;
  await fake.type('/slow --ms 4500');
  const message = await fake.seen('still at it');
  expect(message).toMatchObject({ onlyFor: undefined, via: 'chat.postMessage' });
  expect(JSON.stringify(message.blocks)).toContain('Cancel');
  await fake.seen('Done at last.');
  expect(fake.visible).toEqual([message]);
  expect(JSON.stringify(message.blocks)).not.toContain('Cancel');
  const times = fake.calls.filter(({ method }) => method.startsWith('chat.')).map(({ at }) => at);
  const gaps = times.slice(1, -1).map((time, i) => time - (times[i] as number));
  expect(Math.min(...gaps)).toBeGreaterThan(1000);
});

it('drops progress that Slack has no time for', async () => {
  const { fake } = rig;
  fake.members.add('C0BUSY');
  fake.failNext('chat.postMessage', { retryAfter: 30 });
  const started = performance.now();
  await fake.type('/slow --ms 2600', { channel: 'C0BUSY' });
  expect(await fake.seen('Done at last.')).toMatchObject({ via: 'response_url', onlyFor: undefined });
  expect(performance.now() - started).toBeLessThan(8000);
  expect(fake.called('chat.postMessage').length).toBe(1);
});

it('waits for progress that is still on its way', async () => {
  const { fake } = rig;
  fake.members.add('C0SLOW');
  fake.failNext('chat.postMessage', { slowMs: 2500 });
  await fake.type('/slow --ms 1500', { channel: 'C0SLOW' });
  const message = await fake.seen('Done at last.');
  expect(message).toMatchObject({ via: 'chat.postMessage', edits: 1 });
  expect(fake.visible).toEqual([message]);
});

it('shows progress of private work to the asker alone', async () => {
  const { fake } = rig;
  await fake.type('/hush --ms 2000');
  const progress = await fake.seen('still at it');
  expect(progress.onlyFor).toBe('U0ASKER');
  expect(await fake.seen('Done at last.')).toBe(progress);
});

it('shows progress to the asker where the bot is no member', async () => {
  const { fake } = rig;
  await fake.type('/slow --ms 3500', { channel: 'C0OTHER' });
  const progress = await fake.seen('still at it');
  expect(progress).toMatchObject({ onlyFor: 'U0ASKER' });
  expect(await fake.seen('Done at last.')).toMatchObject({ onlyFor: undefined, via: 'response_url' });
  await fake.until(() => progress.deleted);
});

it('stops for the one who asked, and for nobody else', async () => {
  const { fake } = rig;
  await fake.deliver(mention('<@U0BOT> slow --ms 30000', { channel: 'C0MEMBER' }));
  const message = await fake.seen('still at it');
  await fake.click(message, 'Cancel', { user: 'U0OTHER' });
  expect(await fake.seen('Only the one who asked')).toMatchObject({ onlyFor: 'U0OTHER' });
  await fake.click(message, 'Cancel');
  expect(await fake.seen('Stopped.')).toBe(message);
});

it('stops what only the asker sees', async () => {
  const { fake } = rig;
  await fake.type('/slow --ms 30000', { channel: 'C0ELSE' });
  const progress = await fake.seen('still at it');
  await fake.click(progress, 'Cancel');
  await fake.seen('Stopped.');
  Object.assign(progress, { deleted: false, blocks: [{ type: 'actions', elements: [cancelButton('nothing')] }] });
  await fake.click(progress, 'Cancel');
  await fake.seen('not running any more');
});

it('takes public progress back when the answer is a refusal', async () => {
  const hurried = await startRig('Socket Mode', 8000);
  try {
    const { fake } = hurried;
    await fake.type('/slow --ms 60000', { channel: 'C0MEMBER' });
    const progress = await fake.seen('still at it');
    const refusal = await fake.until(() => fake.visible.find(({ onlyFor }) => onlyFor === 'U0ASKER'), 'a refusal');
    expect(JSON.stringify(refusal.blocks)).toContain('longer than');
    expect(progress.deleted).toBe(true);
    expect([...fake.problems, ...hurried.troubles]).toEqual([]);
  } finally {
    await hurried.close();
  }
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
