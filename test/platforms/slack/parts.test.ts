import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Jobs } from '../../../src/platforms/conversation/jobs.ts';
import { commandLine } from '../../../src/platforms/slack/events/mention.ts';
import { modal, readForm, readMetadata } from '../../../src/platforms/slack/events/modal.ts';
import { ChannelRateLimit } from '../../../src/platforms/slack/rate-limit.ts';
import { localBus } from '../../../src/store/shared/bus.ts';
import { commands } from '../../commands/run.ts';
import { viewRefusal } from '../../support/slack/blocks.ts';
import { violation } from '../../support/slack/schema.ts';

describe('what follows a mention', () => {
  it.each([
    ['<@U0BOT> grad a*b+c', 'grad a*b+c'],
    ['  <@U0BOT>, /train --no-zero-grad ', '/train --no-zero-grad'],
    ['<@U0BOT|chainrule>: help', 'help'],
    ['<@U0BOT> <@U0BOT> help', 'help'],
    ['<@U0BOT> grad `a*b`', 'grad a*b'],
    ['<@U0BOT> grad\n```a*b```', 'grad\na*b'],
    ['<@U0BOT> grad <http://a.to|a.to>*b', 'grad a.to*b'],
    ['<@U0BOT> grad <https://example.org>', 'grad https://example.org'],
    ['<@U0BOT> grad <@U1|ann> <#C1|general>', 'grad @ann #general'],
    ['<@U0BOT> grad a &lt; b', 'grad a &lt; b'],
    ['<@U0BOT>', ''],
    ['thanks <@U0BOT>', ''],
  ])('%s', (text, line) => {
    expect(commandLine(text)).toBe(line);
  });
});

describe('a form', () => {
  const target = { channel: 'C1', user: 'U1', responseUrl: 'https://example.org', replaceable: true };

  it.each(commands)('of /$name is one that Slack takes', (command) => {
    expect(viewRefusal(modal(command, target) as never)).toBeUndefined();
  });

  it.each(commands)('of /$name is valid', (command) => {
    expect(violation('ModalView', modal(command, target))).toBeUndefined();
  });

  it('remembers where the answer goes', () => {
    const [command] = commands;
    if (command === undefined) throw new Error('there is no command');
    expect(readMetadata(modal(command, target).private_metadata ?? '')).toEqual({ command: command.name, target });
  });

  it('gives values as they are typed into options', () => {
    const train = commands.find(({ name }) => name === 'train');
    if (train === undefined) throw new Error('there is no /train');
    const values = readForm(train, {
      lr: { value: { value: ' 0.1 ' } },
      momentum: { value: { value: ' 0.5 ' } },
      steps: { value: { value: 'many' } },
      data: { value: { value: null } },
      activation: { value: { selected_option: { value: 'relu' } } },
      'zero-grad': { value: { selected_options: [] } },
      'stable-tanh': { value: { selected_options: [{ value: 'on' }] } },
    });
    expect(values).toEqual({
      lr: '0.1',
      momentum: 0.5,
      steps: 'many',
      activation: 'relu',
      'zero-grad': false,
      'stable-tanh': true,
    });
  });
});

describe('the pace of updates', () => {
  it('lets one through a channel in a while', () => {
    const pace = new ChannelRateLimit();
    expect([0, 500, 1249, 1250, 1251].map((time) => pace.take({ tenant: 'slack:T1', channel: 'C1' }, time))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(pace.take({ tenant: 'slack:T1', channel: 'C2' }, 1251)).toBe(true);
  });

  it('waits as long as Slack says', () => {
    const pace = new ChannelRateLimit();
    pace.take({ tenant: 'slack:T1', channel: 'C1' }, 0);
    pace.hold({ tenant: 'slack:T1', channel: 'C1' }, 30, 0);
    expect([29_999, 30_000].map((time) => pace.take({ tenant: 'slack:T1', channel: 'C1' }, time))).toEqual([
      false,
      true,
    ]);
  });
});

describe('running work', () => {
  it('is stopped by the one who asked, while it runs', async () => {
    const jobs = new Jobs(localBus(() => {}));
    const job = jobs.start({ tenant: 'slack:T1', user: 'U1' });
    expect(await jobs.cancel(job.id, { tenant: 'slack:T1', user: 'U2' })).toBe('not yours');
    expect(await jobs.cancel(job.id, { tenant: 'slack:T2', user: 'U1' })).toBe('not yours');
    expect(job.signal.aborted).toBe(false);
    expect(await jobs.cancel(job.id, { tenant: 'slack:T1', user: 'U1' })).toBe('cancelled');
    expect(job.signal.aborted).toBe(true);
    job.end();
    expect(await jobs.cancel(job.id, { tenant: 'slack:T1', user: 'U1' })).toBe('not running');
  });
});

describe('what must be said in a channel', () => {
  it('waits for its turn, and nothing is dropped', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const pace = new ChannelRateLimit(1000);
    const said: string[] = [];
    const say = (channel: string, what: string): void =>
      void pace.wait({ tenant: 'slack:T1', channel }).then(() => said.push(what));
    for (const what of ['first', 'second', 'third']) say('C1', what);
    say('C2', 'elsewhere');
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(['first', 'elsewhere']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.slice(2)).toEqual(['second']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.slice(3)).toEqual(['third']);
  });
});
