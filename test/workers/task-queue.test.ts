import { describe, expect, it } from 'vitest';
import { createTaskQueue } from '../../src/workers/task-queue.ts';

type Task = Parameters<ReturnType<typeof createTaskQueue>['push']>[0];
const task = (method: string): Task => ({ method }) as Task;

describe('work that waits for a process', () => {
  it.each([
    [['run', 'answer', 'run']],
    [['draw', 'grade', 'make', 'typeset', 'typesetInText', 'readQuestions', 'stepQuestions', 'methods']],
  ])('is done in its order: %j', (methods) => {
    const queue = createTaskQueue();
    const tasks = methods.map(task);
    for (const one of tasks) queue.push(one);
    expect(tasks.map(() => queue.pop())).toEqual(tasks);
    expect(queue.pop()).toBeUndefined();
  });

  it('is done first where it belongs to something that is under way', () => {
    const queue = createTaskQueue();
    for (const method of ['run', 'answer', 'draw', 'run', 'grade']) queue.push(task(method));
    expect(queue.size()).toBe(5);
    expect(Array.from({ length: 5 }, () => queue.pop()?.method)).toEqual(['draw', 'grade', 'run', 'answer', 'run']);
  });

  it.each(['run', 'draw'])('is known until it begins: %s', (method) => {
    const queue = createTaskQueue();
    const [waiting, other] = [task(method), task(method)];
    queue.push(waiting);
    expect([queue.contains(waiting), queue.contains(other), queue.size()]).toEqual([true, false, 1]);
    queue.clear();
    expect([queue.contains(waiting), queue.size(), queue.pop()]).toEqual([false, 0, undefined]);
  });
});
