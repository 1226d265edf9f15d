import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { OWN } from '../../questions/own.ts';
import type { Level } from '../../questions/question.ts';
import { createdReply, hostReply, listReply } from '../assign/host-reply.ts';
import { assignTask, taskOf, tasksHere } from '../assign/tasks.ts';
import { taskView } from '../assign/view.ts';
import { createContext, type VerbContext } from '../host/context.ts';
import type { Whole } from '../host/load.ts';
import { reportView } from '../host/reports.ts';
import { post } from '../session/messages.ts';
import { readQuestionKey } from '../session/question-key.ts';
import type { ReportView } from '../session/report-data.ts';
import type { Rules } from '../session/rules.ts';
import { isOver } from '../session/state.ts';
import { closeTask } from '../session/task.ts';
import { MOST_ROUNDS } from '../session/times.ts';
import type { TaskView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { from, level, order, seed, topic } from '../verb-options.ts';

/** Of questions that are made. */
const DEFAULT_ROUNDS = 5;

/** What the host of a task does, or somebody who manages the server. */
const HOST = ['host', 'manager'] as const;
const SHOW: Rules = { may: HOST, does: 'see how far a task is' };
const END: Rules = {
  may: HOST,
  does: 'end a task',
  refuse: (state) => (isOver(state) ? { why: 'over' } : undefined),
  apply: (state, _, now) => closeTask(state, now, 'stopped'),
};
const AGAIN: Rules = {
  may: HOST,
  does: 'post a task again',
  refuse: (state) => (isOver(state) ? { why: 'over' } : undefined),
  apply: (state) => post(state, 'task'),
};

type Wanted =
  | { readonly what: 'new'; readonly options: Parameters<typeof assignTask>[1] }
  | { readonly what: 'show' | 'end' | 'again'; readonly key: string | undefined };

type Result =
  | { readonly what: 'created'; readonly view: TaskView; readonly zoneFrom: 'named' | 'before' | 'default' }
  | { readonly what: 'show' | 'end' | 'again'; readonly view: TaskView; readonly report: ReportView }
  | { readonly what: 'list'; readonly views: readonly TaskView[] };

export default defineVerb({
  name: 'assign',
  order: 44,
  summary: 'Give everybody here a task: questions to answer alone, until a time',
  text: 'task',
  private: true,
  may: ['anyone'],
  does: 'give a task',
  options: z.strictObject({
    due: z
      .string()
      .max(60)
      .optional()
      .describe('until when: Friday 18:00, tomorrow 8am, 2026-12-04 18:00, in 2 days, 18:00')
      .meta({ suggestions: ['Friday 18:00', 'tomorrow 8am', 'in 2 days'] }),
    topic,
    from,
    order,
    level: level.describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; rises if left out'),
    rounds: z
      .string()
      .regex(/^(all|[1-9]\d{0,2})$/i, `it is a whole number up to ${MOST_ROUNDS}, or all for imported questions.`)
      .optional()
      .describe('how many questions; if left out all imported ones, or 5')
      .meta({ short: 'n', suggestions: ['5', '10', 'all'] }),
    zone: z
      .string()
      .max(60)
      .optional()
      .describe('the time zone of due; the one that was used here last if left out, or UTC')
      .meta({ suggestions: ['Europe/Berlin', 'UTC'] }),
    feedback: z
      .enum(['after', 'now'])
      .default('after')
      .describe('when each sees what is right: after the end, or behind each answer, which is final then'),
    show: z.boolean().default(false).describe('the host: how far a task is, and the points after its end'),
    end: z.boolean().default(false).describe('the host: end a task now'),
    again: z.boolean().default(false).describe('the host: post the message of a task again'),
    task: z.string().max(60).optional().describe('which task, as its buttons say; the newest here if left out'),
    seed: seed.describe('the same seed asks the same questions').meta({ short: 's' }),
  }),
  examples: [
    ['/quiz assign --topic graph --due "Friday 18:00" --zone Europe/Berlin', 'five questions until Friday evening'],
    ['/quiz assign --from "unit 3" --due "tomorrow 8am"', 'all questions of a topic that you imported'],
    ['/quiz assign --rounds 8 --due "in 2 days" --feedback now', 'each sees at once what is right'],
    ['/quiz assign --show', 'how far the newest task is, for its host'],
    ['/quiz assign --end', 'no answers any more; everybody sees what theirs were worth'],
  ],
  read({ show, end, again, task, due, rounds, level: wanted, ...options }): Wanted {
    const word = task?.trim();
    const key = word !== undefined && readQuestionKey(`${word}.1`) !== undefined ? word : undefined;
    if (show || end || again || key !== undefined) return { what: end ? 'end' : again ? 'again' : 'show', key };
    // Words of a time that was typed without quotation marks.
    const time = [due, word].filter((part) => part !== undefined && part !== '').join(' ');
    if (time === '') {
      throw new UserError('A task needs a time until which it can be answered.', {
        code: 'E_NO_DUE',
        hint: 'For example `/quiz assign --topic graph --due "Friday 18:00"`. To see one that there is: `/quiz assign --show`.',
      });
    }
    const brought = options.from !== undefined || options.topic === OWN;
    const many =
      rounds === undefined ? (brought ? 'all' : DEFAULT_ROUNDS) : /^all$/i.test(rounds) ? 'all' : Number(rounds);
    return { what: 'new', options: { ...options, level: wanted as Level | undefined, rounds: many, due: time } };
  },
  async perform(wanted: Wanted, context): Promise<Result> {
    const { clock } = context.options;
    if (wanted.what === 'new') {
      const { task, zoneFrom } = await assignTask(context, wanted.options);
      return { what: 'created', view: taskView(task, clock.now()), zoneFrom };
    }
    const { what } = wanted;
    const rules = { show: SHOW, end: END, again: AGAIN }[what];
    const host = createContext(context, rules, context.who);
    const task = wanted.key === undefined ? await newest(context) : await taskOf(context, wanted.key);
    if (task === undefined) {
      return { what: 'list', views: (await tasksHere(context)).map((one) => taskView(one, clock.now())) };
    }
    host.check(task);
    const after = what === 'show' ? task : await host.whole(await host.act(task));
    return { what, view: taskView(after, clock.now()), report: reportView(after) };
  },
  reply(result) {
    if (result.what === 'list') return listReply(result.views);
    return result.what === 'created' ? createdReply(result.view, result.zoneFrom) : hostReply(result);
  },
});

/** The task that is meant where none is named; undefined where it could be one of several. */
async function newest(context: VerbContext): Promise<Whole | undefined> {
  const all = await tasksHere(context);
  const live = all.filter(({ row }) => row.live);
  if (all.length === 0) {
    throw new UserError('There is no task here.', {
      code: 'E_NO_TASK',
      hint: 'Give one with `/quiz assign --topic graph --due "Friday 18:00"`.',
    });
  }
  if (live.length === 0) return all[0];
  return live.length === 1 ? live[0] : undefined;
}
