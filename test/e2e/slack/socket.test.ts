import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { APP_TOKEN } from '../../support/slack/fake.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';

describe('Socket Mode', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig('Socket Mode');
  });
  afterAll(async () => {
    await rig.close();
    expect(rig.fake.socketMode.sockets.size).toBe(0);
  });

  it('connects again when Slack asks for it, and when the connection is gone', async () => {
    const { fake, service } = rig;
    for (const [i, end] of [() => fake.socketMode.recycle(), () => fake.socketMode.drop()].entries()) {
      // On a busy machine a ping may go unanswered for a second, which is a lost connection, too. The fake cannot
      // tell when ours is open: it only knows its own side.
      await expect.poll(() => service.connected()).toBe(true);
      const { connections } = fake.socketMode;
      end();
      await fake.until(() => fake.socketMode.sockets.size === 0, 'the end of the connection');
      await fake.until(() => fake.socketMode.connections > connections, 'the next connection');
      await fake.type(`/grad again${i}*x`);
      await fake.seen(`again${i}*x`);
    }
    expect(rig.reported).toEqual([]);
  });

  it('outlives a refusal to connect again, and says so', async () => {
    const own = await startRig('Socket Mode');
    try {
      own.fake.failNext('apps.connections.open', { error: 'invalid_auth' });
      own.fake.socketMode.drop();
      await own.fake.until(() => own.fake.called('apps.connections.open').length === 2, 'a second attempt');
      await expect.poll(() => own.reported.length).toBe(1);
      expect(own.service.connected()).toBe(false);
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
