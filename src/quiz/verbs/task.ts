import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { buttons, paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { aboutTask, dueSpans } from '../assign/replies.ts';
import { isTask, noTask, taskOf, tasksHere } from '../assign/tasks.ts';
import { nextOpen, taskView, workView } from '../assign/view.ts';
import { introReply, workReply } from '../assign/work-reply.ts';
import type { Whole } from '../host/load.ts';
import { readQuestionKey } from '../session/question-key.ts';
import { roundsOf } from '../session/state.ts';
import { refuseTaskAnswer } from '../session/task.ts';
import type { TaskView, WorkView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';

type Result =
  | { readonly step: 'choose'; readonly tasks: readonly TaskView[] }
  | { readonly step: 'intro' | 'work'; readonly view: WorkView };

export default defineVerb({
  name: 'task',
  order: 45,
  summary: 'Work on a task: its questions one by one, alone, in your own time',
  text: 'task',
  private: true,
  may: ['anyone'],
  does: 'work on a task',
  options: z.strictObject({
    task: z
      .string()
      .max(40)
      .optional()
      .describe('which task or question of it, as its button says; the open one here if left out'),
  }),
  examples: [
    ['/quiz task', 'the task that is open here, from where you left it'],
    ['/quiz task s7Kq2mPa.2', 'what a button does: question 2 of this task'],
  ],
  read: ({ task }) => task?.trim() || undefined,
  async perform(key: string | undefined, context): Promise<Result> {
    const now = context.options.clock.now();
    if (key === undefined) {
      const all = await tasksHere(context);
      const open = all.filter(({ row }) => row.live);
      const [only = all[0], another] = open;
      if (only === undefined) throw noTask();
      if (another !== undefined) return { step: 'choose', tasks: open.map((one) => taskView(one, now)) };
      return stepOf(only, context.who.user, undefined, now);
    }
    const asked = readQuestionKey(key);
    const task = await taskOf(context, asked?.session ?? key);
    const rounds = roundsOf(task.state);
    if (asked !== undefined && asked.n > rounds) {
      throw new UserError(`This task has ${counted(rounds, 'question')}.`, {
        code: 'E_UNKNOWN_QUESTION',
        hint: 'Press one of the buttons of the task.',
      });
    }
    return stepOf(task, context.who.user, asked?.n, now);
  },
  reply: (result): Reply => {
    if (result.step === 'choose') return chooseReply(result.tasks);
    return result.step === 'intro' ? introReply(result.view) : workReply(result.view);
  },
});

/** The question that is meant, the next one, how far they are, or what to know before they begin. */
function stepOf(task: Whole, user: string, n: number | undefined, now: number): Result {
  const open = nextOpen(task, user);
  if (n === undefined) {
    const begun = task.answers.some((row) => row.user === user);
    return { step: begun || open === undefined ? 'work' : 'intro', view: workView(task, user, now, open) };
  }
  const answerable = n > 0 && isTask(task) && refuseTaskAnswer(task.state, { user, n }) === undefined;
  return { step: 'work', view: workView(task, user, now, answerable ? n : undefined) };
}

const chooseReply = (tasks: readonly TaskView[]): Reply => ({
  nodes: [
    paragraph(say`There are ${tasks.length} tasks here. Which one?`),
    ...tasks.map((view) => paragraph(say`${aboutTask(view)}, ${dueSpans(view)}.`)),
    buttons(
      ...tasks.map((view, i) => ({ label: `${i + 1}: ${aboutTask(view)}`, command: `/quiz task ${view.session}` })),
    ),
  ],
});
