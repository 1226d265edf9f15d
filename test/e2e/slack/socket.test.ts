import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { APP_TOKEN } from '../../support/slack/fake.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';

const RENEWALS = 5;

describe('Socket Mode', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig('Socket Mode');
  });
  afterAll(async () => {
    await rig.close();
    expect(rig.fake.socketMode.sockets.size).toBe(0);
  });

  it('has two connections, and one more for each that ends without a word', async () => {
    const { fake, service } = rig;
    await fake.until(() => fake.socketMode.sockets.size === 2, 'two connections');
    const { connections } = fake.socketMode;
    fake.socketMode.drop();
    await fake.until(() => fake.socketMode.connections >= connections + 2, 'two new connections');
    await expect.poll(() => service.connected()).toBe(true);
    await fake.type('/grad again*x');
    await fake.seen('again*x');
    expect(rig.reported).toEqual([]);
  });

  it.each(['oldest', 'all'] as const)('loses no command where Slack renews connections: %s', async (which) => {
    const { fake, service } = rig;
    let lost = 0;
    for (let i = 0; i < RENEWALS; i++) {
      await fake.until(() => fake.socketMode.lasting.length === 2, 'two connections');
      fake.socketMode.recycle(which);
      const asked = [`${which}${i}*x`, `${which}${i}*y`];
      const acks = await Promise.all(asked.map((formula) => fake.socketMode.offer(fake.slash(`/grad ${formula}`))));
      lost += acks.filter((ack) => ack === undefined).length;
      expect(service.connected()).toBe(true);
    }
    expect(lost).toBe(0);
    for (let i = 0; i < RENEWALS; i++) await fake.seen(`${which}${i}*y`);
    // Each is answered once.
    const answers = fake.messages.filter(({ text }) => /\d\*[xy]/.test(text)).map(({ text }) => text);
    expect(new Set(answers).size).toBe(answers.length);
    expect(rig.reported).toEqual([]);
  });

  it('outlives a refusal to connect again, says so, and tries once more', async () => {
    const own = await startRig('Socket Mode');
    try {
      const { fake } = own;
      await fake.until(() => fake.socketMode.sockets.size === 2, 'two connections');
      fake.failNext('apps.connections.open', { error: 'invalid_auth' }, { error: 'invalid_auth' });
      fake.socketMode.drop();
      await expect.poll(() => own.service.connected()).toBe(false);
      await fake.until(() => fake.socketMode.sockets.size === 2, 'two connections');
      expect(own.reported.length).toBe(2);
      await fake.type('/grad back*x');
      await fake.seen('back*x');
    } finally {
      await own.close();
    }
  });
});

describe('a wrong token', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig('Socket Mode');
  });
  afterAll(() => rig.close());

  it.each([
    [
      'SLACK_BOT_TOKEN',
      { botToken: 'xoxb-wrong', appToken: APP_TOKEN },
      /^SLACK_BOT_TOKEN: Slack refuses it: invalid_auth$/,
    ],
    ['SLACK_SIGNING_SECRET', { botToken: 'xoxb-fake' }, /^SLACK_SIGNING_SECRET: must be set/],
  ])('is named: %s', async (_, credentials, message) => {
    const { fake, dispatcher, log } = rig;
    await expect(startSlack({ ...credentials, apiUrl: fake.url, dispatcher, log })).rejects.toThrow(message);
  });

  it('is named: SLACK_APP_TOKEN', async () => {
    const { fake, dispatcher, log } = rig;
    fake.failNext('apps.connections.open', { error: 'invalid_auth' });
    const options = { botToken: 'xoxb-fake', appToken: 'xapp-wrong', apiUrl: fake.url, dispatcher, log };
    await expect(startSlack(options)).rejects.toThrow(/^SLACK_APP_TOKEN: Slack refuses it: invalid_auth$/);
  });
});
