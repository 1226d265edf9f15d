import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { direct, mention } from '../../support/slack/events.ts';
import { type Rig, startRig, type Way } from '../../support/slack/rig.ts';

describe.each<Way>(['HTTP', 'Socket Mode'])('an acknowledgement over %s', (way) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(way);
  });
  afterAll(() => rig.close());

  /** What happened in which order, where a note takes some time. */
  async function orderOf(something: () => Promise<unknown>): Promise<string[]> {
    const order: string[] = [];
    const { answers } = rig.dispatcher.store;
    const open = answers.open.bind(answers);
    const spy = vi.spyOn(answers, 'open').mockImplementation(async (answer) => {
      await pause(60);
      const first = await open(answer);
      order.push('noted');
      return first;
    });
    await something();
    order.push('acknowledged');
    spy.mockRestore();
    return order;
  }

  it.each<[string, () => Promise<unknown>]>([
    ['a command', () => rig.fake.type('/grad one*two')],
    ['a mention', () => rig.fake.mention('<@U0BOT> grad three*four')],
    ['a message to the bot alone', () => rig.fake.deliver(direct('five*six'))],
  ])('of %s comes when the answer that it promises is noted', async (_, happen) => {
    expect(await orderOf(happen)).toEqual(['noted', 'acknowledged']);
  });

  it('of a click does so, too', async () => {
    await rig.fake.type('/train --steps 3');
    const message = await rig.fake.seen('Same again');
    expect(await orderOf(() => rig.fake.click(message, 'Same again with another seed'))).toEqual([
      'noted',
      'acknowledged',
    ]);
  });

  it('comes also where nothing is promised', async () => {
    const ack = await rig.fake.deliver(mention('<@U0BOT> grad a', {}, { bot_id: 'B1' }));
    expect(ack).toBeDefined();
  });
});
