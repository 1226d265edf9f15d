import { describe, expect, it } from 'vitest';
import { type LoopLine, learns, loopStory, runLoop, sameRun } from '../../../src/tutor/misconceptions/training-loop.ts';

const RIGHT: readonly LoopLine[] = ['forward', 'loss', 'zero', 'backward', 'step'];

describe('a training loop that runs', () => {
  it.each<[string, readonly LoopLine[], boolean, string]>([
    ['reset before the forward pass', ['zero', 'forward', 'loss', 'backward', 'step'], true, 'it learns'],
    ['reset after the step', ['forward', 'loss', 'backward', 'step', 'zero'], true, 'it learns'],
    ['reset before the step', ['forward', 'loss', 'backward', 'zero', 'step'], false, 'after 3 rounds no weight'],
    ['step first', ['step', 'forward', 'loss', 'zero', 'backward'], false, 'the first step moves no weight'],
    ['loss first', ['loss', 'forward', 'zero', 'backward', 'step'], false, 'no `outs` yet'],
    ['backward first', ['backward', 'forward', 'loss', 'zero', 'step'], false, 'no `loss` yet'],
  ])('%s', (_, order, same, story) => {
    const run = runLoop(order);
    expect(sameRun(run, runLoop(RIGHT))).toBe(same);
    expect(sameRun(runLoop(RIGHT), run)).toBe(same);
    expect(loopStory(run)).toContain(story);
  });

  it('moves weights or does not', () => {
    expect(learns(runLoop(RIGHT))).toBe(true);
    expect(learns(runLoop(['forward', 'loss', 'backward', 'zero', 'step']))).toBe(false);
    expect(learns(runLoop(['loss', 'forward', 'zero', 'backward', 'step']))).toBe(false);
  });
});
