import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { pauseAfter, supervise } from '../../src/app/supervisor.ts';
import { Refused, type Service } from '../../src/platforms/service.ts';

type Outcome = Error | Partial<Service>;

/** Platforms with what each try to start them comes to; the last one comes again. */
function started(outcomes: Readonly<Record<string, readonly Outcome[]>>) {
  const [tries, stopped, began]: [string[], string[], string[]] = [[], [], []];
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line)) });
  const platforms = Object.entries(outcomes).map(([name, list]) => {
    let next = 0;
    return {
      name,
      async start(): Promise<Service> {
        tries.push(name);
        const outcome = list[Math.min(next++, list.length - 1)];
        if (outcome instanceof Error) throw outcome;
        return { name, connected: () => true, stop: async () => void stopped.push(name), ...outcome };
      },
    };
  });
  const onStart = ({ name }: Service): void => void began.push(name);
  const supervisor = supervise({ platforms, log, onStart, pauseMs: () => 0 });
  onTestFinished(() => supervisor.stop());
  const stateOf = (name: string) => supervisor.states()[name]?.state;
  return { supervisor, tries, stopped, began, lines, stateOf };
}

const away = new Error('connect ECONNREFUSED');

describe('the platforms of a program', () => {
  it('one that cannot be reached does not keep the others from their start, and is tried again', async () => {
    const { supervisor, tries, began, stateOf, lines } = started({ slack: [away, away, away, {}], discord: [{}] });
    await supervisor.tried;
    expect(stateOf('discord')).toBe('connected');
    await vi.waitFor(() => expect(stateOf('slack')).toBe('connected'));
    expect(tries.filter((name) => name === 'slack')).toHaveLength(4);
    expect(began).toEqual(['discord', 'slack']);
    expect(lines.filter(({ msg }) => msg === 'the platform cannot be reached')).toHaveLength(3);
  });

  it('one that refuses us is not tried again, and said in one line', async () => {
    const refused = new Refused('SLACK_BOT_TOKEN: Slack refuses it: invalid_auth');
    const { supervisor, tries, stateOf, lines } = started({ slack: [refused], discord: [{}] });
    await supervisor.tried;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tries.filter((name) => name === 'slack')).toHaveLength(1);
    expect([stateOf('slack'), stateOf('discord')]).toEqual(['refused', 'connected']);
    expect(lines).toMatchObject([{ platform: 'slack', reason: refused.message }]);
    expect(JSON.stringify(lines)).not.toContain('stack');
  });

  it.each<[string, Readonly<Record<string, readonly Outcome[]>>]>([
    ['the only one', { discord: [new Refused('first')] }],
    ['both', { discord: [new Refused('first')], slack: [new Refused('first')] }],
    ['both, one later', { discord: [new Refused('first')], slack: [away, new Refused('first')] }],
    ['one that runs', { discord: [{ refused: Promise.resolve(new Refused('first')) }] }],
  ])('when none can work any more, it is over: %s', async (_, outcomes) => {
    const { supervisor } = started(outcomes);
    expect((await supervisor.failed).message).toBe('first');
  });

  it('one that withdraws what it gave is revoked, and the others go on', async () => {
    const refused = Promise.withResolvers<Refused>();
    const { supervisor, stateOf } = started({ slack: [{ refused: refused.promise }], discord: [{}] });
    await supervisor.tried;
    expect(stateOf('slack')).toBe('connected');
    refused.resolve(new Refused('The token was revoked.', { state: 'revoked' }));
    await vi.waitFor(() => expect(stateOf('slack')).toBe('revoked'));
    expect(stateOf('discord')).toBe('connected');
  });

  it('says since when one has been away', async () => {
    let here = true;
    const { supervisor, stateOf } = started({ discord: [{ connected: () => here }] });
    await supervisor.tried;
    const before = supervisor.states()['discord']?.since;
    expect(supervisor.states()['discord']?.since).toBe(before);
    await new Promise((resolve) => setTimeout(resolve, 5));
    here = false;
    expect(stateOf('discord')).toBe('disconnected');
    expect(supervisor.states()['discord']?.since).not.toBe(before);
    here = true;
    expect(stateOf('discord')).toBe('connected');
  });

  it('stops what runs, also what comes up only then, and tries nothing more', async () => {
    const late = Promise.withResolvers<void>();
    const stopped: string[] = [];
    const service = (name: string): Service => ({
      name,
      connected: () => true,
      stop: async () => void stopped.push(name),
    });
    const supervisor = supervise({
      platforms: [
        { name: 'discord', start: async () => service('discord') },
        { name: 'slack', start: () => late.promise.then(() => service('slack')) },
        { name: 'web', start: () => Promise.reject(away) },
      ],
      log: pino({ level: 'silent' }),
      onStart: () => {},
    });
    await vi.waitFor(() => expect(supervisor.states()['discord']?.state).toBe('connected'));
    const stopping = supervisor.stop();
    late.resolve();
    await stopping;
    expect(stopped.sort()).toEqual(['discord', 'slack']);
  });
});

it('the pauses between tries grow, differ, and cost fewer than the 1000 identifies a day that Discord gives', () => {
  const pauses = (random: number) => [1, 2, 3, 4, 5, 6, 7, 100].map((tries) => pauseAfter(tries, () => random) / 1000);
  expect(pauses(0)).toEqual([2, 4, 8, 16, 32, 64, 90, 90]);
  expect(pauses(1).map(Math.round)).toEqual([3, 5, 11, 21, 43, 85, 120, 120]);
  expect((24 * 60 * 60) / (pauses(0).at(-1) as number)).toBeLessThan(1000);
  expect(pauseAfter(3)).not.toBe(pauseAfter(3));
});
