import { expect, it } from 'vitest';
import { watchLiveness } from '../../src/workers/liveness.ts';

/** With a clock that goes as told, and the questions that were asked, which may be answered. */
function setUp() {
  let time = 0;
  const asked: PromiseWithResolvers<void>[] = [];
  const ask = (): Promise<void> => {
    const question = Promise.withResolvers<void>();
    asked.push(question);
    return question.promise;
  };
  const liveness = watchLiveness(ask, () => time);
  const after = (ms: number): boolean => {
    time += ms;
    return liveness.live();
  };
  return { liveness, asked, after };
}

it('asks when nothing was heard for some seconds, once at a time', async () => {
  const { liveness, asked, after } = setUp();
  expect([after(0), after(4000), asked.length]).toEqual([true, true, 0]);
  expect([after(2000), after(10_000), asked.length]).toEqual([true, true, 1]);
  asked[0]?.resolve();
  await new Promise(setImmediate);
  expect([after(1000), asked.length]).toEqual([true, 1]);
  liveness.sign();
  expect([after(4000), asked.length]).toEqual([true, 1]);
});

it('no answer for a minute is no life, and any sign is', async () => {
  const { liveness, after } = setUp();
  expect([after(6000), after(59_000), after(2000)]).toEqual([true, true, false]);
  liveness.sign();
  expect(after(0)).toBe(true);
});

it('processes that cannot be started are no life either', async () => {
  const { asked, after } = setUp();
  for (let seconds = 0; seconds < 70; seconds += 10) {
    after(10_000);
    asked.at(-1)?.reject(new Error('fork: EAGAIN'));
    await new Promise(setImmediate);
  }
  expect([asked.length, after(0)]).toEqual([7, false]);
});
