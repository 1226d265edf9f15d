import type { WorkerPoolOptions } from 'workerpool';

type TaskQueue = Exclude<NonNullable<WorkerPoolOptions['queueStrategy']>, string>;
type Task = Parameters<TaskQueue['push']>[0];

/** What people ask for. All else belongs to something that is under way: a question of a quiz, an answer to one, a picture. */
const ASKED: ReadonlySet<Task['method']> = new Set(['run', 'answer']);

/** A queue for a pool: what is under way goes on before anything that waits begins, so that no flood of commands holds up a quiz. */
export function createTaskQueue(): TaskQueue {
  const [asked, underWay]: [Task[], Task[]] = [[], []];
  const queueOf = ({ method }: Task): Task[] => (ASKED.has(method) ? asked : underWay);
  return {
    push: (task) => void queueOf(task).push(task),
    pop: () => underWay.shift() ?? asked.shift(),
    size: () => asked.length + underWay.length,
    contains: (task) => queueOf(task).includes(task),
    clear() {
      asked.length = 0;
      underWay.length = 0;
    },
  };
}
