import { withOption } from '../../command/format.ts';
import { UserError } from '../../errors.ts';
import { readZone } from '../calendar/zone.ts';
import { toRows } from '../host/change.ts';
import type { VerbContext } from '../host/context.ts';
import { type Loaded, loadWhole, type Whole } from '../host/load.ts';
import { draftQuiz } from '../host/start.ts';
import { type StartOptions, startLine } from '../host/start-line.ts';
import { newSessionKey } from '../session/question-key.ts';
import { dueOf, stateSchema } from '../session/state.ts';
import { openTask } from '../session/task.ts';
import type { TaskSettings } from '../session/view-data.ts';
import { readDue } from './due.ts';

/** How many tasks of a channel are looked at. */
const MOST_TASKS = 20;

export interface TaskOptions extends Omit<StartOptions, 'seconds'> {
  readonly due: string;
  /** The one that was used here last, or UTC, if left out. */
  readonly zone?: string | undefined;
  readonly feedback: TaskSettings['feedback'];
}

/**
 * Begins a task where somebody is.
 *
 * @throws UserError for a time that cannot be, and for questions that there are not
 */
export async function assignTask(
  context: VerbContext,
  { due: typed, zone: named, feedback, ...wanted }: TaskOptions,
): Promise<{ readonly task: Whole; readonly zoneFrom: 'named' | 'before' | 'default' }> {
  const { options, who } = context;
  const { store, clock, random } = options;
  const before = named === undefined ? await lastZone(context) : undefined;
  const zone =
    named === undefined
      ? (before ?? 'UTC')
      : zoneOf(named, (near) => startLine(taskLine({ due: typed, zone: near, feedback }), wanted));
  const end = readDue(typed, zone, clock.now());
  const line = taskLine({ due: typed, zone: named, feedback });
  const draft = await draftQuiz(options, context.bank, who, wanted, line);
  const now = clock.now();
  const blank = { ...stateSchema.parse(JSON.parse(draft.state)), n: 0, people: [], messages: {} };
  const { state, effects } = openTask(blank, end, feedback, now);
  const settings = JSON.stringify({ ...JSON.parse(draft.settings), task: { end, zone, feedback } });
  const due = dueOf(state) ?? end;
  const task = {
    ...draft,
    kind: 'task',
    settings,
    state: JSON.stringify(state),
    due,
    effects: toRows(effects, now),
  } as const;
  let key = newSessionKey(random);
  // A key that somebody else has is drawn again.
  while (!(await store.create({ ...task, key }))) key = newSessionKey(random);
  const begun = await taskOf(context, key);
  context.after(begun);
  return { task: begun, zoneFrom: named !== undefined ? 'named' : before !== undefined ? 'before' : 'default' };
}

/** @param again the line with a zone that there is */
function zoneOf(named: string, again: (near: string) => string): string {
  try {
    return readZone(named);
  } catch (error) {
    if (!(error instanceof UserError) || error.correction === undefined) throw error;
    throw error.with({ correction: undefined, remedies: [again(error.correction)] });
  }
}

/** The line that was typed, as far as it is not about the questions. */
function taskLine({ due, zone, feedback }: Pick<TaskOptions, 'due' | 'zone' | 'feedback'>): string {
  const until = withOption('/quiz assign', 'due', due);
  const where = zone === undefined ? until : withOption(until, 'zone', zone);
  return feedback === 'after' ? where : withOption(where, 'feedback', feedback);
}

async function lastZone(context: VerbContext): Promise<string | undefined> {
  const [newest] = await tasksHere(context);
  return newest?.settings.task?.zone;
}

/** The tasks of the channel, the newest first. */
export async function tasksHere({ options, who }: VerbContext): Promise<readonly Whole[]> {
  const rows = await options.store.tasks(who.tenant, who.channel, MOST_TASKS);
  return Promise.all(rows.map((row) => loadWhole(options.store, row)));
}

/** The task of a key. @throws UserError where there is none here */
export async function taskOf({ options, who }: VerbContext, key: string): Promise<Whole> {
  const row = await options.store.session(key);
  const task =
    row?.tenant === who.tenant && row.channel === who.channel ? await loadWhole(options.store, row) : undefined;
  if (task?.settings.task !== undefined) return task;
  throw new UserError(`I know no task \`${key.slice(0, 40).replaceAll('`', "'")}\` here.`, {
    code: 'E_UNKNOWN_TASK',
    hint: '`/quiz task` lists those that there are.',
    remedies: ['/quiz task'],
  });
}

export const noTask = (): UserError =>
  new UserError('There is no task here.', {
    code: 'E_NO_TASK',
    hint: 'Somebody who teaches gives one with `/quiz assign --topic graph --due "Friday 18:00"`.',
  });

/** Is it a task, which is answered one question after the other? */
export const isTask = ({ state }: Loaded): boolean => state.stage.at === 'task';
