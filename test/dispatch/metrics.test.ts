import { expect, it } from 'vitest';
import { createMetrics } from '../../src/dispatch/metrics.ts';

it('tell what ended by the deadline of 20 s from what took longer, by platform, command and outcome', async () => {
  const metrics = createMetrics();
  const request = { platform: 'slack', command: 'train', outcome: 'answered' } as const;
  for (const seconds of [0.01, 20, 20.5]) metrics.record({ ...request, seconds });
  const { text: page, type } = await metrics.page();
  expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
  const labels = 'platform="slack",command="train",outcome="answered"';
  expect(page).toContain(`chainrule_commands_total{${labels}} 3\n`);
  for (const [bound, count] of [
    ['0.01', 1],
    ['10', 1],
    ['20', 2],
    ['30', 3],
  ])
    expect(page).toContain(`chainrule_command_seconds_bucket{le="${bound}",${labels}} ${count}\n`);
});
