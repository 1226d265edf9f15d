import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import workerpool from 'workerpool';
import { UserError } from '../../src/errors.ts';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { createWorkers } from '../../src/workers/pool.ts';
import { makeDoor } from '../support/door.ts';

const folder = new URL('../support/hostile/', import.meta.url);
const DEADLINE = 2000;
/** How long after its deadline a person may have to wait. */
const GRACE = 200;

/** What a busy machine takes long for does not come to its deadline. */
const workers = createWorkers({ folder, deadlineMs: 3_600_000 });
afterAll(() => workers.close());
afterEach(() => vi.unstubAllEnvs());

const trouble = (deed: string, by = workers, begun = '') => by.run({ name: 'trouble', values: { deed, begun } });
const hello = async (by = workers) => toText(await by.run({ name: 'hello', values: {} }));

/** What becomes of a promise that must not be kept. */
const fate = (promise: Promise<Reply>): Promise<unknown> =>
  promise.then(
    (reply) => new Error(`answered: ${toText(reply).slice(0, 80)}`),
    (reason: unknown) => reason,
  );

const HINT = 'Ask for less: fewer steps, fewer neurons, a shorter formula.';

describe('a command that does not end is ended, and the next one is served', () => {
  it.each(['loop', 'regex', 'buffers'])('%s', async (deed) => {
    const hurried = createWorkers({ folder, deadlineMs: DEADLINE });
    onTestFinished(() => {
      vi.useRealTimers();
      return hurried.close();
    });
    // Here time passes as the test says, however long a process takes to start.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = await makeDoor();
    let error: unknown;
    const ended = fate(trouble(deed, hurried, begun.path)).then((reason) => {
      error = reason;
    });
    await begun.opened();
    await vi.advanceTimersByTimeAsync(DEADLINE - 1);
    expect(error).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1 + GRACE);
    await ended;
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'E_DEADLINE',
      message: 'This took longer than 2 s, so I stopped it.',
      hint: HINT,
    });
    expect(await hello(hurried)).toBe('Hello.');
  });
});

it('there is no process before there is work', async () => {
  const pool = vi.spyOn(workerpool, 'pool');
  await createWorkers().close();
  expect(pool).not.toHaveBeenCalled();
});

it('the deadline is 20 s', async () => {
  const timeout = vi.fn(async () => ({ kind: 'done', value: { nodes: [] } }));
  vi.spyOn(workerpool, 'pool').mockReturnValueOnce({ exec: () => ({ timeout }) } as never);
  await createWorkers().run({ name: 'hello', values: {} });
  expect(timeout).toHaveBeenCalledExactlyOnceWith(20_000);
});

describe('a process that dies is said to have died, and the next command is served', () => {
  it.each(['exit', 'kill', 'disconnect', 'array'])('%s', async (deed) => {
    const error = await fate(trouble(deed));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: 'This needed more than there is, and its process ended.', hint: HINT });
    expect(await hello()).toBe('Hello.');
  });

  it('however many are waiting', async () => {
    const deeds = ['exit', 'kill', 'exit', 'throw', 'exit', 'disconnect'];
    for (const error of await Promise.all(deeds.map((deed) => fate(trouble(deed))))) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(await Promise.all([hello(), hello(), hello()])).toEqual(['Hello.', 'Hello.', 'Hello.']);
  });
});

describe('a mistake of ours', () => {
  it.each([
    'throw',
    'throw-crash',
    'throw-text',
    'no-reply',
    'wrong-node',
    'nothing',
  ])('%s is no UserError', async (deed) => {
    const error = await fate(trouble(deed));
    expect(error).toBeDefined();
    expect(error).not.toBeInstanceOf(UserError);
    expect(await hello()).toBe('Hello.');
  });

  it('no answer at all', async () => {
    await expect(workers.run({ name: 'silent', values: {} })).rejects.toThrow('the command answered nothing');
  });

  it('a command that is not there', async () => {
    await expect(workers.run({ name: 'nobody', values: {} })).rejects.toThrow('there is no command "nobody"');
  });
});

describe('a command in a child process', () => {
  it('may refuse, with all that a refusal says', async () => {
    const error = await fate(trouble('refuse'));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'E_TEST',
      message: '`x` is wrong.',
      hint: 'Write `y`.',
      where: { text: 'a x', place: { start: 2, end: 3 } },
    });
  });

  it('may answer at length', async () => {
    expect(toText(await trouble('huge'))).toHaveLength(20_000_000);
    expect(await hello()).toBe('Hello.');
  });

  it('may print without anybody hearing it', async () => {
    expect(toText(await trouble('shout'))).toBe('done shouting');
  });

  it('sees nothing of the environment', async () => {
    vi.stubEnv('CANARY_TOKEN', 'canary');
    const fresh = createWorkers({ folder });
    onTestFinished(() => fresh.close());
    const seen = JSON.parse(toText(await fresh.run({ name: 'trouble', values: { deed: 'environment' } })));
    // A native library may set a variable of its own; nothing may come from here but the folder of compiled code.
    const own = ['NODE_COMPILE_CACHE'];
    expect(Object.keys(seen).filter((name) => name in process.env && !own.includes(name))).toEqual([]);
  });
});
